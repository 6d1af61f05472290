package tui

import (
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
)

// open puts a screen of the registry on top.
func (a *App) open(request core.Open) tea.Cmd {
	spec, ok := a.session.Screen(request.ID)
	if !ok {
		return a.session.Say(core.Failure, "There is no screen "+request.ID+".")
	}
	screen := spec.New(a.session, request.Arg)
	a.remember(screen, request)
	started := a.push(screen)
	for _, action := range a.top().Actions() {
		if action.ID == request.Then {
			return tea.Batch(started, a.run(action))
		}
	}
	return started
}

// remember takes note of how a screen was opened, and forgets those that are gone.
func (a *App) remember(screen core.Screen, request core.Open) {
	maps.DeleteFunc(a.origins, func(old core.Screen, _ core.Open) bool { return !slices.Contains(a.screens, old) })
	a.origins[screen] = core.Open{ID: request.ID, Arg: request.Arg}
}

// jump leaves all screens but the first and walks the menus to the screen, so that the breadcrumb tells how to get there by hand.
func (a *App) jump(request core.Jump) tea.Cmd {
	for _, screen := range a.screens {
		if lost := unsaved(screen); lost != "" {
			return a.askToLeave(screen, lost, func() tea.Cmd { return a.walk(request) })
		}
	}
	return a.walk(request)
}

func (a *App) walk(request core.Jump) tea.Cmd {
	for len(a.screens) > 1 {
		if closer, ok := a.top().(core.Closer); ok {
			closer.Close()
		}
		a.screens = a.screens[:len(a.screens)-1]
	}
	var started []tea.Cmd
	for _, menu := range a.menusTo(request.ID) {
		started = append(started, a.open(core.Open{ID: menu}))
	}
	return tea.Batch(append(started, a.open(core.Open{ID: request.ID, Arg: request.Arg}))...)
}

// menusTo lists the menus between the first page and a screen.
func (a *App) menusTo(id string) []string {
	var menus []string
	for spec, ok := a.session.Screen(id); ok && spec.Menu != ""; spec, ok = a.session.Screen(spec.Menu) {
		if above, known := a.session.Screen(spec.Menu); known && above.Menu != "" {
			menus = append([]string{above.ID}, menus...)
		}
	}
	return menus
}

// askToLeave asks before text that is typed on a screen is lost.
func (a *App) askToLeave(screen core.Screen, lost string, leave func() tea.Cmd) tea.Cmd {
	title := "Leave without staging?"
	if _, saves := screen.(core.Saver); saves {
		title = "Leave without saving?"
	}
	return a.session.Post(core.Ask{
		Title: title, Lines: []string{lost}, Yes: "Leave",
		Done: func(yes bool, _ string) tea.Cmd {
			if yes {
				return leave()
			}
			return nil
		},
	})
}
