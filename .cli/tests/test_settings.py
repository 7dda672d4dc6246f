"""Configuration: the environment wins over kanesh.yaml; nonsense is refused with its place."""

import tempfile
import unittest
from pathlib import Path

from kanesh_cli import settings
from kanesh_cli.say import Stop


class Configuration(unittest.TestCase):
    def setUp(self):
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.home = {"KANESH_HOME": str(self.root)}

    def yaml(self, text):
        (self.root / "kanesh.yaml").write_text(text)

    def test_defaults(self):
        read = settings.read(self.root, {})
        self.assertEqual((Path.home() / ".kanesh", 8080, 8081), (read.home, read.port, read.agent_port))

    def test_the_environment_wins_over_the_file(self):
        self.yaml("# mine\nKANESH_PORT: 9000   # here\nKANESH_DATABASE_USER: 'a b'\nKANESH_ADMIN_TOKEN: \"x#y\"\n")
        given = {**self.home, "KANESH_PORT": "7000", "OTHER": "1", "KANESH_UNKNOWN": "1"}
        read = settings.read(self.root, given)
        self.assertEqual((self.root, 7000, 7001), (read.home, read.port, read.agent_port))
        self.assertEqual("x#y", read.environment()["KANESH_ADMIN_TOKEN"])
        self.assertEqual("a b", read.environment()["KANESH_DATABASE_USER"])
        self.assertEqual(9000, settings.read(self.root, self.home).port)

    def test_refusals_name_the_variable_or_the_line(self):
        for port in ("x", "0", "65536", "-1", "80 80"):
            with self.assertRaisesRegex(Stop, "KANESH_PORT is .* from 1 to 65535"):
                settings.read(self.root, {"KANESH_PORT": port})
        for line in ("KANESH_PROT: 1", "KANESH_HOME: /x", "port: 1", "KANESH_PORT:\n  - 1", "KANESH_PORT = 1"):
            self.yaml("\n" + line)
            with self.assertRaisesRegex(Stop, r"kanesh\.yaml, line [23]:"):
                settings.read(self.root, self.home)


class OurFiles(unittest.TestCase):
    """The script keeps the house's size limit, and the README knows every variable."""

    def test_the_readme_documents_every_variable(self):
        readme = (Path(__file__).resolve().parents[2] / "README.md").read_text()
        for name in settings.VARIABLES:
            self.assertRegex(readme, rf"\|[^|]*`{name}`[^|]*\|", name)

    def test_no_file_is_longer_than_400_lines(self):
        here = Path(__file__).resolve().parents[2]
        for path in [here / "kanesh", *here.glob(".cli/**/*.py")]:
            self.assertLessEqual(len(path.read_text().splitlines()), 400, path)


if __name__ == "__main__":
    unittest.main()
