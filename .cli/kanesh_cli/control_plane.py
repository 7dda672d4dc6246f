"""Starts, finds and stops the control plane of one installation (one KANESH_HOME)."""

import fcntl
import os
import subprocess
import time
import urllib.error
import urllib.request

from . import prerequisites, processes
from .say import Progress, Stop, note, seconds

READY_SECONDS = 300  # a cold start on an overloaded two-core machine; 4 to 8 seconds are usual
STOP_SECONDS = 40


def identity_file(settings):
    return settings.home / "run" / ("control-plane-2.json" if settings.second else "control-plane.json")


def marker(settings):
    return f"-Dkanesh.home={settings.home} "


def running(settings):
    """The facts of this control plane (`pid`, `url`) when it runs, else None."""
    return processes.find(identity_file(settings), marker(settings))


def any_running(settings):
    """The facts of either of the installation's control planes, else None: what one can do, the other can."""
    return running(settings) or running(settings.of_second())


class Lock:
    """One `up`, `down` or `reset` at a time per installation. The kernel lets go of it when the process ends."""

    def __init__(self, settings):
        self.path = settings.home / "run" / "lock"

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = open(self.path, "w", encoding="utf-8")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise Stop("Another `kanesh` command is starting or stopping this installation. Wait for it.") from fault
        return self

    def __exit__(self, *_):
        self.file.close()


def environment(settings, programs):
    return {
        **settings.environment(),
        "KANESH_AGENT_HOME": image(settings, programs, "agent"),
        "KANESH_ENGINE_HOME": image(settings, programs, "engine"),
        "KANESH_CONSOLE_HOME": image(settings, programs, "console"),
    }


def image(settings, programs, part):
    """Where local machines find their agent or engine: the last build's, unless a variable names another."""
    return settings.values.get(f"KANESH_{part.upper()}_HOME", str(programs / part))


# The second compiler halves what a request costs, and would double what a start costs: so it takes only what is called a hundred
# thousand times, twenty times as often as usual.
JVM = [
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:Tier4InvocationThreshold=100000",
    "-XX:Tier4MinInvocationThreshold=12000",
    "-XX:Tier4CompileThreshold=300000",
    "-XX:Tier4BackEdgeThreshold=800000",
    "-XX:+ExitOnOutOfMemoryError",
]


def java_command(settings, jdk, programs, *main):
    """The control plane's class path with a main class of it."""
    return [
        str(jdk / "bin" / "java"),
        *JVM,
        f"-Dkanesh.home={settings.home}",
        f"-Dkanesh.second={str(settings.second).lower()}",
        f"-Dkanesh.local.agent-home={image(settings, programs, 'agent')}",
        f"-Dkanesh.local.engine-home={image(settings, programs, 'engine')}",
        "-cp",
        str(programs / "control-plane" / "control-plane-exec.jar"),
        *main,
    ]


def start(settings, jdk, programs):
    """Starts it and waits until it answers; its output goes to log/control-plane.log. Returns the process."""
    log = settings.log / ("control-plane-2.log" if settings.second else "control-plane.log")
    settings.log.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    with open(log, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
        process = subprocess.Popen(
            java_command(settings, jdk, programs, "io.kanesh.control.ControlPlane"),
            cwd=settings.home,
            env=environment(settings, programs),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches this script only, which then stops it in order
        )
    owner = "loopback-owner-2" if settings.second else "loopback-owner"
    processes.record(identity_file(settings), process.pid, url=settings.url, programs=str(programs), owner=owner)
    try:
        _await_ready(settings, process, log)
    except BaseException:
        processes.stop(identity_file(settings), marker(settings), STOP_SECONDS)
        raise
    return process


def _await_ready(settings, process, log):
    deadline = time.monotonic() + READY_SECONDS
    with Progress() as progress:
        while True:
            if process.poll() is not None:
                prerequisites.full_disk(log.read_text(errors="replace"), f"while the control plane started; see {log}")
                raise Stop(
                    f"The control plane ended while it started: {_last_words(log)}\n  Everything that it said is in {log}."
                )
            if _ready(settings.url):
                progress.done("control plane is up")
                return
            if time.monotonic() > deadline:
                raise Stop(f"The control plane did not answer within {seconds(READY_SECONDS)}. Look into {log}.")
            progress.show("control plane starts")
            time.sleep(0.2)


def _ready(url):
    try:
        with urllib.request.urlopen(f"{url}/actuator/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _last_words(log):
    """The last error line of the log: what Spring calls the reason, else the last line."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("Reason:", "Action:", "Caused by:")) or " ERROR " in line]
    return (telling or lines or ["nothing was written"])[-1][:300]


def stop(settings):
    if processes.stop(identity_file(settings), marker(settings), STOP_SECONDS):
        note("second control plane stopped" if settings.second else "control plane stopped")
        return True
    return False


def stop_all(settings):
    """Both; the second one first, so that it does not take over what is about to end."""
    second = stop(settings.of_second())
    return stop(settings) or second

