package area

import tea "github.com/charmbracelet/bubbletea"

// sideways is how many columns one key press moves lines that are cut.
const sideways = 8

// Key scrolls, and goes to the next and the previous match of a search. It
// reports whether the key was one of the area's.
func (a *Area) Key(msg tea.KeyMsg) bool {
	switch msg.String() {
	case "up", "k":
		a.Scroll(-1)
	case "down", "j":
		a.Scroll(1)
	case "pgup", "ctrl+b":
		a.Scroll(-max(a.height-1, 1))
	case "pgdown", "ctrl+f", " ":
		a.Scroll(max(a.height-1, 1))
	case "ctrl+u":
		a.Scroll(-max(a.height/2, 1))
	case "ctrl+d":
		a.Scroll(max(a.height/2, 1))
	case "home", "g":
		a.top, a.left = place{}, 0
	case "end", "G":
		a.top = a.lastTop()
	case "left", "h":
		return a.shift(-sideways)
	case "right", "l":
		return a.shift(sideways)
	case "n":
		return a.Step(1)
	case "N":
		return a.Step(-1)
	default:
		return false
	}
	return true
}

// Scroll moves the window by n lines of the screen.
func (a *Area) Scroll(n int) {
	if n < 0 {
		a.top = a.up(a.top, -n)
		return
	}
	a.top = a.down(a.top, n)
	a.clamp()
}

// shift moves cut lines sideways.
func (a *Area) shift(columns int) bool {
	if a.options.Wrap {
		return false
	}
	a.left = max(min(a.left+columns, a.widest()-a.textWidth()), 0)
	return true
}
