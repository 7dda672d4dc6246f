"""`up --demo`: a three-node cluster through the REST API, sample data through the Java driver, and how to connect."""

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

from . import tokens
from .api import Api, ApiProblem
from .say import Progress, Stop, note, step

NAME = "demo"
EXPORTS = "connect.env"
ACTIVE_SECONDS = 600
MAIN = "io.kanesh.it.demo.Demo"


def run(settings, jdk, programs, url):
    api = Api(url, tokens.loopback_owner(settings))
    project = _project(api)
    folder = settings.home / "demo"
    cluster = _cluster(api, project, folder)
    connection = api.get(f"/projects/{project}/clusters/{cluster}/connection")
    environment = client_environment(folder, connection)
    step("Loading 100,000 orders over the Java driver and asking five questions")
    command = [str(jdk / "bin" / "java"), "-Xmx512m", "-XX:+UseSerialGC", "-cp", f"{programs}/node-it/lib/*", MAIN]
    command += ["--terminal"] if sys.stdout.isatty() else []
    if subprocess.run(command, env={**settings.environment(), **environment}, check=False).returncode != 0:
        raise Stop("The demo did not finish; the reason is above. Once it is mended, the same command goes on:", "./kanesh up --demo")
    how_to_connect(settings, folder)


def _project(api):
    """The first project; every installation has one."""
    project = next(iter(api.items("/projects")), None)
    if project is None:
        project = api.call("POST", "/projects", {"name": NAME}, Idempotency_Key=str(uuid.uuid4()))[0]
    return project["id"]


def _cluster(api, project, folder):
    """The demo's cluster: found again, or created. Its admin's password is shown once, so it is kept in the demo's
    own folder (readable by its owner only), as a client program would keep it."""
    secret = folder / "admin.json"
    for cluster in api.items(f"/projects/{project}/clusters"):
        if cluster["name"] == NAME:
            if not secret.exists():
                raise Stop(
                    f"A cluster named {NAME!r} exists, but {secret} with its password is gone. Delete the cluster "
                    "first, or forget the installation:",
                    "./kanesh reset",
                )
            note(f"the cluster {NAME} exists ({cluster['id']})")
            if cluster["activeOperationId"]:
                api.await_operation(cluster["activeOperationId"], f"creating {NAME}")
            _await_active(api, f"/projects/{project}/clusters/{cluster['id']}")
            return cluster["id"]
    step("Creating a three-node cluster")
    body = {"name": NAME, "dataCenters": [{"region": "local-1"}], "deletionProtection": False}
    try:
        answer, headers = api.call(
            "POST", f"/projects/{project}/clusters", body, Idempotency_Key=str(uuid.uuid4())
        )
    except ApiProblem as problem:
        raise Stop(f"The cluster was refused: {problem}") from problem
    _write_private(secret, json.dumps(answer["admin"]))
    api.await_operation(headers["Location"].rpartition("/")[2], f"creating {NAME}")
    return answer["id"]


def _await_active(api, path, pause=1.0):
    """After a stop or a reboot its machines are just being started again."""
    deadline = time.monotonic() + ACTIVE_SECONDS
    with Progress() as progress:
        while True:
            cluster = api.get(path)
            if cluster["phase"] == "ACTIVE":
                progress.done(f"{NAME} is active")
                return
            reasons = [each["message"] for each in cluster["conditions"] if each["status"] == "False"]
            if time.monotonic() > deadline:
                raise Stop(f"{NAME} is still {cluster['phase']}: {' '.join(reasons)}")
            progress.show(f"{NAME} is {cluster['phase']}", reasons[-1] if reasons else "")
            time.sleep(pause)


def _write_private(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(text)


def client_environment(folder, connection):
    """What every client snippet reads; docs/guides/connect/README.md explains each."""
    admin = json.loads((folder / "admin.json").read_text())
    authority = folder / "ca.pem"
    _write_private(authority, connection["caCertificatePem"])
    environment = {
        "CQL_HOSTS": ",".join(connection["contactPoints"]),
        "CQL_PORT": str(connection["port"]),
        "CQL_DATACENTER": connection["dataCenters"][0]["name"],
        "CQL_CA": str(authority),
        "CQL_USERNAME": admin["username"],
        "CQL_PASSWORD": admin["password"],
    }
    _write_private(folder / EXPORTS, "".join(f"export {name}='{value}'\n" for name, value in environment.items()))
    return environment


def how_to_connect(settings, folder):
    guides = Path(os.path.relpath(settings.root / "docs" / "guides" / "connect", Path.cwd()))
    note()
    step(f"Connect with your own program (what each needs: {guides}/README.md)")
    note(f". {folder / EXPORTS}       # hosts, data center, CA, user and password")
    for language, command in CLIENTS:
        note(f"{language:8} {command.format(guides=guides)}")
    note()


CLIENTS = (
    ("cqlsh", "{guides}/cqlsh.sh"),
    ("Java", "{guides}/Connect.java"),
    ("Python", "{guides}/connect.py"),
    ("Go", "{guides}/connect.go"),
    ("Node.js", "{guides}/connect.js"),
)
