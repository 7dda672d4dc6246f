"""`./kanesh bench NAME`: benchmarks live in the module that they measure, as main classes `…bench.<Name>Bench`."""

import re
import subprocess

from . import build, console, control_plane, prerequisites, terraform
from .say import Stop, note, step


def found(settings):
    """{'create': ('node-it', 'io.kanesh.it.bench.CreateBench'), …} from the sources."""
    benches = {}
    for module, tree in (("node-it", "data-node/node-it"), ("control-plane", "control-plane")):
        java = settings.root / tree / "src" / "main" / "java"
        for path in sorted(java.glob("**/bench/*Bench.java")):
            name = re.sub(r"(?<!^)(?=[A-Z])", "-", path.stem[: -len("Bench")]).lower()
            benches[name] = (module, ".".join(path.relative_to(java).with_suffix("").parts))
    return benches


# Benchmarks that need what only the tests have (a second control plane to kill): JUnit methods, and the mark of their figures.
IN_TESTS = {
    "runbook": (
        "control-plane",
        "RunbookBench#stepsPerSecond+TakeoverTest#theRunOfAKilledProcessGoesOnInAnother",
        "bench runbook: ",
    ),
    "access": (
        "control-plane",
        "AccessBench#whatBeingKnownCosts+RevocationBench#whatIsTakenIsGoneAtTheNextRequest",
        "bench access: ",
    ),
}


# What belongs to one of those and needs real machines.
THEN = {"runbook": "maintenance"}


def run(settings, name, arguments):
    benches = found(settings)
    every = sorted(["console", "terraform", *benches, *IN_TESTS])
    if name is None:
        note("Benchmarks: " + ", ".join(every))
        return
    if name == "terraform":
        run_terraform(settings)
        return
    if name in IN_TESTS:
        run_in_tests(settings, name)
        if name not in THEN:
            return
        name = THEN[name]
    if name == "console":
        jdk = prerequisites.jdk(settings.log)
        build.run_maven(settings, jdk, prerequisites.maven(settings.log), ["package", "-am", "-pl", "control-plane", *build.WITHOUT_RULES], settings.log / "build.log")
        console.measure(settings, jdk)
        return
    if name not in benches:
        raise Stop(f"There is no benchmark {name!r}. There are: {', '.join(every)}.")
    prerequisites.machine()
    prerequisites.writable(settings.home)
    jdk = prerequisites.jdk(settings.log)
    programs = build.installed(settings, jdk, prerequisites.maven(settings.log))
    module, main = benches[name]
    libraries = {
        "node-it": f"{programs}/node-it/lib/*",
        "control-plane": f"{programs}/control-plane/control-plane-exec.jar",
    }
    step(f"Benchmark {name} ({main})")
    # No quick-start options here: a benchmark runs with the JVM's own, and its control plane with those of `up`.
    handed_on = "-Dkanesh.control-plane.jvm=" + " ".join(control_plane.JVM)
    command = [str(jdk / "bin" / "java"), handed_on, "-cp", libraries[module], main, *arguments]
    status = subprocess.run(command, env=control_plane.environment(settings, programs), check=False).returncode
    if status != 0:
        raise Stop(f"The benchmark {name} ended with status {status}.")


def run_in_tests(settings, name):
    module, methods, mark = IN_TESTS[name]
    prerequisites.machine()
    prerequisites.writable(settings.home)
    jdk, maven = prerequisites.jdk(settings.log), prerequisites.maven(settings.log)
    step(f"Benchmark {name} (tests {methods} of {module})")
    arguments = ["test", "-am", "-pl", module, "-Dtest=" + methods.replace("+", ","), "-Dsurefire.failIfNoSpecifiedTests=false"]
    arguments += ["-Dspotless.check.skip=true", "-Dcheckstyle.skip=true", "-Dkanesh.test.jvm=" + " ".join(control_plane.JVM)]
    build.run_maven(settings, jdk, maven, arguments, settings.log / "bench.log", echo=lambda line: mark in line)


def run_terraform(settings):
    prerequisites.machine()
    prerequisites.writable(settings.home)
    tofu = terraform.Tofu(settings)
    try:
        jdk, maven = prerequisites.jdk(settings.log), prerequisites.maven(settings.log)
        terraform.build_control_plane(settings, jdk, maven)
        terraform.bench(settings, jdk, tofu.ready())
    finally:
        tofu.stop()
