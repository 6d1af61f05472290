// Package facts words what is known of tokens and sessions, clean, for lists and pages.
package facts

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// shortLimit is more than the widest terminal shows of a text, in bytes.
const shortLimit = 1000

// Short is clean and of bounded length, so that no text of the server is looked at whole for every frame.
func Short(content string) string {
	if len(content) > shortLimit {
		content = strings.ToValidUTF8(content[:shortLimit], "") + "…"
	}
	return text.CleanLine(content)
}

// Named is a name with the id behind it, or the id alone.
func Named(name, id string) string {
	if name == "" || name == id {
		return Short(id)
	}
	return Short(name) + " (" + Short(id) + ")"
}

// Moment is a date, and how far it is from now; empty for none.
func Moment(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02 15:04:05") + " UTC, " + Distance(at, now)
}

// Distance is how far a date is from now, in the largest unit that tells something.
func Distance(at, now time.Time) string {
	d := at.Sub(now)
	if d < 0 {
		return span(-d) + " ago"
	}
	return "in " + span(d)
}

func span(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

// typeWords are the usual types of tokens for people.
var typeWords = map[string]string{"access_token": "access", "refresh_token": "refresh", "id_token": "ID", "tx_token": "transaction"}

// Type is a type of tokens for people.
func Type(wire string) string {
	if words, known := typeWords[wire]; known {
		return words
	}
	return Short(cmp.Or(wire, "unknown"))
}

// labelWidth is the room for what a line is about.
const labelWidth = 14

// Fact adds a line about one thing; one without a value adds nothing.
func Fact(page *prose.Page, th *theme.Theme, name, value string) {
	if value != "" {
		page.Bullet(text.Pad(name, labelWidth), th.Muted, th.Text, value)
	}
}

// AboutToken says of a token what its entry tells.
func AboutToken(page *prose.Page, th *theme.Theme, of tokens.Entry, now time.Time) {
	page.Add(th.Title, Type(of.Type)+" token of "+cmp.Or(Short(of.ClientName), Short(of.ClientID), "no client"))
	if of.Expired(now) {
		page.Bullet(th.Glyphs.Info, th.Muted, th.Muted, "It has expired: it is of no use, and the server removes it when it cleans up.")
	}
	Fact(page, th, "Client", Named(of.ClientName, of.ClientID))
	Fact(page, th, "User", cmp.Or(Short(of.User()), "nobody: it acts for the client"))
	Fact(page, th, "Expires", Moment(of.Expires, now))
	Fact(page, th, "Scopes", Short(strings.Join(of.Scopes, " ")))
	Fact(page, th, "Came by", Short(of.GrantType))
	Fact(page, th, "Issued", Moment(of.Created, now))
	Fact(page, th, "Grant", Short(of.GrantID))
	if of.Session != "" { // whose DN holds its id, with which one could pass for the browser
		Fact(page, th, "Browser", "it came from the session of a browser")
	}
	Fact(page, th, "Code", Short(of.Code))
}

// AboutSession says of a session what the server tells.
func AboutSession(page *prose.Page, th *theme.Theme, of tokens.Session, now time.Time) {
	page.Add(th.Title, "Session of "+cmp.Or(Short(of.User()), "somebody who has not signed in yet"))
	Fact(page, th, "User", Named(of.UserID, of.User()))
	Fact(page, th, "State", Short(of.State))
	Fact(page, th, "For client", Named(of.ClientName, of.ClientID))
	Fact(page, th, "Last used", Moment(of.LastUsed, now))
	Fact(page, th, "Signed in", Moment(of.Authenticated, now))
	Fact(page, th, "By", Short(of.Method))
	Fact(page, th, "Expires", Moment(of.Expires, now))
	Fact(page, th, "Begun", Moment(of.Created, now))
	Fact(page, th, "Scopes", Short(strings.Join(of.Scopes, " ")))
	Fact(page, th, "Sid", Short(of.SID))
}
