"""The rounds of a soak: each matrix at least once, seeds that move on, failures that do not end it."""

import unittest

from kanesh_cli import soak
from kanesh_cli.say import Stop


class Rounds(unittest.TestCase):
    def played(self, duration, per_round, fails=()):
        now, seen = [0.0], []

        def play(name, arguments):
            now[0] += per_round
            seen.append((name, arguments))
            if name in fails:
                raise Stop("red")

        return soak.rounds(duration, 1000, play, lambda: now[0]), seen

    def test_every_matrix_is_played_even_when_time_is_short(self):
        report, _ = self.played(duration=1, per_round=60)
        self.assertEqual(list(soak.MATRICES), [line["matrix"] for line in report])

    def test_later_rounds_have_other_seeds_and_time_ends_them(self):
        report, seen = self.played(duration=60 * (len(soak.MATRICES) + 1), per_round=60)
        self.assertEqual(len(soak.MATRICES) + 1, len(report))
        self.assertEqual([1000, 1000 + soak.SEEDS_PER_ROUND], [line["seed"] for line in report if line["matrix"] == "simulation"])
        self.assertIn(f"-Dkanesh.simulation.first={1000 + soak.SEEDS_PER_ROUND}", seen[len(soak.MATRICES)][1])

    def test_one_matrix_alone_goes_on_with_fresh_seeds(self):
        now, seen = [0.0], []

        def play(name, arguments):
            now[0] += 60
            seen.append((name, arguments[-2]))

        soak.rounds(150, 7, play, lambda: now[0], ["simulation"])
        self.assertEqual([("simulation", f"-Dkanesh.simulation.first={7 + n * soak.SEEDS_PER_ROUND}") for n in range(3)], seen)

    def test_a_failure_is_reported_with_its_command_and_the_rest_goes_on(self):
        report, _ = self.played(duration=1, per_round=1, fails=("simulation",))
        self.assertEqual([False] + [True] * (len(soak.MATRICES) - 1), [line["passed"] for line in report])
        self.assertIn("-Dkanesh.simulation.first=1000", soak.again(report[0]))

    def test_a_search_is_repeated_as_a_search(self):
        report, _ = self.played(duration=1, per_round=1, fails=soak.SEARCHES)
        failed = [line for line in report if not line["passed"]]
        self.assertEqual(list(soak.SEARCHES), [line["matrix"] for line in failed])
        for line in failed:
            self.assertTrue(soak.again(line).startswith("JAZZER_FUZZ=1 mvn test"))


if __name__ == "__main__":
    unittest.main()
