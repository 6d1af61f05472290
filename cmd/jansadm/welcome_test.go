package main_test

import (
	"bufio"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// On a machine where nothing is set up the console opens on the choice, and the sandbox is one key away.
func TestWelcome(t *testing.T) {
	p := tuitest.Start(t, tuitest.Options{})
	p.WaitFor("Welcome", "Try the sandbox", "Connect to a server")
	cursorOn(p, "Try the sandbox")
	p.Type("enter")
	p.WaitFor("Home", "Auth Server", "sandbox", "connected")
	toProperties(p)
	quit(t, p)
}

// served is what a sandbox tells of itself when it is ready.
type served struct {
	URL       string `json:"url"`
	CAFile    string `json:"ca_file"`
	TUIID     string `json:"tui_client_id"`
	TUISecret string `json:"tui_client_secret"`
}

// serve runs a server that takes every sign-in as that of a person.
func serve(t *testing.T, flags ...string) served {
	t.Helper()
	command := exec.CommandContext(t.Context(), tuitest.Build(t), append([]string{"sandbox", "serve", "--ephemeral", "--listen", "127.0.0.1:0"}, flags...)...)
	command.Env = []string{"HOME=" + t.TempDir()}
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Wait() }) // it ends with the context
	line, err := bufio.NewReader(out).ReadBytes('\n')
	var told served
	if err == nil {
		err = json.Unmarshal(line, &told)
	}
	if err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return told
}

// From nothing to the menu as an administrator, at a server with an authority of its own; the next start is one key.
func TestConnect(t *testing.T) {
	server := serve(t, "--auto-approve", "admin")
	o := tuitest.Options{Home: t.TempDir(), Cols: 100, Rows: 30}
	p := tuitest.Start(t, o)
	p.WaitFor("Connect to a server")
	p.Type("c")
	p.WaitFor("Where is the server?")
	p.Paste(server.URL)
	p.Type("enter")
	p.WaitFor("SHA-256 fingerprint", "f names a CA file instead")
	p.Type("f")
	p.WaitFor("Where is the server?")
	p.Paste(server.CAFile)
	p.Type("enter")
	p.WaitFor("Found " + server.URL)
	p.Paste(server.TUIID)
	p.Type("tab")
	p.Paste(server.TUISecret)
	p.Type("tab", "ctrl+u")
	p.Send("local")
	p.WaitFor("Profile name   local")
	p.Type("enter")
	p.WaitFor("Home", "local", "as admin", "connected")
	toProperties(p)
	quit(t, p)

	p = tuitest.Start(t, o)
	p.WaitFor("Home", "local", "as admin", "Auth Server")
	toProperties(p)
	quit(t, p)
}

// A profile whose certificate file is gone ends nothing: it is mended where it is told.
func TestAProfileWhoseFileIsGone(t *testing.T) {
	home := t.TempDir()
	file := profile.Open(filepath.Join(home, "config", "profiles.yaml"))
	gone := profile.Profile{
		Name: "prod", Server: "https://id.example.org", ClientID: "c", Secret: profile.PlaceFile, CACert: filepath.Join(home, "gone.pem")}
	if err := file.Add(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{"named": {"--profile", "prod"}, "the default one": nil} {
		t.Run(name, func(t *testing.T) {
			p := tuitest.Start(t, tuitest.Options{Env: []string{"JANSADM_HOME=" + home}, Cols: 140, Rows: 30, Args: args})
			p.WaitFor("Welcome", "the profile prod cannot be used: cannot read the CA certificate", "name another file with e in Profiles")
			quit(t, p)
		})
	}
}
