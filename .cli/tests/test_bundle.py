"""The support bundle: what helps is in it, and no planted secret; and the scan that says so can find them."""

import base64
import json
import stat
import tempfile
import unittest
import zipfile
from pathlib import Path

from kanesh_cli import bundle, settings
from kanesh_cli.api import ApiProblem

# One in every place that a secret may come from. None looks like its neighbour.
PLANTED = {
    "token": "kns_Tok3nTok3nTok3nTok3nTok3n",
    "master key": base64.b64encode(bytes(range(32))).decode(),
    "database password": "pgPassw0rd-of-the-server",
    "own database password": "my0wnDatabasePw",
    "preset token": "preset-admin-token-0123456789",
    "KMS secret": "kmsSecret/AbCdEf0123456789==",
    "loopback owner": "loopbackOwnerSecret0123456789",
    "statement text": "alice@example.com",
    "statement number": "4929123412341234",
    "statement blob": "0xdeadbeefcafe",
    "role password": "hunter2-of-the-role",
    "private key": "MHcCAQEEIPlantedPrivateKeyPlantedPrivateKey",
    "hash": "$2a$10$abcdefghijklmnopqrstuuPlantedHashPlantedHash12345678901",
    "bearer": "eyJhbGciOi.planted.bearer",
}


class FakeApi:
    """Answers with the secrets in every text that could hold one."""

    def __init__(self, text):
        self.text = text

    def get(self, path):
        if path.endswith("/plan"):
            return {"result": "BLOCKED", "message": self.text}
        return {"name": "admin"}

    def items(self, path):
        if path.startswith("/operations"):
            return [{"id": "op_1", "steps": [{"fault": self.text, "waitingFor": self.text}]}]
        if path.startswith("/projects?"):
            return [{"id": "prj_1"}]
        if "/events" in path:
            raise ApiProblem(404, {"code": "not-found", "detail": "no events"})
        return [{"id": "cl_1", "engine": {"lastExit": self.text}}]


class Bundle(unittest.TestCase):
    def setUp(self):
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        given = {
            "KANESH_HOME": str(self.home),
            "KANESH_ADMIN_TOKEN": PLANTED["preset token"],
            "KANESH_DATABASE_PASSWORD": PLANTED["own database password"],
            "KANESH_DATABASE_URL": f"jdbc:postgresql://me:{PLANTED['own database password']}@db/kanesh",
        }
        self.settings = settings.read(self.home, given)
        for name, text in {
            "secrets/master.key": PLANTED["master key"],
            "secrets/postgres.password": PLANTED["database password"],
            "secrets/loopback-owner": PLANTED["loopback owner"],
            "kms/local-1/identities.json": json.dumps({"nd_01kampb5t0000000000000000a": {"secret": PLANTED["KMS secret"]}}),
            "log/control-plane.log": self.everything(),
            "machines/i-1/log/engine.log": self.everything(),
            "kms/kms.out": self.everything(),
        }.items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def everything(self):
        """A log in which all of it was written, as careless code would."""
        p = PLANTED
        return "\n".join(
            [
                "2026-11-21 op_01m7z6yp8fxp9yhv9e7drdxk38 waits for the machine",
                f"created token {p['token']}",
                f"opened with {p['master key']} and {p['database password']}, {p['loopback owner']}, {p['preset token']}",
                f"connecting to jdbc:postgresql://me:{p['own database password']}@db/kanesh",
                f"kms answered {p['KMS secret']}",
                f"Slow query: INSERT INTO t (a, b, c) VALUES ('{p['statement text']}', {p['statement number']}, {p['statement blob']})",
                f"SELECT * FROM t WHERE a = 'open {p['statement text']}",
                f"ALTER ROLE x WITH PASSWORD = '{p['role password']}'",
                f"-----BEGIN EC PRIVATE KEY-----\n{p['private key']}\n-----END EC PRIVATE KEY-----",
                f"admin {p['hash']}",
                f"Authorization: Bearer {p['bearer']}",
            ]
        )

    def written(self, hide):
        target = self.home / f"bundle-{type(hide).__name__}.zip"
        missing = bundle.write(self.settings, target, FakeApi(self.everything()), hide)
        self.assertEqual(0o600, stat.S_IMODE(target.stat().st_mode))
        with zipfile.ZipFile(target) as opened:
            return {name: opened.read(name).decode() for name in opened.namelist()}, missing

    def found(self, contents):
        """Names of the planted secrets that occur, raw, in JSON's escapes or in base 64."""
        everything = "\n".join([*contents, *contents.values()])
        forms = lambda secret: (secret, json.dumps(secret)[1:-1], base64.b64encode(secret.encode()).decode().rstrip("="))
        return {name for name, secret in PLANTED.items() if any(form in everything for form in forms(secret))}

    def test_no_planted_secret_is_in_it(self):
        contents, missing = self.written(bundle.Filter(bundle.known_secrets(self.settings)))
        self.assertEqual(set(), self.found(contents))
        self.assertTrue(any("not-found" in sentence for sentence in missing))

    def test_the_scan_finds_every_one_of_them_without_the_filter(self):
        contents, _ = self.written(bundle.Unfiltered())
        self.assertEqual(set(PLANTED), self.found(contents))

    def test_what_helps_is_in_it(self):
        contents, _ = self.written(bundle.Filter(bundle.known_secrets(self.settings)))
        for name in ("versions.json", "configuration.json", "files.txt", "journal.json", "clusters/cl_1/plan.json",
                     "log/control-plane.log", "machines/i-1/log/engine.log"):
            self.assertIn(name, contents)
        self.assertIn("op_01m7z6yp8fxp9yhv9e7drdxk38 waits for the machine", contents["log/control-plane.log"])
        self.assertEqual("op_1", json.loads(contents["journal.json"])[0]["id"])
        self.assertIn("secrets/master.key", contents["files.txt"])
        self.assertNotIn("secrets/master.key", contents)

    def test_without_a_control_plane_the_rest_is_collected(self):
        target = self.home / "alone.zip"
        missing = bundle.write(self.settings, target, None, bundle.Filter())
        self.assertIn("does not run", missing[0])
        self.assertIn("versions.json", zipfile.ZipFile(target).namelist())


if __name__ == "__main__":
    unittest.main()
