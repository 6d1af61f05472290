package tui

import (
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
)

// keeper keeps what is staged and typed on disk a moment after it has changed, so that a console that is killed loses no more than the last
// words.
type keeper struct {
	edits  []ops.Edit     // as they were looked at last
	kept   drafts.Content // as they were kept last
	armed  bool           // the moment is running
	again  bool           // something has changed since it began
	delays int            // how often it began anew since the last time
	saving bool           // a write is under way
	failed error          // why the last write did not work
	told   bool           // the person knows
}

// pause is how long nothing must change before it is kept, and delays how often that may begin anew while a person types on.
const (
	pause     = 150 * time.Millisecond
	mostDelay = 8
)

// keepNow says that the moment is over.
type keepNow struct{ to *drafts.Shelf }

// keptMsg is what came of a write.
type keptMsg struct {
	to  *drafts.Shelf
	err error
}

// keep takes note of what a message has changed. It compares and starts a clock; nothing is written here.
func (a *App) keep(msg tea.Msg) tea.Cmd {
	shelf := a.session.Drafts()
	if shelf == nil || a.quitting || !a.altered(msg) {
		return nil
	}
	if a.keeper.armed {
		a.keeper.again = true
		return nil
	}
	return a.arm(shelf)
}

func (a *App) arm(shelf *drafts.Shelf) tea.Cmd {
	a.keeper.armed, a.keeper.again = true, false
	return a.session.Wait(pause, keepNow{to: shelf})
}

// altered says whether there may be something to keep that was not there before. What is typed is not compared after every key: it can be
// long.
func (a *App) altered(msg tea.Msg) bool {
	if !a.session.Draft.Holds(a.keeper.edits) {
		a.keeper.edits = a.session.Draft.Edits()
		return true
	}
	if a.session.Adopting() {
		return true
	}
	switch msg.(type) {
	case tea.KeyMsg, core.Deliver, core.Reply:
		return slices.ContainsFunc(a.screens, func(screen core.Screen) bool { _, types := screen.(core.Typist); return types }) || len(a.keeper.kept.Typed) > 0
	}
	return false
}

// keepMoment is over: what there is now is written, unless the person is still at it.
func (a *App) keepMoment(msg keepNow) tea.Cmd {
	if msg.to != a.session.Drafts() || a.quitting {
		return nil
	}
	a.keeper.armed = false
	if a.keeper.saving || a.keeper.again && a.keeper.delays < mostDelay {
		a.keeper.delays++
		return a.arm(msg.to)
	}
	a.keeper.delays = 0
	return a.save(msg.to)
}

// save writes in the background. Drafts of others that were taken over go once their edits are kept with this one.
func (a *App) save(shelf *drafts.Shelf) tea.Cmd {
	content, adopted := a.content(), a.session.Adoptions()
	if len(adopted) == 0 && sameContent(content, a.keeper.kept) {
		return nil
	}
	a.keeper.kept, a.keeper.saving = content, true
	return func() tea.Msg { return keptMsg{to: shelf, err: write(shelf, content, adopted)} }
}

func write(shelf *drafts.Shelf, content drafts.Content, adopted []core.Adopted) error {
	if err := shelf.Save(content); err != nil {
		return err
	}
	var failures []error
	for _, draft := range adopted {
		failures = append(failures, draft.End())
	}
	return errors.Join(failures...)
}

// kept takes note of what came of a write. What cannot be kept goes on being staged.
func (a *App) kept(msg keptMsg) {
	if msg.to != a.session.Drafts() {
		return
	}
	a.keeper.saving, a.keeper.failed = false, msg.err
	if msg.err == nil {
		a.keeper.told = false
		return
	}
	a.keeper.kept = drafts.Content{} // so that the next change tries again
}

// warnOfLoss tells once that nothing is kept, when the person does not type: the next key takes a status away.
func (a *App) warnOfLoss() {
	if a.keeper.failed == nil || a.keeper.told || a.typing() {
		return
	}
	a.keeper.told = true
	a.session.Say(core.Warning, "If this console is killed, what is staged is lost: "+core.Explain(a.keeper.failed).Message)
}

// content is what there is to keep.
func (a *App) content() drafts.Content {
	content := drafts.Content{Person: a.session.Drafter(), Edits: a.session.Draft.Edits()}
	for _, screen := range a.screens {
		typist, types := screen.(core.Typist)
		if !types {
			continue
		}
		if typed := typist.Typed(); typed != nil {
			typed.Screen, typed.Arg = a.origins[screen].ID, a.origins[screen].Arg
			content.Typed = append(content.Typed, *typed)
		}
	}
	return content
}

func sameContent(a, b drafts.Content) bool {
	draft := ops.NewDraft()
	draft.Add(a.Edits...)
	return a.Person == b.Person && draft.Holds(b.Edits) && slices.EqualFunc(a.Typed, b.Typed, func(a, b drafts.Typed) bool {
		return a.Screen == b.Screen && a.Arg == b.Arg && a.Title == b.Title && a.Text == b.Text && a.Secret == b.Secret && string(a.Place) == string(b.Place)
	})
}
