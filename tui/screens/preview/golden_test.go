package preview

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// The body of the console has four lines less than the terminal.
const frameLines = 4

func TestFrames(t *testing.T) {
	frames := []struct {
		name, arg string
		options   []func(*stand)
		walk      func(*stand)
	}{
		{name: "claims", arg: "P,A,K"},
		{name: "person", arg: "P,A,K", walk: func(s *stand) { s.keys("p", "m", "enter", "down") }},
		{name: "picker", arg: "P", walk: func(s *stand) { s.keys("p") }},
		{name: "dangling", arg: "P,B", options: []func(*stand){func(s *stand) { s.people.err = &ops.UserinfoFailedError{Exact: true} }}, walk: func(s *stand) { s.keys("p", "enter", "down", "down") }},
		{name: "failing", arg: "F,K", walk: func(s *stand) { s.keys("end") }},
		{name: "nobody", arg: "A", options: []func(*stand){func(s *stand) { s.people.names = nil }}},
		{name: "oneself", arg: "P,A", options: []func(*stand){func(s *stand) {
			s.people.names, s.people.answer = []string{"maria"}, ops.Userinfo{Claims: s.people.answer.Claims}
		}}},
		{name: "none", arg: "0"},
		{name: "lost", arg: "P", options: []func(*stand){func(s *stand) { s.scopes.err = errLost }}},
	}
	for _, f := range frames {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 15}} {
			t.Run(fmt.Sprintf("%s/%dx%d", f.name, size[0], size[1]), func(t *testing.T) {
				s := newStand(t, f.arg, f.options...)
				s.size(size[0], size[1]-frameLines)
				if f.walk != nil {
					f.walk(s)
				}
				golden.RequireEqual(t, text.Strip(s.screen.View()))
			})
		}
	}
}
