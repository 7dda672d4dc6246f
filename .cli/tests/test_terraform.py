"""Which Go and OpenTofu the provider is built and tested with, and that nothing of a build stays behind."""

import os
import pathlib
import tempfile
import time
import types
import unittest
from unittest import mock

from kanesh_cli import opentofu, terraform


class TerraformTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.settings = types.SimpleNamespace(tools=self.folder / "tools", log=self.folder / "log")

    def program(self, name, text):
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return path

    def on_path(self, **more):
        return mock.patch.dict(os.environ, {"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", **more})

    def await_that(self, true):
        deadline = time.monotonic() + 60
        while not true():
            self.assertLess(time.monotonic(), deadline, "it did not come true within a minute")
            time.sleep(0.02)

    def test_a_new_enough_tofu_is_taken(self):
        own = self.program("tofu", "echo 'OpenTofu v1.11.0'")
        with self.on_path():
            found = terraform.Tofu(self.settings)
        self.assertEqual((own, None), (found.path, found.build))

    def test_an_old_tofu_is_built_anew_and_the_build_ends_with_its_compilers(self):
        self.program("tofu", "echo 'OpenTofu v1.10.9'")
        self.program("go", f"[ \"$1\" = version ] && echo go1.26.6 || {{ echo $$ > {self.folder / 'compiler'}; exec sleep 600; }}")
        with self.on_path():
            found = terraform.Tofu(self.settings)
            self.addCleanup(found.stop)
            compiler = self.folder / "compiler"
            self.await_that(lambda: compiler.exists() and compiler.read_text().strip())
            found.stop()
        self.assertEqual(self.settings.tools / f"opentofu-{opentofu.VERSION}" / "tofu", found.path)
        self.await_that(lambda: not pathlib.Path(f"/proc/{compiler.read_text().strip()}").exists())

    def test_the_callers_variables_stay_outside(self):
        self.program("go", "echo go1.27")
        with self.on_path(KANESH_PORT="1", TF_CLI_CONFIG_FILE="/nowhere", GOPROXY="off"):
            binary, environment = terraform.go(self.settings)
        self.assertEqual(self.folder / "bin" / "go", binary)
        self.assertEqual("off", environment["GOPROXY"])
        self.assertFalse({"KANESH_PORT", "TF_CLI_CONFIG_FILE"} & set(environment))


if __name__ == "__main__":
    unittest.main()
