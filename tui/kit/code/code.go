// Package code is a read-only view of source text: scripts in Python and Java,
// and JSON. It numbers the lines, colours them and searches in them. Only the
// lines in the window are coloured, so that a key press costs the same with ten
// thousand lines as with ten.
package code

import (
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Code is the widget. Make it with New.
type Code struct {
	theme   *theme.Theme
	options Options
	area    *area.Area

	width, height int
	lines         []string // cleaned
	language      *language
	states        []state // what the first lines start in, as far as needed yet
	coloured      map[int]coloured
	spans         int // held in coloured

	prompt *line.Input
	typing bool
	before place  // where typing started
	needle string // what is searched for
}

// place is what esc goes back to while a search is typed.
type place struct {
	top    int
	needle string
}

// Options of a view.
type Options struct {
	// Prompt stands in front of the text to search for, "Search" if empty.
	Prompt string
}

// New returns a view without text or size.
func New(th *theme.Theme, o Options) *Code {
	if o.Prompt == "" {
		o.Prompt = "Search"
	}
	c := &Code{theme: th, options: o, coloured: make(map[int]coloured), prompt: line.New(th, line.Options{})}
	c.area = area.New(th, area.Options{Numbers: true, Paint: c.paint})
	return c
}

// SetText shows a source, which need not be cleaned, from its start and ends a
// search. Language is "python", "java" or "json"; a text in any other is shown
// without colours.
func (c *Code) SetText(language, source string) {
	c.lines = nil
	if source != "" {
		c.lines = strings.Split(strings.TrimSuffix(text.Clean(source), "\n"), "\n")
	}
	c.language = languageNamed(language)
	c.states = []state{outside}
	c.forget()
	c.EndSearch()
	c.area.SetLines(c.lines)
}

// SetSize sets the cells the view takes, line numbers and scroll bar included.
func (c *Code) SetSize(width, height int) {
	c.width, c.height = max(width, 0), max(height, 0)
	c.fit()
}

// fit hands the cells out: the last line is the prompt's while one types.
func (c *Code) fit() {
	height := c.height
	if c.typing {
		height = max(height-1, 0)
		c.prompt.SetWidth(c.width - text.Width(c.lead()) - text.Width(c.tail()))
	}
	c.area.SetSize(c.width, height)
}

func (c *Code) lead() string { return text.CleanLine(c.options.Prompt) + ": " }

// tail says behind the prompt what the search has found.
func (c *Code) tail() string {
	if m := c.area.Match(); m != "" {
		return "  " + m
	}
	return ""
}

// GoTo shows a line, counted from 1, with some lines above it.
func (c *Code) GoTo(line int) { c.area.SetTop(line - 1 - c.height/3) }

// Position says which lines are shown, "1-20/300", and which match the search is
// at, "match 2/7".
func (c *Code) Position() string { return c.area.Position() }

// View returns the view, its lines separated by line breaks.
func (c *Code) View() string { return strings.Join(c.Lines(), "\n") }

// Lines returns exactly as many lines as the view is high, each exactly as wide
// as the view.
func (c *Code) Lines() []string {
	if c.width == 0 || c.height == 0 {
		return nil
	}
	lines := c.area.Lines()
	if c.typing {
		prompt := c.theme.Muted.Paint(c.lead()) + c.prompt.View() + c.theme.Muted.Paint(c.tail())
		lines = append(lines, text.Pad(prompt, c.width))
	}
	return lines
}
