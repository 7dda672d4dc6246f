package acctest

import (
	"fmt"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// built builds the provider once for all tests that run the command line as people do.
var built = sync.OnceValues(func() (string, error) { return Build(binaries) })

func workspace(t *testing.T, configuration string) *Workspace {
	t.Helper()
	settings, err := built()
	if err != nil {
		t.Fatal(err)
	}
	made := NewWorkspace(t.TempDir(), settings, plane)
	if err := made.Write(configuration); err != nil {
		t.Fatal(err)
	}
	return made
}

// Two workspaces that want the same name at once: one gets it, the other is told at which attribute, and both can plan again.
func TestTwoAppliesAtOnce(t *testing.T) {
	t.Parallel()
	configuration := "resource \"kanesh_project\" \"it\" {\n  name = \"acc-at-once\"\n}\n"
	spaces := []*Workspace{workspace(t, configuration), workspace(t, configuration)}
	failures := make([]error, len(spaces))
	var all sync.WaitGroup
	for i, space := range spaces {
		all.Go(func() { _, _, failures[i] = space.Tell("apply", "-auto-approve", "-no-color") })
	}
	all.Wait()
	refused := 0
	for i, space := range spaces {
		if failures[i] == nil {
			defer func() {
				if _, _, err := space.Tell("destroy", "-auto-approve"); err != nil {
					t.Error(err)
				}
			}()
			continue
		}
		refused++
		if text := failures[i].Error(); !strings.Contains(text, "There is a project 'acc-at-once' already") || !strings.Contains(text, "kanesh_project.it") {
			t.Error(text)
		}
		if _, _, err := space.Tell("plan"); err != nil {
			t.Error(err)
		}
	}
	if refused != 1 {
		t.Errorf("one of the two should be refused, not %d: %v", refused, failures)
	}
}

// Ctrl-C in the middle of a creation leaves a cluster in the state, and the next apply goes on with it.
func TestInterruptedApplyGoesOn(t *testing.T) {
	t.Parallel()
	space := workspace(t, project("acc-interrupted")+small("orders", ""))
	command := space.Command("apply", "-auto-approve", "-no-color")
	var out strings.Builder
	command.Stdout, command.Stderr = &out, &out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var cluster string
	until(t, "a cluster is being created", func() bool {
		cluster = clusterOf(t, "acc-interrupted")
		return cluster != ""
	})
	if err := command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // interrupted, or done just before
	if _, _, err := space.Tell("apply", "-auto-approve", "-no-color"); err != nil {
		t.Fatal(err, out.String())
	}
	if now := clusterOf(t, "acc-interrupted"); now != cluster {
		t.Errorf("%q was made instead of going on with %q: %s", now, cluster, out.String())
	}
	if _, _, err := space.Tell("destroy", "-auto-approve", "-no-color"); err != nil {
		t.Error(err)
	}
}

// clusterOf is the id of the only cluster of the project with this name; "" for none, and all ids for several.
func clusterOf(t *testing.T, project string) string {
	t.Helper()
	for _, one := range must(t, "GET", "/projects?pageSize=200", "")["items"].([]any) {
		found := one.(map[string]any)
		if found["name"] != project {
			continue
		}
		ids := []string{}
		for _, cluster := range must(t, "GET", fmt.Sprintf("/projects/%s/clusters", found["id"]), "")["items"].([]any) {
			ids = append(ids, cluster.(map[string]any)["id"].(string))
		}
		return strings.Join(ids, " ")
	}
	return ""
}

// mustTell runs the command line and fails the test when it fails.
func (w *Workspace) mustTell(t *testing.T, arguments ...string) string {
	t.Helper()
	_, out, err := w.Tell(arguments...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
