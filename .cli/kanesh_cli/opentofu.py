"""Builds OpenTofu from its module. A program on its own, so that it runs beside other work: `opentofu.py FOLDER`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

MODULE, VERSION = "github.com/opentofu/opentofu", "1.12.6"


def build(folder):
    """Builds OpenTofu into this folder."""
    answer = subprocess.run(["go", "mod", "download", "-json", f"{MODULE}@v{VERSION}"], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        sys.exit(answer.stdout + answer.stderr)
    source = folder.with_name(folder.name + ".source")
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(json.loads(answer.stdout)["Dir"], source, copy_function=shutil.copyfile)
    for path in (source, *source.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    fresh = folder.with_name(folder.name + ".new")
    flags = f"-s -w -X {MODULE}/version.dev=no"
    command = ["go", "build", "-ldflags", flags, "-o", str(fresh / "tofu"), "./cmd/tofu"]
    status = subprocess.run(command, cwd=source, check=False).returncode
    if status == 0:
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    shutil.rmtree(source)
    if status != 0:
        sys.exit("go build failed")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
