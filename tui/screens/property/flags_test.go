package property

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

func (s *stand) stagedFlags() []string {
	edit, _ := s.session.Draft.Get(change.PropertyTarget(ops.FeatureFlags))
	names, _ := document.Strings(edit.Value)
	return names
}

// An empty list means that everything is on; ticking and unticking must not turn that round.
func TestFlagsOfAnEmptyList(t *testing.T) {
	absent := newStand(t, ops.FeatureFlags, func(s *stand) { delete(s.server.doc, ops.FeatureFlags); s.read() })
	absent.shows("[✓] health_check").hides("[ ]").keys("home", " ").shows("[ ] health_check", "[✓] userinfo")
	newStand(t, ops.FeatureFlags).shows("[✓] health_check").keys("ctrl+n").hides("[ ]")
	s := newStand(t, ops.FeatureFlags, holding(ops.FeatureFlags, "[]"))
	s.shows("[✓] health_check", "on: no known value is listed", "an empty list switches every feature on").hides("[ ]")
	s.keys("home", " ").shows("[ ] health_check", "[✓] userinfo").saidLast("everything was on")
	if got := s.stagedFlags(); len(got) != len(schema.Flags())-1 || strings.Contains(strings.Join(got, " "), "health_check") {
		t.Errorf("staged %v", got)
	}
	s.keys("u").nothingStaged().shows("[✓] health_check")
}

// The last flag cannot be switched off by taking it out: the flag that gates nothing stays in its place.
func TestLastFlag(t *testing.T) {
	s := newStand(t, ops.FeatureFlags, holding(ops.FeatureFlags, `["health_check"]`)).keys("home", " ")
	if got := strings.Join(s.stagedFlags(), " "); got != "u2f" {
		t.Errorf("staged %v", got)
	}
	s.shows("[ ] health_check").saidLast("u2f is kept")
}

// Unknown strings and other spellings stay.
func TestFlagsKeepUnknownStrings(t *testing.T) {
	s := newStand(t, ops.FeatureFlags, holding(ops.FeatureFlags, `["HEALTH_CHECK","bogus","stat"]`)).shows("[✓] health_check")
	s.keys("home", "down", " ")
	if got := strings.Join(s.stagedFlags(), " "); got != "HEALTH_CHECK bogus stat userinfo" {
		t.Errorf("staged %v", got)
	}
	s.keys("end").shows("bogus").keys(" ")
	if got := strings.Join(s.stagedFlags(), " "); got != "HEALTH_CHECK stat userinfo" {
		t.Errorf("staged %v", got)
	}
	s.keys("a").write("newer_flag").keys("enter")
	if got := strings.Join(s.stagedFlags(), " "); got != "HEALTH_CHECK stat userinfo newer_flag" {
		t.Errorf("staged %v", got)
	}
}
