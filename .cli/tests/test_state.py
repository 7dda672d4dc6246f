"""What `restore-state` leaves beside what the control plane's program restores."""

import tempfile
import unittest
from pathlib import Path

from kanesh_cli import settings, state, tokens


class Restored(unittest.TestCase):
    def test_the_next_up_gives_no_first_token_because_those_of_the_state_hold(self):
        home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        file = home / "kanesh.state"
        file.write_text("sealed")
        given = {"KANESH_HOME": str(home / "new"), "KANESH_PASSPHRASE": "twelve letters or more"}
        here = settings.read(home, given)
        ran, real = [], state._run
        self.addCleanup(setattr, state, "_run", real)
        state._run = lambda _, verb, *rest: ran.append(verb)

        state.restore(here, str(file))

        self.assertEqual(["restore"], ran)
        self.assertIsNone(tokens.preset(here))


if __name__ == "__main__":
    unittest.main()
