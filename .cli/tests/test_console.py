"""The console's commands."""

import tempfile
import unittest
from pathlib import Path

from kanesh_cli import console


class TrustedAuthorities(unittest.TestCase):
    def test_the_systems_list_is_added_unless_another_is_named(self):
        with tempfile.NamedTemporaryFile() as listed:
            system = Path(listed.name)
            self.assertEqual({"NODE_EXTRA_CA_CERTS": listed.name}, console.trusted_authorities({}, system))
            self.assertEqual({}, console.trusted_authorities({"NODE_EXTRA_CA_CERTS": "mine.pem"}, system))

    def test_a_system_without_a_list_adds_nothing(self):
        self.assertEqual({}, console.trusted_authorities({}, Path("/does/not/exist.crt")))
