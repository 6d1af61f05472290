package fields

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/kittest"
)

func needed(value string) string {
	if value == "" {
		return "it is needed"
	}
	return ""
}

func form() *Form {
	return New(kittest.Mono(),
		Field{ID: "host", Label: "Host", Help: "Where it is.", Check: needed},
		Field{ID: "secret", Label: "Secret", Secret: true, Check: needed},
		Field{ID: "color", Label: "Colour", Choices: []string{"none", "red", "green"}, Value: "red"},
		Field{ID: "ro", Label: "Read-only", Choices: YesNo()},
	)
}

func press(f *Form, names ...string) Result {
	result := Open
	for _, msg := range kittest.Keys(names...) {
		result = f.Key(msg)
	}
	return result
}

// Enter finishes from any field, unless something is wrong: then it goes there and says what.
func TestEnter(t *testing.T) {
	f := form()
	if press(f, "h", "enter") != Open || f.Focused() != "secret" {
		t.Fatalf("without a secret: %s", f.Focused())
	}
	f.SetSize(60, 12)
	kittest.RequireBlock(t, f.Lines(), 60, 12)
	requireShown(t, f, "it is needed")
	if press(f, "s", "up", "enter") != Done {
		t.Error("it does not end")
	}
	if f.Value("host") != "h" || f.Value("secret") != "s" || f.Value("color") != "red" || f.Value("ro") != No || f.Value("other") != "" {
		t.Errorf("%q %q %q %q", f.Value("host"), f.Value("secret"), f.Value("color"), f.Value("ro"))
	}
}

func TestChoices(t *testing.T) {
	f := form()
	press(f, "shift+tab", " ")
	if f.Value("ro") != Yes {
		t.Error("space does not choose")
	}
	press(f, "up", "right", "right")
	if f.Value("color") != "none" {
		t.Errorf("twice on from red is %s", f.Value("color"))
	}
	press(f, "left", "x")
	if f.Value("color") != "green" {
		t.Errorf("back from none is %s", f.Value("color"))
	}
	f.SetValue("color", "mauve")
	if f.Value("color") != "none" {
		t.Errorf("a choice that there is none of is %s", f.Value("color"))
	}
}

func TestChanged(t *testing.T) {
	f := form()
	if press(f, "tab", "shift+tab"); f.Changed() {
		t.Error("moving changes it")
	}
	if press(f, "h", "backspace"); f.Changed() {
		t.Error("what was typed and taken back counts")
	}
	if press(f, "h"); !f.Changed() || !f.Touched("host") || f.Touched("secret") {
		t.Error("typing does not count")
	}
}

func TestASecretIsMasked(t *testing.T) {
	f := form()
	f.SetSize(60, 12)
	press(f, "tab", "swordfish")
	for _, l := range f.Lines() {
		if strings.Contains(l, "swordfish") {
			t.Errorf("%q", l)
		}
	}
}

func requireShown(t *testing.T, f *Form, want string) {
	t.Helper()
	for _, l := range f.Lines() {
		if strings.Contains(l, want) {
			return
		}
	}
	t.Errorf("%q is not in %q", want, f.Lines())
}

// Whatever is typed, and whatever stands in labels and values, the form is a block of its size that shows the field in focus.
func TestAnySize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hostile := kittest.Hostile()
		f := New(kittest.Mono(),
			Field{ID: "a", Label: hostile.Draw(t, "label"), Help: hostile.Draw(t, "help"), Value: hostile.Draw(t, "value")},
			Field{ID: "b", Label: "B", Choices: []string{hostile.Draw(t, "choice"), "y"}},
			Field{ID: "c", Label: "C", Check: func(string) string { return hostile.Draw(t, "problem") }},
		)
		width, height := rapid.IntRange(1, 100).Draw(t, "width"), rapid.IntRange(1, 12).Draw(t, "height")
		f.SetSize(width, height)
		for _, msg := range kittest.Keys(rapid.SliceOfN(rapid.SampledFrom([]string{"tab", "up", "x", " ", "enter", "left"}), 0, 8).Draw(t, "keys")...) {
			f.Key(msg)
		}
		kittest.RequireBlock(t, f.Lines(), width, height)
	})
}
