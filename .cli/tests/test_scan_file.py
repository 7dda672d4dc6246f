"""The offline scanner of docs/tools, as a user runs it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCANNER = pathlib.Path(__file__).resolve().parents[2] / "docs" / "tools" / "scan_file.py"
MARKER = bytes(range(1, 17))
OTHER = b"another-marker"


class ScanFileTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.markers = self.folder / "markers.txt"
        self.markers.write_text(f"# of a proof\n{MARKER.hex()} text\n{OTHER.hex()}\n")

    def scan(self, *files):
        return subprocess.run(
            [sys.executable, str(SCANNER), str(self.markers), *map(str, files)], capture_output=True, text=True
        )

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def test_a_clean_file_ends_with_zero(self):
        done = self.scan(self.file("clean", b"\0" * 5000 + MARKER[:-1]))
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("5015 bytes", done.stdout)
        self.assertIn("0 hits", done.stdout)
        self.assertIn("control: all 2 markers found", done.stdout)

    def test_markers_are_found_also_across_windows(self):
        window = 1 << 22
        text = bytearray(2 * window + 50)
        for at in (0, window - 3, 2 * window + 20):
            text[at : at + len(MARKER)] = MARKER
        text[window - 40 : window - 40 + len(OTHER)] = OTHER
        done = self.scan(self.file("dirty", text))
        self.assertEqual(1, done.returncode)
        self.assertIn("4 hits", done.stdout)
        for at in (0, window - 3, 2 * window + 20, window - 40):
            self.assertIn(f"at byte {at}\n", done.stdout)

    def test_what_cannot_be_read_is_no_clean_file(self):
        done = self.scan(self.file("clean", b"x"), self.folder / "absent")
        self.assertEqual(2, done.returncode)
        self.assertIn("NOT SEARCHED", done.stderr)

    def test_short_and_missing_markers_are_refused(self):
        for text in ("0102", "# nothing", "zz" * 10):
            self.markers.write_text(text)
            self.assertEqual(2, self.scan(self.file("clean", b"x")).returncode, text)


if __name__ == "__main__":
    unittest.main()
