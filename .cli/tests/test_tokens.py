"""The first token has the form of every other: what the control plane would call mistyped, it would not take."""

import tempfile
import unittest
from pathlib import Path

from kanesh_cli import settings, tokens


class FirstToken(unittest.TestCase):
    def test_the_checksum_is_the_control_planes(self):
        # TokenSecretTest.java holds the same secret.
        self.assertEqual("hhqp6f", tokens.checksum("kns_0123456789abcdefghjkmnpqrstvwxyz"))

    def test_each_is_another_of_the_right_form(self):
        first, second = tokens.fresh(), tokens.fresh()
        self.assertNotEqual(first, second)
        self.assertRegex(first, "^kns_[0-9a-hjkmnp-tv-z]{38}$")
        self.assertEqual(first[-6:], tokens.checksum(first[:-6]))

    def test_it_is_made_for_the_first_start_only_and_not_when_one_is_preset(self):
        with tempfile.TemporaryDirectory() as home:
            read = settings.read(Path(home), {"KANESH_HOME": home})
            token = tokens.preset(read)
            self.assertEqual(token, read.environment()["KANESH_ADMIN_TOKEN"])
            tokens.given(read).parent.mkdir(parents=True)
            tokens.given(read).touch()
            self.assertIsNone(tokens.preset(settings.read(Path(home), {"KANESH_HOME": home})))
            preset = settings.read(Path(home), {"KANESH_HOME": home, "KANESH_ADMIN_TOKEN": "x" * 24})
            self.assertIsNone(tokens.preset(preset))


if __name__ == "__main__":
    unittest.main()
