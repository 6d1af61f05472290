package script

import (
	"encoding/json"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	clean "github.com/jansadm/jansadm/tui/kit/text"
)

// settings edits the configuration properties of a script. Whatever a property holds besides its value stays as it is; hidden values are
// masked.
type settings struct {
	page  *form.Page
	table *table.Table
	list  []json.RawMessage
	veils []bool // of which the value is masked: that of the server's version stays so when its mark is taken away
	bare  bool   // masked values are shown
	width int
}

func newSettings(p *form.Page) *settings {
	s := &settings{page: p}
	s.table = table.New(p.Screen().Session.Theme, table.Column{Title: "Property", Min: 14, Weight: 2}, table.Column{Title: "Value", Min: 14, Weight: 3},
		table.Column{Title: "Note", Min: 10, Weight: 2, Drop: 1})
	s.table.SetNotice("There are no configuration properties. a adds one.", p.Screen().Session.Theme.Muted)
	s.table.SetSource(settingRows{s})
	s.load()
	return s
}

func (s *settings) load() {
	value := s.page.Staged().Get(settingsPath)
	s.list, _ = document.Elements(value)
	hidden, _ := s.page.Entity().Field(settingsPath).Hide(value)
	shown, _ := document.Elements(hidden)
	s.veils = make([]bool, len(s.list))
	for i := range s.list {
		s.veils[i] = !document.Equal(shown[i], s.list[i])
	}
	s.table.Refresh()
}

type settingRows struct{ *settings }

func (r settingRows) Len() int        { return len(r.list) }
func (r settingRows) ID(i int) string { return strconv.Itoa(i) }

func (r settingRows) Row(i int) table.Row {
	th := r.page.Screen().Session.Theme
	value := table.Cell{Text: r.text(i, "value2"), Style: th.Text}
	var mark table.Mark
	if r.hidden(i) {
		mark = table.Mark{Glyph: th.Glyphs.Lock, Style: th.Muted}
	}
	if r.veils[i] && !r.bare {
		value = table.Cell{Text: schema.SecretMask, Style: th.Muted}
	}
	return table.Row{Mark: mark, Cells: []table.Cell{{Text: r.text(i, "value1"), Style: th.Text}, value, {Text: r.text(i, "description"), Style: th.Muted}}}
}

func (s *settings) text(i int, member string) string {
	members, _ := document.Members(s.list[i])
	return text(members.Get(member))
}

func (s *settings) hidden(i int) bool {
	members, _ := document.Members(s.list[i])
	return string(members.Get("hide")) == "true"
}

// Title is the breadcrumb's part.
func (s *settings) Title() string { return "Configuration properties" }

// SetSize gives the room.
func (s *settings) SetSize(width, height int) {
	s.width = width
	s.table.SetSize(width, max(height-len(s.head()), 0))
}

func (s *settings) head() []string {
	page := prose.New(s.width)
	help := "Settings that the script reads by name."
	if s.page.Staged().Type() == "dynamic_scope" {
		help += " In the template's scripts the property is the claim, and its value the attribute of the person that the claim comes from."
	}
	page.Add(s.page.Screen().Session.Theme.Muted, help)
	return page.Lines()
}

// Lines draws the properties.
func (s *settings) Lines() []string { return append(s.head(), s.table.Lines()...) }

// Typing is never true.
func (s *settings) Typing() bool { return false }

// Pending is always empty: every change is staged at once.
func (s *settings) Pending() string { return "" }

// Update moves the cursor, and shows what was changed elsewhere.
func (s *settings) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		s.table.Key(msg)
	case form.Resumed:
		s.load()
	}
	return nil
}

// Actions change the property under the cursor.
func (s *settings) Actions() []core.Action {
	locked, i := s.page.Locked(), s.table.Index()
	noRow := locked
	if noRow == "" && i < 0 {
		noRow = "there is no property"
	}
	staging := func(id string, keys []string, title, help, disabled string, run func() tea.Cmd) core.Action {
		return core.Action{ID: "setting." + id, Keys: keys, Title: title, Help: help, Risk: core.Stage, Verb: s.page.Verb(), Disabled: disabled, Run: run}
	}
	reveal := core.Action{ID: "setting.reveal", Keys: []string{"ctrl+r"}, Title: "Reveal", Help: "Shows the masked values, or masks them again.",
		Quiet: true, Run: func() tea.Cmd { s.bare = !s.bare; return nil }}
	return []core.Action{
		staging("edit", []string{"enter", "e"}, "Edit", "Changes the value of the property under the cursor.", noRow, func() tea.Cmd { return s.askValue(i, s.text(i, "value1")) }),
		staging("add", []string{"a"}, "Add", "Adds a property.", locked, s.askName),
		staging("delete", []string{"d", "delete"}, "Delete", "Takes the property out.", noRow, func() tea.Cmd { return s.stage(document.JoinArray(append(s.list[:i:i], s.list[i+1:]...))) }),
		staging("hide", []string{"h"}, "Hide", "Marks the value as one that consoles mask, or takes the mark away.", noRow, func() tea.Cmd { return s.hide(i) }),
		reveal,
	}
}

func (s *settings) askName() tea.Cmd {
	screen := s.page.Screen()
	return screen.Push(form.NewPrompt(screen, form.PromptOptions{
		Title: "Property", Help: "Name of the new property.", Verb: s.page.Verb(), Check: s.checkName,
		Done: func(prompt *form.Prompt, name string) tea.Cmd {
			return tea.Batch(screen.Drop(prompt), s.askValue(-1, name))
		},
	}))
}

func (s *settings) checkName(name string) []schema.Problem {
	if name == "" {
		return []schema.Problem{{Message: "a name is needed", Severity: schema.Refuse}}
	}
	for i := range s.list {
		if s.text(i, "value1") == name {
			return []schema.Problem{{Message: "there is a property of that name", Severity: schema.Refuse}}
		}
	}
	return nil
}

// askValue asks for the value of the property at a place, of a new one when it is negative.
func (s *settings) askValue(i int, name string) tea.Cmd {
	screen, present, help, secret := s.page.Screen(), "", "Value of the property.", false
	if i >= 0 {
		present, secret = s.text(i, "value2"), (s.hidden(i) || s.veils[i]) && !s.bare
	}
	if secret {
		help = "New value of the property, which is masked. Left empty, the present one stays."
	}
	return screen.Push(form.NewPrompt(screen, form.PromptOptions{
		Title: name, Help: help, Verb: s.page.Verb(), Value: present, Secret: secret,
		Done: func(prompt *form.Prompt, value string) tea.Cmd {
			back := screen.Drop(prompt)
			switch {
			case i < 0:
				return tea.Batch(back, s.stage(ops.WithSetting(s.page.Staged().Get(settingsPath), name, value, false)))
			case secret && value == "":
				return back
			}
			return tea.Batch(back, s.stage(document.JoinArray(s.with(i, "value2", document.Quote(value)))))
		},
	}))
}

// hide changes the mark of the property at a place. Taking it away shows the value to whoever reads the script, so that it is asked about.
func (s *settings) hide(i int) tea.Cmd {
	hidden := s.hidden(i)
	stage := func() tea.Cmd {
		return s.stage(document.JoinArray(s.with(i, "hide", json.RawMessage(strconv.FormatBool(!hidden)))))
	}
	if !hidden || s.text(i, "value2") == "" {
		return stage()
	}
	return s.page.Screen().Session.Post(core.Ask{
		Title: "Stop hiding this value?", Yes: "Stop hiding", Risky: true,
		Lines: []string{"Once this is applied, consoles show the value of " + clean.CleanLine(s.text(i, "value1")) + " in clear to everybody who may read scripts."},
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return stage()
		},
	})
}

// with is the list with another member in the property at a place.
func (s *settings) with(i int, member string, value json.RawMessage) []json.RawMessage {
	members, _ := document.Members(s.list[i])
	changed := members.Clone()
	changed[member] = value
	list := append([]json.RawMessage{}, s.list...)
	list[i], _ = changed.MarshalJSON() // cannot fail: the members are JSON already
	return list
}

func (s *settings) stage(list json.RawMessage) tea.Cmd {
	said := s.page.Set(settingsPath, list)
	s.load()
	return said
}
