package profiles

import (
	"cmp"
	"strings"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) { s.width, s.height = width, height }

// secrets say where those of a profile are, by its place for them.
var secrets = map[string]string{
	access.PlaceKeyring: "Secrets: keyring of this computer, else a private file.",
	access.PlaceFile:    "Secrets: a private file.",
	access.PlaceEnv:     "Secrets: not stored, the environment has them each time.",
}

// kept says where the secrets and the sign-in of a profile really are, or are to be while nobody has looked.
func kept(p access.Profile) string {
	if p.Kept == "" {
		return secrets[cmp.Or(p.Place, access.PlaceKeyring)]
	}
	return "Secrets and sign-in: " + p.Kept + "."
}

// footLines are for the profile under the cursor.
const footLines = 7

// View draws the list, and below it the profile under the cursor; or why there is none.
func (s *Screen) View() string {
	th := s.session.Theme
	if s.failure != nil {
		return strings.Join(text.Fit(s.broken(), s.width, s.height), "\n")
	}
	if len(s.profiles) == 0 {
		page := prose.New(s.width)
		page.Add(th.Muted, "Reading the profiles "+th.Glyphs.Ellipsis)
		return strings.Join(text.Fit(page.Lines(), s.width, s.height), "\n")
	}
	s.table.SetSize(s.width, max(s.height-footLines, 1))
	lines := append(s.table.Lines(), th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
	return strings.Join(text.Fit(append(lines, s.foot()...), s.width, s.height), "\n")
}

func (s *Screen) broken() []string {
	th, problem := s.session.Theme, core.Explain(s.failure)
	page := prose.New(s.width)
	page.Space()
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, problem.Hint)
	if s.session.Gate != nil {
		page.Space()
		page.Indent(3, th.Text, "Nothing is written over it. Mend it with an editor and press r, or press S to set it aside and start without profiles.")
	}
	return page.Lines()
}

func (s *Screen) foot() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	p, ok := s.selected()
	switch {
	case s.trouble != nil:
		problem := core.Explain(s.trouble)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
		page.Indent(3, th.Text, problem.Hint)
	case ok && p.Server == "":
		page.Add(th.Text, "A Janssen server inside this program, with sample data.")
	case ok:
		page.Add(th.Text, p.Server)
		words := "Client " + p.ClientID
		if p.SignedIn {
			words += ", signed in as " + who(p)
		}
		if word := treatment(p); word != "" {
			words += "; " + word
		}
		if p.Color != "" {
			words += "; " + p.Color
		}
		page.Add(th.Muted, words+guards(p))
		page.Add(th.Muted, kept(p))
	}
	if s.anyCurrent() {
		page.Add(th.Muted, th.Glyphs.Bullet+" marks the one in use.")
	}
	return page.Lines()
}

// guards say what a change has to be given.
func guards(p access.Profile) string {
	words := ""
	if p.ConfirmWord != "" {
		words += "; changes take the word " + text.CleanLine(p.ConfirmWord)
	}
	if p.RequireReason {
		words += "; changes take a reason"
	}
	return words
}

func (s *Screen) anyCurrent() bool { return s.session.Opened() != nil }

// HelpText explains the words.
func (s *Screen) HelpText() string {
	return "A profile is a server with a name. The default one is opened when the console starts, and used by commands that name none. Switching keeps nothing that is staged: edits belong to the server that " +
		"they were made for, and you are asked before they go.\n\nSigning out revokes the tokens at the server. The profile stays, with the secret of its client."
}
