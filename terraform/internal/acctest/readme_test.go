package acctest

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The README's walk on real engines: its lines are run as they stand there, from the build of the provider to rows that are
// read again; then the user that they were written with gets another password.
func TestReadmeFromTheBuildToRows(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	said := shell(t, home, lines(t, "../../README.md", "walk")+"\nenv > \"$HOME/after\"\n")
	space := &Workspace{filepath.Join(home, "kanesh-example"), variables(t, filepath.Join(home, "after"))}
	t.Cleanup(func() { space.mustTell(t, "destroy", "-auto-approve", "-no-color") })
	for _, words := range []string{"has been successfully initialized", "Apply complete!", "order 0 tin", "order 1 wool", "order 2 dates"} {
		if !strings.Contains(said, words) {
			t.Errorf("%q is missing: %s", words, said)
		}
	}
	space.mustTell(t, "plan", "-detailed-exitcode", "-no-color")
	takeAccessAway(t, space)
	rotate(t, space)
	state, err := os.ReadFile(filepath.Join(space.Folder, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{space.variable("CQL_PASSWORD"), another} {
		if strings.Contains(string(state), secret) {
			t.Error("a password is in the state")
		}
	}
}

// another is the password after the rotation.
const another = "another-secret-of-a-test"

// takeAccessAway does so past the provider; the next apply gives it back.
func takeAccessAway(t *testing.T, space *Workspace) {
	t.Helper()
	user := "/projects/" + space.mustTell(t, "output", "-raw", "project_id") + "/clusters/" + space.mustTell(t, "output", "-raw", "cluster_id") + "/users/app"
	must(t, http.MethodPatch, user, `{"access":[]}`)
	if said := space.mustTell(t, "apply", "-auto-approve", "-no-color"); !strings.Contains(said, "1 changed") {
		t.Error(said)
	}
	if access := must(t, http.MethodGet, user, "")["access"].([]any); len(access) != 1 {
		t.Errorf("its access is not given back: %v", access)
	}
}

// rotate gives the user another password; both let it in for the hour of the overlap.
func rotate(t *testing.T, space *Workspace) {
	t.Helper()
	former := space.variable("CQL_PASSWORD")
	later := &Workspace{space.Folder, append(space.environment, "TF_VAR_app_password="+another, "TF_VAR_app_password_version=2")}
	later.mustTell(t, "apply", "-auto-approve", "-no-color")
	for _, password := range []string{another, former} {
		program := exec.Command("go", "run", ".")
		program.Dir, program.Env = filepath.Join(space.Folder, "rows"), append(space.environment, "CQL_PASSWORD="+password)
		if said, err := program.CombinedOutput(); err != nil || !strings.Contains(string(said), "order 2 dates") {
			t.Errorf("%v: %s", err, said)
		}
	}
}

// lines are the shell's lines of the block that the document marks with this name.
func lines(t *testing.T, document, name string) string {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "<!-- "+name+" -->\n```sh\n")
	block, _, ends := strings.Cut(after, "```\n")
	if !found || !ends {
		t.Fatalf("%s has no block of this kind: %s", document, name)
	}
	return block
}

// shell runs lines in the checkout, with a home of their own and without questions; it answers what they said.
func shell(t *testing.T, home, script string) string {
	t.Helper()
	command := exec.Command("sh", "-eu", "-c", script)
	command.Dir = "../../.."
	command.Env = append(os.Environ(), "HOME="+home, "PATH="+filepath.Dir(Command())+string(os.PathListSeparator)+os.Getenv("PATH"),
		"TF_CLI_ARGS_apply=-auto-approve -no-color", "TF_CLI_ARGS_init=-no-color")
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} { // those of the home that is real
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		command.Env = append(command.Env, name+"="+strings.TrimSpace(string(value)))
	}
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// variables are those that `env` wrote down.
func variables(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// variable is the last value of one.
func (w *Workspace) variable(name string) string {
	value := ""
	for _, one := range w.environment {
		if text, is := strings.CutPrefix(one, name+"="); is {
			value = text
		}
	}
	return value
}
