package access

import (
	"slices"
	"testing"
)

func TestLifts(t *testing.T) {
	guarded := Profile{Name: "prod", Server: "https://id.example.org", ConfigURL: "https://api.example.org/api", ReadOnly: true, ConfirmWord: "Prod", RequireReason: true}
	all := []string{"read-only", "the confirm word", "the reason for each change"}
	for name, tc := range map[string]struct {
		change func(*Profile)
		want   []string
	}{
		"nothing":              {func(*Profile) {}, nil},
		"another colour":       {func(p *Profile) { p.Name, p.Color = "live", "red" }, nil},
		"writes":               {func(p *Profile) { p.ReadOnly = false }, all[:1]},
		"no word":              {func(p *Profile) { p.ConfirmWord = " " }, all[1:2]},
		"blanks around it":     {func(p *Profile) { p.ConfirmWord = " Prod " }, nil},
		"another word":         {func(p *Profile) { p.ConfirmWord = "prod" }, all[1:2]},
		"no reason":            {func(p *Profile) { p.RequireReason = false }, all[2:]},
		"another server":       {func(p *Profile) { p.Server = "https://test.example.org" }, all},
		"the same server":      {func(p *Profile) { p.Server, p.ConfigURL = "id.example.org/", "https://api.example.org/api/" }, nil},
		"another Config API":   {func(p *Profile) { p.ConfigURL = "" }, all},
		"an auth server added": {func(p *Profile) { p.AuthURL = "https://auth.example.org/jans-auth" }, nil},
		"removed":              {func(p *Profile) { *p = Profile{} }, all},
	} {
		after := guarded
		tc.change(&after)
		if got := Lifts(guarded, after); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := Lifts(Profile{Server: "https://id.example.org"}, Profile{}); len(got) > 0 {
		t.Errorf("of no guards: %q", got)
	}
}
