package login

import (
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/qr"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) { s.width, s.height = width, height }

// View draws what to do, and beside it the QR code where there is room.
func (s *Screen) View() string { return strings.Join(s.lines(), "\n") }

func (s *Screen) lines() []string {
	if s.stage != waiting {
		return text.Fit(s.state(s.width), s.width, s.height)
	}
	code := qr.Lines(s.session.Theme, s.address(), s.width-leastText, s.height)
	if code == nil {
		return text.Fit(s.steps(s.width, false), s.width, s.height)
	}
	room := layout.Rect{W: s.width, H: s.height}
	left := room.W - text.Width(code[0]) - 1
	words := text.Fit(s.steps(left, true), left, room.H)
	return text.Fit(layout.Beside(words, " ", text.Fit(code, text.Width(code[0]), room.H)), room.W, room.H)
}

// leastText is what the words need beside the QR code.
const leastText = 36

// state stands in place of a code.
func (s *Screen) state(width int) []string {
	th := s.session.Theme
	page := prose.New(width)
	page.Space()
	if s.stage == asking {
		page.Add(th.Muted, "Asking "+s.profile+" for a code "+th.Glyphs.Ellipsis)
		return page.Lines()
	}
	problem := core.Explain(s.failure)
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, problem.Hint)
	if problem.RequestID != "" {
		page.Indent(3, th.Muted, "Request "+problem.RequestID)
	}
	page.Space()
	if access.CertificateOf(s.failure) != nil {
		page.Indent(3, th.Text, "c shows the certificate, to compare and to pin it.")
	}
	page.Indent(3, th.Muted, "r tries again, e edits the profile, esc goes back.")
	return page.Lines()
}

// steps say what the person has to do.
func (s *Screen) steps(width int, beside bool) []string {
	th := s.session.Theme
	page := prose.New(width)
	if s.height > shortPage {
		page.Space()
	}
	page.Add(th.Text, "Open this page in any browser:")
	page.Indent(3, th.Accent, s.code.URL)
	page.Add(th.Text, "and type the code:")
	if s.height > shortPage {
		page.Space()
	}
	page.Painted(3, s.letters(width)...)
	if s.height > shortPage {
		page.Space()
	}
	page.Add(th.Muted, s.remaining())
	if s.code.Trouble != nil {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "The server could not be asked just now, and will be asked again: "+core.Explain(s.code.Trouble).Message)
	}
	if beside {
		page.Add(th.Muted, "Or point a camera at the QR code.")
	}
	page.Add(th.Muted, "o opens the page here, y copies its address, c the code. You land where you were when you have signed in.")
	return page.Lines()
}

// shortPage is a height at which blank lines cost too much.
const shortPage = 14

// letters draws the code large: set off and with room between the letters, if there is any.
func (s *Screen) letters(width int) []string {
	th := s.session.Theme
	code := text.CleanLine(s.code.UserCode)
	var letters []string
	for rest := code; rest != ""; {
		var letter string
		letter, rest, _ = text.Grapheme(rest)
		letters = append(letters, letter)
	}
	shown := text.CleanLine(strings.Join(letters, " ")) // some signs mean something else side by side than apart
	if text.Width(shown) > width-10 {
		shown = code
	}
	inner := text.Width(shown) + layout.MarginWidth
	if inner > width-4 {
		return []string{th.Title.Paint(text.Truncate(code, max(width-4, 1), th.Glyphs.Ellipsis))}
	}
	return layout.Frame{Theme: th, Focused: true}.Draw([]string{th.Title.Paint(shown)}, inner, layout.MarginHeight+1)
}

func (s *Screen) remaining() string {
	switch {
	case s.code.Expires.IsZero():
		return "Waiting for you to sign in there."
	case s.left <= 0:
		return "The code has expired. r asks for a new one."
	}
	left := s.left.Round(time.Second)
	return fmt.Sprintf("Waiting for you to sign in there. The code holds for %d:%02d more.", int(left.Minutes()), int(left.Seconds())%60)
}
