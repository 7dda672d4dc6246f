"""`./kanesh soak`: fault matrices that are too long for `test`, in rounds with fresh seeds until the time is over. A failing
round prints the one command that does it again, and the others go on."""

import random
import time

from . import build, prerequisites
from .say import Stop, note, seconds, step

# What a round does: its name, the share of the time it may take, and Maven's arguments for a seed. Simulated histories are
# numbered, so a round takes the next thousands; real machines are the dearest and come last.
SEEDS_PER_ROUND = 20_000
FLEET = 100
BIG_FILE_MIB = 2_200  # beyond what an int can count


def simulation(seed):
    return _tests(
        "control-plane",
        "SimulationTest#everyHistoryKeepsTheInvariantsAndRepeatsItself+MaintenanceSimulationTest#everyHistoryKeepsTheInvariantsAndRepeatsItself",
        f"-Dkanesh.simulation.first={seed}",
        f"-Dkanesh.simulation.seeds={SEEDS_PER_ROUND}",
    )


def fleet(seed):
    return _tests("control-plane", "SimulatedClusterTest+StateFileTest+TakeoverTest", f"-Dkanesh.fleet={FLEET}")


def files(seed):
    return _tests("data-node/encrypted-files", "BigFileTest", f"-Dkanesh.bigfile.mib={BIG_FILE_MIB}")


def header(seed):
    return _search("ParserFuzzTest#header")


def frames(seed):
    return _search("ParserFuzzTest#frames")


def keyring(seed):
    return _search("KeyringFuzzTest#body")


def machines(seed):
    return [
        "verify", "-am", "-pl", "data-node/node-it", "-Dtest=none", "-Dit.test=io/kanesh/it/**/*IT",
        "-Dsurefire.failIfNoSpecifiedTests=false", "-Dfailsafe.failIfNoSpecifiedTests=false", f"-Dkanesh.machines.seed={seed}",
    ]


MATRICES = {
    "simulation": simulation, "fleet": fleet, "files": files, "header": header, "frames": frames, "keyring": keyring,
    "machines": machines,
}
# Makes a fuzz test search for new inputs, for as long as the test itself says; it goes on from what earlier searches found.
SEARCHING = {"JAZZER_FUZZ": "1"}
SEARCHES = ("header", "frames", "keyring")


def _search(test):
    return _tests("kms-integration/kms-envelope", test)


def _tests(module, tests, *properties):
    return ["test", "-am", "-pl", module, "-Dtest=" + tests.replace("+", ","), "-Dsurefire.failIfNoSpecifiedTests=false",
            "-Dspotless.check.skip=true", "-Dcheckstyle.skip=true", *properties]


def run(settings, minutes, seed, matrix=None):
    if minutes < 1:
        raise Stop("A soak takes a minute or more: --minutes N.")
    names = [matrix] if matrix else list(MATRICES)
    prerequisites.machine()
    prerequisites.writable(settings.home)
    if "machines" in names:
        prerequisites.memory(5, "Three database nodes")
    jdk, maven = prerequisites.jdk(settings.log), prerequisites.maven(settings.log)
    seed = random.SystemRandom().randrange(1_000_000_000) if seed is None else seed
    log = settings.log / "soak.log"
    step(f"Soaking for {minutes} min from seed {seed} (the last round's whole log: {log})")

    def round_of(name, arguments):
        build.run_maven(settings, jdk, maven, arguments, log, variables=SEARCHING if name in SEARCHES else None)

    report = rounds(minutes * 60, seed, round_of, names=names)
    failed = [line for line in report if not line["passed"]]
    for line in report:
        note(f"{line['matrix']:<12} seed {line['seed']:<12} {'passed' if line['passed'] else 'FAILED':<7} {seconds(line['took'])}")
    if failed:
        raise Stop(f"{len(failed)} of {len(report)} rounds failed. Again:", *(again(line) for line in failed))
    note(f"{len(report)} rounds passed. The same again: ./kanesh soak {f'{matrix} ' if matrix else ''}--minutes {minutes} --seed {seed}")


def rounds(duration, seed, play, clock=time.monotonic, names=tuple(MATRICES)):
    """Plays one matrix after the other until the time is over, each at least once; a list of what came of each."""
    report, end, number = [], clock() + duration, 0
    while number < len(names) or clock() < end:
        name, began = names[number % len(names)], clock()
        here = seed + (number // len(names)) * SEEDS_PER_ROUND
        try:
            play(name, MATRICES[name](here))
            passed = True
        except Stop as fault:
            note(f"{name} with seed {here}: {fault.sentence}")
            passed = False
        report.append({"matrix": name, "seed": here, "passed": passed, "took": clock() - began})
        number += 1
    return report


def again(line):
    prefix = "".join(f"{name}={value} " for name, value in SEARCHING.items()) if line["matrix"] in SEARCHES else ""
    return prefix + "mvn " + " ".join(f"'{argument}'" if "*" in argument or "#" in argument else argument for argument in MATRICES[line["matrix"]](line["seed"]))
