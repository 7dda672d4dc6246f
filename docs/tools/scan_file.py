#!/usr/bin/env python3
"""Searches files for the markers of a proof, byte by byte. Needs Python 3.8 and nothing of Kanesh.

    python3 scan_file.py markers.txt FILE...

markers.txt comes from `./kanesh prove CLUSTER --export FOLDER`: one marker a line, in hexadecimal; what follows the first blank
is a remark. Copy the files off the nodes yourself (any of them, a snapshot, a disk image, a database dump), so that you need
not trust what a node says about itself.

Before it reads your files, it searches a text of its own that holds every marker: a scanner that does not find those is blind.
Ends with 0 when no marker was found, 1 when one was, 2 when something could not be read or the scanner is blind.
"""

import hashlib
import sys

WINDOW = 1 << 22
SHORTEST = 8


def read_markers(path):
    markers = []
    with open(path, encoding="ascii") as lines:
        for number, line in enumerate(lines, 1):
            word = line.split("#")[0].split()
            if not word:
                continue
            marker = bytes.fromhex(word[0])
            if len(marker) < SHORTEST:
                raise ValueError(f"{path}:{number}: a marker of {len(marker)} bytes would be found by chance")
            markers.append(marker)
    if not markers:
        raise ValueError(f"{path} holds no marker")
    return markers


def search(read, markers):
    """Returns (bytes, SHA-256, [(offset, marker)…]). A marker across two windows is found: their ends overlap."""
    overlap = max(map(len, markers)) - 1
    digest, size, held, hits = hashlib.sha256(), 0, b"", []
    while True:
        block = read(WINDOW)
        if not block:
            return size, digest.hexdigest(), hits
        digest.update(block)
        window = held + block
        begin = size - len(held)
        for marker in markers:
            at = window.find(marker)
            while at >= 0:
                # What lies whole in the part that was held was found with the window before.
                if at + len(marker) > len(held):
                    hits.append((begin + at, marker))
                at = window.find(marker, at + 1)
        size += len(block)
        held = window[-overlap:] if overlap else b""


def is_blind(markers):
    """Each marker once, far apart and across the border of two windows."""
    for marker in markers:
        text = bytearray(2 * WINDOW)
        at = WINDOW - len(marker) // 2
        text[at : at + len(marker)] = marker
        place = [0]

        def read(count):
            block = bytes(text[place[0] : place[0] + count])
            place[0] += count
            return block

        if [hit for hit in search(read, [marker])[2]] != [(at, marker)]:
            return True
    return False


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 2
    try:
        markers = read_markers(arguments[0])
    except (OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if is_blind(markers):
        print("This scanner does not find markers that are there: do not trust it.", file=sys.stderr)
        return 2
    print(f"control: all {len(markers)} markers found where they were put")
    status = 0
    for path in arguments[1:]:
        try:
            with open(path, "rb") as file:
                size, digest, hits = search(file.read, markers)
        except OSError as unreadable:
            print(f"{path}: NOT SEARCHED: {unreadable}", file=sys.stderr)
            status = 2
            continue
        print(f"{path}: {size} bytes, sha256 {digest}, {len(hits)} hits")
        for offset, marker in hits[:20]:
            print(f"  marker {marker.hex()} at byte {offset}")
        if hits and status == 0:
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
