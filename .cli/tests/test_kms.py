"""`./kanesh kms`: what is asked of the local KMS for each verb, what is said of it, and what stops with a sentence."""

import contextlib
import io
import json
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from kanesh_cli import kms, settings
from kanesh_cli.say import Stop

KEY = "kanesh-local://local-1/orders"


class Kms(unittest.TestCase):
    def setUp(self):
        self.asked = asked = []
        self.refusal = None
        case = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                asked.append((self.path, self.headers["Authorization"], body))
                answer = case.refusal or {
                    "keys": [{"uri": KEY, "state": "ENABLED", "versions": 2, "grants": [{"principal": "prj_1/*"}]}]
                }
                self.send_response(409 if case.refusal else 200)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.home / "kms").mkdir()
        (self.home / "kms" / "address").write_text(f"http://127.0.0.1:{server.server_port}\n")
        (self.home / "kms" / "admin.secret").write_text("owner\n")
        self.settings = settings.read(self.home, {"KANESH_HOME": str(self.home)})

    def run_verb(self, verb, key=KEY, project=None):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            kms.run(self.settings, verb, key, project)
        return said.getvalue()

    def test_every_verb_asks_with_the_owners_secret(self):
        wanted = {
            "create": ("create-key", {"key": KEY}),
            "withdraw": ("set-grants", {"key": KEY, "grants": []}),
            "rotate": ("rotate-key", {"key": KEY}),
            "enable": ("set-state", {"key": KEY, "state": "ENABLED"}),
            "disable": ("set-state", {"key": KEY, "state": "DISABLED"}),
            "schedule-deletion": ("set-state", {"key": KEY, "state": "PENDING_DELETION"}),
            "destroy": ("set-state", {"key": KEY, "state": "DESTROYED"}),
        }
        self.assertEqual({*kms.VERBS}, {*wanted, "list", "grant"})
        for verb, (path, body) in wanted.items():
            with self.subTest(verb):
                self.assertIn(KEY, self.run_verb(verb))
                self.assertEqual((f"/admin/{path}", "Bearer owner", body), self.asked[-1])

    def test_a_grant_is_for_one_project_and_bound_to_it(self):
        self.run_verb("grant", project="prj_1")
        (grant,) = self.asked[-1][2]["grants"]
        self.assertEqual("prj_1/*", grant["principal"])
        self.assertEqual({"kanesh:project": "prj_1"}, grant["contextEquals"])
        self.assertEqual({"generate", "encrypt", "decrypt", "describe", "re-encrypt"}, {*grant["operations"]})

    def test_the_list_says_state_versions_and_users(self):
        said = self.run_verb("list", key=None)
        for word in (KEY, "ENABLED", "2 version(s)", "prj_1/*"):
            self.assertIn(word, said)

    def test_what_is_missing_is_named(self):
        with self.assertRaisesRegex(Stop, "Which key"):
            self.run_verb("disable", key=None)
        with self.assertRaisesRegex(Stop, "which project"):
            self.run_verb("grant")

    def test_a_refusal_is_passed_on_in_the_kms_words(self):
        self.refusal = {"message": "The key kanesh-local://local-1/orders is destroyed."}
        with self.assertRaisesRegex(Stop, "is destroyed"):
            self.run_verb("enable")

    def test_a_kms_that_has_not_run_or_does_not_answer_is_said_so(self):
        (self.home / "kms" / "address").write_text("http://127.0.0.1:1\n")
        with self.assertRaisesRegex(Stop, "does not answer"):
            self.run_verb("list", key=None)
        (self.home / "kms" / "address").unlink()
        with self.assertRaisesRegex(Stop, "has not run"):
            self.run_verb("list", key=None)


if __name__ == "__main__":
    unittest.main()
