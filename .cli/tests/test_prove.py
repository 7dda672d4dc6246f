"""`prove` against a scripted control plane; the signature is checked as VERIFY.txt says."""

import base64
import contextlib
import io
import json
import pathlib
import tempfile
import unittest
from unittest import TestCase

from kanesh_cli import prove
from kanesh_cli.say import Stop

REPORT = {
    "hits": 0,
    "markers": {"blob": "00112233445566778899aabbccddeeff", "text": "6161616161616161"},
    "nodes": [
        {
            "node": "nd_1",
            "files": 3,
            "bytes": 4096,
            "hits": 0,
            "where": [],
            "controlHits": 7,
            "classes": [
                {"fileClass": "PAGES", "algorithm": "AES_128_GCM", "dataKey": "k1", "files": 1, "bytes": 4000},
                {"fileClass": "PAGES", "algorithm": "AES_128_GCM", "dataKey": "k2", "files": 1, "bytes": 96},
                {"fileClass": "NOT_ENCRYPTED", "algorithm": "", "dataKey": "", "files": 1, "bytes": 10},
            ],
        }
    ],
    "doesNotShow": ["memory"],
}


class FakeApi:
    """Two projects; the second one's cluster has the name of the first one's."""

    def items(self, path):
        return {
            "/projects": [{"id": "prj_1"}, {"id": "prj_2"}],
            "/projects/prj_1/clusters": [{"id": "cl_1", "name": "orders"}],
            "/projects/prj_2/clusters": [{"id": "cl_2", "name": "orders"}, {"id": "cl_3", "name": "other"}],
        }[path]


class ProveTest(TestCase):
    def test_a_cluster_is_found_by_id_or_by_its_only_name(self):
        self.assertEqual("/projects/prj_1/clusters/cl_1", prove.find(FakeApi(), "cl_1", None)[0])
        self.assertEqual("/projects/prj_2/clusters/cl_3", prove.find(FakeApi(), "other", None)[0])
        self.assertEqual("/projects/prj_2/clusters/cl_2", prove.find(FakeApi(), "orders", "prj_2")[0])
        for name, words in (("orders", "cl_1, cl_2"), ("absent", "no cluster")):
            with self.assertRaises(Stop) as stop:
                prove.find(FakeApi(), name, None)
            self.assertIn(words, str(stop.exception))

    def test_the_report_is_told_class_by_class(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            prove.tell(REPORT)
        text = out.getvalue()
        self.assertIn("4,096 bytes in 3 files searched, 0 markers found", text)
        self.assertIn("finds them in 7 places", text)
        self.assertRegex(text, r"PAGES +4,096 bytes +2 files  AES_128_GCM under 2 keys")
        self.assertIn("no header of ours", text)
        self.assertIn("- memory", text)

    def test_the_export_has_the_signed_bytes_and_the_markers(self):
        with tempfile.TemporaryDirectory() as name:
            home = pathlib.Path(name)
            (home / "machines" / "m1").mkdir(parents=True)
            (home / "machines" / "m1" / "file").write_text("x")

            class Settings:
                pass

            Settings.home = home
            text = json.dumps(REPORT, ensure_ascii=False) + " "
            proof = {"report": text, "signature": base64.b64encode(b"sig").decode(), "certificatePem": "PEM"}
            prove.export(Settings, home / "out", proof, REPORT)
            self.assertEqual(text.encode(), (home / "out" / "report.json").read_bytes())
            self.assertEqual(b"sig", (home / "out" / "report.sig").read_bytes())
            self.assertIn("6161616161616161 text\n", (home / "out" / "markers.txt").read_text())
            self.assertEqual(f"{home}/machines/m1/file\n", (home / "out" / "files.txt").read_text())
            self.assertIn("openssl dgst", (home / "out" / "VERIFY.txt").read_text())


if __name__ == "__main__":
    unittest.main()
