package tui_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// gatedTokens are five tokens of one user, each of which goes when the test lets it go.
type gatedTokens struct {
	asked, gate chan struct{}

	mu   sync.Mutex
	gone []string
}

func (g *gatedTokens) List(context.Context, client.Query) (client.Page, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var page client.Page
	for i := range 5 {
		code := fmt.Sprintf("%064d", i)
		if !slices.Contains(g.gone, code) {
			page.Entries = append(page.Entries, document.Document{"tokenCode": document.Quote(code), "userId": []byte(`"u"`), "tokenType": []byte(`"access_token"`)})
		}
	}
	page.Total = len(page.Entries)
	return page, nil
}

func (g *gatedTokens) Get(context.Context, string) (document.Document, error) {
	return nil, client.KindNotFound
}

func (g *gatedTokens) Delete(_ context.Context, code string) (string, error) {
	g.asked <- struct{}{}
	<-g.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	g.gone = append(g.gone, code)
	return "", nil
}

// A run shows how far it is and stops between two items; what is left is continued, and nothing goes twice.
func TestRevocationIsStoppedBetweenItems(t *testing.T) {
	held := &gatedTokens{asked: make(chan struct{}, 5), gate: make(chan struct{})}
	operations := ops.New(ops.Deps{Journal: journal.Open(t.TempDir() + "/journal.jsonl"), Now: time.Now, NewID: func() string { return "id" }, User: func() string { return "" }})
	now := tuitest.Noon
	session := &core.Session{
		Context: t.Context(), Draft: ops.NewDraft(), Ops: operations, Theme: theme.New(theme.Options{Profile: termenv.Ascii}), Registry: tui.Registry(),
		Now:   func() time.Time { now = now.Add(time.Second); return now },
		After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return core.Send(msg) },
		Tokens: tokens.New(tokens.Deps{Ops: operations, Tokens: held, Sessions: held, Now: time.Now,
			Sleep: func(context.Context, time.Duration) error { return nil }}),
	}
	l := tuitest.Go(t, tui.New(session, "home"), 100, 30)
	l.Send(core.Open{ID: "auth.tokens", Arg: "user=u"})
	l.WaitFor("user: u", "1/5")
	l.Keys("A")
	l.WaitFor("Revoke 5 tokens of the user u")
	l.Keys("enter")
	<-held.asked
	l.WaitFor("Revoking 0 of 5", "esc stop")
	l.Keys("q")
	l.WaitFor("A revocation is under way")
	l.Keys("esc", "esc")
	l.WaitFor("Stop before the next one?")
	l.Keys("right", "enter")
	l.WaitFor("stopping after the present one")
	held.gate <- struct{}{}
	l.WaitFor("1 of 5 tokens revoked, 4 not tried", "c goes on with what is left", "gone now", "not tried")
	l.Keys("c")
	l.WaitFor("Revoke 4 tokens of the user u")
	close(held.gate)
	l.Keys("enter")
	l.WaitFor("Revoked: 4 tokens of the user u")
	gone := slices.Sorted(slices.Values(held.gone))
	if len(gone) != 5 || len(slices.Compact(gone)) != 5 {
		t.Errorf("gone are %v", held.gone)
	}
}
