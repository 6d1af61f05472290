package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// palette finds every action and every place by name.
type palette struct {
	session *core.Session
	widget  *picker.Picker
	run     map[string]func() tea.Cmd
}

func (a *App) openPalette() tea.Cmd {
	p := &palette{session: a.session, run: map[string]func() tea.Cmd{}}
	p.widget = picker.New(a.session.Theme, picker.Options{Prompt: "Go to or do", None: "nothing has that name"})
	var items []picker.Item
	for _, action := range append(a.top().Actions(), a.globals()...) {
		id := "do " + action.ID
		if _, twice := p.run[id]; twice || action.ID == "palette" {
			continue
		}
		p.run[id] = action.Run
		items = append(items, picker.Item{ID: id, Title: action.Title, Detail: core.KeyName(action.Keys[0]) + "  " + action.Help, Keywords: action.ID, Disabled: action.Disabled})
	}
	for _, place := range a.places() {
		p.run[place.ID] = place.open
		items = append(items, place.Item)
	}
	p.widget.SetItems(items)
	a.overlay = p
	return nil
}

type place struct {
	picker.Item
	open func() tea.Cmd
}

// places are the screens of the registry and what screens know by name.
func (a *App) places() []place {
	var places []place
	for _, spec := range a.session.Registry {
		if spec.Menu == "" && spec.ID != PlanScreen {
			continue
		}
		found := a.goTo("go "+spec.ID, spec.Title, spec.Help, strings.Join(spec.Aliases, " "), core.Jump{ID: spec.ID})
		found.Disabled = a.closed(spec)
		places = append(places, found)
	}
	for _, spec := range a.session.Registry {
		if spec.Objects == nil || a.closed(spec) != "" {
			continue
		}
		for _, object := range spec.Objects(a.session) {
			places = append(places, a.goTo("go "+spec.ID+" "+object.Name, text.CleanLine(object.Title), object.Detail, object.Keywords,
				core.Jump{ID: spec.ID, Arg: object.Name}))
		}
	}
	return places
}

// closed is why a place cannot be gone to; empty when it can.
func (a *App) closed(spec core.Spec) string {
	if !a.session.Connected() && !spec.Offline {
		return "no server is chosen yet"
	}
	return a.session.CannotRead(spec.Reads)
}

func (a *App) goTo(id, title, detail, keywords string, jump core.Jump) place {
	return place{
		Item: picker.Item{ID: id, Title: title, Detail: detail, Keywords: keywords},
		open: func() tea.Cmd { return a.session.Post(jump) },
	}
}

// Key chooses.
func (p *palette) Key(msg tea.KeyMsg) (bool, tea.Cmd) {
	switch p.widget.Key(msg) {
	case picker.Chosen:
		if chosen := p.widget.Chosen(); len(chosen) > 0 {
			return true, p.run[chosen[0]]()
		}
		return true, nil
	case picker.Cancelled:
		return true, nil
	}
	return false, nil
}

// Draw puts the palette over the upper part of the frame.
func (p *palette) Draw(frame []string, width, height int) []string {
	w, h := min(width-4, 100), min(height-3, 20)
	p.widget.SetSize(w-layout.MarginWidth, h-layout.MarginHeight)
	box := layout.Frame{Theme: p.session.Theme, Title: "Palette", Note: p.widget.Position(), Focused: true}.Draw(p.widget.Lines(), w, h)
	return layout.Float(frame, box, (width-w)/2, 1)
}

// Typing is always true: what is typed filters.
func (p *palette) Typing() bool { return true }
