package editor

import (
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// note is a remark below what is edited. It need not be cleaned.
type note struct {
	sign  string
	style theme.Style
	text  string
}

func (p *place) theme() *theme.Theme { return p.editor.env.Theme }

func (p *place) remark(content string) note { return note{style: p.theme().Muted, text: content} }

func (p *place) warning(content string) note {
	return note{sign: p.theme().Glyphs.Warn, style: p.theme().Warn, text: content}
}

func (p *place) failure(content string) note {
	return note{sign: p.theme().Glyphs.Error, style: p.theme().Danger, text: content}
}

// standing is what is to be said at every place: why the changes so far are not staged, or what is odd about the whole value.
func (p *place) standing() []note {
	e := p.editor
	if len(e.refused) > 0 {
		return []note{p.failure("Not staged yet: " + e.words(e.refused[0]))}
	}
	for _, problem := range e.found {
		if p.depth == 0 && len(problem.Path) == 0 && problem.Severity == schema.Warn {
			return []note{p.warning(e.words(problem))}
		}
	}
	return nil
}

// paint lays notes out in that room; what does not fit is left out.
func (p *place) paint(notes []note, width, height int) []string {
	if height <= 0 {
		return nil
	}
	page := prose.New(width)
	for _, n := range notes {
		if n.sign == "" {
			page.Indent(1, n.style, n.text)
		} else {
			page.Bullet(n.sign, n.style, n.style, n.text)
		}
	}
	lines := page.Lines()
	if len(lines) > height {
		lines = lines[:height]
		lines[height-1] = text.Truncate(lines[height-1]+p.theme().Glyphs.Ellipsis, width, p.theme().Glyphs.Ellipsis)
	}
	return text.Fit(lines, width, height)
}
