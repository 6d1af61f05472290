package plan

import (
	"fmt"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
)

// course is how far the requests of a plan have come. The command that makes them writes it and the screen reads it, and the other way
// round for the wish to stop.
type course struct {
	done, all atomic.Int64
	stop      atomic.Bool
}

// watch is the ops.Watcher of the course.
func (c *course) watch(done, all int) error {
	c.done.Store(int64(done))
	c.all.Store(int64(all))
	if c.stop.Load() {
		return ops.ErrStopped
	}
	return nil
}

// line says how far it is; the header's wheel has it drawn anew.
func (c *course) line() string {
	done, all := c.done.Load(), c.all.Load()
	switch {
	case c.stop.Load():
		return "stopping after the present request"
	case all == 0:
		return "reading once more what is to be changed"
	case all == 1:
		return "request 1 of 1"
	}
	return fmt.Sprintf("request %d of %d; esc stops before the next one", done+1, all)
}

// waits are the actions while requests are made: nobody leaves, but several can be stopped between two of them.
func (s *Screen) waits() []core.Action {
	wait := core.Action{ID: "plan.wait", Keys: []string{"esc", ":", "ctrl+p"}, Title: "Leaving", Help: "Other places open when the change has been applied.",
		Quiet: true, Disabled: "the change is being applied", Run: func() tea.Cmd { return nil }}
	if len(s.plan.Requests) < 2 {
		return []core.Action{wait}
	}
	stop := core.Action{ID: "plan.stop", Keys: []string{"esc"}, Title: "Stop", Help: "Stops between two requests; what has been applied stays applied.", Run: s.askToStop}
	if s.course.stop.Load() {
		stop.Disabled = "it stops after the present request"
	}
	return []core.Action{stop, wait}
}

// askToStop asks whether to make no more requests.
func (s *Screen) askToStop() tea.Cmd {
	running := s.course
	return s.session.Post(core.Ask{
		Title: "Stop before the next request?", Yes: "Stop",
		Lines: []string{"What has been applied by then stays applied. What has not stays staged, and can be applied later."},
		Done: func(yes bool, _ string) tea.Cmd {
			if yes {
				running.stop.Store(true)
			}
			return nil
		},
	})
}
