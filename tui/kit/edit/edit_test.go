package edit_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/edit"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

func newEditor(width, height int, value string) *edit.Editor {
	e := edit.New(kittest.Mono(), edit.Options{Tab: "  "})
	e.SetSize(width, height)
	e.SetValue(value)
	return e
}

func press(e *edit.Editor, keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		e.Key(k)
	}
}

// marked returns the value with a bar at the cursor.
func marked(e *edit.Editor) string {
	var lines []string
	for _, l := range e.Lines() {
		lines = append(lines, strings.TrimRight(strings.Replace(l, "▏", "|", 1), " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func TestEditing(t *testing.T) {
	tests := map[string]struct {
		start string
		keys  []string
		want  string
	}{
		"type":                   {"", []string{"a", " ", "bc"}, "a bc|"},
		"enter":                  {"ab", []string{"right", "enter"}, "a\n|b"},
		"enter keeps indenting":  {"  ab", []string{"end", "enter", "c"}, "  ab\n  c|"},
		"backspace joins":        {"a\nb", []string{"down", "backspace"}, "a|b"},
		"backspace at the start": {"a", []string{"backspace"}, "|a"},
		"delete joins":           {"a\nb", []string{"end", "delete"}, "a|b"},
		"delete at the end":      {"a", []string{"end", "delete"}, "a|"},
		"left to the line above": {"a\nb", []string{"down", "left", "x"}, "ax|\nb"},
		"right to the next line": {"a\nb", []string{"end", "right", "x"}, "a\nx|b"},
		"goal column":            {"abcd\na\nabcd", []string{"end", "down", "down", "x"}, "abcd\na\nabcdx|"},
		"goal column is forgot":  {"abcd\na\nabcd", []string{"end", "down", "left", "down", "x"}, "abcd\na\nx|abcd"},
		"ends of the text":       {"a\nb", []string{"ctrl+end", "x", "ctrl+home", "y"}, "y|a\nbx"},
		"delete word":            {"one two", []string{"end", "ctrl+w"}, "one |"},
		"delete word over break": {"one\ntwo", []string{"down", "ctrl+w"}, "one|two"},
		"next word":              {"one two", []string{"ctrl+right", "x"}, "onex| two"},
		"next word over break":   {"one\ntwo", []string{"end", "ctrl+right", "x"}, "one\nx|two"},
		"to the start":           {"abc", []string{"end", "left", "ctrl+u"}, "|c"},
		"to the end":             {"abc\nd", []string{"right", "ctrl+k"}, "a|\nd"},
		"to the end joins":       {"a\nd", []string{"end", "ctrl+k"}, "a|d"},
		"tab":                    {"a", []string{"tab"}, "  |a"},
		"undo typing":            {"x", []string{"abc", "ctrl+z"}, "|x"},
		"undo typed one by one":  {"x", []string{"a", "b", "c", "ctrl+z"}, "|x"},
		"undo after a move":      {"x", []string{"a", "right", "b", "ctrl+z"}, "ax|"},
		"undo a joined line":     {"a\nb", []string{"down", "backspace", "ctrl+z"}, "a\n|b"},
		"undo all":               {"a\nb", []string{"x", "enter", "y", "delete", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z"}, "|a\nb"},
		"redo":                   {"a", []string{"x", "enter", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y", "y"}, "x\ny|a"},
		"typing ends redo":       {"a", []string{"x", "ctrl+z", "y", "ctrl+y"}, "y|a"},
		"joining what follows":   {"🇭", []string{"🇨", "a"}, "a|🇨🇭"},
		"emoji is one":           {"👩‍🚀b", []string{"right", "backspace"}, "|b"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			e := newEditor(40, 6, tc.start)
			press(e, tc.keys...)
			if got := marked(e); got != tc.want {
				t.Errorf("shows\n%s\nwant\n%s", got, tc.want)
			}
			if got, want := e.Value(), strings.Replace(tc.want, "|", "", 1); got != want {
				t.Errorf("value %q, want %q", got, want)
			}
		})
	}
}

func TestKeysThatAreTheOwners(t *testing.T) {
	e := edit.New(kittest.Mono(), edit.Options{})
	for _, k := range kittest.Keys("esc", "tab", "ctrl+s", "f1", "alt+x") {
		if e.Key(k) {
			t.Errorf("took %q", k)
		}
	}
}

func TestPasteKeepsLinesAndTabs(t *testing.T) {
	e := newEditor(40, 6, "")
	e.Key(kittest.Paste("{\r\n\t\"a\": 1,\u200b\n}"))
	if want := "{\n\t\"a\": 1,\n}"; e.Value() != want {
		t.Errorf("value %q, want %q", e.Value(), want)
	}
	if e.Notice() == "" {
		t.Error("no notice of what was left out")
	}
	if got, want := marked(e), "{\n    \"a\": 1,\n}|"; got != want {
		t.Errorf("shows %q, want %q", got, want)
	}
	press(e, "ctrl+z")
	if e.Value() != "" || e.Notice() != "" {
		t.Errorf("after undo %q, notice %q", e.Value(), e.Notice())
	}
}

func TestValueIsKeptAsItWasSet(t *testing.T) {
	const odd = "a\x1b[2J\r\n\tb\u202e\xff\n"
	e := newEditor(40, 4, odd)
	if e.Value() != odd {
		t.Errorf("value %q", e.Value())
	}
	if got, want := marked(e), "|a␛[2J␍\n    b��"; got != want {
		t.Errorf("shows %q, want %q", got, want)
	}
}

func TestNoLimitOnLines(t *testing.T) {
	e := newEditor(20, 5, strings.Repeat("line\n", 100_000))
	press(e, "ctrl+end", "enter", "x")
	if line, column := e.Cursor(); line != 100_002 || column != 2 {
		t.Errorf("cursor at %d:%d", line, column)
	}
	kittest.RequireBlock(t, e.Lines(), 20, 5)
}

func TestGoto(t *testing.T) {
	e := newEditor(20, 3, "a\nb\nc\nd日e\nf")
	e.Goto(3, 2) // inside the wide character
	if line, column := e.Cursor(); line != 4 || column != 2 {
		t.Errorf("cursor at %d:%d", line, column)
	}
	if !strings.Contains(marked(e), "d|日e") {
		t.Errorf("shows %q", marked(e))
	}
	e.Goto(99, 99)
	if line, column := e.Cursor(); line != 5 || column != 2 {
		t.Errorf("cursor at %d:%d", line, column)
	}
}

func TestScrollsSideways(t *testing.T) {
	e := newEditor(10, 2, "0123456789abcdef")
	press(e, "end")
	if got := marked(e); got != "abcdef|" {
		t.Errorf("shows %q", got)
	}
	press(e, "home")
	if got := marked(e); got != "|0123456" {
		t.Errorf("shows %q", got)
	}
}

func TestLineNumbers(t *testing.T) {
	e := edit.New(kittest.Mono(), edit.Options{Numbers: true})
	e.SetSize(12, 2)
	e.SetValue(strings.Repeat("x\n", 10))
	press(e, "ctrl+end")
	if got, want := e.View(), "10 x       │\n11 ▏       █"; got != want {
		t.Errorf("shows\n%s\nwant\n%s", got, want)
	}
}

var keys = []string{
	"up", "down", "left", "right", "home", "end", "pgup", "pgdown", "ctrl+home", "ctrl+end", "ctrl+left", "ctrl+right",
	"enter", "tab", "backspace", "delete", "ctrl+w", "alt+d", "ctrl+u", "ctrl+k", "ctrl+z", "ctrl+y", "a", " ", "日", "\u0301",
}

func TestEveryFrameIsExactAndUndoIsComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := edit.New(rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"), edit.Options{
			Tab: "\t", Numbers: rapid.Bool().Draw(t, "numbers"),
		})
		width, height := rapid.IntRange(0, 20).Draw(t, "width"), rapid.IntRange(0, 5).Draw(t, "height")
		e.SetSize(width, height)
		e.SetFocused(rapid.Bool().Draw(t, "focused"))
		start := strings.Join(rapid.SliceOfN(kittest.Hostile(), 1, 3).Draw(t, "value"), "\n")
		e.SetValue(start)
		steps := rapid.IntRange(0, 15).Draw(t, "steps")
		for range steps {
			if rapid.IntRange(0, 4).Draw(t, "what") == 0 {
				e.Key(kittest.Paste(kittest.Hostile().Draw(t, "paste")))
			} else {
				press(e, rapid.SampledFrom(keys).Draw(t, "key"))
			}
			kittest.RequireBlock(t, e.Lines(), width, height)
		}
		for range steps + 1 {
			press(e, "ctrl+z")
		}
		if e.Value() != start {
			t.Fatalf("undoing everything gave %q, want %q", e.Value(), start)
		}
	})
}

func BenchmarkKeyToFrame(b *testing.B) {
	e := newEditor(120, 40, strings.Repeat("    \"claim\": \"日本語 and some more text\",\n", 100_000))
	e.Goto(50_000, 0)
	msgs := kittest.Keys("down", "a", "backspace", "up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e.Key(msgs[i%len(msgs)])
		e.Lines()
	}
}
