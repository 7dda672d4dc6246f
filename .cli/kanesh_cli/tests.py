"""`./kanesh test`: every test of every module, or those of one."""

import os
import subprocess
import sys

from . import build, console, prerequisites, terraform
from .say import Stop, step

# What a module's tests are: the Maven module, and the package that keeps its dependencies' tests out.
MODULES = {
    "control-plane": ("control-plane", "io/kanesh/control"),
    "agent-api": ("data-node/agent-api", "io/kanesh/agent/api"),
    "agent": ("data-node/agent", "io/kanesh/agent"),
    "engine": ("data-node/engine", "io/kanesh/engine"),
    "encrypted-files": ("data-node/encrypted-files", "io/kanesh/files"),
    "node-it": ("data-node/node-it", "io/kanesh/it"),
    "house-rules": (".rules", "io/kanesh/rules"),
}
GROUPS = {
    "data-node": ("data-node/agent-api,data-node/encrypted-files,data-node/engine,data-node/agent,.rules", None),
    "kms-integration": ("kms-integration/kms-api,kms-integration/kms-envelope,kms-integration/kms-local,"
                        "kms-integration/kms-aws,kms-integration/kms-gcp,kms-integration/kms-testkit,.rules", None),
}
# What is no Maven module.
APART = ("script", "web-console", "terraform")
# The runners' own summaries go to the screen; the rest is in the log.
SUMMARY = ("Tests run:", "BUILD ", "Reactor Summary", " SUCCESS [", " FAILURE [", " SKIPPED")


def run(settings, module):
    """Runs the tests; raises Stop when one fails."""
    if module is not None and module not in {*MODULES, *GROUPS, *APART}:
        raise Stop(f"There is no module {module!r}. There are: {', '.join([*APART, *MODULES, *GROUPS])}.")
    prerequisites.machine()
    prerequisites.checkout(settings.root)
    prerequisites.writable(settings.home)
    if module in (None, "script"):
        script(settings)
    if module == "script":
        return
    prerequisites.packages(settings.log)
    if module in (None, "web-console"):
        console.check(settings)
    if module == "web-console":
        return
    tofu = terraform.Tofu(settings) if module in (None, "terraform") else None
    try:
        java(settings, module, tofu)
    finally:
        if tofu is not None:
            tofu.stop()


def java(settings, module, tofu):
    """The Maven modules, and what is tested against the control plane that they are."""
    if tofu is not None:
        terraform.check(settings)
    jdk = prerequisites.jdk(settings.log)
    maven = prerequisites.maven(settings.log)
    prerequisites.disk(settings.home, 5, "Building and testing")
    prerequisites.memory(5, "Testing with three database nodes") if module in (None, "node-it", "terraform") else None
    if module in (None, "control-plane"):
        postgres_of_the_distribution(settings)
    if module == "terraform":
        terraform.build_control_plane(settings, jdk, maven)
        terraform.accept(settings, jdk, tofu.ready())
        return
    step(f"Testing {module or 'every module'} (the whole log: {settings.log / 'test.log'})")
    build.run_maven(settings, jdk, maven, arguments(module), settings.log / "test.log", echo=summary_line)
    if module is None:
        console.browse(settings, jdk)
        terraform.accept(settings, jdk, tofu.ready())


def arguments(module):
    if module is None:
        # Two modules at a time: the engine's tests wait for processes most of the time, the control plane's compute.
        return ["verify", "-T", "2"]
    if module in GROUPS:
        return ["verify", "-am", "-pl", GROUPS[module][0]]
    path, package = MODULES[module]
    return [
        "verify",
        "-am",
        "-pl",
        path,
        f"-Dtest={package}/**/*Test",
        f"-Dit.test={package}/**/*IT",
        "-Dsurefire.failIfNoSpecifiedTests=false",
        "-Dfailsafe.failIfNoSpecifiedTests=false",
    ]


def summary_line(line):
    return any(mark in line for mark in SUMMARY)


def script(settings):
    """The tests of this script itself."""
    step("Testing the script")
    command = [sys.executable, "-B", "-W", "error", "-m", "unittest", "discover", "-s", str(settings.root / ".cli" / "tests")]
    environment = {**os.environ, "PYTHONPATH": str(settings.root / ".cli")}
    if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise Stop("The script's own tests failed; the reasons are above.")


def postgres_of_the_distribution(settings):
    """The control plane is tested on PostgreSQL 15 too (Debian 12's), whose server binaries come from the package
    `postgresql`. On a distribution with another version that one is used; the test says which it found."""
    def found():
        return any(
            os.access(f"/usr/lib/postgresql/{version}/bin/postgres", os.X_OK) for version in range(15, 19)
        )

    if not found():
        prerequisites.install_packages(["postgresql"], "A PostgreSQL server (for one test)", settings.log)
