package code

import tea "github.com/charmbracelet/bubbletea"

// Key scrolls as in an area; / starts typing a search, n and N go to the next
// and the previous match, esc ends the search. It reports whether the key was
// one of the view's: n, N and esc are not without a search.
func (c *Code) Key(msg tea.KeyMsg) bool {
	if c.typing {
		c.typed(msg)
		return true
	}
	switch msg.String() {
	case "/":
		c.StartSearch()
	case "esc":
		if !c.Searching() {
			return false
		}
		c.EndSearch()
	default:
		return c.area.Key(msg)
	}
	return true
}

// Typing reports whether a search is being typed; every key is then the view's.
func (c *Code) Typing() bool { return c.typing }

// Searching reports whether a search is on, so that n, N and esc do something.
func (c *Code) Searching() bool { return c.needle != "" }

// StartSearch opens the prompt to type a search in.
func (c *Code) StartSearch() {
	c.before = place{top: c.area.Top(), needle: c.needle}
	c.typing = true
	c.prompt.SetValue("")
	c.look("")
}

// Search goes to the first line with needle, without regard to case, from the
// window on and then from the start, and reports whether there is one.
func (c *Code) Search(needle string) bool {
	c.typing = false
	c.look(needle)
	return c.needle != "" && c.Found()
}

// EndSearch ends a search and its typing and stays where it has led.
func (c *Code) EndSearch() {
	c.typing = false
	c.look("")
}

// Next goes to the next match, from the last on to the first, and reports
// whether there is one.
func (c *Code) Next() bool { return c.area.Step(1) }

// Previous goes to the match before, from the first on to the last, and reports
// whether there is one.
func (c *Code) Previous() bool { return c.area.Step(-1) }

// typed acts on a key of the prompt.
func (c *Code) typed(msg tea.KeyMsg) {
	switch msg.String() {
	case "enter":
		c.typing = false
	case "esc":
		c.typing = false
		c.area.SetTop(c.before.top)
		c.look(c.before.needle)
		c.area.SetTop(c.before.top)
	case "down":
		c.Next()
	case "up":
		c.Previous()
	default:
		if c.prompt.Key(msg); c.prompt.Value() != c.needle {
			c.area.SetTop(c.before.top) // so that deleting goes back as well
			c.look(c.prompt.Value())
			return
		}
	}
	c.fit()
}

// look searches, with the window as it is while typing or not.
func (c *Code) look(needle string) {
	c.needle = needle
	c.fit()
	c.area.Search(needle)
	c.fit() // what was found takes room in the prompt
}

// Found reports whether the search has a match.
func (c *Code) Found() bool { return c.area.Matches() > 0 }
