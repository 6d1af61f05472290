package code

import (
	"sort"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// coloured is a line made ready for painting any part of it.
type coloured struct {
	spans []span
	// painted is the whole line where its bytes are not its cells.
	painted string
}

// Bounds of what is kept of coloured lines: some windows full, and no more than
// three megabytes where the lines are long.
const (
	maxColoured = 512
	maxSpans    = 250_000
)

func (c *Code) forget() {
	clear(c.coloured)
	c.spans = 0
}

// paint returns the cells from left to right of a line.
func (c *Code) paint(i, left, right int) string {
	line := c.lines[i]
	if c.language == nil {
		return text.Cut(line, left, right)
	}
	ready := c.colour(i)
	if ready.painted != "" {
		return text.Cut(ready.painted, left, right)
	}
	from, to := min(left, len(line)), min(right, len(line))
	spans := ready.spans
	spans = spans[sort.Search(len(spans), func(n int) bool { return int(spans[n].end) > from }):]
	out := make([]byte, 0, right-left+64)
	for _, s := range spans {
		start, end := max(int(s.start), from), min(int(s.end), to)
		if start >= to {
			break
		}
		out = append(out, line[from:start]...)
		out = c.style(s.kind).Append(out, line[start:end])
		from = end
	}
	out = append(out, line[from:to]...)
	return string(append(out, text.Blank(right-left-(to-min(left, to)))...))
}

// colour returns a line with its pieces. Those in the window are asked for with
// every key press, so they are kept.
func (c *Code) colour(i int) coloured {
	if ready, ok := c.coloured[i]; ok {
		return ready
	}
	if len(c.coloured) >= maxColoured || c.spans > maxSpans {
		c.forget()
	}
	var ready coloured
	line := c.lines[i]
	ready.spans, _ = c.language.scan(line, c.state(i))
	if text.Width(line) != len(line) {
		ready.painted = c.whole(line, ready.spans)
	}
	c.coloured[i] = ready
	c.spans += len(ready.spans)
	return ready
}

// state returns what line i starts in. That depends on all lines before, which
// are looked at once.
func (c *Code) state(i int) state {
	for n := len(c.states); n <= i; n++ {
		c.states = append(c.states, c.language.after(c.lines[n-1], c.states[n-1]))
	}
	return c.states[i]
}

// whole paints a line. A character is painted in one piece even if a span ends
// inside it, before a combining mark say.
func (c *Code) whole(line string, spans []span) string {
	var out []byte
	now := theme.Style{}
	for at := 0; at < len(line); {
		first, _, _ := text.Grapheme(line[at:])
		for len(spans) > 0 && int(spans[0].end) <= at {
			spans = spans[1:]
		}
		next := theme.Style{}
		if len(spans) > 0 && int(spans[0].start) <= at {
			next = c.style(spans[0].kind)
		}
		if next != now {
			out = append(append(out, now.Close()...), next.Open()...)
			now = next
		}
		out = append(out, first...)
		at += len(first)
	}
	return string(append(out, now.Close()...))
}

func (c *Code) style(k kind) theme.Style {
	switch k {
	case keyword:
		return c.theme.Keyword
	case literal:
		return c.theme.Literal
	case number:
		return c.theme.Number
	case comment:
		return c.theme.Comment
	case definition:
		return c.theme.Definition
	default:
		return c.theme.Text
	}
}
