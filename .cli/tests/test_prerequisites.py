"""The checks before anything starts: each refusal names the thing and what to do."""

import contextlib
import os
import socket
import tempfile
import unittest
from pathlib import Path

from kanesh_cli import prerequisites
from kanesh_cli.say import Stop


@contextlib.contextmanager
def given_instead(module, name, value):
    """`value` in the place of what the machine has."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def fake_jdk(folder, version, compiler=True):
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    if compiler:
        (folder / "bin" / "javac").touch(mode=0o755)
    return folder


class Jdk(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.jvms = self.folder / "jvm"
        self.jvms.mkdir()

    def test_finds_what_the_distribution_installed_and_no_other_version(self):
        fake_jdk(self.jvms / "java-11", "11.0.2")
        fake_jdk(self.jvms / "java-170", "170.0.1")
        fake_jdk(self.jvms / "java-25", "25")
        right = fake_jdk(self.jvms / "zz-17", "17.0.15")
        self.assertEqual(right, prerequisites.find_jdk({"PATH": ""}, self.jvms))

    def test_a_runtime_without_a_compiler_is_not_a_jdk(self):
        fake_jdk(self.jvms / "jre-17", "17.0.15", compiler=False)
        self.assertIsNone(prerequisites.find_jdk({"PATH": ""}, self.jvms))

    def test_java_home_comes_first_but_only_if_it_is_right(self):
        path = fake_jdk(self.folder / "path-17", "17.0.1")
        home = fake_jdk(self.folder / "home-17", "17.0.2")
        wrong = fake_jdk(self.folder / "home-21", "21.0.2")
        on_path = {"PATH": str(path / "bin")}
        self.assertEqual(home, prerequisites.find_jdk({**on_path, "JAVA_HOME": str(home)}, self.jvms))
        self.assertEqual(path, prerequisites.find_jdk({**on_path, "JAVA_HOME": str(wrong)}, self.jvms))

    def test_an_ordinary_user_is_told_the_exact_command(self):
        if os.geteuid() == 0:
            self._as_nobody(self._asks_for_maven)
        else:
            self._asks_for_maven()

    def _asks_for_maven(self):
        with self.assertRaises(Stop) as refused:
            prerequisites.install_packages(["maven"], "Maven 3.8 or newer", Path("/nonexistent"))
        self.assertIn("Maven 3.8 or newer: missing", refused.exception.sentence)
        if refused.exception.commands:  # elsewhere than on a Debian, there is no command to give
            self.assertEqual(("sudo apt-get install -y --no-install-recommends maven",), refused.exception.commands)

    def _as_nobody(self, check):
        os.seteuid(65534)
        try:
            check()
        finally:
            os.seteuid(0)


    def test_what_is_missing_is_asked_for_at_once(self):
        wanted = []
        for name, value in (
            ("find_jdk", lambda: None),
            ("maven_version", lambda command: None),
            ("install_packages", lambda packages, what, log: wanted.append((packages, what))),
        ):
            self.enterContext(given_instead(prerequisites, name, value))
        prerequisites.packages(self.folder)
        self.assertEqual(1, len(wanted))
        packages, what = wanted[0]
        self.assertEqual([prerequisites.JDK_PACKAGE, "maven"], packages[:2])
        self.assertIn("A JDK 17 and Maven 3.8 or newer", what)

    def test_a_wrong_jdk_is_named(self):
        wrong = fake_jdk(self.folder / "home-21", "21.0.2")
        sentence = prerequisites.other_jdk({"JAVA_HOME": str(wrong)})
        self.assertIn("is Java 21.0.2, and Kanesh needs a JDK 17", sentence)
        self.assertIn("is no JDK", prerequisites.other_jdk({"JAVA_HOME": str(self.folder)}))
        self.assertEqual("", prerequisites.other_jdk({}))


class Room(unittest.TestCase):
    def test_too_little_memory_is_said_with_both_figures(self):
        with self.assertRaisesRegex(Stop, r"The demo needs 6 GB of free memory; this machine has 1\.5 GB"):
            prerequisites.memory(6, "The demo", available=int(1.5 * prerequisites.GIB))
        prerequisites.memory(6, "The demo", available=6 * prerequisites.GIB)

    def test_disk_is_measured_where_the_folder_will_be(self):
        prerequisites.disk(Path(tempfile.gettempdir()) / "not" / "there" / "yet", 0, "Kanesh")
        with self.assertRaisesRegex(Stop, "needs 99999999 GB of free disk"):
            prerequisites.disk(Path("/"), 99999999, "Kanesh")

    def test_a_home_that_cannot_be_made_is_refused(self):
        with tempfile.NamedTemporaryFile() as file, self.assertRaisesRegex(Stop, "KANESH_HOME .* cannot be created"):
            prerequisites.writable(Path(file.name) / "home")


class Network(unittest.TestCase):
    def test_a_taken_port_names_who_has_it_and_another_port(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with self.assertRaises(Stop) as refused:
                prerequisites.port_free(port, "KANESH_PORT")
        self.assertIn(f"(pid {os.getpid()})", refused.exception.sentence)
        self.assertEqual((f"KANESH_PORT={port + 10} ./kanesh up",), refused.exception.commands)

    def test_a_free_port_and_the_loopback_addresses_pass(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        prerequisites.port_free(port, "KANESH_PORT")
        prerequisites.loopback_addresses()


if __name__ == "__main__":
    unittest.main()
