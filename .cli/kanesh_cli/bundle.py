"""`support-bundle`: what somebody who helps needs to see, in a zip, without secrets: versions, configuration, logs, the
journal of operations, plans, nodes. Every text goes through one filter on its way in."""

import json
import os
import platform
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from . import control_plane, tokens
from .api import Api, ApiProblem
from .say import Stop, note, step

LOG_BYTES = 4 * 1024 * 1024  # of the end of each log
HIDDEN = "[hidden]"
SECRET_NAMES = re.compile(r"TOKEN|PASSWORD|PASSPHRASE|SECRET|KEY")
# What names things may look like a secret and is none.
ID = re.compile(r"[a-z]{2,4}_[0-9a-z]{26}|(?:i|sim)-[0-9a-f]{16,17}")
LONG = re.compile(r"[A-Za-z0-9+/_=-]{16,}")


class Filter:
    """Hides secrets: those that this installation holds, wherever they turn up, and whatever looks like one. Of
    statements it hides the values, as the agents do in their logs."""

    PATTERNS = (
        (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.S), HIDDEN),
        (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/._=~-]{6,}"), r"\1 " + HIDDEN),
        (re.compile(r"\b(?:kns|kanesh)_[A-Za-z0-9_-]{16,}"), HIDDEN),
        (re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{20,}"), HIDDEN),
        (
            re.compile(r"(?i)\b((?:[a-z_.-]*)(?:password|passphrase|secret|token|api_?key|master\.?key))(\"?\s*[=:]\s*|\s+)\"?[^\s\",}]{6,}"),
            r"\1\2" + HIDDEN,
        ),
        (re.compile(r"(://[^/\s:@]+:)[^@\s/]+@"), r"\1" + HIDDEN + "@"),
        (re.compile(r"'(?:[^']|'')*'"), "?"),
        (re.compile(r"\$\$.*?\$\$", re.S), "?"),
        (re.compile(r"\b0x[0-9a-fA-F]+\b"), "?"),
        (re.compile(r"(\bpartition \S+?/\S+?:)\S+"), r"\1?"),
    )
    STATEMENT = re.compile(
        r"\b(?:SELECT|INSERT\s+INTO|UPDATE|DELETE|BEGIN\s+(?:\w+\s+)?BATCH|(?:CREATE|ALTER)\s+(?:ROLE|USER))\b", re.I
    )
    NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b")

    def __init__(self, known=()):
        self.known = sorted({secret for secret in known if len(secret) >= 8}, key=len, reverse=True)

    def text(self, text):
        for secret in self.known:
            text = text.replace(secret, HIDDEN)
        for pattern, instead in self.PATTERNS[:1]:
            text = pattern.sub(instead, text)
        return "\n".join(self.line(line) for line in text.split("\n"))

    def line(self, line):
        for pattern, instead in self.PATTERNS:
            line = pattern.sub(instead, line)
        statement = self.STATEMENT.search(line)
        if not statement:
            return line
        head, values = line[: statement.start()], line[statement.start() :]
        # A quote that stays open is a value with a line break in it: nothing behind it is safe.
        values = values.split("'", 1)[0]
        return head + self.NUMBER.sub("?", values)

    def value(self, value):
        """The same for every text inside of what JSON can say."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if isinstance(value, dict):
            return {name: self.value(item) for name, item in value.items()}
        return value


class Unfiltered:
    """For the test's control alone: it shows that the scan would find what is there."""

    def text(self, text):
        return text

    def value(self, value):
        return value


def known_secrets(settings):
    """What the files of secrets and of the local KMS hold, and what variables were given."""
    found = {value for name, value in settings.values.items() if SECRET_NAMES.search(name)}
    for tree in ("secrets", "kms"):
        for path in sorted((settings.home / tree).rglob("*")):
            if path.is_file() and path.suffix not in (".out", ".log"):
                text = path.read_text(errors="ignore")
                found.add(text.strip())
                found.update(word for word in LONG.findall(text) if not ID.fullmatch(word))
    return found


def make(settings, file):
    if not settings.home.exists():
        raise Stop(f"There is no installation in {settings.home}.")
    target = Path(file or f"kanesh-support-{time.strftime('%Y%m%d-%H%M%S')}.zip").absolute()
    if target.exists():
        raise Stop(f"{target} is there already, and is not overwritten. Name another file.")
    step("Collecting what helps to help")
    facts = control_plane.any_running(settings)
    api = Api(facts["url"], tokens.loopback_owner(settings)) if facts else None
    missing = write(settings, target, api, Filter(known_secrets(settings)))
    note(f"{target} ({target.stat().st_size // 1024} KiB). Secrets and statements' values are hidden; look into it before you send it.")
    for sentence in missing:
        note(sentence)


def write(settings, target, api, hide):
    """Writes the zip; returns sentences about what could not be collected."""
    missing = []
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        put = lambda name, value: bundle.writestr(name, json.dumps(hide.value(value), indent=1, ensure_ascii=False) + "\n")
        put("versions.json", versions(settings))
        put("configuration.json", configuration(settings, hide))
        bundle.writestr("files.txt", hide.text("\n".join(listing(settings.home))))
        for path in logs(settings):
            bundle.writestr(str(path.relative_to(settings.home)), hide.text(tail(path)))
        if api is None:
            missing.append("The control plane does not run, so the journal and the plans are missing. Start it and try again if you can.")
        else:
            for name, content in state(api, missing):
                put(name, content)
        bundle.writestr("missing.txt", "\n".join(missing) + "\n")
    return missing


def versions(settings):
    git = subprocess.run(["git", "-C", str(settings.root), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    memory = {line.split(":")[0]: line.split(":")[1].strip() for line in Path("/proc/meminfo").read_text().splitlines()[:3]}
    return {
        "sources": git.stdout.strip() or None,
        "programs": sorted(path.name for path in (settings.home / "programs").glob("*")),
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "processors": os.cpu_count(),
        "memory": memory,
        "collectedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def configuration(settings, hide):
    secret = lambda name: SECRET_NAMES.search(name) and isinstance(hide, Filter)
    return {name: HIDDEN if secret(name) else value for name, value in sorted(settings.environment().items()) if name.startswith("KANESH_")}


def listing(home):
    """Names, sizes and rights of what the installation has; programs and data files apart."""
    for folder, folders, files in os.walk(home):
        inside = Path(folder).relative_to(home)
        folders[:] = sorted(name for name in folders if name not in ("programs", "tools", "postgres", "data"))
        for name in sorted(files):
            try:
                facts = (Path(folder) / name).lstat()
            except FileNotFoundError:
                continue
            yield f"{facts.st_mode & 0o7777:04o} {facts.st_size:>12} {inside / name}"


def logs(settings):
    for pattern in ("log/*", "machines/*/log/*", "kms/*.out", "kms/*.log"):
        yield from sorted(path for path in settings.home.glob(pattern) if path.is_file())


def tail(path):
    with open(path, "rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - LOG_BYTES))
        return file.read().decode(errors="replace")


def state(api, missing):
    """(name, content) of everything that the API tells; what it refuses is noted and left out."""

    def ask(path, many=True):
        try:
            return list(api.items(path)) if many else api.get(path)
        except (ApiProblem, Stop) as fault:
            missing.append(f"{path}: {fault}")
            return [] if many else None

    yield "health.json", ask("/me", many=False)
    yield "control-planes.json", ask("/control-planes?pageSize=200")
    yield "journal.json", ask("/operations?pageSize=200&includeChildren=true")
    for project in ask("/projects?pageSize=200"):
        for cluster in ask(f"/projects/{project['id']}/clusters?pageSize=200"):
            path = f"/projects/{project['id']}/clusters/{cluster['id']}"
            yield f"clusters/{cluster['id']}/cluster.json", cluster
            yield f"clusters/{cluster['id']}/plan.json", ask(f"{path}/plan", many=False)
            yield f"clusters/{cluster['id']}/nodes.json", ask(f"{path}/nodes?pageSize=200")
            yield f"clusters/{cluster['id']}/events.json", ask(f"{path}/events?pageSize=200")[:500]
