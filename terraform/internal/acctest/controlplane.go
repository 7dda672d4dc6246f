// Package acctest tests the provider with the real command line against a real control plane that has the simulated cloud.
package acctest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Jar is the control plane that Maven built, relative to this package.
const Jar = "../../../control-plane/target/control-plane-exec.jar"

// ControlPlane is one process with a home of its own.
type ControlPlane struct {
	Endpoint, Token string
	home            string
	port, agentPort int
	environment     []string
	process         *exec.Cmd
	ended           chan struct{}
}

// Start starts one and waits until it answers.
//
//	settings: further variables, e.g. "KANESH_SIMULATED=true".
func Start(settings ...string) (*ControlPlane, error) {
	home, err := os.MkdirTemp("", "kanesh-tf-")
	if err != nil {
		return nil, err
	}
	plane := &ControlPlane{Token: "acc-" + strings.Repeat("x", 40), home: home, port: freePort(), agentPort: freePort()}
	plane.Endpoint = "http://127.0.0.1:" + strconv.Itoa(plane.port)
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "KANESH_") {
			plane.environment = append(plane.environment, variable)
		}
	}
	nodes, err := filepath.Abs("../../../data-node")
	if err != nil {
		return nil, err
	}
	plane.environment = append(plane.environment,
		"KANESH_HOME="+home, "KANESH_PORT="+strconv.Itoa(plane.port), "KANESH_AGENT_PORT="+strconv.Itoa(plane.agentPort), "KANESH_ADMIN_TOKEN="+plane.Token,
		"KANESH_AGENT_HOME="+or("KANESH_TEST_AGENT_HOME", nodes+"/agent/target/image"), "KANESH_ENGINE_HOME="+or("KANESH_TEST_ENGINE_HOME", nodes+"/engine/target/image"))
	plane.environment = append(plane.environment, settings...)
	if err := plane.Run(); err != nil {
		return nil, errors.Join(err, plane.Stop())
	}
	return plane, nil
}

// Run starts the process on the same home and ports, again after Kill.
func (p *ControlPlane) Run() error {
	log, err := os.OpenFile(filepath.Join(p.home, "test.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	java := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java = filepath.Join(home, "bin", "java")
	}
	p.process = exec.Command(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", or("KANESH_TEST_JAR", Jar))
	p.process.Env, p.process.Stdout, p.process.Stderr = p.environment, log, log
	if err := p.process.Start(); err != nil {
		return err
	}
	p.ended = make(chan struct{})
	go func() {
		_ = p.process.Wait() // its state tells
		close(p.ended)
	}()
	return p.await(10 * time.Minute)
}

func (p *ControlPlane) await(limit time.Duration) error {
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); {
		response, err := http.Get(p.Endpoint + "/actuator/health")
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-p.ended:
			return fmt.Errorf("the control plane ended by itself: %s", p.lastWords())
		case <-time.After(200 * time.Millisecond):
		}
	}
	return fmt.Errorf("the control plane does not answer: %s", p.lastWords())
}

func (p *ControlPlane) lastWords() string {
	text, err := os.ReadFile(filepath.Join(p.home, "test.log"))
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-3000):])
}

// Kill ends the process without a warning.
func (p *ControlPlane) Kill() error {
	if err := p.process.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-p.ended
	return nil
}

// Stop ends it in good order with everything that it started, and removes its home.
func (p *ControlPlane) Stop() error {
	if p.ended != nil {
		if err := p.process.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		<-p.ended
	}
	p.stopWhatStays()
	// Run as root, the database is elsewhere, and a link leads there.
	if elsewhere, err := os.Readlink(filepath.Join(p.home, "postgres")); err == nil {
		if err := os.RemoveAll(elsewhere); err != nil {
			return err
		}
	}
	return os.RemoveAll(p.home)
}

// stopWhatStays ends the local KMS and the machines of this home, which outlive their control plane by design. Their command
// lines name the home, and no other process's does.
func (p *ControlPlane) stopWhatStays() {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return
	}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		command, err := os.ReadFile(filepath.Join("/proc", entry.Name(), "cmdline"))
		if err == nil && bytes.Contains(command, []byte(p.home)) && bytes.Contains(command, []byte("java")) {
			_ = syscall.Kill(pid, syscall.SIGTERM) // one that has just ended is as good
		}
	}
}

// Ask sends one request past the provider, as a person with the console does; it answers the JSON object.
func (p *ControlPlane) Ask(method, path, body string) (map[string]any, int, error) {
	request, err := http.NewRequest(method, p.Endpoint+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		return nil, 0, err
	}
	request.Header.Set("Authorization", "Bearer "+p.Token)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, response.StatusCode, err
	}
	answer := map[string]any{}
	if len(text) > 0 {
		err = json.Unmarshal(text, &answer)
	}
	return answer, response.StatusCode, err
}

func or(variable, fallback string) string {
	if value := os.Getenv(variable); value != "" {
		return value
	}
	return fallback
}

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err) // a machine without a free port tests nothing
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
