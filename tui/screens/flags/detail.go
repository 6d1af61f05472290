package flags

import (
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// detail describes the flag under the cursor.
func (s *Screen) detail(width int) []string {
	flag, ok := s.selected()
	if !ok {
		return nil
	}
	th := s.session.Theme
	page := prose.New(width)
	add := func(style theme.Style, label, content string) {
		if content != "" {
			page.Add(style, label+content)
		}
	}
	add(th.Title, "", strings.ToUpper(flag.Name)+"  "+flag.Facts.Title)
	if !flag.Known {
		add(th.Text, "", "The string is stored in the list, and the server ignores it. It stays there unless you remove it.")
		return page.Lines()
	}
	add(th.Text, "Gates: ", flag.Facts.Gates)
	add(th.Text, "Off: ", flag.Facts.WhenOff)
	add(th.Muted, "Discovery keys: ", strings.Join(flag.Facts.DiscoveryKeys, ", "))
	add(th.Muted, "Paths: ", strings.Join(flag.Facts.Paths, ", "))
	add(th.Muted, "", flag.Facts.Note)
	add(th.Muted, "", flag.Facts.DocURL())
	return page.Lines()
}

func (s *Screen) selected() (ops.FlagState, bool) {
	if !s.ready() {
		return ops.FlagState{}, false
	}
	for _, flag := range s.staged.Flags {
		if flag.Name == s.table.Selected() {
			return flag, true
		}
	}
	return ops.FlagState{}, false
}
