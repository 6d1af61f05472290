// Package entries_test drives the forms of entries on the sandbox, from the console's root.
package entries_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// stand is the console on a sandbox, with an editor whose answer the test decides.
type stand struct {
	*tuitest.Driver
	t     *testing.T
	world *tuitest.World

	file   string              // what the person's editor was opened with
	answer func(string) string // what it makes of that; nil leaves it as it is
	fails  error
}

func newStand(t *testing.T, width, height int) *stand {
	t.Helper()
	return standOn(t, tuitest.NewWorld(t, sandbox.Options{Clock: noon{}, Rand: &counting{}}), false, width, height)
}

func standOn(t *testing.T, world *tuitest.World, readOnly bool, width, height int) *stand {
	t.Helper()
	s := &stand{t: t, world: world}
	world.Session = world.NewSession(readOnly)
	world.Session.Registry = tui.Registry()
	world.Session.EditFile = func(to core.Screen, name, content string) tea.Cmd {
		s.file = content
		edited := content
		if s.answer != nil {
			edited = s.answer(content)
		}
		return core.Send(core.Deliver{To: to, Msg: core.Edited{Name: name, Text: edited, Err: s.fails}})
	}
	s.Driver = tuitest.Drive(t, tui.New(world.Session, "home"), width, height)
	return s
}

// find reads an entry of the server by its name.
func (s *stand) find(resource change.Resource, name string) *ops.Entity {
	s.t.Helper()
	entity, err := s.world.NewSession(true).Ops.Find(s.t.Context(), resource, name)
	if err != nil {
		s.t.Fatal(err)
	}
	return entity
}

// open opens the form of an entry.
func (s *stand) open(resource change.Resource, name string) *stand {
	s.t.Helper()
	s.Send(core.Open{ID: "auth." + string(resource), Arg: s.find(resource, name).Target.ID})
	return s
}

// to goes down to a field.
func (s *stand) to(title string) *stand {
	s.t.Helper()
	s.Keys("home")
	for range 80 {
		if name, _, _ := strings.Cut(strings.TrimLeft(strings.TrimPrefix(cursorLine(s.Driver), "›"), " ●!⊘"), "  "); name == title ||
			strings.HasSuffix(name, "…") && strings.HasPrefix(title, strings.TrimSuffix(name, "…")) {
			return s
		}
		s.Keys("down")
	}
	s.t.Fatalf("there is no field %q:\n%s", title, s.Screen())
	return s
}

func cursorLine(d *tuitest.Driver) string {
	for _, line := range strings.Split(d.Screen(), "\n") {
		if strings.HasPrefix(line, "›") {
			return line
		}
	}
	return ""
}

// staged requires the only edits to be these: target, path and value.
func (s *stand) staged(want ...string) *stand {
	s.t.Helper()
	var got []string
	for _, edit := range s.world.Session.Draft.Edits() {
		got = append(got, strings.TrimSpace(edit.Target.String()+" "+edit.Path+" "+string(edit.Kind)+" "+string(edit.Value)))
	}
	if !slices.Equal(got, want) {
		s.t.Fatalf("staged\n%s\nwant\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), s.Screen())
	}
	return s
}

// created is what is staged as new.
func (s *stand) created(resource change.Resource) *ops.Entity {
	s.t.Helper()
	created := s.world.Session.Draft.Created(resource)
	if len(created) != 1 {
		s.t.Fatalf("%d new %ss are staged:\n%s", len(created), resource, s.Screen())
	}
	return created[0]
}

func quote(texts ...string) string { return string(document.QuoteAll(texts)) }

// names are what the DNs of a field lead to.
func (s *stand) names(value json.RawMessage) []string {
	s.t.Helper()
	names := s.world.Session.Ops.Directory()
	listed, _ := document.Strings(value)
	for i, dn := range listed {
		listed[i] = ops.Referred(names, dn)
	}
	return listed
}

// apply applies what another session has staged.
func (s *stand) apply(other *core.Session) {
	s.t.Helper()
	plan, err := other.Ops.Plan(s.t.Context(), other.Draft.Edits())
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := other.Ops.Apply(s.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
		s.t.Fatal(err)
	}
}

// clientName is a client of the sandbox.
func (s *stand) clientName() string {
	s.t.Helper()
	page, err := s.world.NewSession(true).Ops.List(s.t.Context(), change.Client, ops.Query{Limit: 1})
	if err != nil || len(page.Entities) == 0 {
		s.t.Fatal(err)
	}
	return page.Entities[0].Name()
}

// noon is a clock that stands still, so that frames are the same every time.
type noon struct{}

func (noon) Now() time.Time { return time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC) }

// counting gives other bytes every time, but the same ones in every test.
type counting struct {
	mu sync.Mutex
	n  byte
}

func (c *counting) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range p {
		c.n += 37
		p[i] = c.n
	}
	return len(p), nil
}
