package profile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFindLegacy(t *testing.T) {
	for name, c := range map[string]struct {
		content    string
		host, id   string
		ok, absent bool
	}{
		"as setup writes it": {content: "[DEFAULT]\njans_host = jans.example\njca_client_id = 2000.x\njca_client_secret_enc = abc==\n", host: "jans.example", id: "2000.x", ok: true},
		"quotes and colons":  {content: "; x\n[DEFAULT]\nJANS_HOST: 'jans.example'\n\n[other]\njca_client_id = no\n", host: "jans.example", ok: true},
		"no host":            {content: "[DEFAULT]\njca_client_id=x\n", id: "x"},
		"empty":              {},
		"binary":             {content: "\x00\xff=\n["},
		"none":               {absent: true},
	} {
		home := t.TempDir()
		path := filepath.Join(home, ".config", "jans-cli.ini")
		if !c.absent {
			if err := WritePrivate(path, []byte(c.content)); err != nil {
				t.Fatal(err)
			}
		}
		got, ok, err := FindLegacy(env(map[string]string{"HOME": home}))
		if err != nil || ok != c.ok || got.Host != c.host || got.ClientID != c.id {
			t.Errorf("%s: %+v, %v, %v", name, got, ok, err)
		}
	}
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, ".config", "jans-cli.ini"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := FindLegacy(env(map[string]string{"HOME": home})); ok || err == nil {
		t.Error("a folder in place of the file went unnoticed")
	}
}
