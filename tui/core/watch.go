package core

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/effect"
)

// Late is a status line about something that has ended in the background. It does not take the place of a failure, unless it is one. Every
// screen gets it, as what it shows may be out of date.
type Late struct {
	Status
	Outcomes []ops.ScriptOutcome // of watched scripts
}

// About says whether it tells what became of an entry.
func (l Late) About(target ops.Target) bool {
	return slices.ContainsFunc(l.Outcomes, func(outcome ops.ScriptOutcome) bool { return outcome.Target == target })
}

// Watched is the watch over what a plan that was applied brings about. It belongs to the program's loop.
type Watched struct {
	Names    string // what was changed
	Applied  time.Time
	Progress []effect.Progress // as of the last look
	Open     bool              // something is still looked for

	watch *effect.Watch
}

// LookAgain says that a pause is over.
type LookAgain struct{ watched *Watched }

// Looked says what was seen. Every screen gets it.
type Looked struct {
	watched  *Watched
	progress []effect.Progress
	more     bool
}

// watchedLimit is how many watches are kept for the list.
const watchedLimit = 20

// WatchEffects looks, from now and then on, for what a plan brings about; nil when that is nothing. It goes on whatever screen is open, does not
// count as work that the person waits for, and ends with the connection.
func (s *Session) WatchEffects(result *ops.Result, names string) tea.Cmd {
	if s.Ops == nil || result == nil {
		return nil
	}
	watched := &Watched{Names: names, Applied: s.Ops.Now(), watch: effect.New(s.Ops, result)}
	s.effects = slices.DeleteFunc(s.effects, func(older *Watched) bool {
		left := older.watch.Yield(watched.watch)
		older.Progress, older.Open = older.watch.Progress(), older.Open && !older.watch.Idle()
		return !left
	})
	watched.Progress, watched.Open = watched.watch.Progress(), !watched.watch.Idle()
	if len(watched.Progress) == 0 {
		return nil
	}
	s.effects = append(s.effects, watched)
	s.effects = s.effects[max(len(s.effects)-watchedLimit, 0):]
	if !watched.Open {
		return nil
	}
	return s.Wait(watched.watch.Pause(), LookAgain{watched})
}

// Effects are the watches of this connection, the latest first.
func (s *Session) Effects() []*Watched {
	latest := slices.Clone(s.effects)
	slices.Reverse(latest)
	return latest
}

// EffectsSeen counts the effects that are looked for and those of them that were seen; none when all watches have ended.
func (s *Session) EffectsSeen() (seen, all int) {
	for _, watched := range s.effects {
		if !watched.Open {
			continue
		}
		for _, p := range watched.Progress {
			if p.State != effect.Unwatched {
				all++
			}
			if p.State == effect.Seen {
				seen++
			}
		}
	}
	return seen, all
}

// Look looks for the effects of a plan, unless the connection has become another one.
func (s *Session) Look(again LookAgain) tea.Cmd {
	watched, ctx := again.watched, s.Life()
	if !slices.Contains(s.effects, watched) {
		return nil
	}
	return func() tea.Msg {
		more, err := watched.watch.Look(ctx)
		if err != nil {
			return nil // the connection has ended
		}
		return Looked{watched: watched, progress: watched.watch.Progress(), more: more}
	}
}

// Saw keeps what a look has seen, tells what is new in it, and goes on when that is worth it.
func (s *Session) Saw(looked Looked) tea.Cmd {
	watched := looked.watched
	if !slices.Contains(s.effects, watched) {
		return nil
	}
	before := watched.Progress
	watched.Progress, watched.Open = looked.progress, looked.more
	if late, news := tidings(before, looked.progress, !looked.more); news {
		s.Post(late)
	}
	if !looked.more {
		return nil
	}
	return s.Wait(watched.watch.Pause(), LookAgain{watched})
}

// tidings are what has come out since the last look: what is wrong and what became of scripts at once, what went well when everything is known.
func tidings(before, now []effect.Progress, ended bool) (Late, bool) {
	var late Late
	var wrong, good []string
	for _, p := range now {
		fresh := !slices.ContainsFunc(before, func(old effect.Progress) bool { return old.ID == p.ID && old.State == p.State })
		switch {
		case fresh && p.State.Wrong():
			wrong = append(wrong, told(p))
			if p.State == effect.Failed {
				late.Tone = Failure
			}
		case p.State == effect.Seen && (p.Outcome != nil && fresh || p.Outcome == nil && ended && p.ID != effect.Stored):
			good = append(good, told(p))
		}
		if fresh && p.Outcome != nil {
			late.Outcomes = append(late.Outcomes, *p.Outcome)
		}
	}
	switch {
	case len(wrong) > 0:
		late.Tone = max(late.Tone, Warning)
		late.Text = strings.Join(wrong, "; ")
	case len(good) > 0:
		late.Tone, late.Text = Good, strings.Join(good, "; ")
	}
	return late, late.Text != ""
}

// told is what one effect came to, in a sentence.
func told(p effect.Progress) string {
	switch {
	case p.Outcome != nil && p.State == effect.Failed:
		return p.Outcome.String() + " (the trace is on the script's page)"
	case p.Outcome != nil:
		return p.Outcome.String()
	}
	return p.Says
}
