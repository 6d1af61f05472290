package tui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Only a text that would be lost is left behind, and only such a one is said to be.
func TestTakingBackAnEditedFile(t *testing.T) {
	const before, after = "as it was", "as it is"
	failure := errors.New("exit status 1")
	for name, tc := range map[string]struct {
		left    string // empty when the editor has taken the file away
		failure error
		text    string
		kept    bool
		says    string
	}{
		"edited":               {left: after, text: after},
		"failed":               {left: after, failure: failure, kept: true, says: "the editor ended with an error; the text is kept in "},
		"failed, not edited":   {left: before, failure: failure, says: "the editor ended with an error: exit status 1"},
		"failed, with no file": {failure: failure, says: "the editor ended with an error: exit status 1"},
		"no file":              {says: "the edited file cannot be read"},
	} {
		dir := filepath.Join(t.TempDir(), "jansadm-1")
		path := filepath.Join(dir, "scope.json")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if tc.left != "" {
			if err := os.WriteFile(path, []byte(tc.left), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		text, err := takeBack(path, before, tc.failure)
		if text != tc.text || (err == nil) != (tc.says == "") || err != nil && (!strings.HasPrefix(err.Error(), tc.says) || strings.Contains(err.Error(), path) != tc.kept && tc.failure != nil) {
			t.Errorf("%s: got %q, %v", name, text, err)
		}
		if _, err := os.Stat(dir); (err == nil) != tc.kept {
			t.Errorf("%s: left behind: %v", name, err)
		}
	}
}
