"""`./kanesh prove CLUSTER`: nothing readable lies on the cluster's disks, with a signed report."""

import base64
import json
import uuid

from . import control_plane, tokens
from .api import Api
from .say import Stop, note, step

DAYS = 3
VERIFY = """Verify the signature, then search copies of files yourself:

    openssl x509 -in certificate.pem -pubkey -noout > key.pem
    openssl dgst -sha256 -verify key.pem -signature report.sig report.json
    python3 scan_file.py markers.txt FILE...        # docs/tools/scan_file.py of the sources; needs nothing of Kanesh

certificate.pem is the cluster's authority: the same that your programs trust when they connect.
files.txt lists the files of the nodes that run on this machine, as they are now. The markers' own table was dropped at the end of
the proof. To search while the text is still there, insert a text of your own by CQL, write it to markers.txt in hexadecimal
(`printf %s 'my text' | xxd -p`), and search the files of files.txt.
"""


def run(settings, name, folder, project=None):
    facts = control_plane.any_running(settings)
    if facts is None:
        raise Stop("Kanesh does not run. Start it first:", "./kanesh up")
    api = Api(facts["url"], tokens.loopback_owner(settings))
    path, cluster = find(api, name, project)
    step(f"Writing markers to every node of {cluster['name']}, and searching every byte of its disks for them")
    _, headers = api.call("POST", f"{path}:prove", Idempotency_Key=str(uuid.uuid4()))
    operation = headers["Location"].rpartition("/")[2]
    api.await_operation(operation, f"proving {cluster['name']}", seconds=DAYS * 86_400)
    proof = api.get(f"{path}/proofs/{operation}")
    report = json.loads(proof["report"])
    tell(report)
    if folder:
        export(settings, folder, proof, report)
        note(f"report, signature, markers and list of files: {folder}")
    if proof["verdict"] != "CLEAN":
        raise Stop(f"{report['hits']} markers lie readable on a disk; the report names the places. Tell us: this must not be.")


def find(api, name, project):
    """(path, cluster) by id or by name, in one project or in all."""
    found = []
    for each in [{"id": project}] if project else api.items("/projects"):
        for cluster in api.items(f"/projects/{each['id']}/clusters"):
            if name in (cluster["id"], cluster["name"]):
                found.append((f"/projects/{each['id']}/clusters/{cluster['id']}", cluster))
    if not found:
        raise Stop(f"There is no cluster {name!r}.")
    if len(found) > 1:
        raise Stop(f"{len(found)} clusters are called {name!r}; name one by its id: " + ", ".join(c["id"] for _, c in found))
    return found[0]


def tell(report):
    for node in report["nodes"]:
        note(f"{node['node']}: {node['bytes']:,} bytes in {node['files']:,} files searched, {node['hits']} markers found")
        note(f"  control: the same search through the key finds them in {node['controlHits']} places")
        for row in table(node["classes"]):
            note("  " + row)
    note("What this does not show:")
    for each in report["doesNotShow"]:
        note(f"  - {each}")


def table(classes):
    """By class and algorithm; the report has them key by key."""
    sums = {}
    for each in classes:
        key = (each["fileClass"], each["algorithm"])
        files, size, keys = sums.get(key, (0, 0, set()))
        sums[key] = (files + each["files"], size + each["bytes"], keys | {each["dataKey"]})
    for (form, algorithm), (files, size, keys) in sorted(sums.items()):
        under = f"{algorithm} under {len(keys)} keys" if algorithm else "no header of ours"
        yield f"{form:13} {size:>15,} bytes {files:>7,} files  {under}"


def export(settings, folder, proof, report):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_bytes(proof["report"].encode())
    (folder / "report.sig").write_bytes(base64.b64decode(proof["signature"]))
    (folder / "certificate.pem").write_text(proof["certificatePem"])
    (folder / "markers.txt").write_text("".join(f"{marker} {name}\n" for name, marker in sorted(report["markers"].items())))
    (folder / "files.txt").write_text("".join(f"{path}\n" for path in files_here(settings)))
    (folder / "VERIFY.txt").write_text(VERIFY)


def files_here(settings):
    return sorted(path for path in (settings.home / "machines").rglob("*") if path.is_file())
