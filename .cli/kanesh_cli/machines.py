"""What `down` and `reset` do to the machines of the local provider. The provider's own program does it, because only
it knows which process is which machine; the script never signals a machine."""

import shutil
import subprocess

from . import build, control_plane, prerequisites
from .say import Progress, Stop, note

MAIN = "io.kanesh.control.cloud.local.LocalMachines"
# What `reset` forgets. Tools and built programs stay, since they take minutes to make, and logs, which may be the reason.
FORGOTTEN = ("machines", "kms", "postgres", "secrets", "run", "demo", "control-plane.lock", "control-plane-2.lock")


def stop(settings):
    """Drains and stops every machine; its data stay, and the next `up` starts it again."""
    _provider(settings, "stop", "draining and stopping the clusters")


def terminate(settings):
    """Stops every machine and removes it with its data."""
    _provider(settings, "terminate", "removing the clusters")


def _provider(settings, verb, headline):
    machines = settings.home / "machines"
    if not any(path.name[0] != "." for path in machines.glob("*")) and not (settings.home / "kms").exists():
        note("there are no machines")
        return
    programs = build.newest_programs(settings)
    command = control_plane.java_command(settings, prerequisites.jdk(settings.log), programs, MAIN, verb, "--home", str(settings.home))
    process = subprocess.Popen(
        command,
        env=control_plane.environment(settings, programs),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with Progress() as progress, process:
        last = ""
        for line in process.stdout:
            last = line.strip() or last
            progress.show(headline, last[:70])
        if process.wait() == 0:
            progress.done(headline)
    if process.returncode != 0:
        raise Stop(f"{headline} failed: {last}")


def forget(settings):
    for name in FORGOTTEN:
        path = settings.home / name
        if path.is_symlink():  # as root, the database may live where its own user can go
            shutil.rmtree(path.resolve(), ignore_errors=True)
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
