package form

import (
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// rule is a line with a title in it, above what one works at.
func rule(th *theme.Theme, title string, width int) string {
	title = text.Truncate(text.CleanLine(title), max(width-8, 0), th.Glyphs.Ellipsis)
	rest := max(width-text.Width(title)-5, 0)
	return text.Pad(th.Border.Paint(strings.Repeat(th.Glyphs.Rule, 3))+" "+th.Focus.Paint(title)+" "+th.Border.Paint(strings.Repeat(th.Glyphs.Rule, rest)), width)
}
