package code_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/code"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

const script = `# Releases the work phone.
from io.jans.model.custom.script.type.scope import DynamicScopeType
import java

class DynamicScope(DynamicScopeType):
	"""Adds a claim.

	'def' in here is no keyword, "nor" is this a string.
	"""
	def init(self, customScript, configurationAttributes):
		print "Work phone. Initialization"
		self.limit = 0x1F + 12.5
		return True

	@staticmethod
	def update(self, dynamicScopeContext, name=u'姓名', rest=r"\"raw"):
		if name is not None: # 中文注释
			return False
`

func press(c *code.Code, keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		c.Key(k)
	}
}

func newCode(width, height int, language, source string) *code.Code {
	c := code.New(kittest.Mono(), code.Options{})
	c.SetSize(width, height)
	c.SetText(language, source)
	return c
}

// numbered returns n lines "line 1" to "line n".
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "line %d\n", i+1)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 15}, {24, 6}} {
		t.Run(fmt.Sprintf("python/%dx%d", size[0], size[1]), func(t *testing.T) {
			c := newCode(size[0], size[1], "python", script)
			c.Search("scope")
			golden.RequireEqual(t, c.View()+"\n")
		})
	}
	t.Run("typing", func(t *testing.T) {
		c := newCode(60, 10, "python", script)
		press(c, "/", "name")
		golden.RequireEqual(t, c.View()+"\n")
	})
	t.Run("sideways", func(t *testing.T) {
		c := newCode(30, 12, "python", script)
		press(c, "right", "down")
		golden.RequireEqual(t, c.View()+"\n")
	})
	for _, th := range kittest.Themes()[1:] {
		t.Run("colour/"+th.Name, func(t *testing.T) {
			c := code.New(th, code.Options{})
			c.SetSize(70, 20)
			c.SetText("Python", script)
			golden.RequireEqual(t, c.View()+"\n")
		})
	}
}

func TestSearchByTyping(t *testing.T) {
	c := newCode(40, 6, "", numbered(300))
	press(c, "down", "down", "/")
	if !c.Typing() {
		t.Fatal("not typing")
	}
	steps := []struct{ key, want string }{
		{"1", "9-13/300 match 2/138"}, {"5", "14-18/300 match 1/13"}, {"0", "149-153/300 match 1/1"},
		{"backspace", "14-18/300 match 1/13"}, {"down", "114-118/300 match 2/13"}, {"up", "14-18/300 match 1/13"},
		{"enter", "14-19/300 match 1/13"}, {"N", "213-218/300 match 13/13"}, {"n", "13-18/300 match 1/13"},
	}
	for _, step := range steps {
		press(c, step.key)
		if got := c.Position(); got != step.want {
			t.Errorf("after %s: %q, want %q", step.key, got, step.want)
		}
	}
	if c.Typing() || !c.Searching() {
		t.Error("enter does not keep the search")
	}
}

func TestEveryFrameIsExact(t *testing.T) {
	keys := []string{"up", "down", "pgup", "pgdown", "home", "end", "left", "right", "n", "N", "/", "a", "日", "enter", "esc", "backspace"}
	pieces := []string{`"""`, "'", `"`, "/*", "*/", "//", "#", "\\", "def ", "class", "@a", " 12", "\n", "\n", ": "}
	rapid.Check(t, func(t *rapid.T) {
		c := code.New(rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"), code.Options{Prompt: kittest.Hostile().Draw(t, "prompt")})
		width, height := rapid.IntRange(0, 25).Draw(t, "width"), rapid.IntRange(0, 5).Draw(t, "height")
		c.SetSize(width, height)
		piece := rapid.OneOf(kittest.Hostile(), rapid.SampledFrom(pieces))
		source := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "source"), "")
		c.SetText(rapid.SampledFrom([]string{"python", "java", "json", "lua"}).Draw(t, "language"), source)
		kittest.RequireBlock(t, c.Lines(), width, height)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 10).Draw(t, "keys") {
			press(c, key)
			kittest.RequireBlock(t, c.Lines(), width, height)
		}
	})
}

// Scrolled into the middle, a text is coloured as from its start.
func TestColoursDoNotDependOnTheWay(t *testing.T) {
	source := strings.Repeat(script, 20)
	th := kittest.Themes()[1]
	walked := code.New(th, code.Options{})
	walked.SetSize(80, 10)
	walked.SetText("python", source)
	jumped := code.New(th, code.Options{})
	jumped.SetSize(80, 10)
	for line := 1; line < 300; line++ {
		jumped.SetText("python", source)
		jumped.GoTo(line + 3)
		walked.GoTo(line + 3)
		if a, b := walked.View(), jumped.View(); a != b {
			t.Fatalf("at line %d\n%s\n%s", line, a, b)
		}
	}
}

func TestKeysThatAreTheOwners(t *testing.T) {
	c := newCode(30, 5, "python", script)
	for _, k := range kittest.Keys("enter", "esc", "n", "N", "e", "ctrl+s", "tab") {
		if c.Key(k) {
			t.Errorf("took %q without a search", k)
		}
	}
	press(c, "/", "def", "enter")
	for _, key := range []string{"n", "N", "esc"} {
		if !c.Key(kittest.Key(key)) {
			t.Errorf("left %q with a search", key)
		}
	}
	if c.Searching() || c.Key(kittest.Key("esc")) {
		t.Error("esc did not end the search")
	}
}

func TestEscGivesTheFormerSearchBack(t *testing.T) {
	c := newCode(40, 6, "", numbered(300))
	c.Search("line 20")
	before := c.View()
	press(c, "/", "99", "down", "esc")
	if after := c.View(); after != before || c.Typing() {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestSearchSaysWhetherThereIsAny(t *testing.T) {
	c := newCode(40, 6, "python", script)
	if !c.Search("WORK phone") || !c.Next() || !c.Previous() {
		t.Error("not found")
	}
	if c.Search("zebra") || c.Next() || c.Search("") || c.Searching() {
		t.Error("found what is not there")
	}
}

func TestEmptyText(t *testing.T) {
	c := newCode(20, 3, "python", "")
	press(c, "/", "x", "enter", "n", "end")
	if c.Position() != "" {
		t.Errorf("position %q", c.Position())
	}
	kittest.RequireBlock(t, c.Lines(), 20, 3)
}

// large is a script of ten thousand lines, wide one of lines of ten thousand characters.
func large() string { return strings.Repeat(script, 10_000/strings.Count(script, "\n")) }

func wide() string {
	return strings.Repeat(strings.Repeat(`{"key": "value", "n": 123}, `, 360)+"\n", 100)
}

func BenchmarkKeyToFrame(b *testing.B) {
	for name, source := range map[string]string{"10,000 lines": large(), "10,000 characters": wide()} {
		b.Run(name, func(b *testing.B) {
			c := code.New(kittest.Themes()[1], code.Options{})
			c.SetSize(120, 40)
			c.SetText("python", source)
			press(c, "end")
			msgs := kittest.Keys("pgup", "pgdown", "up", "down", "right", "left")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c.Key(msgs[i%len(msgs)])
				c.Lines()
			}
		})
	}
}

// BenchmarkOpen is the time from a text to the frame of its end.
func BenchmarkOpen(b *testing.B) {
	source := large()
	c := code.New(kittest.Themes()[1], code.Options{})
	c.SetSize(120, 40)
	for b.Loop() {
		c.SetText("python", source)
		press(c, "end")
		c.Lines()
	}
}

func BenchmarkSearch(b *testing.B) {
	c := newCode(120, 40, "python", large())
	for b.Loop() {
		c.Search("nowhere")
	}
}
