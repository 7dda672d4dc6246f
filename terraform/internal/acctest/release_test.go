package acctest

import (
	"archive/zip"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"text/template"

	"golang.org/x/mod/sumdb/dirhash"
	"gopkg.in/yaml.v3"
)

// releases is what the release's configuration says about what a registry looks at.
type releases struct {
	ProjectName string `yaml:"project_name"`
	Builds      []struct {
		Env, Flags, Ldflags, Goos, Goarch []string
		Binary                            string
	}
	Archives []struct {
		Formats      []string
		NameTemplate string `yaml:"name_template"`
	}
	Checksum struct {
		NameTemplate string `yaml:"name_template"`
		Algorithm    string
		ExtraFiles   []struct {
			Glob         string
			NameTemplate string `yaml:"name_template"`
		} `yaml:"extra_files"`
	}
	Signs []struct{ Artifacts string }
}

// The release that the configuration describes is built for this machine, put where a mirror of the registry has it, and the
// command line installs it from there: names, layout and checksums are those that it expects.
func TestReleaseIsInstalledFromAMirror(t *testing.T) {
	t.Parallel()
	var release releases
	read(t, "../../.goreleaser.yml", func(text []byte) error { return yaml.Unmarshal(text, &release) })
	version := versionOfChangelog(t)
	build, dist := release.Builds[0], t.TempDir()
	name := func(pattern string) string { return expand(t, pattern, release.ProjectName, version) }

	binary := filepath.Join(dist, name(build.Binary))
	arguments := append([]string{"build", "-ldflags", name(strings.Join(build.Ldflags, " ")), "-o", binary}, build.Flags...)
	command := exec.Command("go", append(arguments, "github.com/kanesh-io/terraform-provider-kanesh")...)
	command.Env = append(os.Environ(), build.Env...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	checkBuild(t, binary)
	archive := filepath.Join(dist, name(release.Archives[0].NameTemplate)+"."+release.Archives[0].Formats[0])
	pack(t, archive, binary)
	if want := fmt.Sprintf("terraform-provider-kanesh_%s_%s_%s.zip", version, runtime.GOOS, runtime.GOARCH); filepath.Base(archive) != want {
		t.Errorf("the archive is called %s, and the registries look for %s", filepath.Base(archive), want)
	}
	checkSums(t, release, name, version)
	for _, target := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(build.Goos, target) || !slices.Contains(build.Goarch, "amd64") || !slices.Contains(build.Goarch, "arm64") {
			t.Errorf("nothing is built for %s: %v %v", target, build.Goos, build.Goarch)
		}
	}
	install(t, archive, version)
}

// install has the command line take the archive from a mirror, and compares what it notes about it.
func install(t *testing.T, archive, version string) {
	t.Helper()
	mirror := t.TempDir()
	folder := filepath.Join(mirror, filepath.FromSlash(Address))
	settings := filepath.Join(mirror, "tofurc")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	for _, step := range []error{os.MkdirAll(folder, 0o700), os.Rename(archive, filepath.Join(folder, filepath.Base(archive))), os.WriteFile(settings, []byte(text), 0o600)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	told, listener := listening(t)
	space := NewWorkspace(t.TempDir(), settings, plane, "KANESH_ENDPOINT="+listener)
	if err := space.Write("data \"kanesh_providers\" \"all\" {}\n"); err != nil {
		t.Fatal(err)
	}
	space.mustTell(t, "init", "-no-color")
	space.mustTell(t, "plan", "-no-color")
	if agent, _ := told.Load().(string); !strings.HasPrefix(agent, "terraform-provider-kanesh/"+version+" ") {
		t.Errorf("it calls itself %q", agent)
	}
	hash, err := dirhash.HashZip(filepath.Join(folder, filepath.Base(archive)), dirhash.Hash1)
	if err != nil {
		t.Fatal(err)
	}
	read(t, filepath.Join(space.Folder, ".terraform.lock.hcl"), func(lock []byte) error {
		for _, words := range []string{`"` + version + `"`, `"` + hash + `"`} {
			if !strings.Contains(string(lock), words) {
				t.Errorf("%s is not noted: %s", words, lock)
			}
		}
		return nil
	})
}

// listening hands requests on to the control plane, and notes who asked.
func listening(t *testing.T) (told *atomic.Value, address string) {
	t.Helper()
	target, err := url.Parse(plane.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	told = &atomic.Value{}
	proxy := httputil.NewSingleHostReverseProxy(target)
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		told.Store(request.UserAgent())
		proxy.ServeHTTP(writer, request)
	}))
	t.Cleanup(server.Close)
	return told, server.URL
}

func checkBuild(t *testing.T, binary string) {
	t.Helper()
	built, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{}
	for _, one := range built.Settings {
		settings[one.Key] = one.Value
	}
	if settings["CGO_ENABLED"] != "0" || settings["-trimpath"] != "true" {
		t.Errorf("it is not built as a release: %v", settings)
	}
}

func checkSums(t *testing.T, release releases, name func(string) string, version string) {
	t.Helper()
	prefix := "terraform-provider-kanesh_" + version
	sums := release.Checksum
	if name(sums.NameTemplate) != prefix+"_SHA256SUMS" || sums.Algorithm != "sha256" || release.Signs[0].Artifacts != "checksum" {
		t.Errorf("the registries look for signed SHA-256 sums in %s_SHA256SUMS: %v %v", prefix, sums, release.Signs)
	}
	if len(sums.ExtraFiles) != 1 || name(sums.ExtraFiles[0].NameTemplate) != prefix+"_manifest.json" {
		t.Errorf("the registries look for the sum of %s_manifest.json too: %v", prefix, sums.ExtraFiles)
	}
	var manifest struct {
		Version  int
		Metadata struct {
			ProtocolVersions []string `json:"protocol_versions"`
		}
	}
	read(t, filepath.Join("../..", sums.ExtraFiles[0].Glob), func(text []byte) error { return json.Unmarshal(text, &manifest) })
	if manifest.Version != 1 || !slices.Equal(manifest.Metadata.ProtocolVersions, []string{"6.0"}) {
		t.Errorf("the provider speaks protocol 6.0: %v", manifest)
	}
}

// versionOfChangelog is the newest one.
func versionOfChangelog(t *testing.T) string {
	t.Helper()
	version := ""
	read(t, "../../CHANGELOG.md", func(text []byte) error {
		if found := regexp.MustCompile(`(?m)^## (\d+\.\d+\.\d+)\b`).FindSubmatch(text); found != nil {
			version = string(found[1])
		}
		return nil
	})
	if version == "" {
		t.Fatal("the change log names no version")
	}
	return version
}

// expand fills in what a release knows of itself.
func expand(t *testing.T, pattern, project, version string) string {
	t.Helper()
	parsed, err := template.New("").Option("missingkey=error").Parse(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := parsed.Execute(&out, map[string]string{"ProjectName": project, "Version": version, "Os": runtime.GOOS, "Arch": runtime.GOARCH}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// pack makes an archive of one program.
func pack(t *testing.T, archive, program string) {
	t.Helper()
	text, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	writer := zip.NewWriter(out)
	header := &zip.FileHeader{Name: filepath.Base(program), Method: zip.Deflate}
	header.SetMode(0o755)
	entry, err := writer.CreateHeader(header)
	if err == nil {
		_, err = entry.Write(text)
	}
	if err == nil {
		err = writer.Close()
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string, take func([]byte) error) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = take(text)
	}
	if err != nil {
		t.Fatal(err)
	}
}
