"""Faults as whoever types a command meets them: the whole script runs, ends with status 1, and says a sentence, what to do,
and no traceback."""

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from kanesh_cli import processes

ROOT = Path(__file__).resolve().parents[2]
# What cannot be taken from the machine of whoever runs the tests is measured wrongly on purpose.
MEASURED = """
import runpy, sys
sys.path.insert(0, {cli!r})
from kanesh_cli import prerequisites
{patch}
sys.argv = ["kanesh", *{arguments!r}]
runpy.run_path({script!r}, run_name="__main__")
"""


class FrontDoor(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.home = self.folder / "home"
        self.port = free_port()

    def environment(self, **more):
        given = {name: value for name, value in os.environ.items() if not name.startswith("KANESH_")}
        return {**given, "KANESH_HOME": str(self.home), "KANESH_PORT": str(self.port), **more}

    def kanesh(self, *arguments, patch=None, **environment):
        command = [str(ROOT / "kanesh"), *arguments]
        if patch:
            code = MEASURED.format(
                cli=str(ROOT / ".cli"), patch=patch, arguments=list(arguments), script=str(ROOT / "kanesh")
            )
            command = [sys.executable, "-B", "-c", code]
        return subprocess.run(
            command,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def assert_refused(self, answer, *parts):
        self.assertEqual(1, answer.returncode, answer.stdout + answer.stderr)
        self.assertNotIn("Traceback", answer.stderr)
        self.assertEqual(1, answer.stderr.count("✗"), answer.stderr)
        for part in parts:
            self.assertIn(part, answer.stderr)

    def test_a_taken_port_is_refused_with_who_has_it_and_the_command_for_another(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.port))
            taken.listen()
            answer = self.kanesh("up", "--detach")
        self.assert_refused(
            answer,
            f"Port {self.port} is taken by",
            f"(pid {os.getpid()})",
            f"KANESH_PORT={self.port + 10} ./kanesh up",
        )

    def test_a_port_that_is_none_is_refused(self):
        self.assert_refused(self.kanesh("up", KANESH_PORT="eighty"), "KANESH_PORT is 'eighty'", "for example 8080")

    def test_a_full_disk_is_refused_before_anything_is_built(self):
        answer = self.kanesh(
            "up",
            "--detach",
            patch="import shutil; usage = shutil.disk_usage; shutil.disk_usage = lambda p: usage(p)._replace(free=10**9)",
        )
        self.assert_refused(answer, "Kanesh needs 5 GB of free disk", "there are 0.9 GB", "KANESH_HOME")
        self.assertFalse((self.home / "programs").exists())

    def test_a_disk_that_fills_up_meanwhile_is_a_sentence_too(self):
        answer = self.kanesh(
            "up",
            "--detach",
            patch="import errno\n"
            "def full(*_): raise OSError(errno.ENOSPC, 'No space left on device', '/home/x/log/build.log')\n"
            "prerequisites.jdk = full",
        )
        self.assert_refused(answer, "The disk is full (/home/x/log/build.log)", "run the same command again")

    def test_too_little_memory_is_refused_with_both_figures(self):
        answer = self.kanesh("up", "--demo", patch="prerequisites.available_memory = lambda: int(1.5 * 2**30)")
        self.assert_refused(answer, "needs 6 GB of free memory; this machine has 1.5 GB", "Close something")

    def test_a_wrong_jdk_is_named_with_what_is_needed(self):
        wrong = self.folder / "jdk-21"
        (wrong / "bin").mkdir(parents=True)
        (wrong / "bin" / "javac").touch(mode=0o755)
        (wrong / "release").write_text('JAVA_VERSION="21.0.2"\n')
        # No JDK of the distribution, and no package tool that could bring one.
        answer = self.kanesh(
            "up",
            "--detach",
            patch="from pathlib import Path\nprerequisites.find_jdk.__defaults__ = "
            "(prerequisites.find_jdk.__defaults__[0], Path('/nonexistent'))",
            JAVA_HOME=str(wrong),
            PATH=str(wrong / "bin"),
        )
        self.assert_refused(answer, "is Java 21.0.2, and Kanesh needs a JDK 17", "Install it", "JAVA_HOME")

    def test_a_second_up_says_that_the_first_runs_and_how_to_stop_it(self):
        marker = f"-Dkanesh.home={self.home}"
        first = subprocess.Popen(
            [sys.executable, "-c", "print(flush=True); input()", marker, "x"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.addCleanup(first.communicate)
        self.addCleanup(first.kill)
        first.stdout.readline()
        processes.record(
            self.home / "run" / "control-plane.json", first.pid, url="http://127.0.0.1:1", programs=str(self.folder)
        )

        answer = self.kanesh("up", "--detach")

        self.assertEqual(0, answer.returncode, answer.stderr)
        self.assertIn(f"Kanesh already runs at http://127.0.0.1:1 (process {first.pid})", answer.stdout)
        self.assertIn("./kanesh down", answer.stdout)

    def test_a_second_control_plane_needs_a_first_one(self):
        self.assert_refused(self.kanesh("up", "--second"), "no first control plane", "./kanesh up --detach")

    def test_a_backup_says_what_is_wrong_before_it_builds_or_asks_anything(self):
        state, secret = str(self.folder / "kanesh.state"), "twelve letters or more"
        self.assert_refused(self.kanesh("backup-state", state, KANESH_PASSPHRASE=secret), "no installation in", "KANESH_HOME")
        (self.home / "secrets").mkdir(parents=True)
        self.assert_refused(self.kanesh("backup-state", state), "passphrase", "KANESH_PASSPHRASE")
        self.assert_refused(self.kanesh("backup-state", state, KANESH_PASSPHRASE="short"), "12 characters")
        nowhere = str(self.folder / "nowhere" / "kanesh.state")
        self.assert_refused(self.kanesh("backup-state", nowhere, KANESH_PASSPHRASE=secret), "no folder", "nowhere")
        Path(state).touch()
        self.assert_refused(self.kanesh("backup-state", state, KANESH_PASSPHRASE=secret), "not overwritten")
        self.assertFalse((self.home / "programs").exists())

    def test_a_restore_needs_a_file_and_its_passphrase(self):
        missing = str(self.folder / "missing.state")
        self.assert_refused(self.kanesh("restore-state", missing), "There is no file", "missing.state")
        (self.folder / "kanesh.state").write_text("x")
        self.assert_refused(self.kanesh("restore-state", str(self.folder / "kanesh.state")), "KANESH_PASSPHRASE")

    def test_a_support_bundle_needs_an_installation_and_overwrites_nothing(self):
        self.assert_refused(self.kanesh("support-bundle", str(self.folder / "b.zip")), "no installation in")
        self.home.mkdir()
        (self.folder / "b.zip").write_text("mine")
        self.assert_refused(self.kanesh("support-bundle", str(self.folder / "b.zip")), "not overwritten")
        self.assertEqual("mine", (self.folder / "b.zip").read_text())

    def test_a_soak_knows_its_matrices(self):
        self.assert_refused(self.kanesh("soak", "simulation", "--minutes", "0"), "a minute or more")
        answer = self.kanesh("soak", "everything")
        self.assertEqual(2, answer.returncode)
        self.assertIn("simulation", answer.stderr)

    def test_two_ups_at_the_same_time_are_one(self):
        lock = self.home / "run" / "lock"
        lock.parent.mkdir(parents=True)
        with open(lock, "w", encoding="utf-8") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.assert_refused(self.kanesh("up", "--detach"), "Another `kanesh` command", "Wait for it")

    def test_a_home_of_somebody_else_is_refused(self):
        self.assert_refused(self.kanesh("up", KANESH_HOME="/proc/nowhere"), "KANESH_HOME (/proc/nowhere)", "a folder of yours")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    unittest.main()
