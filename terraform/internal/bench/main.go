// Command bench measures the provider: how long the plan of 100 converged resources takes, and what an apply takes over the bare
// requests. `./kanesh bench terraform` runs it with KANESH_TEST_TOFU and the built control plane.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/acctest"
)

const (
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
	settings, err := acctest.Build(folder)
	if err != nil {
		return err
	}
	work := bench{acctest.NewWorkspace(folder, settings, plane), plane}
	if err := work.plan(); err != nil {
		return err
	}
	return work.apply()
}

// bench is a workspace and the control plane behind it.
type bench struct {
	*acctest.Workspace
	plane *acctest.ControlPlane
}

func (w bench) plan() error {
	err := w.Write(fmt.Sprintf(`
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
	if _, _, err := w.Tell("apply", "-auto-approve"); err != nil {
		return err
	}
	took := make([]time.Duration, plans)
	for i := range took {
		if took[i], _, err = w.Tell("plan", "-detailed-exitcode"); err != nil {
			return err
		}
	}
	slices.Sort(took)
	fmt.Printf("bench terraform: plan of %d converged resources: median %.2f s, slowest %.2f s of %d (at most 3 s); no change\n",
		keys+1, took[plans/2].Seconds(), took[plans-1].Seconds(), plans)
	_, _, err = w.Tell("destroy", "-auto-approve")
	return err
}

// apply makes the same clusters by bare requests and by the command line, and compares.
func (w bench) apply() error {
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
	err = w.Write(fmt.Sprintf(`
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
	took, _, err := w.Tell("apply", "-auto-approve", "-parallelism=1")
	if err != nil {
		return err
	}
	fmt.Printf("bench terraform: %d clusters one after the other: %.1f s by bare requests, %.1f s by apply: %+.1f %% (at most 5 %%)\n",
		clusters, bare.Seconds(), took.Seconds(), 100*(took.Seconds()-bare.Seconds())/bare.Seconds())
	_, _, err = w.Tell("destroy", "-auto-approve")
	return err
}

func (w bench) bare(project string) error {
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
