"""`backup-state` and `restore-state`: the installation's own state in one sealed file, and back. The control plane's
program does it; this asks for the passphrase and says where."""

import getpass
import subprocess
import sys
from pathlib import Path

from . import build, control_plane, prerequisites, tokens
from .say import Stop, note, step

MAIN = "io.kanesh.control.postgres.state.StateFile"
SHORTEST = 12


def back_up(settings, file):
    if not (settings.home / "secrets").is_dir():
        raise Stop(f"There is no installation in {settings.home}: nothing to save. KANESH_HOME names another one.")
    target = Path(file).absolute()
    if not target.parent.is_dir():
        raise Stop(f"There is no folder {target.parent} for the file.")
    if target.exists():
        raise Stop(f"{target} is there already, and is not overwritten. Name another file.")
    passphrase = asked(settings, twice=True)
    _run(settings, "backup", file, passphrase, "Saving the state of this installation")


def restore(settings, file):
    if not Path(file).is_file():
        raise Stop(f"There is no file {file}.")
    passphrase = asked(settings, twice=False)
    with control_plane.Lock(settings):
        _run(settings, "restore", file, passphrase, f"Restoring the state into {settings.home}")
        # The tokens of the state hold: the next `up` must not put a first one of its own into their place.
        tokens.given(settings).touch()


def asked(settings, twice):
    """KANESH_PASSPHRASE, or what is typed."""
    given = settings.values.get("KANESH_PASSPHRASE")
    if given is None:
        if not sys.stdin.isatty():
            raise Stop("The file is sealed with a passphrase. Without a terminal it comes from KANESH_PASSPHRASE.")
        given = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("Once more: ") != given:
            raise Stop("The two are different. Nothing was written.")
    if len(given) < SHORTEST:
        raise Stop(f"The passphrase needs {SHORTEST} characters or more: the file holds the keys of the whole installation.")
    return given


def _run(settings, verb, file, passphrase, headline):
    jdk = prerequisites.jdk(settings.log)
    programs = build.installed(settings, jdk, prerequisites.maven(settings.log))
    step(headline)
    command = control_plane.java_command(
        settings, jdk, programs, MAIN, verb, "--home", str(settings.home), "--file", str(Path(file).absolute())
    )
    environment = {**control_plane.environment(settings, programs), "KANESH_PASSPHRASE": passphrase}
    result = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    for line in result.stdout.splitlines():
        note(line)
    if result.returncode != 0:
        raise Stop(result.stderr.strip() or f"It ended with status {result.returncode}.")
