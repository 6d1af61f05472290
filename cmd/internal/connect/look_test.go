package connect

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/sandbox"
)

// Where nobody could sign in afterwards, looking says so, with the address that would do.
func TestLookAtAServerThatNamesAnotherHost(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	other := p.profile("prod")
	other.Server = strings.Replace(p.info.URL, "127.0.0.1", "localhost", 1)
	_, err := p.Look(t.Context(), other)
	if err == nil {
		t.Fatal("a server was found")
	}
	problem := ops.Explain(err)
	if !strings.Contains(problem.Message, "on another host") || !strings.Contains(problem.Hint, "give it by that address: "+p.info.URL+".") {
		t.Errorf("%v, hint %q", err, problem.Hint)
	}
	other.AuthURL = p.info.URL + authPath
	if _, err := p.Look(t.Context(), other); err != nil {
		t.Error(err)
	}
}

// Who signs in without a connection hears the same warnings as with one.
func TestExposed(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	open, clear := p.profile("open"), p.profile("clear")
	open.Insecure = true
	clear.Server = "http://id.example.org"
	for name, c := range map[string]struct {
		gate    *Gate
		warning error
	}{
		"by the profile": {p.Gate, firstOf(p.Gate.Exposed(open))},
		"by the flag":    {p.Gate, firstOf(p.gate(Settings{Insecure: true}).Exposed(p.profile("prod")))},
	} {
		if _, ok := c.warning.(*UncheckedError); !ok || !strings.Contains(c.warning.Error(), hostOf(p.info.URL)) {
			t.Errorf("%s: %v", name, c.warning)
		}
	}
	if _, ok := firstOf(p.Exposed(clear)).(*ClearError); !ok {
		t.Error("nothing is said of plain HTTP")
	}
	for name, gate := range map[string]*Gate{"a usual one": p.Gate, "--strict": p.gate(Settings{Strict: true})} {
		checked := p.profile("prod")
		checked.Insecure = gate != p.Gate
		if got := gate.Exposed(checked); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func firstOf(warnings []error) error {
	if len(warnings) == 0 {
		return nil
	}
	return warnings[0]
}
