package theme

// palette gives every role its look. Roles that a palette leaves empty are
// painted as the terminal paints ordinary text.
type palette struct {
	text, muted, accent, title, ok, info, warn, danger look
	selection, selectionMuted, border, focus           look
	header, headerMark, staged, changed                look
	key, keyText, input, placeholder, caret, match     look
	added, removed, code                               look
	keyword, literal, number, comment, definition      look
}

// entry pairs a role of a theme with its look.
type entry struct {
	role *Style
	look look
}

func (p palette) entries(t *Theme) []entry {
	return []entry{
		{&t.Text, p.text}, {&t.Muted, p.muted}, {&t.Accent, p.accent}, {&t.Title, p.title},
		{&t.OK, p.ok}, {&t.Info, p.info}, {&t.Warn, p.warn}, {&t.Danger, p.danger},
		{&t.Selection, p.selection}, {&t.SelectionMuted, p.selectionMuted},
		{&t.Border, p.border}, {&t.Focus, p.focus}, {&t.Header, p.header}, {&t.HeaderMark, p.headerMark},
		{&t.Staged, p.staged}, {&t.Changed, p.changed}, {&t.Key, p.key}, {&t.KeyText, p.keyText},
		{&t.Input, p.input}, {&t.Placeholder, p.placeholder}, {&t.Caret, p.caret}, {&t.Match, p.match},
		{&t.Added, p.added}, {&t.Removed, p.removed}, {&t.Code, p.code},
		{&t.Keyword, p.keyword}, {&t.Literal, p.literal}, {&t.Number, p.number},
		{&t.Comment, p.comment}, {&t.Definition, p.definition},
	}
}

func paletteNamed(name string) palette {
	switch name {
	case "dark":
		return tinted(tints{
			muted: "#8b949e", accent: "#58a6ff", ok: "#56d364", info: "#79c0ff", warn: "#e3b341", danger: "#ff7b72",
			border: "#484f58", staged: "#d2a8ff", changed: "#ffa657", onSelection: "#f0f6fc", selection: "#1f4b7f",
			faded: "#30363d", header: "#c9d1d9", headerGround: "#21262d", onMark: "#0d1117", match: "#ffdf5d",
		})
	case "light":
		return tinted(tints{
			muted: "#57606a", accent: "#0550ae", ok: "#116329", info: "#0969da", warn: "#7d4e00", danger: "#b3141f",
			border: "#8c959f", staged: "#6639ba", changed: "#953800", onSelection: "#ffffff", selection: "#0a58b5",
			faded: "#d8dee4", header: "#24292f", headerGround: "#e4e8ec", onMark: "#ffffff", match: "#7d4e00",
		})
	case "contrast":
		return contrast()
	case "mono":
		return mono()
	default:
		return ansi16()
	}
}

// tints are the colours of an exact-colour palette; the ground is the
// terminal's own, so a dark palette belongs on a dark ground.
type tints struct {
	muted, accent, ok, info, warn, danger, border, staged, changed string
	onSelection, selection, faded                                  string
	header, headerGround, onMark, match                            string
}

func tinted(c tints) palette {
	return palette{
		muted:  look{fg: c.muted},
		accent: look{fg: c.accent, bold: true},
		title:  look{fg: c.accent, bold: true},
		ok:     look{fg: c.ok}, info: look{fg: c.info}, warn: look{fg: c.warn}, danger: look{fg: c.danger, bold: true},
		selection:      look{fg: c.onSelection, bg: c.selection, bold: true},
		selectionMuted: look{bg: c.faded},
		border:         look{fg: c.border}, focus: look{fg: c.accent},
		header:     look{fg: c.header, bg: c.headerGround},
		headerMark: look{fg: c.onMark, bg: c.accent, bold: true},
		staged:     look{fg: c.staged, bold: true}, changed: look{fg: c.changed},
		key: look{fg: c.accent, bold: true}, keyText: look{fg: c.muted},
		placeholder: look{fg: c.muted},
		caret:       look{invert: true},
		match:       look{fg: c.match, underline: true},
		added:       look{fg: c.ok}, removed: look{fg: c.danger},
		code:    look{fg: "#000000", bg: "#ffffff"},
		keyword: look{fg: c.accent}, literal: look{fg: c.ok}, number: look{fg: c.info},
		comment: look{fg: c.muted}, definition: look{fg: c.staged},
	}
}

// ansi16 uses the terminal's own colours in a way that reads on a dark and on a
// light ground: no black, no white, no bright ones (some schemes give those
// the colour of the ground), less important text faint and not grey.
func ansi16() palette {
	return palette{
		muted:  look{faint: true},
		accent: look{fg: "6", bold: true},
		title:  look{fg: "6", bold: true},
		ok:     look{fg: "2"}, info: look{fg: "4"}, warn: look{fg: "3", bold: true}, danger: look{fg: "1", bold: true},
		selection:      look{invert: true},
		selectionMuted: look{underline: true},
		border:         look{faint: true}, focus: look{fg: "6"},
		header: look{bold: true}, headerMark: look{invert: true, bold: true},
		staged: look{fg: "5", bold: true}, changed: look{fg: "3"},
		key: look{fg: "6", bold: true}, keyText: look{faint: true},
		placeholder: look{faint: true},
		caret:       look{invert: true},
		match:       look{fg: "5", underline: true},
		added:       look{fg: "2"}, removed: look{fg: "1"},
		code:    look{fg: "0", bg: "15"},
		keyword: look{fg: "6"}, literal: look{fg: "2"}, number: look{fg: "4"},
		comment: look{faint: true}, definition: look{fg: "5"},
	}
}

// contrast is for tired eyes and bad projectors: nothing faint, every mark
// bold, the same colours as the terminal's.
func contrast() palette {
	strong := func(color string) look { return look{fg: color, bold: true} }
	return palette{
		accent: look{bold: true, underline: true},
		title:  look{bold: true},
		ok:     strong("2"), info: strong("4"), warn: strong("3"), danger: look{fg: "1", bold: true, invert: true},
		selection:      look{invert: true, bold: true},
		selectionMuted: look{underline: true, bold: true},
		focus:          look{bold: true},
		header:         look{bold: true}, headerMark: look{invert: true, bold: true},
		staged: strong("5"), changed: strong("3"),
		key:   look{bold: true, underline: true},
		caret: look{invert: true},
		match: look{bold: true, underline: true},
		added: strong("2"), removed: strong("1"),
		code:    look{fg: "0", bg: "15"},
		keyword: look{bold: true}, literal: look{fg: "2"}, number: look{fg: "4"},
		comment: look{fg: "4"}, definition: strong("5"),
	}
}

// mono uses attributes only.
func mono() palette {
	bold := look{bold: true}
	return palette{
		muted:  look{faint: true},
		accent: bold, title: bold, warn: bold, danger: look{bold: true, underline: true},
		selection:      look{invert: true},
		selectionMuted: look{underline: true},
		border:         look{faint: true}, focus: bold,
		header: bold, headerMark: look{invert: true, bold: true},
		staged: bold,
		key:    bold, keyText: look{faint: true},
		placeholder: look{faint: true},
		caret:       look{invert: true},
		match:       look{underline: true},
		added:       bold, removed: look{faint: true},
		keyword: bold, comment: look{faint: true}, definition: bold,
	}
}
