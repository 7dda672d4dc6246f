// Command bench measures the provider: how long the plan of 100 converged resources takes, and what an apply takes over the bare
// requests. `./kanesh bench terraform` runs it with KANESH_TEST_TOFU and the built control plane.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/acctest"
)

const (
	address = "registry.opentofu.org/kanesh-io/kanesh"
	// The plan's resources: a project, and keys that are registered and not checked.
	keys  = 99
	plans = 5
	// Clusters of the simulated cloud, made one after the other in both ways.
	clusters = 3
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	plane, err := acctest.Start("KANESH_SIMULATED=true", "KANESH_SIMULATED_SPEED=1")
	if err != nil {
		return err
	}
	defer func() {
		if err := plane.Stop(); err != nil {
			log.Print(err)
		}
	}()
	folder, err := os.MkdirTemp("", "kanesh-tf-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	work, err := prepare(folder, plane)
	if err != nil {
		return err
	}
	if err := work.plan(); err != nil {
		return err
	}
	return work.apply()
}

// workspace is a folder in which the command line finds this build of the provider.
type workspace struct {
	folder, tofu string
	plane        *acctest.ControlPlane
	environment  []string
}

func prepare(folder string, plane *acctest.ControlPlane) (*workspace, error) {
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "terraform-provider-kanesh"), "../..")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	settings := filepath.Join(folder, "tofurc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides { %q = %q }\n  direct {}\n}\n", address, folder)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		return nil, err
	}
	environment := append(os.Environ(), "TF_CLI_CONFIG_FILE="+settings, "KANESH_ENDPOINT="+plane.Endpoint, "KANESH_TOKEN="+plane.Token)
	return &workspace{folder, os.Getenv("KANESH_TEST_TOFU"), plane, environment}, nil
}

func (w *workspace) write(configuration string) error {
	head := fmt.Sprintf("terraform {\n  required_providers {\n    kanesh = { source = %q }\n  }\n}\n", address)
	return os.WriteFile(filepath.Join(w.folder, "main.tf"), []byte(head+configuration), 0o600)
}

// tell runs the command line and answers how long it took.
func (w *workspace) tell(arguments ...string) (time.Duration, error) {
	command := exec.Command(w.tofu, arguments...)
	command.Dir, command.Env = w.folder, w.environment
	began := time.Now()
	out, err := command.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("tofu %s: %w\n%s", strings.Join(arguments, " "), err, out)
	}
	return time.Since(began), nil
}

func (w *workspace) plan() error {
	err := w.write(fmt.Sprintf(`
resource "kanesh_project" "it" {
  name = "bench-plan"
}
resource "kanesh_key" "many" {
  count      = %d
  project_id = kanesh_project.it.id
  name       = "key-${count.index}"
  uri        = "kanesh-local://sim-1/bench-${count.index}"
  check      = false
}
`, keys))
	if err != nil {
		return err
	}
	if _, err := w.tell("apply", "-auto-approve"); err != nil {
		return err
	}
	took := make([]time.Duration, plans)
	for i := range took {
		if took[i], err = w.tell("plan", "-detailed-exitcode"); err != nil {
			return err
		}
	}
	slices.Sort(took)
	fmt.Printf("bench terraform: plan of %d converged resources: median %.2f s, slowest %.2f s of %d (at most 3 s); no change\n",
		keys+1, took[plans/2].Seconds(), took[plans-1].Seconds(), plans)
	_, err = w.tell("destroy", "-auto-approve")
	return err
}

// apply makes the same clusters by bare requests and by the command line, and compares.
func (w *workspace) apply() error {
	project, _, err := w.plane.Ask(http.MethodPost, "/projects", `{"name":"bench-apply"}`)
	if err != nil {
		return err
	}
	id, _ := project["id"].(string)
	began := time.Now()
	if err := w.bare(id); err != nil {
		return err
	}
	bare := time.Since(began)
	err = w.write(fmt.Sprintf(`
resource "kanesh_cluster" "it" {
  count               = %d
  project_id          = %q
  name                = "tofu-${count.index}"
  provider_name       = "simulated"
  deletion_protection = false
  data_centers        = { dc1 = { region = "sim-1" } }
}
`, clusters, id))
	if err != nil {
		return err
	}
	took, err := w.tell("apply", "-auto-approve", "-parallelism=1")
	if err != nil {
		return err
	}
	fmt.Printf("bench terraform: %d clusters one after the other: %.1f s by bare requests, %.1f s by apply: %+.1f %% (at most 5 %%)\n",
		clusters, bare.Seconds(), took.Seconds(), 100*(took.Seconds()-bare.Seconds())/bare.Seconds())
	_, err = w.tell("destroy", "-auto-approve")
	return err
}

func (w *workspace) bare(project string) error {
	for i := range clusters {
		body := fmt.Sprintf(`{"name":"bare-%d","provider":"simulated","dataCenters":[{"region":"sim-1"}]}`, i)
		made, _, err := w.plane.Ask(http.MethodPost, "/projects/"+project+"/clusters", body)
		if err != nil {
			return err
		}
		id, _ := made["id"].(string)
		for phase := ""; phase != "ACTIVE"; {
			found, _, err := w.plane.Ask(http.MethodGet, "/projects/"+project+"/clusters/"+id, "")
			if err != nil {
				return err
			}
			if phase, _ = found["phase"].(string); phase == "FAILED" {
				return fmt.Errorf("a cluster failed: %v", found["conditions"])
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	return nil
}
