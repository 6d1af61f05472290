package picker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// claimOptions are those of a picker of claims, with all it can do.
func claimOptions() picker.Options {
	return picker.Options{
		Multi: true, Prompt: "Claim", None: "no claim matches", ChosenFirst: true, Count: true, New: "write a new one",
		Unknown: func(id string) picker.Item {
			return picker.Item{Title: "inum=" + id, Detail: "the server has no such claim", Mark: "unknown"}
		},
	}
}

// many returns 71 claims, some of them with Chinese names and some marked.
func many(th *theme.Theme) []picker.Item {
	var items []picker.Item
	for n := range 71 {
		item := picker.Item{ID: fmt.Sprint(n), Title: fmt.Sprintf("Attribute %02d", n), Detail: fmt.Sprintf("attribute_%02d", n)}
		switch n % 5 {
		case 1:
			item.Mark, item.MarkStyle = "standard", th.Info
		case 2:
			item.Title, item.Detail = fmt.Sprintf("身份证号码 %02d", n), "用户的证件"
		case 3:
			item.Mark, item.MarkStyle = "off", th.Warn
		}
		items = append(items, item)
	}
	return items
}

// waitingPicker has what is chosen, and its items are on their way.
func waitingPicker(width, height int) *picker.Picker {
	p := picker.New(kittest.Mono(), claimOptions())
	p.SetSize(width, height)
	p.SetChosen("42", "gone", "7")
	p.SetNotice("Loading claims…", theme.Style{})
	return p
}

func claimPicker(th *theme.Theme, width, height int) *picker.Picker {
	p := picker.New(th, claimOptions())
	p.SetSize(width, height)
	p.SetChosen("42", "gone", "7")
	p.SetItems(many(th))
	return p
}

func TestGoldenClaims(t *testing.T) {
	states := map[string]func(*picker.Picker){
		"opened": nil,
		"typed":  func(p *picker.Picker) { press(p, "身份", "down", " ") },
		"failed": func(p *picker.Picker) {
			p.SetNotice("The rest could not be loaded: the server answers 500", theme.Style{})
		},
		"given up": func(p *picker.Picker) {
			press(p, " ", "down", "down", " ", "down")
		},
	}
	for name, change := range states {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 15}, {30, 6}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				p := claimPicker(kittest.Mono(), size[0], size[1])
				if change != nil {
					change(p)
				}
				kittest.RequireBlock(t, p.Lines(), size[0], size[1])
				golden.RequireEqual(t, p.View()+"\n")
			})
		}
	}
	t.Run("loading/60x15", func(t *testing.T) {
		golden.RequireEqual(t, waitingPicker(60, 15).View()+"\n")
	})
	t.Run("colour", func(t *testing.T) {
		golden.RequireEqual(t, claimPicker(kittest.Themes()[1], 60, 15).View()+"\n")
	})
}

func TestChosenAreListedFirst(t *testing.T) {
	p := claimPicker(kittest.Mono(), 80, 24)
	if p.Selected() != "7" || p.Position() != "1/72" {
		t.Errorf("opens on %q at %s", p.Selected(), p.Position())
	}
	press(p, " ")
	if p.Selected() != "7" {
		t.Error("what is given up moves away under the cursor")
	}
	press(p, "down", "down")
	if p.Selected() != "gone" {
		t.Errorf("the unknown one is not behind those known: %q", p.Selected())
	}
	press(p, " ", "down")
	if got := p.Chosen(); p.Selected() != "0" || !slices.Equal(got, []string{"42"}) {
		t.Errorf("on %q, chosen %q", p.Selected(), got)
	}
	press(p, "attribute 4")
	if p.Selected() != "40" {
		t.Errorf("what is typed starts with %q", p.Selected())
	}
}

func TestUnknownStayChosenUnseen(t *testing.T) {
	o := claimOptions()
	o.Unknown = nil
	p := picker.New(kittest.Mono(), o)
	p.SetSize(80, 24)
	p.SetChosen("gone")
	p.SetItems(many(kittest.Mono()))
	if got := p.Chosen(); !slices.Equal(got, []string{"gone"}) || !strings.Contains(p.View(), "1 chosen of 71, 1 unknown") {
		t.Errorf("chosen %q\n%s", got, p.View())
	}
}

func TestNothingIsUnknownWhileLoading(t *testing.T) {
	p := waitingPicker(60, 10)
	if v := p.View(); strings.Contains(v, "unknown") || !strings.Contains(v, "Loading claims…") || !strings.Contains(v, "3 chosen ") {
		t.Errorf("shows\n%s", v)
	}
	p.SetItems(many(kittest.Mono()))
	if v := p.View(); strings.Contains(v, "Loading") || !strings.Contains(v, "inum=gone") {
		t.Errorf("shows\n%s", v)
	}
}

func TestCreate(t *testing.T) {
	p := claimPicker(kittest.Mono(), 60, 10)
	if press(p, "careers", "ctrl+n") != picker.Create || p.Typed() != "careers" {
		t.Errorf("typed %q", p.Typed())
	}
	if newPicker(picker.Options{}).Key(kittest.Key("ctrl+n")) != picker.Open {
		t.Error("created what is not offered")
	}
}

func TestMarksAreFound(t *testing.T) {
	p := claimPicker(kittest.Mono(), 60, 10)
	press(p, "standard")
	if p.Position() != "1/14" {
		t.Errorf("at %s", p.Position())
	}
}

// Without items and with a chosen one that is unknown, that one is still there to give up.
func TestNoItemsAtAll(t *testing.T) {
	p := picker.New(kittest.Mono(), claimOptions())
	p.SetSize(60, 10)
	p.SetItems(nil)
	p.SetChosen("gone")
	press(p, " ")
	if len(p.Chosen()) != 0 || p.Position() != "1/1" {
		t.Errorf("chosen %q at %s", p.Chosen(), p.Position())
	}
}
