"""What must be there before anything starts. Each check ends in a value, or in a Stop that says what to do."""

import importlib.util
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from . import processes
from .say import Progress, Stop, step

GIB = 1024**3
JDK_PACKAGE = "openjdk-17-jdk-headless"


def machine():
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "AMD64"):
        raise Stop(
            f"Kanesh's local installation runs on Linux on x86-64 (WSL2 counts); this is {sys.platform} on "
            f"{platform.machine()}."
        )


def distribution():
    """('debian', '12') from os-release; ('', '') when the file says nothing."""
    try:
        text = Path("/etc/os-release").read_text()
    except OSError:
        return "", ""
    pairs = dict(re.findall(r'^(ID|VERSION_ID)="?([^"\n]*)"?$', text, re.M))
    return pairs.get("ID", ""), pairs.get("VERSION_ID", "")


# ---- JDK and Maven ---------------------------------------------------------------------------------------------


def is_jdk17(home):
    home = Path(home)
    try:
        release = (home / "release").read_text()
    except OSError:
        return False
    return (home / "bin" / "javac").exists() and re.search(r'^JAVA_VERSION="17[".]', release, re.M) is not None


def find_jdk(environment=os.environ, jvms=Path("/usr/lib/jvm")):
    """The home of a JDK 17: JAVA_HOME, then the javac on the PATH, then what the distribution installed."""
    candidates = []
    if environment.get("JAVA_HOME"):
        candidates.append(Path(environment["JAVA_HOME"]))
    javac = shutil.which("javac", path=environment.get("PATH"))
    if javac:
        candidates.append(Path(os.path.realpath(javac)).parent.parent)
    candidates += sorted(jvms.iterdir()) if jvms.is_dir() else []
    return next((home for home in candidates if is_jdk17(home)), None)


def other_jdk(environment=os.environ):
    """What is there instead of a JDK 17, as a sentence to begin with; empty when there is nothing."""
    home = environment.get("JAVA_HOME")
    if not home:
        return ""
    try:
        version = re.search(r'^JAVA_VERSION="([^"]+)"', (Path(home) / "release").read_text(), re.M)
    except OSError:
        version = None
    what = f"Java {version[1]}" if version else "no JDK"
    return f"JAVA_HOME ({home}) is {what}, and Kanesh needs a JDK 17. "


def jdk(log):
    found = find_jdk()
    if found is None:
        install_packages([JDK_PACKAGE], other_jdk() + "A JDK 17", log)
        found = find_jdk()
    if found is None:
        raise Stop("A JDK 17 was installed but is not under /usr/lib/jvm. Set JAVA_HOME to it and try again.")
    return found


def packages(log):
    """Everything that the distribution must bring, at once: whoever must ask somebody for root asks once, and before
    anything was built."""
    missing = {}
    if find_jdk() is None:
        missing[JDK_PACKAGE] = f"{other_jdk()}A JDK 17"
    if maven_version("mvn") is None:
        missing["maven"] = "Maven 3.8 or newer"
    if importlib.util.find_spec("ensurepip") is None:
        # Node.js for the console is fetched into a Python environment; Debian keeps the means in a package of its own.
        missing["python3-venv"] = "Python's venv module"
    if missing:
        install_packages(list(missing), " and ".join(missing.values()), log)


def maven_version(command):
    try:
        text = subprocess.run([command, "-v"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    match = re.search(r"Apache Maven (\d+)\.(\d+)", text)
    return (int(match[1]), int(match[2])) if match else None


def maven(log):
    for attempt in ("found", "installed"):
        command = shutil.which("mvn")
        version = maven_version(command) if command else None
        if version and version >= (3, 8):
            return command
        if version:
            raise Stop(f"Maven {version[0]}.{version[1]} ({command}) is too old: Kanesh builds with 3.8 or newer.")
        if attempt == "found":
            install_packages(["maven"], "Maven 3.8 or newer", log)
    raise Stop("Maven was installed but `mvn` is not on the PATH.")


def install_packages(packages, what, log):
    """Installs from the distribution when we are root; otherwise says what to run."""
    name, version = distribution()
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise Stop(
            f"{what}: missing. Install it (and put it on the PATH, or set JAVA_HOME for a JDK), then try again. "
            "Kanesh knows the package names of Debian 12 and Ubuntu 24.04 only."
        )
    if JDK_PACKAGE in packages and not _offered(JDK_PACKAGE):
        if os.geteuid() == 0:
            _apt(["apt-get", "update"], "refreshing the package lists", log)
        if not _offered(JDK_PACKAGE):
            raise Stop(
                f"A JDK 17 is missing, and {name} {version} does not package one (newer ones will not do: Cassandra "
                "5.0 runs on 17). Install any build of JDK 17, set JAVA_HOME to it, and try again."
                if os.geteuid() == 0
                else f"A JDK 17 is missing, and this machine's package lists do not offer one. Refresh them and try "
                "again; if it is still missing, install any build of JDK 17 and set JAVA_HOME to it.",
                *([] if os.geteuid() == 0 else ["sudo apt-get update"]),
            )
    if os.geteuid() != 0:
        raise Stop(f"{what}: missing, and installing needs root. Run this, then try again:", f"sudo {command}")
    step(f"Installing {', '.join(packages)} from the distribution")
    if _apt(command.split(), "installing", log) != 0:
        _apt(["apt-get", "update"], "refreshing the package lists", log)
        if _apt(command.split(), "installing", log) != 0:
            full_disk((log / "apt.log").read_text(errors="replace")[-4000:], "while packages were installed")
            raise Stop(f"Installing {', '.join(packages)} failed. The reason is at the end of {log}/apt.log.", command)


def _offered(package):
    result = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False)
    return re.search(r"Candidate: (?!\(none\))\S", result.stdout) is not None


def _apt(command, headline, log):
    log.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    )
    with open(log / "apt.log", "ab") as out, Progress() as progress, process:
        for line in process.stdout:
            out.write(line)
            progress.show(headline, line.decode(errors="replace").strip()[:60])
        progress.done(headline)
        return process.wait()


# ---- room --------------------------------------------------------------------------------------------------------


def available_memory():
    match = re.search(r"^MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(), re.M)
    return int(match[1]) * 1024 if match else 0


def memory(needed_gib, purpose, available=None):
    free = available_memory() if available is None else available
    if free < needed_gib * GIB:
        raise Stop(
            f"{purpose} needs {needed_gib} GB of free memory; this machine has {free / GIB:.1f} GB. Close something, "
            "or give the machine (or WSL2, in .wslconfig) more memory."
        )


def full_disk(text, where):
    """A Stop when `text` says that a disk is full, whoever said it: apt, Maven, Java or the system."""
    if "No space left on device" in text:
        raise Stop(
            f"The disk is full ({where}). What is there already is kept: free some space and run the same command again, "
            "or set KANESH_HOME to a folder on a larger disk."
        )


def checkout(root):
    """The build writes beside the sources."""
    if not os.access(root, os.W_OK):
        raise Stop(f"The checkout ({root}) cannot be written to by this user, and the build writes there. Clone it as this user.")


def disk(path, needed_gib, purpose):
    """`path` need not exist yet: the nearest folder above it counts."""
    existing = next(folder for folder in [path, *path.parents] if folder.exists())
    free = shutil.disk_usage(existing).free
    if free < needed_gib * GIB:
        raise Stop(
            f"{purpose} needs {needed_gib} GB of free disk under {existing}; there are {free / GIB:.1f} GB. Free some, "
            "or set KANESH_HOME to a folder on a larger disk."
        )


def writable(home):
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Stop(f"KANESH_HOME ({home}) cannot be created: {fault.strerror}. Set it to a folder of yours.") from fault
    if not os.access(home, os.W_OK | os.X_OK) or home.stat().st_uid != os.geteuid():
        raise Stop(f"KANESH_HOME ({home}) belongs to another user. Set KANESH_HOME to a folder of yours.")


# ---- network -----------------------------------------------------------------------------------------------------


def port_free(port, variable):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return
        except PermissionError as fault:
            raise Stop(f"Port {port} needs root. Choose one above 1023:", f"{variable}=8080 ./kanesh up") from fault
        except OSError:
            pass
    who = processes.listener(port) or "a process that cannot be seen from here"
    raise Stop(
        f"Port {port} is taken by {who}. Stop it, or move Kanesh:",
        f"{variable}={port + 10} ./kanesh up",
    )


def loopback_addresses():
    """Every machine of the local provider has an address of its own in 127.0.0.0/8; Linux offers them all."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.63.0.1", 0))
        except OSError as fault:
            raise Stop(
                "This machine does not offer the loopback addresses 127.x.y.z, of which every local machine takes one. "
                "Bring the loopback interface up as root:",
                "ip link set lo up && ip addr replace 127.0.0.1/8 dev lo",
            ) from fault
