"""A small client of the REST API: JSON in, JSON out, problems as exceptions."""

import json
import time
import urllib.error
import urllib.request

from .say import Progress, Stop

OPERATION_SECONDS = 900


class ApiProblem(Exception):
    """An application/problem+json answer."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body.get('code', '')}: {body.get('detail', '')} {body.get('hint') or ''}".strip())
        self.status = status
        self.code = body.get("code")


class Api:
    def __init__(self, url, token):
        self.base = url + "/api/v1"
        self.token = token

    def call(self, method, path, body=None, **headers):
        """Returns (parsed body or None, answer headers). Header names use _ for -."""
        request = urllib.request.Request(self.base + path, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                text = answer.read()
                return (json.loads(text) if text else None), answer.headers
        except urllib.error.HTTPError as fault:
            text = fault.read()
            try:
                problem = json.loads(text)
            except ValueError:
                problem = {"detail": text.decode(errors="replace")[:300]}
            raise ApiProblem(fault.code, problem) from fault
        except urllib.error.URLError as fault:
            raise Stop(f"The control plane does not answer at {self.base}: {fault.reason}.") from fault

    def get(self, path):
        return self.call("GET", path)[0]

    def items(self, path):
        """All items of a list, page by page."""
        token, joint = None, "&" if "?" in path else "?"
        while True:
            page = self.get(path + (f"{joint}pageToken={token}" if token else ""))
            yield from page["items"]
            token = page.get("nextPageToken")
            if not token:
                return

    def await_operation(self, operation, headline, pause=0.5, seconds=OPERATION_SECONDS):
        """Follows an operation to its end, showing the step and what it waits for. Raises Stop when it failed."""
        deadline = time.monotonic() + seconds
        with Progress() as progress:
            while True:
                seen = self.get(f"/operations/{operation}")
                state = seen["state"]
                if state == "SUCCEEDED":
                    progress.done(f"{headline}: done")
                    return seen
                if state in ("FAILED", "CANCELLED", "UNDONE"):
                    raise Stop(f"{headline}: the operation {operation} ended {state}: {seen.get('error')}")
                if time.monotonic() > deadline:
                    raise Stop(f"{headline}: operation {operation} is still {state}; it waits for {waiting_for(seen)}.")
                progress.show(f"{headline}: {current_step(seen)}", waiting_for(seen))
                time.sleep(pause)


def current_step(operation):
    unfinished = [step["name"] for step in operation.get("steps", []) if not step.get("endedAt")]
    percent = operation.get("percent")
    return (unfinished[0] if unfinished else "…") + (f" {percent} %" if percent is not None else "")


def waiting_for(operation):
    return operation.get("waitingFor") or ""
