"""Which benchmarks there are, and what belongs to one."""

import tempfile
import unittest
from pathlib import Path

from kanesh_cli import bench, settings

ROOT = Path(__file__).resolve().parents[2]


class Benches(unittest.TestCase):
    def test_one_that_lives_in_tests_ends_with_them_unless_a_program_belongs_to_it(self):
        ran, real = [], bench.run_in_tests
        self.addCleanup(setattr, bench, "run_in_tests", real)
        bench.run_in_tests = lambda _, name: ran.append(name)
        home = self.enterContext(tempfile.TemporaryDirectory())
        here = settings.read(ROOT, {"KANESH_HOME": home})
        bench.run(here, "access", [])
        self.assertEqual(["access"], ran)
        found = bench.found(here)
        self.assertEqual({"runbook": "maintenance"}, bench.THEN)
        self.assertIn(bench.THEN["runbook"], found)


if __name__ == "__main__":
    unittest.main()
