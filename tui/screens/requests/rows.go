package requests

import (
	"fmt"
	"strconv"
	"time"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

type source struct{ *Screen }

// at is the request in a row; the newest is listed first.
func (s source) at(i int) access.Call { return s.calls[len(s.calls)-1-i] }

func (s source) Len() int { return len(s.calls) }
func (s source) ID(i int) string {
	call := s.at(i)
	return call.RequestID + " " + strconv.FormatInt(call.Time.UnixNano(), 36) + call.Path
}

func (s source) Row(i int) table.Row {
	th, call := s.session.Theme, s.at(i)
	return table.Row{Cells: []table.Cell{
		{Text: call.Time.Format(time.TimeOnly), Style: th.Muted}, {Text: text.CleanLine(call.Method)}, {Text: text.CleanLine(call.Path) + times(call)},
		{Text: status(call), Style: statusStyle(th, call)}, {Text: took(call), Style: th.Muted}, {Text: text.CleanLine(call.RequestID), Style: th.Muted},
	}}
}

func status(call access.Call) string {
	if call.Status == 0 {
		return "none"
	}
	return strconv.Itoa(call.Status)
}

func statusStyle(th *theme.Theme, call access.Call) theme.Style {
	switch {
	case call.Status == 0 || call.Status >= 500:
		return th.Danger
	case call.Status >= 400:
		return th.Warn
	}
	return th.OK
}

func took(call access.Call) string {
	if call.Duration < time.Second {
		return fmt.Sprintf("%d ms", call.Duration.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", call.Duration.Seconds())
}

// times says how often it was asked, where that was more than once.
func times(call access.Call) string {
	if call.Times <= 1 {
		return ""
	}
	return fmt.Sprintf(" x%d", call.Times)
}
