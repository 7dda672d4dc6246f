"""Tokens of the local installation: whoever may read KANESH_HOME is its owner."""

import secrets
import uuid
import zlib
from datetime import datetime, timezone

from . import control_plane
from .api import Api
from .say import Stop


# The form is the control plane's (TokenSecret.java): 160 random bits, then 30 bits of CRC-32, in Crockford's base 32.
PREFIX = "kns_"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
RANDOM_CHARACTERS, CHECK_CHARACTERS = 32, 6


def fresh():
    """A secret as the control plane makes them: recognised by its prefix, and a mistyped one by its checksum."""
    text = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return text + checksum(text)


def checksum(text):
    value = zlib.crc32(text.encode())
    return "".join(ALPHABET[value >> 5 * at & 31] for at in range(CHECK_CHARACTERS))


def preset(settings):
    """Before the very first start: a token for it, to be shown once. None later, or when the user preset one.

    The control plane keeps only its hash; left alone it would print one of its own making, into a log file here."""
    if settings.values.get("KANESH_ADMIN_TOKEN") or given(settings).exists():
        return None
    token = fresh()
    settings.values["KANESH_ADMIN_TOKEN"] = token
    return token


def given(settings):
    """Exists once a control plane has started with its first token."""
    return settings.home / "run" / "first-token-given"


def loopback_owner(settings):
    """The secret that the running control plane leaves for the owner of its home; it ends with that process."""
    facts = control_plane.any_running(settings) or {}
    try:
        return (settings.home / "secrets" / facts.get("owner", "loopback-owner")).read_text().strip()
    except OSError as fault:
        raise Stop(f"{fault.filename} cannot be read ({fault.strerror}); only the owner of KANESH_HOME may.") from fault


def run(settings):
    """Prints a fresh owner token, and nothing else: `TOKEN=$(./kanesh token)`."""
    facts = control_plane.any_running(settings)
    if facts is None:
        raise Stop("Kanesh does not run. Start it first:", "./kanesh up")
    api = Api(facts["url"], loopback_owner(settings))
    name = datetime.now(timezone.utc).strftime("cli-%Y%m%d-%H%M%S")
    print(api.call("POST", "/tokens", {"name": name, "role": "OWNER"}, Idempotency_Key=str(uuid.uuid4()))[0]["secret"])
