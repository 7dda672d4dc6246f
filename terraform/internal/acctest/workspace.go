package acctest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Address is where the registries know the provider.
const Address = "registry.opentofu.org/kanesh-io/kanesh"

// terraformAddress is the same for Terraform, which has another host for short names.
const terraformAddress = "registry.terraform.io/kanesh-io/kanesh"

// Build builds the provider into a folder and answers the settings with which the command line finds it there.
func Build(folder string) (settings string, err error) {
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "terraform-provider-kanesh"), "github.com/kanesh-io/terraform-provider-kanesh")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	settings = filepath.Join(folder, "tofurc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n    %q = %q\n  }\n  direct {}\n}\n", Address, folder, terraformAddress, folder)
	return settings, os.WriteFile(settings, []byte(text), 0o600)
}

// Workspace is a folder with a configuration, where the command line is run as people run it.
type Workspace struct {
	Folder      string
	environment []string
}

// Command is the command line's path.
func Command() string { return or("KANESH_TEST_TOFU", or("TF_ACC_TERRAFORM_PATH", "tofu")) }

// NewWorkspace makes one.
//
//	settings: what Build answered.
//	folder:   an empty one, or one with a configuration.
func NewWorkspace(folder, settings string, plane *ControlPlane, more ...string) *Workspace {
	environment := append(os.Environ(), "TF_CLI_CONFIG_FILE="+settings, "KANESH_ENDPOINT="+plane.Endpoint, "KANESH_TOKEN="+plane.Token, "TF_IN_AUTOMATION=1")
	return &Workspace{folder, append(environment, more...)}
}

// Write puts a configuration there, with the block that names the provider.
func (w *Workspace) Write(configuration string) error {
	head := fmt.Sprintf("terraform {\n  required_providers {\n    kanesh = { source = %q }\n  }\n}\n", Address)
	return os.WriteFile(filepath.Join(w.Folder, "main.tf"), []byte(head+configuration), 0o600)
}

// Tell runs the command line; it answers how long it took and what it said on its standard output. An error has everything.
func (w *Workspace) Tell(arguments ...string) (time.Duration, string, error) {
	command := w.Command(arguments...)
	var out, faults bytes.Buffer
	command.Stdout, command.Stderr = &out, &faults
	began := time.Now()
	if err := command.Run(); err != nil {
		return 0, out.String(), fmt.Errorf("%s: %w\n%s\n%s", strings.Join(arguments, " "), err, out.String(), faults.String())
	}
	return time.Since(began), out.String(), nil
}

// Command is one to start, e.g. to interrupt it.
func (w *Workspace) Command(arguments ...string) *exec.Cmd {
	command := exec.Command(Command(), arguments...)
	command.Dir, command.Env = w.Folder, w.environment
	return command
}
