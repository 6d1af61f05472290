// Package prose lays out paragraphs: clean text, wrapped, each in one style.
package prose

import (
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Page collects lines of at most a width. One cell stays free on the right, and one on the left unless an indent says otherwise.
type Page struct {
	width int
	lines []string
}

// New returns an empty page.
func New(width int) *Page { return &Page{width: max(width, 10)} }

// Width is the room of the page.
func (p *Page) Width() int { return p.width }

// Lines returns what was collected, painted, not filled up to the width.
func (p *Page) Lines() []string { return p.lines }

// Space adds an empty line.
func (p *Page) Space() { p.lines = append(p.lines, "") }

// Add adds a paragraph. It is cleaned; an empty one adds nothing.
func (p *Page) Add(style theme.Style, content string) { p.Indent(1, style, content) }

// Indent is Add with another margin on the left.
func (p *Page) Indent(indent int, style theme.Style, content string) {
	if content == "" {
		return
	}
	for _, part := range text.Wrap(text.Clean(content), max(p.width-indent-1, 8)) {
		p.lines = append(p.lines, text.Blank(indent)+style.Paint(part))
	}
}

// Bullet adds a paragraph with a sign in front of its first line.
func (p *Page) Bullet(sign string, signStyle theme.Style, style theme.Style, content string) {
	lead := " " + signStyle.Paint(sign) + " "
	indent := text.Width(lead)
	for i, part := range text.Wrap(text.Clean(content), max(p.width-indent-1, 8)) {
		if i > 0 {
			lead = text.Blank(indent)
		}
		p.lines = append(p.lines, lead+style.Paint(part))
	}
}

// Painted adds finished lines with an indent.
func (p *Page) Painted(indent int, lines ...string) {
	for _, line := range lines {
		p.lines = append(p.lines, text.Blank(indent)+line)
	}
}
