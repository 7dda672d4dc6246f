"""The web console: its toolchain, its build and its tests. Node.js is a pinned one of our own in KANESH_HOME/tools, so that
the console builds alike on every machine."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import prerequisites, toolchains
from .say import Progress, Stop, step

FOLDER = "web-console"
GENERATED = "src/api/schema.d.ts"
CHROMIUM = Path("/usr/bin/chromium")  # where Debian and its children put it


def tools(settings):
    """The variables under which the console's commands run, after installing Node.js when it is missing."""
    folder = settings.tools / ("node-" + hashlib.sha256(f"{sys.version}{toolchains.NODE_WHEEL}".encode()).hexdigest()[:12])
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        toolchains.python_environment(settings, folder, [toolchains.NODE_WHEEL])
        (folder / "complete").touch()
    node = toolchains.wheel_node(folder)
    binaries = settings.root / FOLDER / "node_modules" / ".bin"
    return node, {
        **trusted_authorities(os.environ),
        **os.environ,
        "PATH": os.pathsep.join([str(binaries), str(node.parent), os.environ["PATH"]]),
    }


def trusted_authorities(environment, system=Path("/etc/ssl/certs/ca-certificates.crt")):
    """Node.js trusts its own list only. Where a company reads along, the system's has one more, which git, pip and Maven follow."""
    return {"NODE_EXTRA_CA_CERTS": str(system)} if "NODE_EXTRA_CA_CERTS" not in environment and system.is_file() else {}


def installed(settings):
    """Installs exactly what the lock file names, when it changed. Returns (node, environment)."""
    node, environment = tools(settings)
    folder = settings.root / FOLDER
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    mark = folder / "node_modules" / ".kanesh-lock"
    if not mark.exists() or mark.read_text() != wanted:
        npm = [str(node), str(toolchains.wheel_npm(node)), "ci", "--no-audit", "--no-fund", "--no-update-notifier"]
        run(settings, npm, environment, "fetching what the console is built with")
        mark.write_text(wanted)
    return node, environment


def built(settings, target):
    """Builds the console and copies it to `target`."""
    _, environment = installed(settings)
    run(settings, ["vite", "build"], environment, "building the console")
    shutil.copytree(settings.root / FOLDER / "dist", target)


def check(settings):
    """Rules, types and logic. Raises Stop when one fails."""
    _, environment = installed(settings)
    step("Testing the console")
    fresh(settings, environment)
    for command, headline in (
        (["tsc", "-p", "."], "checking the console's types"),
        (["eslint", ".", "--max-warnings", "0"], "checking the console's rules"),
        (["vite", "build"], "building the console"),
    ):
        run(settings, command, environment, headline)
    echo(settings, ["vitest", "run"], environment, "The console's tests")


def browse(settings, jdk):
    """A real browser against the control plane that Maven has just built, with the simulated cloud."""
    in_browser(settings, jdk, "Testing the console in a browser", ["playwright", "test"], "The console's tests in a browser")


def measure(settings, jdk):
    """How much JavaScript a first page takes, and when it is painted."""
    in_browser(settings, jdk, "Benchmark console", ["playwright", "test", "-c", "playwright.bench.config.ts"], "The benchmark console")


def in_browser(settings, jdk, headline, command, what):
    if not CHROMIUM.exists():
        prerequisites.install_packages(["chromium"], "A browser (for the console's tests)", settings.log)
    _, environment = installed(settings)
    step(headline)
    run(settings, ["vite", "build"], environment, "building the console")
    echo(settings, command, {**environment, "JAVA_HOME": str(jdk)}, what)


def fresh(settings, environment):
    """The checked-in types are those of the checked-in OpenAPI document."""
    folder = settings.root / FOLDER
    made = folder / "node_modules" / ".fresh-schema.d.ts"
    run(settings, ["openapi-typescript", "../control-plane/openapi/control-plane.v1.json", "-o", str(made)], environment, "generating the console's types")
    if made.read_bytes() != (folder / GENERATED).read_bytes():
        raise Stop(f"{FOLDER}/{GENERATED} is older than the OpenAPI document. Make it anew:", f"cd {FOLDER} && npm run api")


def run(settings, command, environment, headline):
    settings.log.mkdir(parents=True, exist_ok=True)
    with open(settings.log / "console.log", "ab") as out, Progress(sys.stderr) as progress:
        progress.show(headline)
        result = subprocess.run(
            command, cwd=settings.root / FOLDER, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env=environment, check=False,
        )
        if result.returncode == 0:
            progress.done(headline)
            return
    tail = (settings.log / "console.log").read_text(errors="replace").splitlines()[-20:]
    print("\n".join(tail), file=sys.stderr)
    raise Stop(f"{headline} failed. Everything that it said is in {settings.log}/console.log.")


def echo(settings, command, environment, headline):
    """A test runner whose own summary is the output."""
    if subprocess.run(command, cwd=Path(settings.root) / FOLDER, stdin=subprocess.DEVNULL, env=environment, check=False).returncode:
        raise Stop(f"{headline} failed; the reasons are above.")
