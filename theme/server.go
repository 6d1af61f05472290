package theme

// ServerColors lists the names a profile may give as its colour.
func ServerColors() []string {
	return []string{"red", "yellow", "green", "blue", "magenta", "cyan"}
}

// Server returns the style of a profile's name in the header: the named colour
// as ground, so that one sees at a glance which server one is about to change.
// An unknown or empty name yields HeaderMark, as does a palette without colour.
func (t *Theme) Server(color string) Style {
	if style, ok := t.servers[color]; ok {
		return style
	}
	return t.HeaderMark
}

// servers prepares the styles of all server colours. The ground is one of the
// terminal's own eight colours and the text black or white, whichever is the
// better readable on what terminals make of that colour.
func servers(paint painter, palette string) map[string]Style {
	styles := make(map[string]Style)
	if palette == "mono" {
		return styles
	}
	grounds := map[string]look{
		"red": {fg: "15", bg: "1"}, "yellow": {fg: "0", bg: "3"}, "green": {fg: "0", bg: "2"},
		"blue": {fg: "15", bg: "4"}, "magenta": {fg: "15", bg: "5"}, "cyan": {fg: "0", bg: "6"},
	}
	for _, name := range ServerColors() {
		ground := grounds[name]
		ground.bold = true
		styles[name] = paint.style(ground)
	}
	return styles
}
