import pathlib
import unittest

from kanesh_cli import parity

ROOT = pathlib.Path(__file__).resolve().parents[2]


class ParityTest(unittest.TestCase):
    def test_every_operation_is_covered_or_excused(self):
        self.assertEqual([], parity.table(ROOT)[1])

    def test_the_page_is_fresh(self):
        self.assertEqual(parity.table(ROOT)[0], (ROOT / parity.PAGE).read_text(encoding="utf-8"), "make it anew: ./kanesh parity")

    def test_a_call_is_seen_in_the_clients(self):
        known = [("getCluster", "GET", "/api/v1/projects/{project}/clusters/{cluster}", "")]
        self.assertEqual({"getCluster"}, parity.called_by_provider(ROOT, known))
        self.assertEqual({"getCluster"}, parity.called_by_console(ROOT, known))

    def test_what_nobody_calls_is_seen_too(self):
        known = [("burnCluster", "POST", "/api/v1/projects/{project}/clusters/{cluster}:burn", "")]
        self.assertEqual(set(), parity.called_by_provider(ROOT, known) | parity.called_by_console(ROOT, known))


if __name__ == "__main__":
    unittest.main()
