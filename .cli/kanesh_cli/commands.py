"""The commands. Each is a function of the settings and its arguments; what it needs, it checks first."""

import argparse
import pathlib
import signal
import sys

from . import (
    audit,
    bench,
    build,
    bundle,
    control_plane,
    demo,
    kms,
    machines,
    parity,
    prerequisites,
    prove,
    settings as configuration,
    soak,
    state,
    terraform,
    tests,
    tokens,
    toolchains,
)
from .api import ApiProblem
from .say import Stop, note, refuse, step
from .settings import SECOND_PORTS

DESCRIPTION = "Kanesh: Cassandra-compatible clusters with your own keys. `up --demo` shows all of it."


def parser():
    top = argparse.ArgumentParser(prog="./kanesh", description=DESCRIPTION, allow_abbrev=False)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name, text, function):
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.set_defaults(function=function)
        return command

    up = add("up", "build what changed, start the control plane, adopt the clusters; Ctrl-C stops it", run_up)
    up.add_argument("--demo", action="store_true", help="also create a three-node cluster and load sample data")
    up.add_argument("--second", action="store_true", help="start a second control plane beside the one that runs: either may die")
    up.add_argument("--detach", action="store_true", help="return when it is up; `down` stops it")
    test = add("test", "run every test of every module, or those of one", lambda s, a: tests.run(s, a.module))
    test.add_argument("module", nargs="?", metavar="MODULE", help=", ".join([*tests.APART, *tests.MODULES, *tests.GROUPS]))
    measure = add("bench", "run a benchmark; without a name, list them", lambda s, a: bench.run(s, a.name, a.arguments))
    measure.add_argument("name", nargs="?", metavar="NAME")
    measure.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    add("dev", "the development loop: rebuild and restart the control plane when its sources change", run_dev)
    add("token", "print a fresh owner token of this installation", lambda s, a: tokens.run(s))
    keys = add("kms", "the local KMS, as its owner: make, grant, rotate, disable keys", lambda s, a: kms.run(s, a.verb, a.key, a.project))
    keys.add_argument("verb", choices=kms.VERBS)
    keys.add_argument("key", nargs="?", metavar="KEY", help="kanesh-local://REGION/NAME")
    keys.add_argument("project", nargs="?", metavar="PROJECT", help="whose nodes may use it (grant)")
    trail = add("audit", "the audit trail: fetch it, or check that nobody has changed it", run_audit)
    trail.add_argument("what", choices=["verify", "export"], help="verify checks a file; export writes one, as the owner")
    trail.add_argument("file", metavar="FILE")
    trail.add_argument("--head", metavar="'N HASH'", help="verify: what an earlier check said of the end then")
    add("down", "stop the control plane and drain and stop the clusters; the next `up` starts them", run_down)
    proof = add("prove", "search every byte of a cluster's disks for markers; a signed report", run_prove)
    proof.add_argument("cluster", metavar="CLUSTER", help="its name or id")
    proof.add_argument("--export", type=pathlib.Path, metavar="FOLDER", help="write report, signature, markers and list of files")
    proof.add_argument("--project", metavar="ID", help="when two projects have a cluster of that name")
    reset = add("reset", "stop everything and forget it: clusters, data, tokens", run_reset)
    reset.add_argument("--yes", action="store_true", help="do not ask")
    long = add("soak", "the long fault matrices, as long as you like; prints seeds and a report", lambda s, a: soak.run(s, a.minutes, a.seed, a.matrix))
    long.add_argument("matrix", nargs="?", choices=list(soak.MATRICES), metavar="MATRIX", help=f"one of {', '.join(soak.MATRICES)}; otherwise all in turn")
    long.add_argument("--minutes", type=int, default=30, metavar="N")
    long.add_argument("--seed", type=int, metavar="S", help="of the first round; otherwise a fresh one")
    save = add("backup-state", "save database, CAs, secrets and local KMS into one sealed file", lambda s, a: state.back_up(s, a.file))
    save.add_argument("file", metavar="FILE")
    back = add("restore-state", "make an installation of such a file, where there is none", lambda s, a: state.restore(s, a.file))
    back.add_argument("file", metavar="FILE")
    help_us = add("support-bundle", "collect logs, versions, journal and plans in a zip, without secrets", lambda s, a: bundle.make(s, a.file))
    help_us.add_argument("file", nargs="?", metavar="FILE")
    add("parity", "write docs/parity.md: what the API, the console and Terraform can do", lambda s, a: parity.write(s.root))
    tools = commands.add_parser("client-tools")  # for the end-to-end test; not in the list of commands
    tools.set_defaults(function=lambda s, a: toolchains.run_client_tools(s))
    pages = commands.add_parser("provider-docs")  # writes terraform/docs, for those who change the provider
    pages.set_defaults(function=lambda s, a: terraform.document(s))
    add("help", "this text", lambda s, a: parser().print_help())
    return top


def main(root, arguments):
    """Returns the exit status: 0, 1 for a refusal or failure, 2 for a wrong command line, 130 for Ctrl-C."""
    arguments = parser().parse_args(arguments or ["help"])
    try:
        signal.signal(signal.SIGTERM, _as_interrupt)
        arguments.function(configuration.read(root), arguments)
        return 0
    except Stop as stop:
        refuse(stop)
        return 1
    except ApiProblem as problem:
        refuse(Stop(f"The control plane answered {problem}"))
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1
    except OSError as fault:
        refuse(_sentence(fault))
        return 1


def _sentence(fault):
    """A fault of the system as a sentence: a full disk has one of its own, the others name their file."""
    try:
        prerequisites.full_disk(str(fault), fault.filename or "while a file was written")
    except Stop as full:
        return full
    return Stop(f"The system refused: {fault}.")


def _as_interrupt(*_):
    raise KeyboardInterrupt


def prepare(settings, demo_wanted=False):
    """Checks what `up` needs, builds what changed. Returns (jdk, programs)."""
    prerequisites.machine()
    prerequisites.checkout(settings.root)
    prerequisites.loopback_addresses()
    prerequisites.port_free(settings.port, "KANESH_PORT")
    prerequisites.port_free(settings.agent_port, "KANESH_AGENT_PORT")
    prerequisites.memory(*((6, "The demo (three database nodes)") if demo_wanted else (2, "The control plane")))
    prerequisites.disk(settings.home, 5, "Kanesh")
    prerequisites.packages(settings.log)
    jdk = prerequisites.jdk(settings.log)
    maven = prerequisites.maven(settings.log)
    return jdk, build.installed(settings, jdk, maven)


def run_up(settings, arguments):
    prerequisites.writable(settings.home)
    if arguments.second:
        run_second(settings, arguments)
        return
    facts = control_plane.running(settings)
    if facts:
        note(f"Kanesh already runs at {facts['url']} (process {facts['pid']}). `./kanesh down` stops it.")
        if arguments.demo:
            demo.run(settings, prerequisites.jdk(settings.log), build.running_programs(facts), facts["url"])
        return
    process, token = None, None
    try:
        with control_plane.Lock(settings):
            jdk, programs = prepare(settings, arguments.demo)
            token = tokens.preset(settings)
            process = control_plane.start(settings, jdk, programs)
            tokens.given(settings).touch()
        welcome(settings, token)
        if arguments.demo:
            demo.run(settings, jdk, programs, settings.url)
        stay(settings, arguments, process)
    except KeyboardInterrupt:
        if process is None:
            raise
        print(flush=True)
        step("Stopping the control plane (clusters go on; `./kanesh down` stops them too)")
        control_plane.stop(settings)


def run_second(settings, arguments):
    """A second control plane of the same home, on ports of its own; it has everything else from the first."""
    second, first = settings.of_second(), control_plane.running(settings)
    facts = control_plane.running(second)
    if facts:
        note(f"The second control plane already runs at {facts['url']} (process {facts['pid']}). `./kanesh down` stops both.")
        return
    if first is None:
        raise Stop("There is no first control plane to stand beside. Start it first:", "./kanesh up --detach")
    if arguments.demo or settings.values.get("KANESH_SIMULATED") == "true":
        raise Stop("The demo and the simulated cloud live in the first control plane. Start the second one without them.")
    process = None
    try:
        with control_plane.Lock(settings):
            prerequisites.port_free(second.port, f"KANESH_PORT (the second control plane takes {SECOND_PORTS} more)")
            prerequisites.port_free(second.agent_port, f"KANESH_AGENT_PORT (the second control plane takes {SECOND_PORTS} more)")
            prerequisites.memory(1, "A second control plane")
            process = control_plane.start(second, prerequisites.jdk(settings.log), build.running_programs(first))
        note(f"A second control plane is up:  {second.url}    (the first: {first['url']})")
        note("Either may die or hang: the other one goes on with its operations, its database and its machines.")
        stay(second, arguments, process)
    except KeyboardInterrupt:
        if process is None:
            raise
        print(flush=True)
        control_plane.stop(second)


def stay(settings, arguments, process):
    """Until it ends, or not at all."""
    if arguments.detach:
        note("It goes on in the background; `./kanesh down` stops it.")
        return
    note("Ctrl-C stops the control plane; clusters go on, and the next `up` finds them.")
    status = process.wait()
    if status in (143, -signal.SIGTERM):
        note("The control plane was stopped.")
        return
    raise Stop(f"The control plane ended by itself (status {status}). Look into {settings.log}.")


def welcome(settings, token):
    note()
    note(f"Kanesh is up:  {settings.url}          API: {settings.url}/api/docs")
    if token:
        note(f"First token:   {token}   (shown once; `./kanesh token` makes another)")
    note(f"Data and logs: {settings.home}")
    note()


def run_dev(settings, arguments):
    """Serves until Ctrl-C; a change of the sources is built, and the control plane restarted when it compiles."""
    prerequisites.writable(settings.home)
    with control_plane.Lock(settings):
        jdk, programs = prepare(settings)
        maven = prerequisites.maven(settings.log)
        token = tokens.preset(settings)
        try:
            while True:
                process = control_plane.start(settings, jdk, programs)
                tokens.given(settings).touch()
                welcome(settings, token)
                token = None
                programs = build.await_change(settings, jdk, maven, programs, process)
                control_plane.stop(settings)
        finally:
            control_plane.stop(settings)


def run_audit(settings, arguments):
    if arguments.what == "export":
        audit.export(settings, arguments.file)
    else:
        audit.verify(arguments.file, arguments.head)


def run_down(settings, arguments):
    prerequisites.writable(settings.home)
    with control_plane.Lock(settings):
        step("Stopping the control plane")
        if not control_plane.stop_all(settings):
            note("it does not run")
        machines.stop(settings)


def run_prove(settings, arguments):
    prove.run(settings, arguments.cluster, arguments.export, arguments.project)


def run_reset(settings, arguments):
    if not settings.home.exists():
        note(f"There is nothing at {settings.home}.")
        return
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise Stop("`reset` deletes every cluster of this installation. To go on without a question:", "./kanesh reset --yes")
        if input(f"Delete every cluster and all data under {settings.home}? Type yes: ").strip() != "yes":
            raise Stop("Nothing was changed.")
    with control_plane.Lock(settings):
        step("Stopping the control plane")
        control_plane.stop_all(settings)
        machines.terminate(settings)
        machines.forget(settings)
    note(f"forgotten: {settings.home} (tools, programs and logs stay)")
