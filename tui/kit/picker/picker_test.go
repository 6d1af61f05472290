package picker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

func claims() []picker.Item {
	return []picker.Item{
		{ID: "1", Title: "Formatted Address", Detail: "address.formatted", Keywords: "postal"},
		{ID: "2", Title: "Birthdate", Detail: "birthdate"},
		{ID: "3", Title: "Email", Detail: "email"},
		{ID: "4", Title: "Email Verified", Detail: "email_verified"},
		{ID: "5", Title: "Internal Number", Detail: "inum", Disabled: "hidden from clients"},
		{ID: "6", Title: "Primary Email", Detail: "the first address"},
	}
}

func newPicker(o picker.Options) *picker.Picker {
	p := picker.New(kittest.Mono(), o)
	p.SetSize(60, 8)
	p.SetItems(claims())
	return p
}

func press(p *picker.Picker, keys ...string) picker.Result {
	for _, k := range kittest.Keys(keys...) {
		if r := p.Key(k); r != picker.Open {
			return r
		}
	}
	return picker.Open
}

func TestChooseOne(t *testing.T) {
	tests := map[string]struct {
		keys   []string
		result picker.Result
		chosen []string
		notice string
	}{
		"first":           {[]string{"enter"}, picker.Chosen, []string{"1"}, ""},
		"moved":           {[]string{"down", "down", "up", "enter"}, picker.Chosen, []string{"2"}, ""},
		"filtered":        {[]string{"b", "i", "enter"}, picker.Chosen, []string{"2"}, ""},
		"slash first":     {[]string{"/", "b", "i", "enter"}, picker.Chosen, []string{"2"}, ""},
		"slash inside":    {[]string{"b", "/", "enter"}, picker.Open, nil, ""},
		"letters filter":  {[]string{"jk"}, picker.Open, nil, ""},
		"titles first":    {[]string{"email", "enter"}, picker.Chosen, []string{"3"}, ""},
		"others after":    {[]string{"email", "down", "down", "enter"}, picker.Chosen, []string{"6"}, ""},
		"detail":          {[]string{"_", "enter"}, picker.Chosen, []string{"4"}, ""},
		"keywords":        {[]string{"POSTAL", "enter"}, picker.Chosen, []string{"1"}, ""},
		"all words":       {[]string{"address", " ", "first", "enter"}, picker.Chosen, []string{"6"}, ""},
		"disabled":        {[]string{"inum", "enter"}, picker.Open, nil, "hidden from clients"},
		"nothing":         {[]string{"zzz", "enter"}, picker.Open, nil, ""}, // the list says so
		"esc":             {[]string{"esc"}, picker.Cancelled, nil, ""},
		"esc clears":      {[]string{"email", "esc", "enter"}, picker.Chosen, []string{"3"}, ""},
		"esc twice":       {[]string{"email", "esc", "esc"}, picker.Cancelled, nil, ""},
		"typing goes top": {[]string{"ctrl+end", "e", "backspace", "enter"}, picker.Chosen, []string{"1"}, ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPicker(picker.Options{})
			if got := press(p, tc.keys...); got != tc.result {
				t.Errorf("result %v, want %v", got, tc.result)
			}
			if got := p.Chosen(); !slices.Equal(got, tc.chosen) {
				t.Errorf("chosen %q, want %q", got, tc.chosen)
			}
			if p.Notice() != tc.notice {
				t.Errorf("notice %q, want %q", p.Notice(), tc.notice)
			}
		})
	}
}

func TestChooseSeveral(t *testing.T) {
	p := newPicker(picker.Options{Multi: true})
	p.SetChosen("5", "3")
	if p.Selected() != "5" {
		t.Errorf("the cursor is on %q, not on what is chosen", p.Selected())
	}
	press(p, " ") // what can't be chosen can still be given up
	if got := p.Chosen(); !slices.Equal(got, []string{"3"}) {
		t.Errorf("chosen %q", got)
	}
	press(p, " ")
	if p.Notice() != "hidden from clients" {
		t.Errorf("notice %q", p.Notice())
	}
	press(p, "birth", " ", "esc")
	if got := p.Chosen(); !slices.Equal(got, []string{"3", "2"}) {
		t.Errorf("a filter lost a choice: %q", got)
	}
	if press(p, "enter") != picker.Chosen {
		t.Error("enter does not end it")
	}
}

func TestItemsAreReplacedUnderTheCursor(t *testing.T) {
	p := newPicker(picker.Options{})
	press(p, "email", "down")
	selected := p.Selected()
	items := claims()
	slices.Reverse(items)
	p.SetItems(items)
	if p.Selected() != selected || p.Position() != "1/3" {
		t.Errorf("selected %q at %s, want %q", p.Selected(), p.Position(), selected)
	}
}

func TestLargeLists(t *testing.T) {
	var items []picker.Item
	for n := range 100_000 {
		items = append(items, picker.Item{ID: fmt.Sprint(n), Title: fmt.Sprintf("scope_%06d", n)})
	}
	p := picker.New(kittest.Mono(), picker.Options{})
	p.SetSize(40, 5)
	p.SetItems(items)
	press(p, "099999")
	if p.Position() != "1/1" || !strings.Contains(p.View(), "scope_099999") {
		t.Errorf("at %s:\n%s", p.Position(), p.View())
	}
}

func TestGolden(t *testing.T) {
	for _, multi := range []bool{false, true} {
		for _, size := range [][2]int{{60, 8}, {36, 5}, {16, 4}} {
			t.Run(fmt.Sprintf("multi=%v/%dx%d", multi, size[0], size[1]), func(t *testing.T) {
				p := newPicker(picker.Options{Multi: multi, Prompt: "Claim"})
				p.SetSize(size[0], size[1])
				p.SetChosen("3")
				press(p, "a")
				golden.RequireEqual(t, p.View()+"\n")
			})
		}
	}
	t.Run("nothing", func(t *testing.T) {
		p := newPicker(picker.Options{None: "no claim matches"})
		press(p, "zzz")
		golden.RequireEqual(t, p.View()+"\n")
	})
}

func TestEveryFrameIsExact(t *testing.T) {
	keys := []string{"up", "down", "pgdown", "a", "日", " ", "backspace", "esc", "enter", "ctrl+end"}
	rapid.Check(t, func(t *rapid.T) {
		p := picker.New(rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"), picker.Options{
			Multi: rapid.Bool().Draw(t, "multi"), Prompt: kittest.Hostile().Draw(t, "prompt"), None: kittest.Hostile().Draw(t, "none"),
			Count: rapid.Bool().Draw(t, "count"), New: kittest.Hostile().Draw(t, "new"), ChosenFirst: rapid.Bool().Draw(t, "chosen first"),
			Unknown: func(id string) picker.Item { return picker.Item{Title: id, Mark: "\x1b[2Junknown"} },
		})
		width, height := rapid.IntRange(0, 40).Draw(t, "width"), rapid.IntRange(0, 6).Draw(t, "height")
		p.SetSize(width, height)
		var items []picker.Item
		for n := range rapid.IntRange(0, 6).Draw(t, "items") {
			items = append(items, picker.Item{
				ID: fmt.Sprint(n), Title: kittest.Hostile().Draw(t, "title"), Detail: kittest.Hostile().Draw(t, "detail"),
				Mark:     rapid.OneOf(rapid.Just(""), kittest.Hostile()).Draw(t, "mark"),
				Disabled: rapid.SampledFrom([]string{"", "", "no\x1b[2J"}).Draw(t, "disabled"),
			})
		}
		p.SetChosen("0", "gone\x1b[2J")
		p.SetItems(items)
		p.SetNotice(kittest.Hostile().Draw(t, "notice"), theme.Style{})
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 8).Draw(t, "keys") {
			press(p, key)
			kittest.RequireBlock(t, p.Lines(), width, height)
		}
	})
}

func BenchmarkFilter(b *testing.B) {
	var items []picker.Item
	for n := range 100_000 {
		items = append(items, picker.Item{ID: fmt.Sprint(n), Title: fmt.Sprintf("scope_%06d", n)})
	}
	p := picker.New(kittest.Mono(), picker.Options{})
	p.SetSize(80, 24)
	p.SetItems(items)
	keys := kittest.Keys("9", "backspace")
	for i := 0; b.Loop(); i++ {
		p.Key(keys[i%2])
		p.Lines()
	}
}

// Whoever types a name and enter, and has chosen nothing, means the one under the cursor.
func TestEnterChoosesWhatWasTyped(t *testing.T) {
	for name, tc := range map[string]struct {
		keys   []string
		chosen []string
		result picker.Result
	}{
		"typed":           {[]string{"attribute 21", "enter"}, []string{"42", "gone", "7", "21"}, picker.Chosen},
		"chosen already":  {[]string{"42", "enter"}, []string{"42", "gone", "7"}, picker.Chosen},
		"nothing matches": {[]string{"zzz", "enter"}, []string{"42", "gone", "7"}, picker.Open},
		"marked another":  {[]string{" ", "attribute 21", "enter"}, []string{"42", "gone"}, picker.Chosen},
		"nothing typed":   {[]string{"enter"}, []string{"42", "gone", "7"}, picker.Chosen},
	} {
		p := claimPicker(kittest.Mono(), 60, 10)
		if got := press(p, tc.keys...); got != tc.result || !slices.Equal(p.Chosen(), tc.chosen) {
			t.Errorf("%s: %v, chosen %q", name, got, p.Chosen())
		}
	}
}

func TestHomeAndEnd(t *testing.T) {
	p := claimPicker(kittest.Mono(), 60, 10)
	press(p, "end")
	if p.Position() != "72/72" {
		t.Errorf("end leads to %s", p.Position())
	}
	press(p, "home")
	if p.Position() != "1/72" {
		t.Errorf("home leads to %s", p.Position())
	}
	press(p, "ttribute 2", "home", "a")
	if p.Typed() != "attribute 2" {
		t.Errorf("typed %q", p.Typed())
	}
}

// What has the typed text in its name comes before what has it elsewhere.
func TestNamesComeFirst(t *testing.T) {
	p := picker.New(kittest.Mono(), picker.Options{})
	p.SetSize(60, 10)
	p.SetItems([]picker.Item{{ID: "detail", Title: "ssa", Detail: "states"}, {ID: "inside", Title: "read stats"}, {ID: "start", Title: "stats"}})
	press(p, "stat")
	for _, want := range []string{"start", "inside", "detail"} {
		if p.Selected() != want {
			t.Errorf("on %q, want %q", p.Selected(), want)
		}
		press(p, "down")
	}
}
