"""`./kanesh kms …`: the owner's side of the local KMS, as a cloud's own console or command would be. Whoever may read
KANESH_HOME is the owner. Never the use of a key: only nodes have that, each with its own identity."""

import json
import urllib.error
import urllib.request

from .say import Stop, note

OPERATIONS = ("generate", "encrypt", "decrypt", "describe", "re-encrypt")
STATES = {"enable": "ENABLED", "disable": "DISABLED", "schedule-deletion": "PENDING_DELETION", "destroy": "DESTROYED"}
VERBS = ("list", "create", "grant", "withdraw", "rotate", *STATES)


def run(settings, verb, uri, project):
    if verb == "list":
        for key in _call(settings, "list-keys")["keys"]:
            who = ", ".join(grant["principal"] for grant in key["grants"]) or "nobody"
            note(f"{key['uri']}  {key['state']}, {key['versions']} version(s), used by {who}")
        return
    if not uri:
        raise Stop(f"Which key? e.g. ./kanesh kms {verb} kanesh-local://local-1/orders")
    if verb == "create":
        _call(settings, "create-key", key=uri)
        note(f"made {uri}; nobody may use it yet: ./kanesh kms grant {uri} PROJECT")
    elif verb == "grant":
        if not project:
            raise Stop(f"For which project? e.g. ./kanesh kms grant {uri} prj_…")
        _call(settings, "set-grants", key=uri, grants=[_grant(project)])
        note(f"the nodes of {project} may use {uri}, and nobody else")
    elif verb == "withdraw":
        _call(settings, "set-grants", key=uri, grants=[])
        note(f"nobody may use {uri} any more")
    elif verb == "rotate":
        _call(settings, "rotate-key", key=uri)
        note(f"{uri} has new material; older versions still open what they wrapped")
    else:
        _call(settings, "set-state", key=uri, state=STATES[verb])
        note(f"{uri} is {STATES[verb]}")


def _grant(project):
    return {"principal": f"{project}/*", "operations": OPERATIONS, "contextEquals": {"kanesh:project": project}}


def _call(settings, verb, **body):
    home = settings.home / "kms"
    try:
        address = (home / "address").read_text(encoding="utf-8").strip()
        secret = (home / "admin.secret").read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise Stop("The local KMS has not run here yet.", "./kanesh up") from fault
    request = urllib.request.Request(
        f"{address}/admin/{verb}", data=json.dumps(body).encode(), headers={"Authorization": f"Bearer {secret}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise Stop(f"The local KMS refused: {json.load(refused)['message']}") from refused
    except urllib.error.URLError as fault:
        raise Stop(f"The local KMS does not answer at {address}.", "./kanesh up") from fault
