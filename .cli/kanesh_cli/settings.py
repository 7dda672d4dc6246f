"""Where this installation lives and how it is configured: the environment first, then KANESH_HOME/kanesh.yaml."""

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from .say import Stop

# Every variable that the script reads or hands on. README.md repeats this table; a test compares the two.
VARIABLES = (
    "KANESH_HOME",
    "KANESH_PORT",
    "KANESH_AGENT_PORT",
    "KANESH_ADMIN_TOKEN",
    "KANESH_DATABASE_URL",
    "KANESH_DATABASE_USER",
    "KANESH_DATABASE_PASSWORD",
    "KANESH_AGENT_HOME",
    "KANESH_ENGINE_HOME",
    "KANESH_CONSOLE_HOME",
    "KANESH_KEYS_AWSACCOUNT",
    "KANESH_KEYS_GOOGLEPROJECT",
    "KANESH_SIMULATED",
    "KANESH_SIMULATED_SPEED",
    "KANESH_PASSPHRASE",
    "KANESH_AGENT_ENDPOINTS",
)
SECOND_PORTS = 10  # how far the second control plane's ports are from the first one's


@dataclass(frozen=True)
class Settings:
    root: Path  # the checkout
    home: Path  # data, logs, tools and the first token's key
    port: int
    agent_port: int
    values: dict = field(default_factory=dict)  # every KANESH_ variable that was given
    second: bool = False  # the other control plane of the same home

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self):
        return self.home / "log"

    @property
    def tools(self):
        return self.home / "tools"

    def of_second(self):
        """The same installation through its second control plane: everything is shared but the ports."""
        return replace(self, port=self.port + SECOND_PORTS, agent_port=self.agent_port + SECOND_PORTS, second=True)

    def environment(self):
        """The environment of every process that is started here."""
        return {
            **os.environ,
            **self.values,
            "KANESH_HOME": str(self.home),
            "KANESH_PORT": str(self.port),
            "KANESH_AGENT_PORT": str(self.agent_port),
        }


def read(root, environment=os.environ):
    given = {name: value for name, value in environment.items() if name in VARIABLES and value}
    home = Path(given.get("KANESH_HOME") or Path.home() / ".kanesh").expanduser().absolute()
    values = {**_yaml(home / "kanesh.yaml"), **given}
    port = _port(values, "KANESH_PORT", 8080)
    return Settings(Path(root), home, port, _port(values, "KANESH_AGENT_PORT", port + 1), values)


def _port(values, name, default):
    text = str(values.get(name, default))
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stop(f"{name} is {text!r}; it must be a port number from 1 to 65535, for example 8080.")
    return int(text)


def _yaml(path):
    """The flat subset that is needed: `KANESH_NAME: value`, comments, quotes. Anything else is refused, not ignored."""
    values = {}
    if not path.exists():
        return values
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = re.fullmatch(r"(KANESH_[A-Z_]+):\s*(?:\"([^\"]*)\"|'([^']*)'|([^#]*?))\s*(?:#.*)?", line)
        if not match or match[1] not in VARIABLES[1:]:
            raise Stop(f"{path}, line {number}: expected `NAME: value` with one of {', '.join(VARIABLES[1:])}.")
        values[match[1]] = next(group for group in match.groups()[1:] if group is not None)
    return values
