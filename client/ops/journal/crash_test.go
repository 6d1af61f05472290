package journal

import (
	"fmt"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// A process is killed at each step of writing, putting aside and removing. The next one reads everything that was written, goes on with the
// numbers, and loses no plan whose end is not known.
func TestKilledAtEveryStep(t *testing.T) {
	for steps, died := 0, true; died; steps++ {
		for _, death := range deaths {
			m := &model{path: filepath.Join(t.TempDir(), "journal.jsonl"), limits: limits{bytes: 1500, older: 2}}
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatalf("killed after %d steps, leaving %s: %v", steps, death.name, err)
				}
			}
			use(m, immortal(), 5, must)
			must(m.check())
			d := &mortal{steps: steps, torn: death.torn}
			use(m, d, 8, must)
			if died = d.dead; died {
				m.deaths++
			}
			must(m.check())
			use(m, immortal(), 9, must)
			must(m.check())
			if !died && steps < 40 {
				t.Fatalf("only %d steps", steps)
			}
			if d.torn != nil {
				break // it died elsewhere than in a write, or not at all
			}
		}
	}
}

// use makes plans, of which every fourth has no end, and some end late.
func use(m *model, d *mortal, plans int, must func(error)) {
	var late *modelled
	for i := range plans {
		p, err := m.begin(d, 10)
		must(err)
		switch {
		case d.dead:
			return
		case i%4 == 0:
		case i%4 == 1:
			late = p
		default:
			must(m.end(d, p, Verified))
		}
		if i%4 == 3 && !d.dead {
			must(m.end(d, late, NotApplied))
		}
		if d.dead {
			return
		}
	}
}

// Whatever happens in whichever order, nothing is lost and the numbers stay.
func TestWhateverHappens(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		m := &model{path: filepath.Join(dir, fmt.Sprint(n), "journal.jsonl"), limits: limits{
			bytes: rapid.Int64Range(1, 4000).Draw(t, "bytes"), older: rapid.IntRange(1, 4).Draw(t, "older")}}
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		disk := func() *mortal {
			if rapid.IntRange(0, 4).Draw(t, "killed") > 0 {
				return immortal()
			}
			return &mortal{steps: rapid.IntRange(0, 12).Draw(t, "steps"), torn: rapid.SampledFrom(deaths).Draw(t, "leaving").torn}
		}
		act := func(action func(d *mortal)) {
			d := disk()
			if action(d); d.dead {
				m.deaths++
				must(m.check())
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"begin": func(t *rapid.T) {
				act(func(d *mortal) { _, err := m.begin(d, rapid.IntRange(0, 3000).Draw(t, "size")); must(err) })
			},
			"end": func(t *rapid.T) {
				if len(m.plans) == 0 {
					t.Skip()
				}
				p := rapid.SampledFrom(m.plans).Draw(t, "plan")
				if len(p.state) > 1 || p.state[0] != Unknown {
					t.Skip()
				}
				act(func(d *mortal) { must(m.end(d, p, rapid.SampledFrom([]State{Verified, Partial}).Draw(t, "state"))) })
			},
			"read the last": func(t *rapid.T) {
				limit := rapid.IntRange(1, 12).Draw(t, "limit")
				must(sameTail(m.journal(immortal()), limit))
			},
			"check": func(*rapid.T) { must(m.check()) },
		})
	})
}

func sameTail(j *Journal, limit int) error {
	whole, err := j.Read()
	if err != nil {
		return err
	}
	tail, err := j.ReadLast(limit)
	if err != nil {
		return err
	}
	want := whole.Entries[max(0, len(whole.Entries)-limit):]
	if len(tail.Entries) != len(want) || !tail.Earlier && len(want) < len(whole.Entries) || tail.Torn > whole.Torn {
		return fmt.Errorf("%d of %d plans were read, earlier %v, torn %d of %d", len(tail.Entries), len(want), tail.Earlier, tail.Torn, whole.Torn)
	}
	for i, e := range tail.Entries {
		if e.Intent.Number != want[i].Intent.Number || e.State() != want[i].State() {
			return fmt.Errorf("plan %d is %s, want %d, %s", e.Intent.Number, e.State(), want[i].Intent.Number, want[i].State())
		}
	}
	return nil
}
