// Package diff shows what a change does to a value: what goes and what comes.
// It takes values as the caller would print them and gives back painted lines.
package diff

import (
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// context is how many unchanged lines are shown around changed ones.
const context = 2

// Values shows the change from old to new within width cells: on one line,
// "old → new", where both are short, else line by line like a patch, long lines
// wrapped. The values need not be cleaned. Where they differ in nothing that
// shows, they are quoted.
func Values(th *theme.Theme, width int, old, new string) []string {
	if width <= 0 || old == new {
		return nil
	}
	before, after := text.Clean(old), text.Clean(new)
	if strings.TrimSuffix(before, "\n") == strings.TrimSuffix(after, "\n") {
		before, after = strconv.QuoteToASCII(old), strconv.QuoteToASCII(new)
	}
	r := renderer{theme: th, width: width}
	if strings.Contains(before, "\n") || strings.Contains(after, "\n") {
		return r.patch(before, after)
	}
	before, after = visible(before), visible(after)
	arrow := " " + th.Glyphs.Arrow + " "
	if text.Width(before)+text.Width(arrow)+text.Width(after) <= width {
		return []string{th.Removed.Paint(before) + th.Muted.Paint(arrow) + th.Added.Paint(after)}
	}
	r.add(th.Glyphs.Removed, before, th.Removed)
	r.add(th.Glyphs.Added, after, th.Added)
	return r.lines
}

// visible makes an empty value show.
func visible(s string) string {
	if s == "" {
		return `""`
	}
	return s
}

// Members shows the change of a collection whose order means nothing: one line
// for each member that goes or comes, and how many stay. Members that are there
// several times count as often.
func Members(th *theme.Theme, width int, old, new []string) []string {
	if width <= 0 {
		return nil
	}
	r := renderer{theme: th, width: width}
	removed, added := surplus(old, new), surplus(new, old)
	for _, m := range removed {
		r.add(th.Glyphs.Removed, visible(text.CleanLine(m)), th.Removed)
	}
	for _, m := range added {
		r.add(th.Glyphs.Added, visible(text.CleanLine(m)), th.Added)
	}
	if stay := len(old) - len(removed); stay > 0 {
		r.add(" ", strconv.Itoa(stay)+" unchanged", th.Muted)
	}
	return r.lines
}

// surplus returns what is in list beyond what is in other.
func surplus(list, other []string) []string {
	counts := make(map[string]int, len(other))
	for _, m := range other {
		counts[m]++
	}
	var more []string
	for _, m := range list {
		if counts[m] > 0 {
			counts[m]--
			continue
		}
		more = append(more, m)
	}
	return more
}

// renderer collects lines.
type renderer struct {
	theme *theme.Theme
	width int
	lines []string
}

// add adds a line with a sign in front; what is wrapped is indented behind it.
func (r *renderer) add(sign, s string, style theme.Style) {
	margin := text.Width(sign) + 1
	if r.width <= margin {
		r.lines = append(r.lines, style.Paint(text.Truncate(sign, r.width, "")))
		return
	}
	prefix := sign + " "
	for _, piece := range text.Wrap(s, r.width-margin) {
		r.lines = append(r.lines, style.Paint(prefix+piece))
		prefix = text.Blank(margin)
	}
}

// patch shows the changed lines of two texts and a few around them.
func (r *renderer) patch(old, new string) []string {
	// A line break at the end is no line of its own; without this the last line
	// would count as changed.
	old, new = strings.TrimSuffix(old, "\n")+"\n", strings.TrimSuffix(new, "\n")+"\n"
	patch, err := udiff.ToUnifiedDiff("", "", old, udiff.Lines(old, new), context)
	if err != nil { // only for edits that don't fit the text they were made from
		return append(r.lines, r.theme.Danger.Paint(text.Truncate(text.CleanLine(err.Error()), r.width, r.theme.Glyphs.Ellipsis)))
	}
	for _, hunk := range patch.Hunks {
		if hunk.FromLine > 1 || len(patch.Hunks) > 1 {
			r.add(" ", "line "+strconv.Itoa(hunk.FromLine), r.theme.Muted)
		}
		for _, l := range hunk.Lines {
			content := strings.TrimSuffix(l.Content, "\n")
			switch l.Kind {
			case udiff.Delete:
				r.add(r.theme.Glyphs.Removed, content, r.theme.Removed)
			case udiff.Insert:
				r.add(r.theme.Glyphs.Added, content, r.theme.Added)
			case udiff.Equal:
				r.add(" ", content, r.theme.Muted)
			}
		}
	}
	return r.lines
}
