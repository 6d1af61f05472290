package preview

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// entries serve documents by their inums.
type entries struct {
	ops.EntriesAPI
	docs map[string]document.Document
	err  error
}

func (e *entries) Get(_ context.Context, inum string) (document.Document, error) {
	if e.err != nil {
		return nil, e.err
	}
	if doc, ok := e.docs[inum]; ok {
		return doc, nil
	}
	return nil, &transport.Error{Kind: transport.KindNotFound, Status: 404}
}

func (e *entries) List(context.Context, client.Query) (client.Page, error) {
	page := client.Page{Total: len(e.docs)}
	for _, doc := range e.docs {
		page.Entries = append(page.Entries, doc)
	}
	return page, e.err
}

// people tell what they are given.
type people struct {
	names  []string
	answer ops.Userinfo
	err    error
}

func (p *people) Names(context.Context) ([]string, error) { return p.names, nil }

func (p *people) Userinfo(context.Context, string, ops.Released) (ops.Userinfo, error) {
	return p.answer, p.err
}

// stand is the screen with what a console puts around it.
type stand struct {
	t       kittest.T
	people  *people
	claims  *entries
	scripts *entries
	scopes  *entries
	session *core.Session
	screen  *Screen
	width   int
	height  int
	said    []core.Status
	copied  string
}

func newStand(t kittest.T, arg string, options ...func(*stand)) *stand {
	t.Helper()
	s := &stand{
		t: t, width: 80, height: 20,
		people: &people{names: []string{"admin", "maria"}, answer: ops.Userinfo{Exact: true, Claims: parse(t, `{"sub":"1","name":"Maria Sanchez",
			"address":{"locality":"Madrid"},"work_phone":"+34 915 550 123","email_verified":true}`)}},
		claims: &entries{docs: map[string]document.Document{
			"N": parse(t, `{"inum":"N","name":"displayName","claimName":"name","status":"active"}`),
			"L": parse(t, `{"inum":"L","name":"l","claimName":"locality","status":"inactive"}`),
			"R": parse(t, `{"inum":"R","name":"st","claimName":"region","status":"inactive"}`),
			"M": parse(t, `{"inum":"M","name":"mail","claimName":"email","status":"active"}`),
		}},
		scripts: &entries{docs: map[string]document.Document{
			"W": parse(t, `{"inum":"W","name":"work_phone","scriptType":"dynamic_scope","enabled":true,"script":"claims.setClaim(\"work_phone\", v)"}`),
			"D": parse(t, `{"inum":"D","name":"org_name","scriptType":"dynamic_scope","enabled":false,"script":"claims.setClaim(\"org_name\", v)"}`),
			"F": parse(t, `{"inum":"F","name":"grades","scriptType":"dynamic_scope","enabled":true,"script":"claims.setClaim(\"grades\", v)",
				"scriptError":{"raisedAt":"2026-07-13T12:00:00","stackTrace":"Traceback (most recent call last):\nNameError: name 'v' is not defined"}}`),
		}},
		scopes: &entries{docs: map[string]document.Document{
			"P": parse(t, `{"inum":"P","id":"profile","scopeType":"openid","claims":["inum=N,ou=attributes,o=jans","inum=M,ou=attributes,o=jans"]}`),
			"A": parse(t, `{"inum":"A","id":"address","scopeType":"openid","groupClaims":true,"claims":["inum=L,ou=attributes,o=jans","inum=R,ou=attributes,o=jans"]}`),
			"K": parse(t, `{"inum":"K","id":"work","scopeType":"dynamic","dynamicScopeScripts":["inum=W,ou=scripts,o=jans","inum=D,ou=scripts,o=jans"]}`),
			"F": parse(t, `{"inum":"F","id":"grades","scopeType":"dynamic","claims":["inum=M,ou=attributes,o=jans"],"dynamicScopeScripts":["inum=F,ou=scripts,o=jans"]}`),
			"B": parse(t, `{"inum":"B","id":"broken","scopeType":"openid","claims":["inum=GONE,ou=attributes,o=jans","inum=N,ou=attributes,o=jans"]}`),
			"0": parse(t, `{"inum":"0","id":"introspection","scopeType":"oauth"}`),
		}},
	}
	s.session = &core.Session{Context: context.Background(), Draft: ops.NewDraft(), Theme: kittest.Mono()}
	s.session.Copy = func(content string) tea.Cmd { s.copied = content; return nil }
	s.session.Ops = ops.New(ops.Deps{People: s.people, Entries: map[change.Resource]ops.EntriesAPI{
		change.Scope: s.scopes, change.Claim: s.claims, change.Script: s.scripts}})
	for _, o := range options {
		o(s)
	}
	s.screen = Spec.New(s.session, arg).(*Screen)
	s.screen.SetSize(s.width, s.height)
	s.run(s.screen.Init())
	s.check()
	return s
}

func parse(t kittest.T, content string) document.Document {
	t.Helper()
	doc, err := document.Parse([]byte(content))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return doc
}

// run runs a command, and then acts on what was posted.
func (s *stand) run(cmd tea.Cmd) {
	if cmd != nil {
		if reply, ok := cmd().(core.Reply); ok && reply.Accept() {
			s.run(s.screen.Update(reply.Msg))
		}
	}
	for _, msg := range s.session.Posted() {
		if status, ok := msg.(core.Status); ok {
			s.said = append(s.said, status)
		}
	}
}

// keys presses keys as the root does: text first, then actions.
func (s *stand) keys(names ...string) *stand {
	s.t.Helper()
	for _, name := range names {
		msg := kittest.Key(name)
		action, ok := core.Find(s.screen.Actions(), msg.String())
		switch {
		case s.screen.Typing() && msg.Type == tea.KeyRunes, !ok:
			s.run(s.screen.Update(msg))
		case action.Disabled != "":
			s.said = append(s.said, core.Status{Tone: core.Warning, Text: action.Disabled})
		default:
			s.run(action.Run())
		}
		s.check()
	}
	return s
}

func (s *stand) check() {
	s.t.Helper()
	kittest.RequireBlock(s.t, strings.Split(s.screen.View(), "\n"), s.width, s.height)
	for _, action := range s.screen.Actions() {
		if len(action.Keys) == 0 || action.Help == "" || action.Title == "" {
			s.t.Fatalf("the action %s is not complete", action.ID)
		}
	}
}

func (s *stand) size(width, height int) *stand {
	s.t.Helper()
	s.width, s.height = width, height
	s.screen.SetSize(width, height)
	s.check()
	return s
}

func (s *stand) shows(texts ...string) *stand {
	s.t.Helper()
	for _, want := range texts {
		if !strings.Contains(s.squeezed(), want) {
			s.t.Fatalf("%q is not shown:\n%s", want, text.Strip(s.screen.View()))
		}
	}
	return s
}

func (s *stand) hides(texts ...string) *stand {
	s.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(s.squeezed(), unwanted) {
			s.t.Fatalf("%q is shown:\n%s", unwanted, text.Strip(s.screen.View()))
		}
	}
	return s
}

func (s *stand) squeezed() string {
	return strings.Join(strings.Fields(text.Strip(s.screen.View())), " ")
}

var errLost = &transport.Error{Kind: transport.KindUnreachable, Op: "read", Err: errors.New("connection refused")}

func TestChoosingAPerson(t *testing.T) {
	s := newStand(t, "P, A ,K")
	s.shows("p chooses whose values are shown", "address.locality released", "work_phone script decides", "org_name script disabled").hides("Maria Sanchez")
	s.keys("p").shows("Whose values?", "admin", "maria").keys("m", "x").shows("nobody has that in the name").keys("esc", "esc").shows("p chooses")
	s.keys("p", "m", "enter").shows("As userinfo would tell it about maria", "name Maria Sanchez released", "email no value", "address.region no value",
		"work_phone +34 915 550 123 released", "email_verified true released")
	s.keys("y", "Y")
	if s.copied != "jansadm scope preview profile address work --user maria" {
		t.Errorf("copied %q", s.copied)
	}
	s.people.answer.Claims = parse(t, `{"name":"Somebody else"}`)
	s.keys("r").shows("about maria", "name Somebody else released")
	s.keys("home", "y")
	if s.copied != "Somebody else" {
		t.Errorf("copied %q", s.copied)
	}
}

func TestTheOnlyPersonIsShown(t *testing.T) {
	newStand(t, "P", func(s *stand) { s.people.names = []string{"me"} }).shows("about me", "name Maria Sanchez")
	s := newStand(t, "P", func(s *stand) { s.people.names = nil }).shows("Without values: the connection is a client's").keys("p")
	if len(s.said) != 1 || !strings.Contains(s.said[0].Text, "nobody whose values") {
		t.Errorf("%v", s.said)
	}
}

// What is staged is in the preview, and a scope that is only staged can be previewed.
func TestStagedEditsCount(t *testing.T) {
	target := change.NewTarget(change.Scope, "careers")
	s := newStand(t, "K,new:careers", func(s *stand) {
		s.session.Draft.Add(
			ops.Edit{Target: target, Kind: change.Create, Value: []byte(`{"id":"careers","scopeType":"openid","claims":["inum=M,ou=attributes,o=jans"]}`)},
			ops.Edit{Target: ops.Target{Resource: change.Script, ID: "D"}, Path: "/enabled", Kind: change.Set, Value: []byte("true")})
	})
	s.shows("org_name script decides", "email released")
	s.session.Draft.Discard(target)
	s.run(s.screen.Resume())
	if len(s.said) != 1 || s.said[0].Tone != core.Failure || !strings.Contains(s.said[0].Text, "careers") {
		t.Errorf("%v", s.said)
	}
	s.shows("email released") // what there was stays
}

func TestFailures(t *testing.T) {
	lost := newStand(t, "P", func(s *stand) { s.scopes.err = errLost }).shows("The scopes could not be read", "r tries again")
	lost.keys("p", "Y")
	if lost.copied != "" || len(lost.said) != 2 {
		t.Errorf("%q, %v", lost.copied, lost.said)
	}
	lost.scopes.err = nil
	lost.keys("r").shows("name released")
	lost.people.err = errLost
	lost.keys("p", "enter").shows("p chooses", "name released")
	if last := lost.said[len(lost.said)-1]; last.Tone != core.Failure || !strings.Contains(last.Text, "The values could not be read") {
		t.Errorf("%v", last)
	}
	lost.people.err = &ops.UserinfoFailedError{Reason: "it is late", Exact: true}
	lost.keys("p", "enter").shows("Tried for admin, userinfo answers with status 500: it is late.").hides("Maria")
}
