"""Processes are found and stopped by identity, never by a bare pid."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from kanesh_cli import processes


class Identity(unittest.TestCase):
    def setUp(self):
        self.file = Path(self.enterContext(tempfile.TemporaryDirectory())) / "run" / "it.json"

    def start(self, code="print(flush=True); input()", marker="kanesh-marker"):
        process = subprocess.Popen(
            [sys.executable, "-c", code, marker], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        process.stdout.readline()  # it runs, and its signal handlers are set
        processes.record(self.file, process.pid, url="http://x")
        return process

    def test_a_recorded_process_is_found_and_stopped(self):
        process = self.start()
        self.assertEqual("http://x", processes.find(self.file, "kanesh-marker")["url"])
        self.assertTrue(processes.stop(self.file, "kanesh-marker", patience=10))
        self.assertEqual(-15, process.wait())
        self.assertFalse(self.file.exists())

    def test_one_that_ignores_the_request_is_killed_after_the_patience(self):
        process = self.start("import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); input()")
        self.assertTrue(processes.stop(self.file, "kanesh-marker", patience=0.3))
        self.assertEqual(-9, process.wait())

    def test_a_reused_pid_is_nobody_of_ours(self):
        process = self.start()
        facts = json.loads(self.file.read_text())
        for wrong in ({"started": facts["started"] - 1}, {"boot": "another"}, {"started": None}):
            self.file.write_text(json.dumps({**facts, **wrong}))
            self.assertIsNone(processes.find(self.file, "kanesh-marker"))
            self.assertFalse(processes.stop(self.file, "kanesh-marker", patience=1))
        self.file.write_text(json.dumps(facts))
        self.assertIsNone(processes.find(self.file, "another marker"))
        self.assertIsNone(process.poll())

    def test_no_file_and_a_torn_file_mean_no_process(self):
        self.assertIsNone(processes.find(self.file, ""))
        self.file.parent.mkdir()
        self.file.write_text('{"pid": 1')
        self.assertIsNone(processes.find(self.file, ""))


if __name__ == "__main__":
    unittest.main()
