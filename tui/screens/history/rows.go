package history

import (
	"fmt"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// rowTime is how lists show a time, by the clock of this machine.
const rowTime = "2006-01-02 15:04"

type source struct{ *Screen }

func (s source) Len() int        { return len(s.shown) }
func (s source) ID(i int) string { return s.shown[i].Intent.ID }

func (s source) Row(i int) table.Row {
	th, item := s.session.Theme, s.shown[i]
	what, style := item.What, th.Text
	if s.everies {
		what = item.Where() + ": " + what
	}
	if item.UndoneBy > 0 {
		style = th.Muted
	}
	return table.Row{Cells: []table.Cell{
		{Text: fmt.Sprint(item.Intent.Number), Style: th.Muted},
		{Text: item.Intent.Time.Local().Format(rowTime), Style: th.Muted},
		{Text: text.CleanLine(item.Result()), Style: resultStyle(th, item)},
		{Text: text.CleanLine(what), Style: style},
		{Text: text.CleanLine(item.Intent.User), Style: th.Text},
		{Text: text.CleanLine(item.Intent.Reason), Style: th.Muted},
	}}
}

func resultStyle(th *theme.Theme, item history.Item) theme.Style {
	switch state := item.State(); {
	case item.UndoneBy > 0 || state == journal.NotApplied:
		return th.Muted
	case state == journal.Verified:
		return th.OK
	case state == journal.Unknown:
		return th.Danger
	}
	return th.Warn
}
