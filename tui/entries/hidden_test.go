package entries_test

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Settings keep what the form does not show, and hidden values are neither shown nor copied.
func TestSettingsKeepTheirMembers(t *testing.T) {
	s := newStand(t, 100, 30)
	holding(change.Script, "work_phone", "/configurationProperties",
		`[{"value1":"api_key","value2":"hush","hide":true,"description":"from the vendor"},{"value1":"region","value2":"eu","hide":false}]`)(s)
	s = standOn(t, s.world, false, 100, 30)
	s.open(change.Script, "work_phone").to("Configuration properties")
	s.Refuse("hush")
	s.Keys("y", "Y", "enter")
	s.Refuse("hush")
	s.Expect("api_key", "from the vendor", "region", "eu")
	for _, copied := range s.world.Copied {
		if strings.Contains(copied, "hush") {
			t.Errorf("copied %s", copied)
		}
	}
	s.Keys("down", "enter", "ctrl+u")
	s.Type("us")
	s.Keys("enter")
	edits := s.world.Session.Draft.Edits()
	want := `[{"value1":"api_key","value2":"hush","hide":true,"description":"from the vendor"},{"hide":false,"value1":"region","value2":"us"}]`
	if len(edits) != 1 || !sameJSON(edits[0].Value, want) {
		t.Errorf("staged %d: %s", len(edits), edits[0].Value)
	}
	s.Keys("ctrl+r")
	s.Expect("hush")
	s.Keys("ctrl+r", "up", "h", "y", "d")
	if got := string(s.world.Session.Draft.Edits()[0].Value); strings.Contains(got, "hush") || !strings.Contains(got, "us") {
		t.Errorf("staged %s", got)
	}
}

// A hidden value is not shown by taking its mark away: that is asked about, and the value stays masked wherever it is shown until it is
// applied. The frame of the review shows that, too.
func TestUnhidingAsks(t *testing.T) {
	s := newStand(t, 100, 40)
	const secret = "hush-hush"
	holding(change.Script, "work_phone", "/configurationProperties", `[{"value1":"api_key","value2":"`+secret+`","hide":true}]`)(s)
	s = standOn(t, s.world, false, 100, 40)
	s.open(change.Script, "work_phone").to("Configuration properties").Keys("enter", "h")
	s.Expect("Stop hiding this value?", "value of api_key in clear")
	s.Keys("esc")
	s.staged()
	s.Keys("h", "y")
	if got := s.world.Session.Draft.Edits(); len(got) != 1 || !strings.Contains(string(got[0].Value), `"hide":false`) {
		t.Fatalf("staged %v", got)
	}
	s.Refuse(secret)
	s.Keys("esc", "y", "Y")
	s.Refuse(secret)
	s.Keys("E")
	if strings.Contains(s.file, secret) || !strings.Contains(s.file, schema.SecretMask) {
		t.Errorf("the editor was opened with\n%s", s.file)
	}
	s.Keys("ctrl+s")
	s.Expect("1 change", schema.SecretMask)
	s.Refuse(secret)
	s.Keys("pgdown")
	s.Refuse(secret)
	for _, copied := range s.world.Copied {
		if strings.Contains(copied, secret) {
			t.Errorf("copied %s", copied)
		}
	}
}

// What is typed for a masked value takes its place as a whole; nothing typed keeps it. The review says that it is another one.
func TestTypingAMaskedValue(t *testing.T) {
	s := newStand(t, 100, 40)
	holding(change.Script, "work_phone", "/configurationProperties", `[{"value1":"api_key","value2":"hush","hide":true}]`)(s)
	s = standOn(t, s.world, false, 100, 40)
	s.open(change.Script, "work_phone").to("Configuration properties").Keys("enter", "enter")
	s.Expect("Left empty, the present one stays")
	s.Keys("enter")
	s.staged()
	s.Keys("enter")
	s.Type("loud")
	s.Keys("enter")
	if got := s.world.Session.Draft.Edits(); len(got) != 1 || !strings.Contains(string(got[0].Value), `"value2":"loud"`) {
		t.Fatalf("staged %v", got)
	}
	s.Keys("esc", "ctrl+s")
	s.Expect(schema.AnotherSecret)
	s.Refuse("loud")
}

// The person's own editor gets masks, which stand for what they hide when they come back.
func TestMasksComeBackFromTheEditor(t *testing.T) {
	const held = `[{"value1":"api_key","value2":"hush","hide":true},{"value1":"region","value2":"eu","hide":false}]`
	for name, tc := range map[string]struct{ old, with, want string }{
		"another setting": {`"eu"`, `"us"`, strings.Replace(held, `"eu"`, `"us"`, 1)},
		"the secret":      {schema.SecretMask, "loud", strings.Replace(held, "hush", "loud", 1)},
		"another name":    {"api_key", "key", ""},
	} {
		s := newStand(t, 100, 40)
		holding(change.Script, "work_phone", "/configurationProperties", held)(s)
		s = standOn(t, s.world, false, 100, 40)
		s.answer = func(content string) string { return strings.Replace(content, tc.old, tc.with, 1) }
		s.open(change.Script, "work_phone").Keys("E")
		if strings.Contains(s.file, "hush") {
			t.Errorf("%s: the editor was opened with\n%s", name, s.file)
		}
		edits := s.world.Session.Draft.Edits()
		switch {
		case tc.want == "":
			s.staged().Expect("still holds a mask")
		case len(edits) != 1 || !sameJSON(edits[0].Value, tc.want):
			t.Errorf("%s: staged %v", name, edits)
		}
	}
}
