package tui_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// reads is a journal that counts how often it is read.
type reads struct {
	past
	asked []int
}

func (r *reads) ReadLast(n int) (journal.Log, error) {
	r.asked = append(r.asked, n)
	return r.past.ReadLast(n)
}

func manyPlans(n int) past {
	plans := make(past, n)
	for i := range plans {
		plans[i] = was(int64(i), journal.Verified, "", wasSet("accessTokenLifetime", "300", "600"))
		plans[i].Intent.Number, plans[i].Intent.ID = int64(i+1), fmt.Sprintf("id-%d", i)
	}
	plans[5].Intent.Reason = "rare"
	return plans
}

// Of many plans the last are read at once, more when the person gets there, and everything when he looks for something. Moving reads nothing.
func TestHistoryReadsWhatIsNeeded(t *testing.T) {
	history := &reads{past: manyPlans(10_000)}
	session := connection{server: issuer, network: newInstallation(nil), theme: kittest.Mono(), journal: memory{}, history: history}.session(t)
	s := raise(t, session, 140, 45)
	s.Send(core.Open{ID: "history"})
	s.Expect("200 plans and more of this server", "10000")
	for range 50 {
		s.Keys("down")
	}
	if len(history.asked) != 1 {
		t.Errorf("it was read %v", history.asked)
	}
	s.Keys("end")
	s.Expect("800 plans and more")
	s.Keys("/")
	s.Type("rare")
	s.Expect("1 plan of this server", "rare")
	if len(history.asked) != 3 {
		t.Errorf("it was read %v", history.asked)
	}
}

// From the key to the list of a journal with 10,000 plans.
func BenchmarkOpenHistory(b *testing.B) {
	world := tuitest.NewWorld(b, sandbox.Options{})
	var lines bytes.Buffer
	for _, plan := range manyPlans(10_000) {
		plan.Intent.Phase, plan.Outcome.Phase = journal.Intent, journal.Outcome
		for _, record := range []journal.Record{plan.Intent, plan.Outcome} {
			record.Version, record.Server = journal.Version, world.Session.Ops.Server()
			line, err := json.Marshal(record)
			if err != nil {
				b.Fatal(err)
			}
			lines.Write(append(line, '\n'))
		}
	}
	if err := os.WriteFile(world.Journal.Path(), lines.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	world.Session.Registry = tui.Registry()
	d := tuitest.Drive(b, tui.New(world.Session, "home"), 140, 45)
	for b.Loop() {
		d.Send(core.Open{ID: "history"})
		d.Keys("esc")
	}
}

func BenchmarkMoveOnHistory(b *testing.B) {
	session := connection{server: issuer, network: newInstallation(nil), theme: kittest.Mono(), journal: memory{}, history: manyPlans(10_000)}.session(b)
	s := raise(b, session, 140, 45)
	s.Send(core.Open{ID: "history"})
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i/50%2 == 1 {
			key = up
		}
		s.app.Update(key)
		s.app.View()
	}
}
