// Package flags is the screen of the auth server's feature flags.
package flags

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.flags", Menu: "auth", Order: 2, Title: "Feature flags", Reads: change.Property,
	Help:    "Switch features such as REVOKE_TOKEN on and off (property featureFlags).",
	Aliases: []string{"enabledFeatureFlags", "featureFlags", "components"},
	New:     func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
	Objects: objects,
}

// objects are all flags, for the palette.
func objects(*core.Session) []core.Object {
	flags := schema.Flags()
	found := make([]core.Object, len(flags))
	for i, flag := range flags {
		found[i] = core.Object{Name: flag.Name, Title: strings.ToUpper(flag.Name), Detail: "feature flag: " + flag.Title, Keywords: flag.Name}
	}
	return found
}

// Screen is the list of flags.
type Screen struct {
	session *core.Session
	table   *table.Table
	load    core.Slot
	filter  *line.Input
	typing  bool // the filter has the focus
	shown   []ops.FlagState
	failure error
	present ops.Flags // as the server holds them
	staged  ops.Flags // as the draft would leave them
	seek    string
	width   int
	list    layout.Rect
	side    layout.Rect // detail beside the list
	foot    int         // lines of detail below the list, where there is no room beside it
}

func newScreen(session *core.Session, seek string) *Screen {
	s := &Screen{session: session, seek: seek}
	s.filter = line.New(session.Theme, line.Options{Placeholder: "name, or what it switches"})
	s.filter.SetFocused(false)
	s.table = table.New(session.Theme,
		table.Column{Title: "", Min: 10, Max: 10},
		table.Column{Title: "Flag", Min: 24, Max: 36, Weight: 1},
		table.Column{Title: "What it switches", Min: 20, Weight: 3, Drop: 1})
	s.table.SetSource(source{s})
	return s
}

// Init asks the server which flags it knows, unless it was asked before.
func (s *Screen) Init() tea.Cmd {
	if c := s.session.Configuration; c != nil && c.FlagsAsked() {
		s.refresh()
		return nil
	}
	return s.read(s.session.Configuration)
}

// read asks for what is missing; without a configuration that is everything.
func (s *Screen) read(have *ops.Configuration) tea.Cmd {
	operations := s.session.Ops
	read := operations.LoadWithFlags
	if have != nil {
		read = func(ctx context.Context) (*ops.Configuration, error) { return operations.AskFlags(ctx, have) }
	}
	cmd := core.Load(s.session, &s.load, s, read)
	s.notice()
	return cmd
}

// Resume shows what was staged meanwhile.
func (s *Screen) Resume() tea.Cmd {
	s.refresh()
	return nil
}

// Close cancels what is being read.
func (s *Screen) Close() { s.load.Cancel() }

// Update takes answers and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Loaded:
		s.failure = s.session.Take(msg)
		s.refresh()
	case core.Applied:
		s.refresh()
	case tea.KeyMsg:
		s.key(msg)
	}
	return nil
}

func (s *Screen) key(msg tea.KeyMsg) {
	before := s.filter.Value()
	if !s.typing || !s.filter.Key(msg) {
		s.table.Key(msg)
		return
	}
	if s.filter.Value() != before {
		s.refresh()
		if len(s.shown) > 0 {
			s.table.Select(s.shown[0].Name)
		}
	}
}

// Typing says whether the filter has the focus.
func (s *Screen) Typing() bool { return s.typing }

func (s *Screen) ready() bool {
	return s.session.Configuration != nil && s.session.Configuration.FlagsAsked()
}

func (s *Screen) refresh() {
	if s.ready() {
		s.present = s.session.Configuration.Flags(ops.NewDraft())
		s.staged = s.session.Configuration.Flags(s.session.Draft)
	}
	s.shown = matching(s.staged.Flags, s.filter.Value())
	s.table.SetHighlight(s.filter.Value())
	s.notice()
	s.table.Refresh()
	if s.seek != "" && s.table.Select(s.seek) {
		s.seek = ""
	}
}

func (s *Screen) notice() {
	th := s.session.Theme
	switch {
	case s.load.Busy():
		s.table.SetNotice("Asking the server which flags it knows "+th.Glyphs.Ellipsis, th.Muted)
	case s.ready():
		s.table.SetNotice("No flag has that in its name or in what it switches. esc clears the filter.", th.Muted)
	case s.failure != nil:
		s.table.SetNotice(core.FailurePage("The flags could not be read.", s.failure), th.Danger)
	}
}

// SetSize divides the room: a summary of two lines, the list, and the detail beside or below it.
func (s *Screen) SetSize(width, height int) {
	s.width = width
	s.filter.SetWidth(max(min(width-32, 60), 8))
	body := layout.Rect{W: width, H: max(height-2, 0)}
	beside := false
	if s.list, s.side, beside = layout.ListDetail(body); beside {
		s.foot = 0
	} else {
		s.foot = min(6, max(0, body.H-8))
	}
	s.table.SetSize(s.list.W, s.list.H-s.foot)
}

// View draws summary, list and detail.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := s.table.Lines()
	switch {
	case !s.side.Empty():
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), text.Fit(s.detail(s.side.W), s.side.W, s.side.H))
	case s.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, text.Fit(s.detail(s.width), s.width, s.foot-1)...)
	}
	return strings.Join(append(s.summary(), lines...), "\n")
}

// summary says what the list as a whole means.
func (s *Screen) summary() []string {
	th := s.session.Theme
	if !s.ready() {
		return []string{text.Blank(s.width), text.Blank(s.width)}
	}
	on, known := 0, 0
	for _, flag := range s.staged.Flags {
		if flag.Known {
			known++
		}
		if flag.Enabled {
			on++
		}
	}
	first := th.Text.Paint(fmt.Sprintf(" %d of %d features are on.", on, known))
	second := th.Muted.Paint(" A flag that is not listed is off, as long as at least one known flag is listed.")
	if s.staged.AllOn {
		first = th.Warn.Paint(" " + th.Glyphs.Warn + " Every feature is on, because the list names no known flag.")
		second = th.Muted.Paint(" Switching one off writes all the others into the list.")
	}
	fit := func(line string) string { return text.Pad(text.Truncate(line, s.width, th.Glyphs.Ellipsis), s.width) }
	return []string{fit(first), fit(second)}
}

// Title is the breadcrumb's part; the documentation's name comes with the server's own.
func (s *Screen) Title() string { return "enabledFeatureFlags (featureFlags)" }

// HelpText explains the rule.
func (s *Screen) HelpText() string {
	return "The server reads the list of flags without regard to case and ignores strings that it does not know. When no known flag is left in the list, " +
		"every feature is on: so the last flag cannot be switched off by removing it, and the console keeps the flag u2f, which gates nothing, in its place.\n\n" +
		"Strings that the server does not know stay in the list as they are."
}
