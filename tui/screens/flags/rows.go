package flags

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

type source struct{ *Screen }

func (s source) Len() int {
	if !s.ready() {
		return 0
	}
	return len(s.shown)
}

func (s source) ID(i int) string { return s.shown[i].Name }

func (s source) Row(i int) table.Row {
	th := s.session.Theme
	flag := s.shown[i]
	row := table.Row{Cells: []table.Cell{
		{Text: s.state(flag), Style: stateStyle(th, flag)},
		{Text: text.CleanLine(strings.ToUpper(flag.Name)), Style: th.Text},
		{Text: text.CleanLine(summary(flag)), Style: th.Muted},
	}}
	if was := s.before(flag.Name); was.Enabled != flag.Enabled || !flag.Known && was.Listed != flag.Listed {
		row.Mark = table.Mark{Glyph: th.Glyphs.Staged, Style: th.Staged}
		row.Cells[0].Style = th.Staged
	}
	return row
}

// matching are the flags that have every word of the filter in their name or summary.
func matching(flags []ops.FlagState, filter string) []ops.FlagState {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(filter, "-", "_")))
	return slices.DeleteFunc(slices.Clone(flags), func(flag ops.FlagState) bool {
		content := strings.ToLower(flag.Name + " " + summary(flag) + " " + flag.Facts.Gates)
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(content, word) })
	})
}

func (s *Screen) before(name string) ops.FlagState {
	for _, flag := range s.present.Flags {
		if flag.Name == name {
			return flag
		}
	}
	return ops.FlagState{}
}

// state is what the server does, and what the draft would make of it.
func (s *Screen) state(flag ops.FlagState) string {
	if !flag.Known {
		return "ignored"
	}
	now, was := onOff(flag.Enabled), onOff(s.before(flag.Name).Enabled)
	if now == was {
		return now
	}
	return was + " " + s.session.Theme.Glyphs.Arrow + " " + now
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func stateStyle(th *theme.Theme, flag ops.FlagState) theme.Style {
	if flag.Known && flag.Enabled {
		return th.OK
	}
	return th.Muted
}

func summary(flag ops.FlagState) string {
	switch {
	case !flag.Known:
		return "stored, but this server does not know it"
	case flag.Facts.Name == "":
		return "this version of jansadm does not know it"
	}
	return flag.Facts.Title
}
