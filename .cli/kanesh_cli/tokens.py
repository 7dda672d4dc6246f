"""Tokens of the local installation: whoever may read KANESH_HOME is its owner."""

import subprocess

from . import build, control_plane, prerequisites
from .say import Stop

MAIN = "io.kanesh.control.access.control.OwnerToken"


def preset(settings):
    """Before the very first start: a token for it, to be shown once. None later, or when the user preset one. The
    control plane keeps only its hash."""
    if settings.values.get("KANESH_ADMIN_TOKEN") or given(settings).exists():
        return None
    token = control_plane.first_token()
    settings.values["KANESH_ADMIN_TOKEN"] = token
    return token


def given(settings):
    """Exists once a control plane has started with its first token."""
    return settings.home / "run" / "first-token-given"


def fresh(settings):
    """Makes an owner token of the running installation."""
    facts = control_plane.running(settings)
    if facts is None:
        raise Stop("Kanesh does not run. Start it first:", "./kanesh up")
    jdk = prerequisites.jdk(settings.log)
    programs = build.running_programs(facts)
    result = subprocess.run(
        control_plane.java_command(settings, jdk, programs, MAIN),
        env=control_plane.environment(settings, programs),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise Stop(f"No token could be made: {(result.stderr or result.stdout).strip()[-300:]}")
    return result.stdout.strip().splitlines()[-1]


def run(settings):
    print(fresh(settings))
