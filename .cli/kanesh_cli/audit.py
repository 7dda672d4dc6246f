"""The audit trail: fetch it, and check that nobody has changed it. Checking needs no running Kanesh."""

import hashlib
import json
import urllib.request

from . import control_plane, tokens
from .say import Stop, note

START = '{"hash":"'
HASH = 64
FIRST = "0" * HASH


def export(settings, path):
    """Writes the whole trail of the running installation into a file, as its owner."""
    facts = control_plane.any_running(settings)
    if facts is None:
        raise Stop("Kanesh does not run. Start it first:", "./kanesh up")
    request = urllib.request.Request(facts["url"] + "/api/v1/audit-events:export")
    request.add_header("Authorization", f"Bearer {tokens.loopback_owner(settings)}")
    with urllib.request.urlopen(request, timeout=600) as answer, open(path, "wb") as file:
        while chunk := answer.read(1 << 16):
            file.write(chunk)
    verify(path, None)


def verify(path, head):
    """Raises Stop with the first lines that are wrong; says what was checked otherwise."""
    faults, seen = check(path, head)
    if faults:
        raise Stop(f"{path} is not whole: " + "; ".join(faults[:10]) + ("; and more" if len(faults) > 10 else "") + ".")
    note(f"{path} is whole: {seen['lines']} lines, {seen['first']} to {seen['last']}; {seen['withheld']} of them withheld"
         " from whoever exported it (their content cannot be checked, their place can).")
    note(f"Its end: {seen['last']} {seen['hash']}. Keep this: a later export must contain it (--head '{seen['last']} …').")


def check(path, head=None):
    """Returns (faults, facts). A line is right when its hash is that of the rest of itself and it continues the one before."""
    faults, before, trims, withheld, lines, first, heads = [], None, {}, 0, 0, None, {}
    with open(path, "rb") as file:
        for number, raw in enumerate(file, 1):
            line = parse(raw)
            if line is None:
                faults.append(f"line {number} is not a line of a trail")
                continue
            lines += 1
            if line["altered"]:
                faults.append(f"line {number} (entry {line['sequence']}) was changed: its hash is of another text")
            if before is None:
                first = line
            elif line["sequence"] != before["sequence"] + 1 or line["previous"] != before["hash"]:
                faults.append(f"line {number} (entry {line['sequence']}) does not follow the line before (entry"
                              f" {before['sequence']}): something was removed, inserted or put elsewhere")
            if line["trim"]:
                trims.update([line["trim"]])
            withheld += line["withheld"]
            heads[line["sequence"]] = line["hash"]
            before = line
    if before is None:
        return faults or ["it holds no line"], {}
    if first["sequence"] == 1:
        if first["previous"] != FIRST:
            faults.append("the first entry names one before it")
    elif trims.get(first["sequence"] - 1) != first["previous"]:
        faults.append(f"it begins at entry {first['sequence']}, and no entry says that those before were kept long enough")
    if head:
        sequence, _, wanted = head.partition(" ")
        if heads.get(int(sequence)) != wanted:
            faults.append(f"entry {sequence} is not there with the hash that was noted earlier")
    return faults, {"lines": lines, "first": first["sequence"], "last": before["sequence"], "hash": before["hash"],
                    "withheld": withheld}


def parse(raw):
    """What the chain needs of a line; None when it is none."""
    text = raw.decode(errors="replace").rstrip("\n")
    if not text.startswith(START):
        return None
    claimed, rest = text[len(START):len(START) + HASH], "{" + text[len(START) + HASH + 2:]
    try:
        entry = json.loads(text)
        sequence, previous = int(entry["sequence"]), str(entry["previous"])
    except (ValueError, KeyError, TypeError):
        return None
    withheld = entry.get("withheld") is True
    trim = None
    if entry.get("kind") == "TRIM":
        through, _, last = str(entry.get("resourceId", "")).partition(" ")
        trim = (int(through), last) if through.isdigit() else None
    altered = not withheld and hashlib.sha256(rest.encode()).hexdigest() != claimed
    return {"sequence": sequence, "previous": previous, "hash": claimed, "withheld": withheld, "trim": trim,
            "altered": altered}
