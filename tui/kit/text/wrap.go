package text

import (
	"bytes"
	"strings"
)

// Wrap breaks painted text into lines of at most width cells: at spaces where
// it can, between any two wide characters (Chinese, Japanese and Korean are
// written without spaces), and inside a word only when the word alone is wider
// than a line. Breaks in the text stay breaks; the spaces at a break are
// dropped, those at the start of a line of the text are kept as indentation.
// Styles that reach over a break are switched off and on again around it. A
// character wider than width becomes a "?".
//
// The result has at least one line, and none when width is not positive.
func Wrap(s string, width int) []string {
	if width <= 0 {
		return nil
	}
	var lines []string
	style := ""
	for paragraph := range strings.SplitSeq(s, "\n") {
		if style == "" && len(paragraph) <= width && plain(paragraph) {
			lines = append(lines, paragraph)
			continue
		}
		w := wrapper{width: width, style: style, written: style, lines: lines}
		w.open()
		for paragraph != "" {
			var t token
			t, paragraph = next(paragraph)
			w.add(t)
		}
		w.commit()
		w.close()
		lines, style = w.lines, w.style
	}
	return lines
}

// wrapper fills lines word by word.
type wrapper struct {
	width int
	lines []string

	line    []byte // the line so far, without word and gap
	cells   int    // its width
	filled  bool   // it holds a word
	written string // the colour sequence in force at its end, "" for none

	gap    int    // spaces before the word
	word   []byte // the word so far
	wcells int    // its width
	style  string // the colour sequence in force at its end
}

// open starts a line, in the style that the last one ended with.
func (w *wrapper) open() {
	w.line, w.cells, w.filled = append(w.line[:0], w.written...), 0, false
}

// close ends the line.
func (w *wrapper) close() {
	if w.written != "" {
		w.line = append(w.line, "\x1b[0m"...)
	}
	w.lines = append(w.lines, string(w.line))
}

func (w *wrapper) add(t token) {
	switch {
	case t.sequence:
		w.style = t.text
		if isReset(t.text) {
			w.style = ""
		}
		w.word = append(w.word, t.text...)
	case t.text == " ":
		w.commit()
		w.gap++
	case t.cells > 1:
		w.commit()
		w.put(t)
		w.commit()
	default:
		w.put(t)
	}
}

// put adds a character to the word; a word that fills a line is broken. At the
// start of a line the indentation counts, unless it is most of the line.
func (w *wrapper) put(t token) {
	if t.cells > w.width {
		t = token{text: "?", cells: 1}
	}
	room := w.width
	if !w.filled && w.gap <= w.width/2 {
		room -= w.gap
	}
	if w.wcells > 0 && w.wcells+t.cells > room {
		pair := w.pair()
		w.word, w.wcells = w.word[:len(w.word)-len(pair)], w.wcells-len(pair)
		w.commit()
		w.word, w.wcells = append(w.word, pair...), len(pair)
	}
	w.word = append(w.word, t.text...)
	w.wcells += t.cells
}

// pair is what the word ends with of a pair of digits behind a colon, as a fingerprint has it: such a word is broken between two pairs, so
// that it can be compared. It is empty where a line has no room for a pair and its colon.
func (w *wrapper) pair() string {
	colon := bytes.LastIndexByte(w.word, ':')
	pair := string(w.word[colon+1:])
	if colon < 0 || len(pair) > 2 || w.width <= len(pair)+1 || strings.Trim(pair, "0123456789abcdefABCDEF") != "" {
		return ""
	}
	return pair
}

// commit moves the word to the line, or to a new one if it does not fit. The
// gap before it goes with it, but not to a new line.
func (w *wrapper) commit() {
	if w.wcells == 0 {
		w.line = append(w.line, w.word...)
		w.word = w.word[:0]
		w.written = w.style
		return
	}
	if w.cells+w.gap+w.wcells > w.width {
		if w.filled {
			w.close()
			w.open()
		}
		w.gap = 0
	}
	w.line = append(appendBlank(w.line, w.gap), w.word...)
	w.cells += w.gap + w.wcells
	w.filled, w.gap, w.wcells = true, 0, 0
	w.word = w.word[:0]
	w.written = w.style
}
