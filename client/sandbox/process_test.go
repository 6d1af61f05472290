package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// secondDir names the environment variable that makes the test binary a second process on that folder.
const secondDir = "SANDBOX_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(secondDir); dir != "" {
		if err := secondProcess(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// greeting is the line a second process prints when it is connected.
type greeting struct {
	Owner  bool
	Info   Info
	Status int // of a request it has made
}

// secondProcess connects, makes a request, and stays until its standard input ends.
func secondProcess(dir string) error {
	handle, err := Connect(context.Background(), Options{Dir: dir})
	if err != nil {
		return err
	}
	response, err := get(handle, discoveryPath)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(greeting{handle.Owner(), handle.Info(), response.StatusCode}); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return handle.Close(context.Background())
}

// get sends a request through a handle and reads the answer.
func get(h *Handle, path string, header ...string) (*http.Response, error) {
	return send(h, http.MethodGet, path, nil, header...)
}

func send(h *Handle, method, path string, body io.Reader, header ...string) (*http.Response, error) {
	r, err := http.NewRequest(method, h.Info().URL+path, body)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	response, err := h.Transport().RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	response.Body = io.NopCloser(strings.NewReader(string(content)))
	return response, err
}

// process is a second process.
type process struct {
	greeting
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	said  chan error // when the greeting is read
}

// start runs a second process; await waits until it is connected.
func start(t *testing.T, dir string) *process {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), secondDir+"="+dir)
	cmd.Stderr = os.Stderr
	stdin, inErr := cmd.StdinPipe()
	stdout, outErr := cmd.StdoutPipe()
	if err := errors.Join(inErr, outErr, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: cmd, stdin: stdin, said: make(chan error, 1)}
	t.Cleanup(p.kill)
	go func() {
		line, err := bufio.NewReader(stdout).ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, &p.greeting)
		}
		p.said <- err
	}()
	return p
}

func (p *process) await() *process {
	p.t.Helper()
	if err := <-p.said; err != nil {
		p.t.Fatalf("second process: %v", err)
	}
	if p.Status != http.StatusOK {
		p.t.Fatalf("second process got status %d", p.Status)
	}
	return p
}

// kill ends the process without giving it a chance to tidy up.
func (p *process) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// leave lets the process end in good order.
func (p *process) leave() {
	p.t.Helper()
	p.stdin.Close()
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatalf("second process: %v", err)
	}
}
