package ops

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A shell makes the words of the requests out of the lines again, whatever is in the bodies; the token is the shell's own.
func TestCurl(t *testing.T) {
	f := setUp(`"issuer":"https://jans.example.org"`)
	plan := &Plan{Requests: []Request{
		{Method: "PATCH", Path: "/jans-auth-server/config", Body: json.RawMessage(`[{"op":"replace","path":"/x","value":"it's $HOME"}]`)},
		{Method: "DELETE", Path: "/scopes/1800.A"},
		{Method: "POST", Path: "/scopes", Body: json.RawMessage(`{"id":"a"}`)},
	}}
	const api, bearer = "https://jans.example.org/jans-config-api/api/v1", "Authorization: Bearer the-token"
	want := [][]string{
		{"--request", "PATCH", api + "/jans-auth-server/config", "--header", bearer, "--header", "Content-Type: application/json-patch+json",
			"--data-raw", `[{"op":"replace","path":"/x","value":"it's $HOME"}]`},
		{"--request", "DELETE", api + "/scopes/1800.A", "--header", bearer},
		{"--request", "POST", api + "/scopes", "--header", bearer, "--header", "Content-Type: application/json", "--data-raw", `{"id":"a"}`},
	}
	for i, line := range f.Curl(plan) {
		shell := exec.CommandContext(t.Context(), "/bin/sh", "-c", "curl() { printf '%s\\n' \"$@\"; }; "+line)
		shell.Env = []string{"JANSADM_ACCESS_TOKEN=the-token", "HOME=/h"}
		out, err := shell.Output()
		if got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n"); err != nil || !slices.Equal(got, want[i]) {
			t.Errorf("%s\ngives %q, %v", line, got, err)
		}
	}
	f.deps.ConfigURL = "https://api.example.org/v1/"
	if got := f.Curl(plan)[1]; !strings.Contains(got, " https://api.example.org/v1/scopes/1800.A ") {
		t.Errorf("elsewhere: %s", got)
	}
}
