"""Builds the Java modules when their sources changed, and keeps what runs apart from what is built: a running node
must not lose its jars to the next build, so every build is installed into a folder of its own under KANESH_HOME."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import console, prerequisites, processes
from .say import Progress, Stop, step, warn
from .settings import VARIABLES

MODULES = ("control-plane", "data-node/agent", "data-node/engine", "data-node/node-it")
# Made by a build, or read by nobody but tests.
NOT_SOURCES = {"target", "node_modules", "dist", "screenshots", "test-results"}
TESTS = {("src", "test"), (console.FOLDER, "test"), (console.FOLDER, "mock-api")}
# Rules belong to `kanesh test`; somebody who only wants it to run does not wait for them.
WITHOUT_RULES = ("-DskipTests", "-Dspotless.check.skip=true", "-Dcheckstyle.skip=true")


def source_hash(root):
    """SHA-256 over names and contents of everything that the build reads, tests apart. Times do not count: a fresh
    clone, a switched branch and a touched file all answer by content."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(root):
    for top in (root / "pom.xml", root / ".mvn", root / "control-plane", root / "data-node", root / "kms-integration", root / console.FOLDER):
        if top.is_file():
            yield top
            continue
        for folder, folders, files in os.walk(top):
            inside = Path(folder)
            folders[:] = [name for name in folders if name not in NOT_SOURCES and (inside.name, name) not in TESTS]
            yield from (inside / name for name in files if not inside.is_symlink())


def installed(settings, jdk, maven):
    """The folder with the programs of the present sources: control-plane/, agent/, engine/, node-it/, console/."""
    wanted = source_hash(settings.root)
    target = settings.home / "programs" / wanted[:16]
    if not target.exists():
        step("Building (the first time also fetches the libraries; later only what changed)")
        run_maven(
            settings,
            jdk,
            maven,
            ["package", "-am", "-T1C", "-pl", ",".join(MODULES), *WITHOUT_RULES],
            settings.log / "build.log",
        )
        _install(settings, jdk, target)
    _prune(target)
    return target


def running_programs(facts):
    """The folder that a running control plane was started from."""
    return Path(facts["programs"])


def newest_programs(settings):
    """The folder built last; a Stop when nothing was built yet."""
    folders = [path for path in (settings.home / "programs").glob("*") if not path.name.endswith(".new")]
    if not folders:
        raise Stop("Nothing is built yet, so nothing can be stopped. Build it first:", "./kanesh up --detach")
    return max(folders, key=lambda path: path.stat().st_mtime)


def await_change(settings, jdk, maven, programs, process, pause=1.0):
    """Waits until the sources differ from `programs` and compile; returns the new programs. Ends with a Stop when
    the control plane ends by itself."""
    tried = source_hash(settings.root)
    while True:
        if process.poll() is not None:
            raise Stop(f"The control plane ended by itself. Look into {settings.log}/control-plane.log.")
        now = source_hash(settings.root)
        if now != tried:
            tried = now
            try:
                return installed(settings, jdk, maven)
            except Stop as stop:
                warn(f"{stop.sentence} The running one goes on; save again.")
        time.sleep(pause)


def _install(settings, jdk, target):
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    # Unpacked, the control plane starts in about half the time that its nested jars take.
    jar = settings.root / "control-plane" / "target" / "control-plane-exec.jar"
    java = str(jdk / "bin" / "java")
    extract = [java, "-Djarmode=tools", "-jar", str(jar), "extract", "--destination", str(fresh / "control-plane")]
    result = subprocess.run(extract, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Stop(f"{jar} could not be unpacked: {result.stderr.strip() or result.stdout.strip()}")
    for module in ("agent", "engine", "node-it"):
        image = settings.root / "data-node" / module / "target" / "image"
        if not image.is_dir():
            raise Stop(f"The build left no {image}. Remove the module's target folder and try again.")
        shutil.copytree(image, fresh / module)
    console.built(settings, fresh / "console")
    fresh.rename(target)
    _archive_classes(java, target)


def _archive_classes(java, target):
    """Runs one throw-away engine and one throw-away agent in place so that the JVM keeps their loaded classes: each later
    start takes about half the processor time. Both start without the archive as well, so a failure is no failure."""
    engine, agent = target / "engine", target / "agent"
    address = f"127.{os.getpid() % 100 + 100}.{os.getpid() // 100 % 250}.250"
    step("Preparing the engine and the agent for quick starts")
    _archive(
        "Engines",
        [java, f"@{engine}/conf/jvm.options", f"@{engine}/conf/small-heap.options", boot_path(engine), "-Xmx512m"],
        engine / "engine.jsa",
        ["-cp", f"{engine}/lib/*"],
        ["io.kanesh.engine.ClassArchive", "--address", address],
    )
    with tempfile.TemporaryDirectory() as directory:
        _archive(
            "Agents",
            [java, "-Xmx48m", "-XX:+UseSerialGC"],
            agent / "agent.jsa",
            ["-cp", f"{agent}/lib/*"],
            ["io.kanesh.agent.ClassArchiveMain", "--directory", directory],
        )


# Of the engine's jars, those that its JVM needs before it can look at a path; EngineProcesses.java puts them there.
FILE_SYSTEM = r"(encrypted-files|kms-envelope|kms-api)-.*\.jar"


def boot_path(engine):
    """As the agent starts its engine: an archive holds for one boot class path only, and is silently passed over with another."""
    jars = sorted(str(jar) for jar in (engine / "lib").iterdir() if re.fullmatch(FILE_SYSTEM, jar.name))
    return "-Xbootclasspath/a:" + ":".join(jars)


def _archive(what, options, archive, class_path, program):
    command = [*options, f"-XX:ArchiveClassesAtExit={archive}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", *class_path, *program]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
        failure = (result.stdout + result.stderr).strip() or "it said nothing" if result.returncode else ""
        failure = failure or _misfit([*options, f"-XX:SharedArchiveFile={archive}", *class_path])
    except subprocess.TimeoutExpired:
        failure = "it took more than three minutes"
    if failure:
        warn(f"{what} will start more slowly: {failure.splitlines()[-1]}")


def _misfit(command):
    """What the JVM says of an archive that it will not use; empty when it takes it."""
    said = subprocess.run([*command, "-version"], capture_output=True, text=True, check=False, timeout=180)
    text = said.stdout + said.stderr
    return "the JVM does not take the archive of their classes" if said.returncode or "shared archive" in text else ""


def _prune(target):
    """Removes earlier builds, but for those that a living process still runs from."""
    running = " ".join(processes.command_line(pid) for pid in os.listdir("/proc") if pid.isdigit())
    for other in target.parent.iterdir():
        if other != target and str(other) not in running:
            shutil.rmtree(other, ignore_errors=True)


# ---- Maven -------------------------------------------------------------------------------------------------------

MODULE_LINE = re.compile(r"Building (?P<name>.+?) \S+\s+\[(?P<at>\d+)/(?P<of>\d+)\]")
FETCHED_LINE = re.compile(r"Downloaded from ")
ERROR_LINE = re.compile(r"^\[ERROR\]")


def java_environment(jdk):
    """Without the variables of this installation: no build depends on it, and no test may work on it."""
    return {
        **{name: value for name, value in os.environ.items() if name not in VARIABLES},
        "JAVA_HOME": str(jdk),
        "PATH": f"{jdk / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "MAVEN_OPTS": os.environ.get("MAVEN_OPTS", ""),
    }


def run_maven(settings, jdk, maven, arguments, log, echo=None, variables=None):
    """Runs Maven in the checkout: progress on the screen, everything in `log`. `echo(line)` may choose lines to
    print as they are; `variables` are added to its environment. Raises Stop with the first errors."""
    _forget_images(settings.root)
    log.parent.mkdir(parents=True, exist_ok=True)
    fetched, headline, errors = 0, "starting Maven", []
    command = [maven, "-B", "-Dstyle.color=never", *arguments]
    with open(log, "w", encoding="utf-8") as out, Progress() as progress, _maven(settings, jdk, command, variables) as process:
        try:
            for line in process.stdout:
                out.write(line)
                fetched += 1 if FETCHED_LINE.search(line) else 0
                module = MODULE_LINE.search(line)
                if module:
                    headline = f"[{module['at']}/{module['of']}] {module['name']}"
                if ERROR_LINE.match(line):
                    errors.append(line.rstrip())
                if echo and echo(line):
                    progress.print(line.rstrip())
                progress.show(headline, f"{fetched} files fetched" if fetched else "")
        except BaseException:
            process.terminate()
            raise
        if process.wait() == 0:
            progress.done("done")
    if process.returncode != 0:
        refuse_known("\n".join(errors), log)
        for line in errors[:25]:
            warn(line)
        raise Stop(f"Maven failed ({' '.join(arguments[:1])}). Everything that it said is in {log}.")


def _forget_images(root):
    """Maven adds jars to the folders that programs run from and takes none away: with another version of a library, both
    would be on the class path."""
    for module in ("agent", "engine", "node-it"):
        shutil.rmtree(root / "data-node" / module / "target" / "image" / "lib", ignore_errors=True)


def refuse_known(errors, log):
    """Reasons that lie outside the sources, each with what to do: a Stop."""
    prerequisites.full_disk(errors, "while Maven worked")
    if "PKIX path building failed" in errors:
        raise Stop(
            "Maven does not trust the certificate that this network shows it: usually a proxy of the company that reads "
            f"along. Install its certificate authority for the system's Java, then try again (the whole log: {log}):",
            "sudo cp the-authority.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates",
        )
    if re.search(r"Unknown host|UnknownHostException|Connection refused|Network is unreachable|timed out", errors) and (
        "transfer" in errors
    ):
        raise Stop(
            "Maven cannot reach where the libraries come from. The first build needs the network (behind a proxy: its "
            f"address in ~/.m2/settings.xml); later ones do not. Try again when it is there (the whole log: {log})."
        )


def _maven(settings, jdk, command, variables=None):
    return subprocess.Popen(
        command,
        cwd=settings.root,
        env={**java_environment(jdk), **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
