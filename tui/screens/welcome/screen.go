// Package welcome is the first page where no server is chosen yet.
package welcome

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// ID of the screen.
const ID = "welcome"

// Spec describes the screen.
var Spec = core.Spec{
	ID: ID, Title: "Welcome", Help: "Choose what to work with: the sandbox, or a server.", Offline: true,
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen offers the ways to begin.
type Screen struct {
	session *core.Session
	load    core.Slot
	table   *table.Table

	ways    []way
	found   found
	failure error // of opening a server
	seen    bool  // the stored profiles were looked for
	width   int
	height  int
}

// way is one way to begin.
type way struct {
	id     string
	title  string
	detail string
	run    func() tea.Cmd
}

// found is what is stored on this machine.
type found struct {
	profiles []access.Profile
	legacy   *access.Legacy
	err      error
}

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session}
	s.table = table.New(session.Theme,
		table.Column{Min: 22, Max: 34, Weight: 1},
		table.Column{Min: 20, Weight: 3, Drop: 1})
	s.table.SetTitles(false)
	s.table.SetSource(source{s})
	s.list()
	return s
}

// Init looks for what is stored.
func (s *Screen) Init() tea.Cmd { return s.look() }

// Resume looks again: a profile may have been made meanwhile.
func (s *Screen) Resume() tea.Cmd { return s.look() }

// Close cancels the look.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) look() tea.Cmd {
	gate := s.session.Gate
	if gate == nil {
		return nil
	}
	return s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		var answer found
		if answer.profiles, answer.err = gate.Profiles(ctx); answer.err != nil {
			return answer
		}
		// What another program has stored is an offer, not something to fail over.
		if legacy, ok, err := gate.Legacy(ctx); err == nil && ok {
			answer.legacy = &legacy
		}
		return answer
	})
}

// Update takes answers and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case found:
		first := !s.seen && s.table.Index() <= 0
		s.found, s.seen = msg, true
		s.list()
		if first {
			s.table.Home()
		}
	case core.NotSwitched:
		s.failure = msg.Err
	case tea.KeyMsg:
		s.table.Key(msg)
	}
	return nil
}

// list makes the ways to begin: who has profiles most likely wants one of them.
func (s *Screen) list() {
	s.ways = nil
	for _, profile := range s.found.profiles {
		s.ways = append(s.ways, way{id: "profile " + profile.Name, title: profile.Name, detail: profile.Server, run: s.open(profile.Name)})
	}
	s.ways = append(s.ways,
		way{id: "sandbox", title: "Try the sandbox", detail: "A Janssen server inside this program, with sample data. Nothing can go wrong.", run: s.open(access.SandboxName)},
		way{id: "connect", title: "Connect to a server", detail: "A Janssen server of yours: find it, and sign in.", run: s.connect("")})
	if legacy := s.found.legacy; legacy != nil && s.found.err == nil {
		s.ways = append(s.ways, way{id: "legacy", title: "Import from the existing console: " + legacy.Server,
			detail: "Takes the host and the client id from " + legacy.Path + ".", run: s.connect("import")})
	}
	if s.found.err != nil {
		s.ways = append(s.ways, way{id: "profiles", title: "Mend the profiles", detail: "The stored profiles cannot be used: see why, or set their file aside.",
			run: func() tea.Cmd { return s.session.Post(core.Open{ID: "profiles"}) }})
	}
	s.table.Refresh()
	s.arrange()
}

func (s *Screen) open(profile string) func() tea.Cmd {
	return func() tea.Cmd {
		s.failure = nil
		return s.session.Post(core.Switch{Profile: profile, To: s})
	}
}

func (s *Screen) connect(arg string) func() tea.Cmd {
	return func() tea.Cmd { return s.session.Post(core.Open{ID: "connect", Arg: arg}) }
}

type source struct{ *Screen }

func (s source) Len() int        { return len(s.ways) }
func (s source) ID(i int) string { return s.ways[i].id }
func (s source) Row(i int) table.Row {
	return table.Row{Cells: []table.Cell{{Text: text.CleanLine(s.ways[i].title)}, {Text: text.CleanLine(s.ways[i].detail)}}}
}

// Title names the page.
func (s *Screen) Title() string { return "Welcome" }

// Actions begin.
func (s *Screen) Actions() []core.Action {
	return []core.Action{
		{ID: "welcome.choose", Keys: []string{"enter", "right", "l"}, Title: "Choose", Help: "Begins in the way under the cursor.", Run: s.choose},
		{ID: "welcome.sandbox", Keys: []string{"s"}, Title: "Sandbox", Help: "Begins with the server inside this program.", Quiet: true, Run: s.open(access.SandboxName)},
		{ID: "welcome.connect", Keys: []string{"c"}, Title: "Connect", Help: "Begins with a server of yours.", Quiet: true, Run: s.connect("")},
	}
}

func (s *Screen) choose() tea.Cmd {
	if i := s.table.Index(); i >= 0 && i < len(s.ways) {
		return s.ways[i].run()
	}
	return nil
}

// HelpText explains the words.
func (s *Screen) HelpText() string {
	help := "A profile is a server with a name: its address, the client that this program is to it, and how its certificate is trusted. Profiles are stored in a file that you " +
		"can read; secrets and sign-ins are kept in the keyring of your system, or in a private file where there is none.\n\nThe sandbox is a server inside this program. It " +
		"behaves like a real one and keeps what you change between runs; \"jansadm sandbox reset\" starts it afresh."
	if s.failure != nil {
		help += "\n\n" + text.Clean(core.Explain(s.failure).Message)
	}
	return help
}
