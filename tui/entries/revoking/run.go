package revoking

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// course is how far a run has come. The command that runs writes it and the screen reads it.
type course struct {
	progress atomic.Pointer[tokens.Progress]
	stop     *core.Stop // before the next item
}

// watch keeps how far it is; the header's wheel has it drawn anew.
func (c *course) watch(progress tokens.Progress) { c.progress.Store(&progress) }

// line says how far it is.
func (c *course) line() string {
	now := c.progress.Load()
	switch {
	case c.stop.Wished():
		return "stopping after the present one"
	case now == nil:
		return "beginning"
	}
	said := fmt.Sprintf("%d of %d", now.Done, now.All)
	for _, part := range []struct {
		count int
		words string
	}{{now.Revoked, "gone now"}, {now.Gone, "had gone already"}, {now.Failed, "failed"}, {now.Unknown, "not known"}} {
		if part.count > 0 {
			said += fmt.Sprintf(", %d %s", part.count, part.words)
		}
	}
	if now.Wait > 0 {
		said += "; trying again in " + now.Wait.Round(time.Second/10).String()
		if now.Why != nil {
			said += ": " + text.CleanLine(core.Explain(now.Why).Message)
		}
	}
	return said
}

type ranMsg struct {
	report tokens.Report
	err    error
}

// Failure tells the header whether the server answered.
func (m ranMsg) Failure() error { return m.err }

// run revokes what is left. Nothing that happens on the screen breaks off a request.
func (s *Screen) run(word string) tea.Cmd {
	s.stage, s.course = running, &course{stop: core.NewStop()}
	s.draw()
	service, revocation, consent, running := s.session.Tokens, s.revocation, s.consent(word), s.course
	return s.session.Work(s, func(ctx context.Context) tea.Msg {
		ctx, cancel := running.stop.Context(ctx)
		defer cancel()
		report, err := service.Run(ctx, revocation, consent, running.watch)
		return ranMsg{report: report, err: err}
	})
}

// take shows what came of it. One item that has gone as asked needs no page, as one line says so.
func (s *Screen) take(msg ranMsg) tea.Cmd {
	s.stage, s.report, s.failure = finished, msg.report, msg.err
	s.outcomes = slices.Clone(msg.report.Outcomes)
	slices.SortStableFunc(s.outcomes, func(a, b tokens.Outcome) int { return cmp.Compare(urgency(a.State), urgency(b.State)) })
	s.items.Refresh()
	s.items.Home()
	s.draw()
	if msg.err == nil && len(s.outcomes) == 1 && msg.report.JournalErr == nil && msg.report.Later == 0 {
		return s.session.Post(core.Pop{Screen: s}, core.Revoked{}, core.Status{Tone: core.Good, Text: s.doneLine()})
	}
	return s.session.Post(core.Revoked{})
}

// urgency puts what wants attention first.
func urgency(state tokens.State) int {
	return slices.Index([]tokens.State{tokens.Failed, tokens.Unknown, tokens.NotTried, tokens.Gone, tokens.Revoked}, state)
}

// resume goes on with what is left: it is shown and asked about like the whole was.
func (s *Screen) resume() tea.Cmd {
	s.revocation = s.session.Tokens.Rest(s.report)
	s.stage, s.failure, s.outcomes, s.course = found, nil, nil, nil
	s.items.Refresh()
	s.draw()
	return nil
}
