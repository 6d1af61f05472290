package ops_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

var (
	interleavings = flag.Int("interleavings", 300, "how many random interleavings of writers are tried")
	firstSeed     = flag.Uint64("firstseed", 1, "the seed of the first interleaving; the others follow")
)

// Two or three people change the same things at the same time, request by request in a random order: no update is lost without a word, and
// every conflict that is told is one.
func TestConcurrentWriters(t *testing.T) {
	s := newMeeting(t)
	count := tally{windows: map[string]int{}}
	for i := range *interleavings {
		seed := *firstSeed + uint64(i)
		if err := s.meet(seed, &count); err != nil {
			for _, w := range s.log.writes {
				t.Log(w)
			}
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	t.Logf("%d interleavings: %s", *interleavings, &count)
	if count.conflicts == 0 || count.verified == 0 || count.partial == 0 {
		t.Error("nothing was tried")
	}
	for kind := range count.windows {
		if kind != http.MethodPut && kind != http.MethodDelete {
			t.Errorf("%s can be guarded", kind)
		}
	}
}

// meeting is a server and the people who work on it.
type meeting struct {
	t      *testing.T
	log    *chronicle
	gate   *gate
	seats  []*ops.Ops
	things []*thing
}

// thing is something that they all edit. When it has been deleted there is another one of its kind in the next round.
type thing struct {
	target change.Target
	text   string   // to make it anew; empty for what cannot be deleted
	names  []string // that a claim may have
}

func newMeeting(t *testing.T) *meeting {
	t.Helper()
	clock := sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)) // no token expires
	log := &chronicle{world: newWorld(t, sandbox.Options{Clock: clock, Rand: rand.NewChaCha8([32]byte{1})}), states: map[change.Target]units{}}
	s := &meeting{t: t, log: log, gate: &gate{arrived: make(chan *turn), finished: make(chan int), over: log.server.Transport(), after: log.take}}
	for i := range 3 {
		s.seats = append(s.seats, s.seat(i))
	}
	s.things = []*thing{
		{target: configurationTarget},
		{target: change.Target{Resource: change.Scope}, text: `{"id":"one","scopeType":"openid"}`},
		{target: change.Target{Resource: change.Scope}, text: `{"id":"two","scopeType":"openid","description":"x"}`},
		{target: change.Target{Resource: change.Claim}, text: claimText("%s"), names: []string{"jansAddress", "jansTitle"}},
		{target: change.Target{Resource: change.Script}, text: `{"name":"three","scriptType":"dynamic_scope","programmingLanguage":"python","script":"1\n2\n3\n4\n5\n",` +
			`"moduleProperties":[{"value1":"location_type","value2":"db"}]}`},
		{target: change.Target{Resource: change.Client, ID: log.server.Sample(sandbox.ClientApp).ID}},
	}
	return s
}

func claimText(name string) string {
	return `{"name":"` + name + `","displayName":"d","description":"d","dataType":"string","status":"active","editType":["admin"],"viewType":["admin"],` +
		`"attributeValidation":{"regexp":"[A-Z]"}}`
}

// seat is one person's way to the server, through the gate.
func (s *meeting) seat(i int) *ops.Ops {
	s.t.Helper()
	server := s.log.server
	tr, err := transport.New(transport.Options{Transport: seat{s.gate, i}, Sleep: s.log.deps.Sleep, NewID: func() string { return "request" }})
	if err != nil {
		s.t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), s.log.clock.Now)
	api, err := client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr})
	if err != nil {
		s.t.Fatal(err)
	}
	deps := s.log.deps
	deps.Configuration, deps.Entries, deps.ScopeUsers, deps.Journal = api.Properties, ops.Entries(api), api.ScopeUsers, forgetful{}
	deps.NewID = func() string { return fmt.Sprintf("plan-%d", i) }
	return ops.New(deps)
}

// forgetful is a journal that keeps nothing.
type forgetful struct{}

// Append implements ops.Recorder.
func (forgetful) Append(context.Context, journal.Record) error { return nil }

// meet lets two or three people edit one or two things, and checks what came of it.
func (s *meeting) meet(seed uint64, count *tally) error {
	random := rand.New(rand.NewPCG(seed, 0))
	s.gate.random = random
	var targets []change.Target
	names := map[change.Target][]string{}
	for range 1 + random.IntN(2) {
		thing := s.things[random.IntN(len(s.things))]
		if err := s.restore(thing); err != nil {
			return err
		}
		targets = append(targets, thing.target)
		names[thing.target] = thing.names
	}
	s.log.begin()
	for _, target := range targets {
		s.log.look(target)
	}
	people := make([]*writer, 2+random.IntN(2))
	work := make([]func(), len(people))
	failures := make([]error, len(people))
	for i := range people {
		people[i] = &writer{Ops: s.seats[i], seat: i, random: rand.New(rand.NewPCG(seed, uint64(i+1))), targets: targets, names: names,
			step: func() int { return s.log.step }}
		work[i] = func() { failures[i] = people[i].work(s.t.Context()) }
	}
	s.gate.run(work...)
	var told []attempted
	for i, person := range people {
		if failures[i] != nil {
			return fmt.Errorf("%s: %w", person, failures[i])
		}
		told = append(told, person.told...)
	}
	for _, target := range targets {
		last := s.log.states[target]
		if s.log.look(target); len(differing(last, s.log.states[target])) > 0 {
			return fmt.Errorf("%s is not what the last write has left", target)
		}
	}
	if err := s.log.check(told, count); err != nil {
		return err
	}
	return s.cleanUp()
}

// cleanUp deletes what writers have created, so that the lists do not grow.
func (s *meeting) cleanUp() error {
	for _, w := range s.log.writes {
		if w.method != http.MethodPost {
			continue
		}
		_, err := ops.Entries(s.log.api)[w.target.Resource].Delete(s.t.Context(), w.target.ID)
		if err != nil && transport.KindOf(err) != transport.KindNotFound {
			return err
		}
	}
	return nil
}

// restore makes a thing that was deleted anew.
func (s *meeting) restore(thing *thing) error {
	if thing.target.ID != "" {
		if doc, err := s.log.document(thing.target); doc != nil || err != nil {
			return err
		}
	}
	text := thing.text
	if thing.names != nil {
		text = fmt.Sprintf(text, thing.names[0])
	}
	doc, _, err := ops.Entries(s.log.api)[thing.target.Resource].Create(s.t.Context(), parse(s.t, text))
	if err != nil {
		return err
	}
	thing.target.ID, _ = document.Text(doc.Get("inum"))
	return nil
}
