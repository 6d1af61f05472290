package verbs

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// keptSession is what a login looks like where it is kept.
type keptSession map[string]json.RawMessage

func sessionFile(ts *testscript.TestScript, profile string) string {
	return filepath.Join(ts.Getenv("JANSADM_HOME"), "state", "secrets", profile+".session")
}

// expire is "expire PROFILE": the token of the kept login is at its end, so that the next use has to renew it.
func expire(ts *testscript.TestScript, _ bool, args []string) {
	name := sessionFile(ts, args[0])
	var kept keptSession
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(name)), &kept))
	var access map[string]any
	ts.Check(json.Unmarshal(kept["access"], &access))
	access["expires"] = time.Now()
	var err error
	kept["access"], err = json.Marshal(access)
	ts.Check(err)
	data, err := json.Marshal(kept)
	ts.Check(err)
	ts.Check(os.WriteFile(name, data, 0o600))
}

// leaks is "! leaks PROFILE SECRET...": no file of the script holds one of the secrets or a token of the profile's login, but for the
// folder where they are kept and that for temporary files.
func leaks(ts *testscript.TestScript, neg bool, args []string) {
	if !neg {
		ts.Fatalf("usage: ! leaks PROFILE SECRET...")
	}
	secrets := append(tokensOf(ts, args[0]), args[1:]...)
	if len(secrets) < 4 {
		ts.Fatalf("only %d secrets to look for", len(secrets))
	}
	kept, looked := filepath.Dir(sessionFile(ts, args[0])), 0
	ts.Check(filepath.WalkDir(ts.MkAbs("."), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (path == kept || path == ts.Getenv("TMPDIR")):
			return filepath.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		looked++
		content := ts.ReadFile(path)
		for _, secret := range secrets {
			if strings.Contains(content, secret) {
				ts.Fatalf("%s holds a secret", path)
			}
		}
		return nil
	}))
	if looked < 8 {
		ts.Fatalf("only %d files were looked at", looked)
	}
}

func tokensOf(ts *testscript.TestScript, profile string) []string {
	var kept struct {
		Refresh      string
		User, Access struct{ Token string }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(sessionFile(ts, profile))), &kept))
	return []string{kept.Refresh, kept.User.Token, kept.Access.Token}
}
