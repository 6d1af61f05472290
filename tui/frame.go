package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// The frame is one line each for header, breadcrumb, key hints and status; the rest is the body.
const frameLines = 4

// Below this size only a polite page is shown. 80x24 is the smallest size that is designed for; down to here everything is still
// reachable.
const (
	minWidth  = 60
	minHeight = 14
)

func (a *App) tooSmall() bool { return a.width < minWidth || a.height < minHeight }

func (a *App) resize(width, height int) {
	a.width, a.height = width, height
	a.sizeTop()
}

func (a *App) sizeTop() {
	if len(a.screens) > 0 && !a.tooSmall() && a.width > 0 {
		a.top().SetSize(a.width, a.height-frameLines-a.extra)
	}
}

// fitStatus takes lines from the body while a status needs more than one.
func (a *App) fitStatus() {
	if extra := len(a.statusLines()) - 1; extra != a.extra {
		a.extra = extra
		a.sizeTop()
	}
}

func (a *App) frame() []string {
	if a.tooSmall() {
		return a.smallPage()
	}
	lines := make([]string, 0, a.height)
	lines = append(lines, a.header(), a.breadcrumb())
	lines = append(lines, strings.Split(a.top().View(), "\n")...)
	lines = text.Fit(lines, a.width, a.height-2-a.extra)
	lines = append(lines, a.hints())
	lines = append(lines, a.statusLines()...)
	if a.overlay != nil {
		lines = a.overlay.Draw(lines, a.width, a.height)
	}
	return lines
}

func (a *App) smallPage() []string {
	page := text.Wrap(fmt.Sprintf("Too small: %dx%d. q quits. The console needs %dx%d.", a.width, a.height, minWidth, minHeight), a.width)
	return text.Fit(page, a.width, a.height)
}

// userWidth is the room for the name of who is signed in, as client ids are long. With less than leastUser of a name it tells nothing.
const (
	userWidth = 16
	leastUser = 4
)

// header says where one is connected, as whom, and what is not saved. Its right side is never cut off.
func (a *App) header() string {
	th, label := a.session.Theme, a.session.Label
	left := " " + th.Title.Paint("jansadm")
	if label.Profile != "" {
		left += " " + th.Server(label.Color).Paint(" "+text.CleanLine(label.Profile)+" ")
	}
	if server := besides(label.Profile, label.Server); server != "" {
		left += " " + text.CleanLine(server)
	}
	right := strings.Join(a.marks(), "  ") + " "
	room := max(a.width-text.Width(right)-1, 0)
	left += a.asWhom(room - text.Width(left))
	return text.Pad(text.Truncate(left, room, th.Glyphs.Ellipsis), room) + " " + text.Pad(right, a.width-room-1)
}

// asWhom tells who is signed in, as far as there is room.
func (a *App) asWhom(room int) string {
	const as = " as "
	th, name := a.session.Theme, text.CleanLine(a.session.Label.User)
	room -= text.Width(as)
	if name == "" || room < min(leastUser, text.Width(name)) {
		return ""
	}
	return th.Muted.Paint(as + text.Truncate(name, min(userWidth, room), th.Glyphs.Ellipsis))
}

// besides is what a server's address tells that the profile's name does not: of one that is called like its host the port.
func besides(profile, server string) string {
	host, port, found := strings.Cut(server, ":")
	switch {
	case strings.EqualFold(server, profile):
		return ""
	case found && strings.EqualFold(host, profile):
		return ":" + port
	}
	return server
}

func (a *App) marks() []string {
	th := a.session.Theme
	var marks []string
	if staged := a.session.Staged(); staged > 0 {
		marks = append(marks, th.Staged.Paint(fmt.Sprintf("%s %d staged", th.Glyphs.Staged, staged)))
	}
	if seen, all := a.session.EffectsSeen(); all > 0 {
		marks = append(marks, th.Muted.Paint(fmt.Sprintf("effects %d of %d", seen, all)))
	}
	if a.session.Label.Insecure {
		marks = append(marks, th.Danger.Paint(th.Glyphs.Danger+" certificates not checked"))
	}
	if a.session.Label.Clear {
		marks = append(marks, th.Danger.Paint(th.Glyphs.Danger+" not encrypted"))
	}
	if a.session.ReadOnly() {
		marks = append(marks, th.Warn.Paint(th.Glyphs.ReadOnly+" read-only"))
	}
	if wheel := a.progress.frame(a.session.Working()); wheel != "" {
		return append(marks, th.Accent.Paint(wheel+" working"))
	}
	return append(marks, a.linkMark()...)
}

// linkMark says whether one can go on. Whoever is not signed in need not know whether the server answers, unless it does not.
func (a *App) linkMark() []string {
	th := a.session.Theme
	switch {
	case a.link == linkChanged:
		return []string{th.Danger.Paint(th.Glyphs.Danger + " certificate changed")}
	case a.link == linkDown:
		return []string{th.Danger.Paint(th.Glyphs.Error + " no connection")}
	case a.needsSignIn:
		return []string{th.Danger.Paint(th.Glyphs.Error + " not signed in")}
	case a.link == linkUp:
		return []string{th.OK.Paint(th.Glyphs.Bullet + " connected")}
	}
	return nil
}

func (a *App) breadcrumb() string {
	th := a.session.Theme
	titles := make([]string, len(a.screens))
	for i, screen := range a.screens {
		titles[i] = text.CleanLine(screen.Title())
	}
	last := len(titles) - 1
	crumbs := " "
	for _, title := range titles[:last] {
		crumbs += th.Muted.Paint(title + " " + th.Glyphs.Crumb + " ")
	}
	return text.Pad(text.Middle(crumbs+th.Accent.Paint(titles[last]), a.width, th.Glyphs.Ellipsis), a.width)
}

// hints shows the keys of the most useful actions, as many as fit; help and quit always do. What nobody may do
// here is shown as well: pressing its key says why.
func (a *App) hints() string {
	th := a.session.Theme
	var always, rest []string
	actions, denials := append(a.top().Actions(), a.globals()...), a.session.Denials()
	for _, action := range actions {
		key := a.hintKey(actions, action)
		if key == "" || action.Quiet || action.Disabled != "" && !slices.Contains(denials, action.Disabled) {
			continue
		}
		hint := hint(th, key, action)
		if action.ID == "help" || action.ID == "quit" {
			always = append(always, hint)
		} else {
			rest = append(rest, hint)
		}
	}
	tail := strings.Join(always, "  ")
	line := " "
	for _, hint := range rest {
		if text.Width(line)+text.Width(hint)+text.Width(tail)+4 > a.width {
			break
		}
		line += hint + "  "
	}
	return text.Pad(line+tail, a.width)
}

// hint is one key and what it does; faint, or in brackets where nothing can be, while it does nothing.
func hint(th *theme.Theme, key string, action core.Action) string {
	name, title := core.KeyName(key), strings.ToLower(action.Title)
	switch {
	case action.Disabled == "":
		return th.Key.Paint(name) + " " + th.KeyText.Paint(title)
	case th.Muted.IsZero():
		return "(" + name + " " + title + ")"
	}
	return th.Muted.Paint(name + " " + title)
}

// hintKey is the key that an action is reached by now: none that another action comes first for, and while one types none that would
// be typed. It is empty when there is none.
func (a *App) hintKey(actions []core.Action, action core.Action) string {
	for _, key := range action.Keys {
		first, _ := core.Find(actions, key)
		if first.ID == action.ID && (!isTyping(a.top()) || utf8.RuneCountInString(key) > 1) {
			return key
		}
	}
	return ""
}

// maxStatus is how many lines a status takes at most, where the screen has the lines to spare and where it has not. On four lines of 80
// cells there is room for a path with what is said about it, and for two fingerprints.
const (
	maxStatus      = 4
	maxStatusShort = 2
)

func (a *App) statusLimit() int {
	if a.height < 20 {
		return maxStatusShort
	}
	return maxStatus
}

// statusLines are the status on one line, or on a few where it is long. Of one that is longer still the middle is left out: the end says
// what to do.
func (a *App) statusLines() []string {
	th := a.session.Theme
	sign, style := "", th.Text
	switch a.status.Tone {
	case core.Good:
		sign, style = th.Glyphs.OK+" ", th.OK
	case core.Warning:
		sign, style = th.Glyphs.Warn+" ", th.Warn
	case core.Failure:
		sign, style = th.Glyphs.Error+" ", th.Danger
	}
	indent := 1 + text.Width(sign)
	room, content := max(a.width-indent-1, 1), text.CleanLine(a.status.Text)
	lines, limit := text.Wrap(content, room), a.statusLimit()
	for width := limit * room; len(lines) > limit; width-- {
		lines = text.Wrap(text.Middle(content, width, th.Glyphs.Ellipsis), room)
	}
	for i, line := range lines {
		lead := text.Blank(indent)
		if i == 0 {
			lead = " " + style.Paint(sign)
		}
		lines[i] = text.Pad(lead+style.Paint(line), a.width)
	}
	return lines
}
