package tui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// hostileIssued serve one document over and over, and refuse to remove it.
type hostileIssued struct {
	doc document.Document
	err error
}

func (h hostileIssued) List(context.Context, client.Query) (client.Page, error) {
	return client.Page{Total: 1, Entries: []document.Document{h.doc}}, nil
}
func (h hostileIssued) Get(context.Context, string) (document.Document, error) { return h.doc, nil }
func (h hostileIssued) Delete(context.Context, string) (string, error)         { return "", h.err }

type hostileRefusal string

func (e hostileRefusal) Error() string { return string(e) }

// Whatever a server says of tokens and sessions, every page keeps its size and nothing on it is obeyed by a terminal.
func TestHostileTokens(t *testing.T) {
	themes := kittest.Themes()
	records := journal.Open(t.TempDir() + "/journal.jsonl")
	rapid.Check(t, func(rt *rapid.T) {
		hostile := func(label string) string {
			return string(document.Quote(strings.ToValidUTF8(kittest.Hostile().Draw(rt, label), "?")))
		}
		parse := func(content string) document.Document {
			doc, err := document.Parse([]byte(content))
			if err != nil {
				rt.Fatal(err)
			}
			return doc
		}
		failure := hostileRefusal(strings.ToValidUTF8(kittest.Hostile().Draw(rt, "failure"), "?"))
		token := parse(`{"tokenCode":"` + strings.Repeat("a", 64) + `","tokenType":` + hostile("type") + `,"grantType":` + hostile("grant") + `,"grantId":` + hostile("id") +
			`,"clientId":` + hostile("client") + `,"userId":` + hostile("user") + `,"scope":` + hostile("scope") + `,"sessionDn":` + hostile("dn") + `}`)
		session := parse(`{"outsideSid":` + hostile("sid") + `,"state":` + hostile("state") + `,"userDn":` + hostile("dn") + `,"sessionAttributes":{"auth_user":` + hostile("user") +
			`,"client_id":` + hostile("client") + `,"acr":` + hostile("acr") + `}}`)
		operations := ops.New(ops.Deps{Journal: records, Now: time.Now, NewID: func() string { return "id" }, User: func() string { return "" }})
		s := &core.Session{
			Context: t.Context(), Draft: ops.NewDraft(), Ops: operations, Theme: rapid.SampledFrom(themes).Draw(rt, "theme"), Now: time.Now, Registry: tui.Registry(),
			After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return core.Send(msg) }, Copy: func(string) tea.Cmd { return nil },
			Tokens: tokens.New(tokens.Deps{Ops: operations, Tokens: hostileIssued{token, failure}, Sessions: hostileIssued{session, failure}, Now: time.Now,
				Sleep: func(context.Context, time.Duration) error { return nil }}),
		}
		w, h := rapid.IntRange(60, 140).Draw(rt, "width"), rapid.IntRange(14, 45).Draw(rt, "height")
		model := tui.New(s, "home")
		d := tuitest.Drive(t, model, w, h)
		for _, screen := range []string{"auth.tokens", "auth.sessions"} {
			d.Send(core.Open{ID: screen})
			kittest.RequireBlock(rt, strings.Split(model.View(), "\n"), w, h)
			for _, keys := range [][]string{{"enter"}, {"esc", "x", "d"}, {"enter"}, {"enter"}} {
				d.Keys(keys...)
				kittest.RequireBlock(rt, strings.Split(model.View(), "\n"), w, h)
			}
		}
	})
}
