package keys_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/keys"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// bench is a filter with its surroundings.
type bench struct {
	filter *keys.Filter
	typing bool
	wanted []string
	timers []tea.Msg // what the timers set so far will deliver
	waits  []time.Duration
}

func newBench() *bench {
	b := &bench{}
	b.filter = keys.New(keys.Options{
		Typing: func() bool { return b.typing },
		Wants:  func(k tea.KeyMsg) bool { return slices.Contains(b.wanted, k.String()) },
		After: func(wait time.Duration, msg tea.Msg) tea.Cmd {
			b.timers, b.waits = append(b.timers, msg), append(b.waits, wait)
			return func() tea.Msg { return msg }
		},
	})
	return b
}

// feed sends messages and returns what comes out, as words.
func (b *bench) feed(msgs ...tea.Msg) []string {
	var out []string
	for _, m := range msgs {
		passed, _ := b.filter.Feed(m)
		for _, p := range passed {
			out = append(out, fmt.Sprint(p))
		}
	}
	return out
}

// expire lets all timers run out.
func (b *bench) expire() []string {
	timers := b.timers
	b.timers = nil
	return b.feed(timers...)
}

func msgs(names ...string) []tea.Msg {
	var out []tea.Msg
	for _, k := range kittest.Keys(names...) {
		out = append(out, k)
	}
	return out
}

func TestKeys(t *testing.T) {
	tests := map[string]struct {
		in     []string
		typing bool
		wanted []string
		now    string // what comes out at once
		later  string // and when the time is over
	}{
		"one key":               {in: []string{"j"}, now: "j"},
		"coalesced":             {in: []string{"jjj"}, now: "j j j"},
		"coalesced, typing":     {in: []string{"jjj"}, typing: true, now: "jjj"},
		"special key":           {in: []string{"enter", "up", "ctrl+s"}, now: "enter up ctrl+s"},
		"escape":                {in: []string{"esc"}, later: "esc"},
		"escape, then a key":    {in: []string{"esc", "j"}, now: "esc j"},
		"escape, then keys":     {in: []string{"esc", "jk"}, now: "esc j k"},
		"escape, then enter":    {in: []string{"esc", "enter"}, now: "esc enter"},
		"escape twice":          {in: []string{"esc", "esc"}, now: "esc", later: "esc"},
		"escapes read together": {in: []string{"alt+esc"}, now: "esc", later: "esc"},
		"torn arrow":            {in: []string{"esc", "[B"}, now: "down"},
		"torn arrow, typing":    {in: []string{"esc", "[B"}, typing: true, now: "down"},
		"torn arrow and keys":   {in: []string{"esc", "[Bjj"}, now: "down j j"},
		"torn behind the [":     {in: []string{"alt+[", "B"}, now: "down"},
		"torn in three":         {in: []string{"esc", "[", "B"}, now: "down"},
		"torn in the numbers":   {in: []string{"alt+[", "1;5", "C"}, now: "ctrl+right"},
		"torn delete":           {in: []string{"esc", "[3~"}, now: "delete"},
		"torn page":             {in: []string{"esc", "[6", "~"}, now: "pgdown"},
		"torn alt":              {in: []string{"esc", "[1;3A"}, now: "alt+up"},
		"torn shift tab":        {in: []string{"esc", "[Z"}, now: "shift+tab"},
		"torn function key":     {in: []string{"esc", "OP"}, now: "f1"},
		"torn application mode": {in: []string{"alt+O", "A"}, now: "up"},
		"torn unknown":          {in: []string{"esc", "[?64;1c", "j"}, now: "j"},
		"torn console key":      {in: []string{"esc", "[[Aj"}, now: "j"},
		"torn mouse":            {in: []string{"esc", "[<0;12;3M"}, now: ""},
		"torn focus":            {in: []string{"esc", "[I"}, now: "{}"},
		"escape and bracket":    {in: []string{"esc", "["}, later: "esc ["},
		"alt bracket":           {in: []string{"alt+["}, later: "esc ["},
		"alt O, then another":   {in: []string{"alt+O", "enter"}, now: "esc O enter"},
		"sequence broken off":   {in: []string{"esc", "[1", "日"}, now: "esc [ 1 日"},
		"alt nobody wants":      {in: []string{"alt+j"}, now: "esc j"},
		"alt wanted":            {in: []string{"alt+b"}, wanted: []string{"alt+b"}, now: "alt+b"},
		"alt enter":             {in: []string{"alt+enter"}, now: "esc enter"},
		"alt space":             {in: []string{"alt+ "}, now: "esc  "},
		"alt backspace wanted":  {in: []string{"alt+backspace"}, wanted: []string{"alt+backspace"}, now: "alt+backspace"},
		"alt arrow":             {in: []string{"alt+up"}, now: "up"},
		"escape and an arrow":   {in: []string{"esc", "up"}, now: "esc up"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench()
			b.typing, b.wanted = tc.typing, tc.wanted
			if got := strings.Join(b.feed(msgs(tc.in...)...), " "); got != tc.now {
				t.Errorf("at once %q, want %q", got, tc.now)
			}
			if got := strings.Join(b.expire(), " "); got != tc.later {
				t.Errorf("later %q, want %q", got, tc.later)
			}
		})
	}
}

func TestTypingIsAskedForEachMessage(t *testing.T) {
	b := newBench()
	if got := strings.Join(b.feed(msgs("/ab")...), " "); got != "/ a b" {
		t.Errorf("%q", got)
	}
	b.typing = true
	if got := strings.Join(b.feed(msgs("ab")...), " "); got != "ab" {
		t.Errorf("%q", got)
	}
}

func TestOtherMessagesPassWhileAnEscapeIsHeld(t *testing.T) {
	b := newBench()
	got := b.feed(kittest.Key("esc"), tea.WindowSizeMsg{Width: 80, Height: 24}, kittest.Key("[A"))
	if want := []string{"{80 24}", "up"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLateTimersDoNothing(t *testing.T) {
	b := newBench()
	b.feed(msgs("esc", "j", "esc")...)
	if len(b.timers) != 2 {
		t.Fatalf("%d timers", len(b.timers))
	}
	if got := b.feed(b.timers[0]); len(got) != 0 {
		t.Errorf("the timer of the first escape gave out %q", got)
	}
	if got := b.feed(b.timers[1]); !slices.Equal(got, []string{"esc"}) {
		t.Errorf("the timer of the second gave out %q", got)
	}
	if got := b.feed(b.timers[1]); len(got) != 0 {
		t.Errorf("a second time it gave out %q", got)
	}
}

func TestTimers(t *testing.T) {
	b := newBench()
	b.feed(msgs("j", "enter", "esc", "[", "A")...)
	if want := []time.Duration{keys.HoldFor, keys.HoldFor}; !slices.Equal(b.waits, want) {
		t.Errorf("waits %v, want %v", b.waits, want)
	}
	_, cmd := keys.New(keys.Options{}).Feed(kittest.Key("esc"))
	if cmd == nil {
		t.Error("no timer without an After")
	}
}

func TestPastePasses(t *testing.T) {
	b := newBench()
	if got := b.feed(kittest.Paste("jjj\nrm")); !slices.Equal(got, []string{"[jjj\nrm]"}) {
		t.Errorf("%q", got)
	}
	if got := b.feed(kittest.Key("esc"), kittest.Paste("x")); !slices.Equal(got, []string{"esc", "[x]"}) {
		t.Errorf("behind an escape %q", got)
	}
}

// Whatever arrives, no character is lost and none is made up: an escape and
// what follows it come out as they are, or are a sequence.
func TestCharactersAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newBench()
		b.typing = rapid.Bool().Draw(t, "typing")
		var in, out string
		for _, s := range rapid.SliceOf(rapid.StringOfN(rapid.RuneFrom([]rune("abcjkq:/xyé日")), 1, 4, -1)).Draw(t, "messages") {
			if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				in += "<esc>"
				out += words(b.feed(kittest.Key("esc")))
			}
			in += s
			out += words(b.feed(kittest.Key(s)))
		}
		out += words(b.expire())
		if in != out {
			t.Fatalf("in %q, out %q", in, out)
		}
	})
}

func words(out []string) string {
	return strings.ReplaceAll(strings.Join(out, ""), "esc", "<esc>")
}
