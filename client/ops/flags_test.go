package ops

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
)

func TestSwitchFlags(t *testing.T) {
	known := []string{"userinfo", "revoke_token", "u2f", "ssa"}
	cases := []struct {
		name, stored string
		on           bool
		flags        []string
		want         string
	}{
		{"off in any case", `["userinfo","revoke_token"]`, false, []string{"REVOKE_TOKEN"}, `["userinfo"]`},
		{"off with hyphens", `["userinfo","revoke_token"]`, false, []string{"revoke-token"}, `["userinfo"]`},
		{"on", `["userinfo"]`, true, []string{"Revoke_Token"}, `["userinfo","revoke_token"]`},
		{"on already, spelt otherwise", `["userinfo","REVOKE_TOKEN"]`, true, []string{"revoke_token"}, `["userinfo","REVOKE_TOKEN"]`},
		{"off removes every spelling and repetition", `["ssa","Ssa","userinfo","ssa"]`, false, []string{"ssa"}, `["userinfo"]`},
		{"unknown strings and repetitions stay", `["revoke_session","ssa","ssa","userinfo"]`, false, []string{"userinfo"}, `["revoke_session","ssa","ssa"]`},
		{"nulls stay", `[null,"ssa","userinfo"]`, false, []string{"ssa"}, `[null,"userinfo"]`},
		{"empty list: on is no change", ``, true, []string{"ssa"}, ``},
		{"only unknown strings: on is no change", `["typo"]`, true, []string{"ssa"}, `["typo"]`},
		{"empty list: off lists the others", `[]`, false, []string{"ssa"}, `["userinfo","revoke_token","u2f"]`},
		{"only unknown strings: off lists the others beside them", `["typo"]`, false, []string{"ssa"}, `["typo","userinfo","revoke_token","u2f"]`},
		{"the last one leaves u2f", `["ssa"]`, false, []string{"ssa"}, `["u2f"]`},
		{"the last one among unknown strings", `["typo","ssa"]`, false, []string{"ssa"}, `["typo","u2f"]`},
		{"all at once", `[]`, false, []string{"userinfo", "revoke_token", "ssa"}, `["u2f"]`},
		{"an unknown string can be taken out", `["revoke_session","ssa"]`, false, []string{"revoke_session"}, `["ssa"]`},
	}
	for _, c := range cases {
		got, _, err := switchFlags(json.RawMessage(c.stored), known, c.on, c.flags)
		if err != nil || text(got) != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

func TestSwitchFlagsExplains(t *testing.T) {
	known := []string{"userinfo", "u2f", "ssa"}
	for stored, word := range map[string]string{`[]`: "newer server", `["ssa"]`: "u2f"} {
		_, notes, err := switchFlags(json.RawMessage(stored), known, false, []string{"ssa"})
		if err != nil || !strings.Contains(strings.Join(notes, " "), word) {
			t.Errorf("%s: notes %q, %v", stored, notes, err)
		}
	}
}

func TestSwitchFlagsRefuses(t *testing.T) {
	var unknown *UnknownNameError
	_, _, err := switchFlags(json.RawMessage(`["ssa"]`), impact.KnownFlags(), true, []string{"REVOKE_TOKENS"})
	if !errors.As(err, &unknown) || !slices.Contains(unknown.Nearest, "revoke_token") {
		t.Errorf("an unknown flag gives %v", err)
	}
	var fixed *NotSettableError
	if _, _, err := switchFlags(json.RawMessage(`["u2f"]`), []string{"u2f", "ssa"}, false, []string{"u2f"}); !errors.As(err, &fixed) {
		t.Errorf("the last placeholder went: %v", err)
	}
	if _, _, err := switchFlags(json.RawMessage(`["ssa"]`), []string{"ssa", "par"}, false, []string{"ssa"}); !errors.As(err, &fixed) {
		t.Errorf("a server without u2f lost its last flag: %v", err)
	}
}

func TestFlagsState(t *testing.T) {
	known := []string{"userinfo", "ssa"}
	all := flagsOf(nil, known)
	if !all.AllOn || !all.Flags[0].Enabled || all.Flags[0].Listed {
		t.Errorf("an empty list: %+v", all)
	}
	some := flagsOf(json.RawMessage(`["SSA","revoke_session","revoke_session"]`), known)
	if some.AllOn || some.Flags[0].Enabled || !some.Flags[1].Enabled || len(some.Flags) != 3 || some.Flags[2].Known || some.Flags[2].Enabled {
		t.Errorf("a list with an unknown string: %+v", some)
	}
}

// Whatever is stored: a flag that was asked off is off afterwards, all others are as they were, and nothing that the server does not
// know is lost.
func TestSwitchingOffTouchesNothingElse(t *testing.T) {
	known := impact.KnownFlags()
	rapid.Check(t, func(t *rapid.T) {
		stored := rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(known), rapid.SampledFrom([]string{"typo", "USERINFO", "Ssa", "revoke_session"}))).Draw(t, "stored")
		flag := rapid.SampledFrom(known).Draw(t, "flag")
		if flag == placeholderFlag {
			return
		}
		before := flagsOf(document.QuoteAll(stored), known)
		list, _, err := switchFlags(document.QuoteAll(stored), known, false, []string{strings.ToUpper(flag)})
		if err != nil {
			t.Fatal(err)
		}
		for i, state := range flagsOf(list, known).Flags {
			want := before.Flags[i].Enabled
			if state.Name == flag {
				want = false
			}
			if state.Known && state.Enabled != want && state.Name != placeholderFlag {
				t.Fatalf("%s: enabled %v, want %v, in %s", state.Name, state.Enabled, want, list)
			}
		}
		after, _ := document.Strings(list)
		for _, name := range stored {
			if !containsFold(known, name) && !slices.Contains(after, name) {
				t.Fatalf("%q was lost from %v: %v", name, stored, after)
			}
		}
	})
}
