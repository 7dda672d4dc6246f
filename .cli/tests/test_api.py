"""The REST client against a real HTTP server: problems, pages, operations."""

import contextlib
import io
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

from kanesh_cli.api import Api, ApiProblem
from kanesh_cli.say import Stop


class Scripted(BaseHTTPRequestHandler):
    """Answers each path from a script of (status, body); the last answer repeats."""

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        script = self.server.script[self.path]
        status, body = script.pop(0) if len(script) > 1 else script[0]
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass


class Client(unittest.TestCase):
    def setUp(self):
        self.server = HTTPServer(("127.0.0.1", 0), Scripted)
        self.server.script, self.server.seen = {}, []
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)
        self.api = Api(f"http://127.0.0.1:{self.server.server_port}", "secret")

    def answers(self, path, *answers):
        self.server.script["/api/v1" + path] = list(answers)

    def test_a_problem_carries_code_and_hint(self):
        self.answers("/x", (422, {"code": "cluster-name", "detail": "No.", "hint": "Use a-z."}))
        with self.assertRaisesRegex(ApiProblem, "422 cluster-name: No. Use a-z."):
            self.api.get("/x")

    def test_lists_are_read_page_by_page_with_the_token(self):
        self.answers("/p", (200, {"items": [1, 2], "nextPageToken": "n"}))
        self.answers("/p?pageToken=n", (200, {"items": [3]}))
        self.assertEqual([1, 2, 3], list(self.api.items("/p")))
        self.assertEqual("Bearer secret", self.server.seen[0][1]["Authorization"])

    def test_an_operation_is_followed_and_says_what_it_waits_for(self):
        running = {"state": "RUNNING", "percent": 40, "waitingFor": "2 of 3 nodes serve", "steps": [{"name": "await-nodes"}]}
        self.answers("/operations/op_1", (200, running),
                     (200, {"state": "SUCCEEDED", "steps": []}))
        screen = io.StringIO()
        with contextlib.redirect_stdout(screen):
            self.api.await_operation("op_1", "cluster created", pause=0)
        self.assertIn("cluster created: await-nodes 40 % (0 s)  2 of 3 nodes serve", screen.getvalue())

    def test_a_failed_operation_stops_with_its_error(self):
        self.answers("/operations/op_1", (200, {"state": "FAILED", "error": {"detail": "no capacity"}}))
        with contextlib.redirect_stdout(io.StringIO()), self.assertRaisesRegex(Stop, "FAILED.*no capacity"):
            self.api.await_operation("op_1", "cluster created")


if __name__ == "__main__":
    unittest.main()
