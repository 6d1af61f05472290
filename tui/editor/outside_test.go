package editor

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui/core"
)

func TestOutside(t *testing.T) {
	b := newBench(t, known(t, "corsConfigurationFilters"), `[{"filterName":"a","corsEnabled":true}]`)
	if b.keys("E"); b.file != "[\n  {\n    \"filterName\": \"a\",\n    \"corsEnabled\": true\n  }\n]\n" {
		t.Errorf("the file holds %q", b.file)
	}
	b.edited(b.file).committed()
	b.edited(`[{"filterName":"b"}]` + "\n").committed(`[{"filterName":"b"}]`).shows("filterName b")
	b.keys("enter", "E")
	if b.file != "{\n  \"filterName\": \"b\"\n}\n" {
		t.Errorf("the file holds %q", b.file)
	}
	b.edited(`{"corsPreflightMaxAge": 5}`).last(`[{"corsPreflightMaxAge":5}]`)
	if len(b.editor.Crumb()) != 1 {
		t.Errorf("at %v", b.editor.Crumb())
	}
}

// What is no value is kept, shown with the reason, and handed out again as it came.
func TestOutsideKeepsWhatIsRefused(t *testing.T) {
	b := newBench(t, known(t, "corsConfigurationFilters"), `[{"filterName":"a"}]`).edited("[{\n\"filterName\": 5}]")
	b.committed().shows("#1 filterName: this is a number, not a text", `"filterName": 5`)
	if !b.editor.Typing() || b.editor.Pending() == "" {
		t.Errorf("typing %v, pending %q", b.editor.Typing(), b.editor.Pending())
	}
	if b.keys("ctrl+o"); b.file != "[{\n\"filterName\": 5}]\n" {
		t.Errorf("the file holds %q", b.file)
	}
	b.edited("[{").shows("line 1, column 3").edited(`[{"filterName":"b"}]`).committed(`[{"filterName":"b"}]`).shows("filterName b")
	if b.editor.Pending() != "" {
		t.Errorf("pending %q", b.editor.Pending())
	}
	b = newBench(t, known(t, "acrMappings"), `{"a":"b"}`).edited("nonsense").shows("not JSON").keys("end")
	b.keys("ctrl+u").write(`{"a":"c"}`).keys("ctrl+s").committed(`{"a":"c"}`)
}

func TestOutsideOfText(t *testing.T) {
	b := newBench(t, known(t, "staticKid"), `"a"`).write("b").keys("ctrl+o")
	if b.file != "\"ab\"\n" {
		t.Errorf("the file holds %q", b.file)
	}
	b.edited(`"ab\nc"`).committed(`"ab\nc"`)
	if b.done != 1 {
		t.Error("the screen was not left")
	}
	b = newBench(t, known(t, "accessTokenLifetime"), "300").write("x").keys("ctrl+o").edited("0").committed().shows("out of range")
	if b.file != "300\n" {
		t.Errorf("the file holds %q", b.file)
	}
}

func TestOutsideFails(t *testing.T) {
	b := newBench(t, known(t, "staticKid"), `"a"`).write("b")
	b.run(b.editor.Edited(core.Edited{Err: errors.New("the editor ended with \x1b[2J an error")}))
	b.edited(" \n").committed()
	if len(b.said) != 2 || b.said[0].Tone != core.Failure || strings.Contains(b.said[0].Text, "\x1b") || !strings.Contains(b.said[1].Text, "empty") {
		t.Errorf("said %v", b.said)
	}
	if b.editor.Pending() == "" {
		t.Error("what was typed is gone")
	}
}
