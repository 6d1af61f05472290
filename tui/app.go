// Package tui is the console: one frame, a stack of screens, and what they share.
package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/spinner"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/keys"
)

// App is the root model. Everything it holds belongs to the program's one loop.
type App struct {
	session  *core.Session
	keys     *keys.Filter
	screens  []core.Screen // the last one is shown
	overlay  overlay       // dialog, palette or help on top of it; nil mostly
	reaching core.Slot     // another server is being opened
	renewal  *core.Switch  // waits for the end of a write; nil mostly
	width    int
	height   int
	status   core.Status
	extra    int  // lines that the status takes from the body
	late     bool // the status is about something in the background, which no answer of a screen outdates
	link     link
	progress progress
	quitting bool

	needsSignIn bool // somebody has to sign in

	origins  map[core.Screen]core.Open // how the screens were opened
	keeper   keeper
	offering bool         // drafts were found and wait to be offered
	discards bool         // what is staged is not to be kept when the server is left
	last     func() error // what is still to be written when the program has ended
}

// overlay is something on top of the screen that takes all keys until it is done.
type overlay interface {
	// Key acts on a key; done closes the overlay, and the command runs afterwards.
	Key(msg tea.KeyMsg) (done bool, cmd tea.Cmd)
	// Draw puts the overlay over a frame of that size.
	Draw(frame []string, width, height int) []string
	// Typing says whether text has the focus.
	Typing() bool
}

// New builds the console on a session, with the first screen of that id.
func New(session *core.Session, first string) *App {
	app := &App{session: session, progress: newProgress(session.Theme), origins: map[core.Screen]core.Open{}}
	app.keys = keys.New(keys.Options{Typing: app.typing, Wants: app.wants})
	if spec, ok := session.Screen(first); ok {
		app.screens = []core.Screen{spec.New(session, "")}
	}
	return app
}

// Init starts the first screen.
func (a *App) Init() tea.Cmd {
	if len(a.screens) == 0 {
		return tea.Quit
	}
	return tea.Batch(a.top().Init(), a.begin(), a.look(), a.settle(), a.progress.follow(a.session.Working()))
}

// Update routes one message. It never blocks.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	whole, later := a.keys.Feed(msg)
	cmds := []tea.Cmd{later}
	for _, m := range whole {
		cmds = append(cmds, a.receive(m))
	}
	return a, tea.Batch(cmds...)
}

// receive acts on a message, and on what is posted meanwhile.
func (a *App) receive(msg tea.Msg) tea.Cmd {
	cmd := tea.Batch(a.dispatch(msg), a.settle())
	a.warnOfLoss()
	cmd = tea.Batch(cmd, a.offer(), a.settle())
	a.session.Attribute()
	return tea.Batch(cmd, a.keep(msg), a.progress.follow(a.session.Working()))
}

// settle acts on what was posted.
func (a *App) settle() tea.Cmd {
	var cmds []tea.Cmd
	for posted := a.session.Posted(); len(posted) > 0; posted = a.session.Posted() {
		for _, m := range posted {
			cmds = append(cmds, a.dispatch(m))
		}
	}
	a.fitStatus()
	return tea.Batch(cmds...)
}

func (a *App) dispatch(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return a.key(msg)
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
	case core.Reply:
		return a.reply(msg)
	case core.Deliver:
		return a.deliver(msg.To, msg.Msg)
	case core.Push:
		return a.push(msg.Screen)
	case core.Open:
		return a.open(msg)
	case core.Jump:
		return a.jump(msg)
	case core.Pop:
		return a.drop(msg.Screen)
	case core.Status:
		a.status, a.late = msg, false
	case core.Late:
		if a.status.Tone != core.Failure || msg.Tone == core.Failure {
			a.status, a.late = msg.Status, true
		}
		return a.broadcast(msg)
	case core.LookAgain:
		return a.session.Look(msg)
	case core.Looked:
		return tea.Batch(a.session.Saw(msg), a.broadcast(msg))
	case core.Ask:
		a.overlay = newDialog(a.session, msg)
	case core.Applied, core.Revoked:
		return a.broadcast(msg)
	case core.Switch:
		return a.change(msg)
	case core.SignInChanged:
		if msg.Out {
			return a.signedOut()
		}
		return a.signedIn()
	case core.Identified:
		return a.identified(msg)
	case core.LeftDrafts:
		a.handDrafts(msg)
	case core.Reopen:
		return a.reopen(msg)
	case core.Homeless:
		return a.homeless(msg)
	case keepNow:
		return a.keepMoment(msg)
	case keptMsg:
		a.kept(msg)
	case spinner.TickMsg:
		return a.progress.turn(msg, a.session.Working())
	case hangUp:
		a.quitting = true
		return tea.Quit
	}
	return nil
}

func (a *App) top() core.Screen { return a.screens[len(a.screens)-1] }

// reply takes note that something has ended, and of what came of it.
func (a *App) reply(reply core.Reply) tea.Cmd {
	a.session.Ended(reply)
	return tea.Batch(a.answer(reply), a.overdue())
}

// answer hands a result to its screen, unless a newer request has replaced it.
func (a *App) answer(reply core.Reply) tea.Cmd {
	ended := a.note(reply.Msg)
	if !reply.Accept() {
		return a.abandoned(reply.Msg)
	}
	if answer, ok := reply.Msg.(opened); ok {
		return a.reached(answer)
	}
	if a.status.Tone == core.Failure && !a.late {
		a.status = core.Status{} // an earlier complaint is out of date; a new one comes with the screen's answer
	}
	cmd := a.deliver(reply.To, reply.Msg)
	if ended { // after what the screen says about it
		a.offerSignIn(failureOf(reply.Msg))
	}
	a.tellNews()
	return cmd
}

func (a *App) deliver(to core.Screen, msg tea.Msg) tea.Cmd {
	for _, screen := range a.screens {
		if screen == to {
			return screen.Update(msg)
		}
	}
	return nil
}

func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, len(a.screens))
	for i, screen := range a.screens {
		cmds[i] = screen.Update(msg)
	}
	return tea.Batch(cmds...)
}

func (a *App) push(screen core.Screen) tea.Cmd {
	a.screens = append(a.screens, screen)
	a.sizeTop()
	return screen.Init()
}

// drop closes a screen, which need not be on top; nil is the one that is.
func (a *App) drop(screen core.Screen) tea.Cmd {
	if screen == nil || screen == a.top() {
		return a.pop()
	}
	for i := range a.screens {
		if i > 0 && a.screens[i] == screen {
			if closer, ok := screen.(core.Closer); ok {
				closer.Close()
			}
			a.screens = slices.Delete(a.screens, i, i+1)
			break
		}
	}
	return nil
}

func (a *App) pop() tea.Cmd {
	if len(a.screens) == 1 {
		return nil
	}
	if closer, ok := a.top().(core.Closer); ok {
		closer.Close()
	}
	a.screens = a.screens[:len(a.screens)-1]
	a.sizeTop()
	if resumer, ok := a.top().(core.Resumer); ok {
		return resumer.Resume()
	}
	return nil
}

// View draws the frame: exactly the terminal's height in lines of exactly its width.
func (a *App) View() string {
	if a.width == 0 || a.height == 0 || a.quitting {
		return ""
	}
	return strings.Join(a.frame(), "\n")
}
