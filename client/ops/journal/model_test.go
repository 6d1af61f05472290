package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// model knows what a journal has to hold, and uses it like a program that may be killed.
type model struct {
	path   string
	limits limits
	plans  []*modelled
	made   int
	deaths int
}

type modelled struct {
	id     string
	number int64   // as it was read first
	state  []State // one of which it has; the second is for an end that was being written when the process died
	maybe  bool    // it was being written when the process died
}

func (m *model) journal(d disk) *Journal { return &Journal{path: m.path, disk: d, limits: m.limits} }

func immortal() *mortal { return &mortal{steps: -1} }

// begin appends a plan, and end its end. They are false when the process has died.
func (m *model) begin(d *mortal, size int) (*modelled, error) {
	m.made++
	p := &modelled{id: fmt.Sprintf("%08x", m.made), state: []State{Unknown}}
	record := intent(p.id)
	record.Reason = string(slices.Repeat([]byte("é"), size))
	err := m.journal(d).Append(context.Background(), record)
	if p.maybe = err != nil; p.maybe && !errors.Is(err, errKilled) {
		return p, err
	}
	m.plans = append(m.plans, p)
	return p, nil
}

func (m *model) end(d *mortal, p *modelled, state State) error {
	err := m.journal(d).Append(context.Background(), outcome(p.id, state))
	switch {
	case err == nil:
		p.state = []State{state}
	case errors.Is(err, errKilled):
		p.state = append(p.state, state)
	default:
		return err
	}
	return nil
}

// check compares the journal with what it has to hold, and remembers what is now known of it.
func (m *model) check() error {
	log, err := m.journal(immortal()).Read()
	if err != nil {
		return err
	}
	if log.Torn > m.deaths || log.Later != 0 {
		return fmt.Errorf("%d torn lines after %d deaths, %d later ones", log.Torn, m.deaths, log.Later)
	}
	if err := gapless(log); err != nil {
		return err
	}
	var left []*modelled
	for _, p := range m.plans {
		entry, err := log.Find(p.id)
		switch {
		case err == nil:
			if p.number == 0 {
				p.number = entry.Intent.Number
			}
			if entry.Intent.Number != p.number || !slices.Contains(p.state, entry.State()) {
				return fmt.Errorf("plan %s is number %d and %s; it has to be %d and %v", p.id, entry.Intent.Number, entry.State(), p.number, p.state)
			}
			p.maybe, p.state = false, []State{entry.State()}
			left = append(left, p)
		case p.maybe:
		case p.state[len(p.state)-1] == Unknown, p.number > log.Removed:
			return fmt.Errorf("plan %s (%d, %v) is lost: %w", p.id, p.number, p.state, err)
		}
	}
	if m.plans = left; len(left) != len(log.Entries) {
		return fmt.Errorf("%d plans were read, %d were written", len(log.Entries), len(left))
	}
	return nil
}

// gapless says what is wrong with the numbers of plans: those whose files are still there follow each other.
func gapless(log Log) error {
	last := int64(0)
	for _, e := range log.Entries {
		n := e.Intent.Number
		if n <= last || n > log.Removed && n != max(last, log.Removed)+1 {
			return fmt.Errorf("number %d follows %d; up to %d is removed", n, last, log.Removed)
		}
		last = n
	}
	return nil
}
