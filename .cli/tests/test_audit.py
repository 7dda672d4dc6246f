"""The check of an audit trail: every way in which somebody could change one is found."""

import hashlib
import json
import random
import tempfile
import unittest
from pathlib import Path

from kanesh_cli import audit


def line(sequence, previous, **entry):
    members = json.dumps({"sequence": sequence, "previous": previous, **entry})
    return '{"hash":"' + hashlib.sha256(members.encode()).hexdigest() + '",' + members[1:]


def trail(size, first=1, previous=audit.FIRST, **entry):
    lines = []
    for sequence in range(first, first + size):
        lines.append(line(sequence, previous, kind="REQUEST", actorName=f"ädä-{sequence}", **entry))
        previous = lines[-1][9:73]
    return lines


class Trail(unittest.TestCase):
    def setUp(self):
        self.file = Path(self.enterContext(tempfile.TemporaryDirectory())) / "trail.jsonl"

    def faults(self, lines, head=None):
        self.file.write_text("\n".join(lines) + "\n")
        return audit.check(self.file, head)[0]

    def test_a_whole_trail_is_whole(self):
        self.assertEqual([], self.faults(trail(50)))

    def test_every_single_change_is_found(self):
        for seed in range(200):
            chance = random.Random(seed)
            lines = trail(20)
            at = chance.randrange(20)
            what = chance.choice(["byte", "remove", "insert", "swap", "double"])
            if what == "byte":
                text, place = lines[at], chance.randrange(len(lines[at]))
                lines[at] = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
            elif what == "remove":
                # The last line's absence shows only against a hash that was noted before: its own test.
                del lines[at if at < 19 else 18]
            elif what == "insert":
                lines.insert(at, line(at + 1, lines[at - 1][9:73] if at else audit.FIRST, kind="REQUEST"))
            elif what == "swap":
                other = (at + 1 + chance.randrange(19)) % 20
                lines[at], lines[other] = lines[other], lines[at]
            else:
                lines.insert(at, lines[at])
            self.assertNotEqual([], self.faults(lines), f"seed {seed}: {what} at {at}")

    def test_a_cut_end_shows_against_the_hash_noted_before(self):
        lines = trail(10)
        noted = "10 " + lines[-1][9:73]
        self.assertEqual([], self.faults(lines, noted))
        self.assertEqual([], self.faults(lines[:-1]))
        self.assertIn("entry 10 is not there", self.faults(lines[:-1], noted)[0])

    def test_a_withheld_entry_keeps_its_place_and_only_that(self):
        lines = trail(5)
        entry = json.loads(lines[2])
        lines[2] = f'{{"hash":"{entry["hash"]}","sequence":3,"previous":"{entry["previous"]}","withheld":true}}'
        self.assertEqual([], self.faults(lines))
        self.assertEqual(1, audit.check(self.file)[1]["withheld"])
        lines[2] = lines[2].replace(entry["previous"], "1" * 64)
        self.assertNotEqual([], self.faults(lines))

    def test_a_trail_that_was_trimmed_says_so(self):
        gone = trail(4)
        rest = trail(3, 5, gone[-1][9:73])
        self.assertIn("begins at entry 5", self.faults(rest)[0])
        trim = line(8, rest[-1][9:73], kind="TRIM", resourceId="4 " + gone[-1][9:73])
        self.assertEqual([], self.faults([*rest, trim]))
        self.assertNotEqual([], self.faults([*rest[1:], trim]))

    def test_what_is_no_trail_is_said(self):
        self.file.write_text("")
        self.assertEqual(["it holds no line"], audit.check(self.file)[0])
        self.assertIn("line 1 is not a line of a trail", self.faults(["hello"]))


if __name__ == "__main__":
    unittest.main()
