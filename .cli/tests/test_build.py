"""When a build is due, what Maven's output becomes, and what a module's tests are."""

import contextlib
import io
import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from kanesh_cli import build, settings, tests
from kanesh_cli.say import Progress, Stop


class Reasons(unittest.TestCase):
    """What Maven says when the fault lies outside the sources becomes one sentence."""

    def assert_said(self, errors, sentence):
        with self.assertRaisesRegex(Stop, sentence):
            build.refuse_known(errors, Path("build.log"))

    def test_a_full_disk(self):
        self.assert_said("[ERROR] /x/A.java: No space left on device", "The disk is full")

    def test_a_proxy_that_reads_along(self):
        self.assert_said("Could not transfer artifact: PKIX path building failed: x", "does not trust the certificate")

    def test_no_network(self):
        self.assert_said("Could not transfer artifact a:b from x: Unknown host y", "needs the network")

    def test_a_fault_of_the_sources_is_left_to_maven(self):
        build.refuse_known("[ERROR] /x/A.java:[3,4] cannot find symbol", Path("build.log"))


class Sources(unittest.TestCase):
    def setUp(self):
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.write("pom.xml", "<project/>")
        self.write("control-plane/src/main/java/A.java", "class A {}")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def test_contents_and_names_count(self):
        before = build.source_hash(self.root)
        source = self.write("control-plane/src/main/java/A.java", "class A { int x; }")
        changed = build.source_hash(self.root)
        self.assertNotEqual(before, changed)
        source.rename(source.with_name("B.java"))
        self.assertNotEqual(changed, build.source_hash(self.root))

    def test_times_tests_and_targets_do_not_count(self):
        before = build.source_hash(self.root)
        os.utime(self.root / "pom.xml", (1, 1))
        self.write("control-plane/target/classes/A.class", "x")
        self.write("control-plane/src/test/java/ATest.java", "x")
        self.write("README.md", "x")
        self.assertEqual(before, build.source_hash(self.root))


MAVEN = """#!/bin/sh
echo "[INFO] Building Kanesh 0.1.0-SNAPSHOT                                  [1/2]"
echo "Downloaded from somewhere: a.jar (1 kB at 2 kB/s)"
echo "Downloaded from somewhere: b.jar (1 kB at 2 kB/s)"
echo "[INFO] Building agent-api 0.1.0-SNAPSHOT                               [2/2]"
echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"
echo "JAVA_HOME=$JAVA_HOME $* home=$KANESH_HOME."
[ "$2" = -Dstyle.color=never ] && [ "$3" = package ] || { echo "[ERROR] A.java:[1,2] no"; exit 1; }
"""


class Maven(unittest.TestCase):
    def setUp(self):
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.maven = self.root / "mvn"
        self.maven.write_text(MAVEN)
        self.maven.chmod(0o755)
        self.log = self.root / "log" / "build.log"

    def run_it(self, goal, **options):
        screen, errors = io.StringIO(), io.StringIO()
        read = settings.read(self.root, {"KANESH_HOME": str(self.root)})
        try:
            with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(errors):
                build.run_maven(read, Path("/jdk"), str(self.maven), [goal], self.log, **options)
        finally:
            self.screen, self.errors = screen.getvalue(), errors.getvalue()

    def test_shows_the_modules_and_keeps_everything_in_the_log(self):
        self.run_it("package")
        self.assertIn("[1/2] Kanesh", self.screen)
        self.assertIn("[2/2] agent-api", self.screen)
        self.assertIn("2 files fetched", self.screen)
        self.assertIn("JAVA_HOME=/jdk -B", self.log.read_text())

    def test_no_test_hears_of_this_installation(self):
        with unittest.mock.patch.dict(os.environ, {"KANESH_HOME": str(self.root)}):
            self.run_it("package")
        self.assertIn("home=.\n", self.log.read_text())

    def test_a_library_of_the_build_before_does_not_stay_beside_its_successor(self):
        left = self.root / "data-node" / "engine" / "target" / "image" / "lib" / "library-1.0.jar"
        left.parent.mkdir(parents=True)
        left.touch()
        self.run_it("package")
        self.assertFalse(left.exists())

    def test_a_runners_summary_is_echoed(self):
        self.run_it("package", echo=tests.summary_line)
        self.assertIn("[INFO] Tests run: 3", self.screen)

    def test_a_failure_shows_the_errors_and_names_the_log(self):
        with self.assertRaisesRegex(Stop, "build.log"):
            self.run_it("verify")
        self.assertIn("A.java:[1,2] no", self.errors)


class ModuleTests(unittest.TestCase):
    def test_one_module_runs_its_own_package_only(self):
        self.assertEqual(["verify"], tests.arguments(None))
        self.assertIn("-Dtest=io/kanesh/it/**/*Test", tests.arguments("node-it"))
        self.assertIn("data-node/node-it", tests.arguments("node-it"))

    def test_every_named_module_exists(self):
        root = Path(__file__).resolve().parents[2]
        listed = [path for path, _ in [*tests.MODULES.values(), *tests.GROUPS.values()]]
        for module in ",".join(listed).split(","):
            self.assertTrue((root / module / "pom.xml").exists(), module)


class Lines(unittest.TestCase):
    def test_a_log_gets_a_line_per_headline_not_per_event(self):
        out = io.StringIO()
        with Progress(out) as progress:
            for number in range(50):
                progress.show("one", str(number))
            progress.show("two")
            progress.done("ready")
        self.assertEqual(["one (0 s)  0", "two (0 s)", "ready (0 s)"], [line.strip() for line in out.getvalue().splitlines()])


if __name__ == "__main__":
    unittest.main()
