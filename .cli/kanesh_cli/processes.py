"""Processes by identity. A pid alone proves nothing: it is trusted only together with the boot, the start time and
the command line that were noted when the process was started, so that nobody else's process is ever signalled."""

import json
import os
import signal
import time
from pathlib import Path


def boot_id():
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def start_ticks(pid):
    """Clock ticks since boot at which the process started, or None when there is no such live process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    rest = text.rpartition(")")[2].split()  # the name may hold spaces and brackets
    return None if rest[0] == "Z" else int(rest[19])


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def record(path, pid, **facts):
    """Notes the identity of a process that we have just started. Written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"pid": pid, "boot": boot_id(), "started": start_ticks(pid), **facts}))
    fresh.replace(path)


def find(path, marker):
    """The recorded facts when that very process still runs and its command line contains `marker`; else None."""
    try:
        facts = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    same = facts.get("boot") == boot_id() and facts.get("started") is not None
    same = same and start_ticks(facts["pid"]) == facts["started"] and marker in command_line(facts["pid"])
    return facts if same else None


def stop(path, marker, patience):
    """Asks the recorded process to end, and kills it after `patience` seconds. True when there was one."""
    facts = find(path, marker)
    if facts is None:
        return False
    os.kill(facts["pid"], signal.SIGTERM)
    deadline = time.monotonic() + patience
    while find(path, marker) is not None:
        if time.monotonic() > deadline:
            os.kill(facts["pid"], signal.SIGKILL)
            deadline = float("inf")
        time.sleep(0.1)
    path.unlink(missing_ok=True)
    return True


def listener(port):
    """Who listens on a TCP port: 'name (pid 12)', 'another user's process', or None when nobody does."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            cells = row.split()
            if cells[3] == "0A" and int(cells[1].rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{cells[9]}]")
    if not inodes:
        return None
    for pid in (entry for entry in os.listdir("/proc") if entry.isdigit()):
        try:
            if any(os.readlink(f"/proc/{pid}/fd/{fd}") in inodes for fd in os.listdir(f"/proc/{pid}/fd")):
                return f"{command_line(pid)[:80]} (pid {pid})"
        except OSError:
            continue
    return "another user's process"
