package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// Key acts on a key and reports whether it was one of the input's. Enter, esc,
// tab, the vertical arrows and everything unknown is left to the owner.
func (in *Input) Key(msg tea.KeyMsg) bool {
	switch {
	case msg.Type == tea.KeyRunes && !msg.Alt:
		in.insert(string(msg.Runes), msg.Paste)
		return true
	case msg.Type == tea.KeySpace && !msg.Alt:
		in.insert(" ", false)
		return true
	}
	return in.command(msg.String())
}

// command acts on the keys that move the cursor or delete.
func (in *Input) command(key string) bool {
	switch key {
	case "left", "ctrl+b":
		in.cursor--
	case "right", "ctrl+f":
		in.cursor++
	case "home", "ctrl+a":
		in.cursor = 0
	case "end", "ctrl+e":
		in.cursor = len(in.chars)
	case "ctrl+left", "alt+left", "alt+b":
		in.cursor = in.wordStart()
	case "ctrl+right", "alt+right", "alt+f":
		in.cursor = in.wordEnd()
	case "backspace", "ctrl+h":
		in.remove(in.cursor-1, in.cursor)
	case "delete", "ctrl+d":
		in.remove(in.cursor, in.cursor+1)
	case "ctrl+w", "alt+backspace":
		in.remove(in.wordStart(), in.cursor)
	case "alt+d", "alt+delete":
		in.remove(in.cursor, in.wordEnd())
	case "ctrl+u":
		in.remove(0, in.cursor)
	case "ctrl+k":
		in.remove(in.cursor, len(in.chars))
	default:
		return false
	}
	in.notice = ""
	in.cursor = min(max(in.cursor, 0), len(in.chars))
	in.scroll()
	return true
}

// insert takes typed or pasted text over, less what can't be seen.
func (in *Input) insert(s string, paste bool) {
	in.notice = ""
	added := strings.TrimRight(text.Typed(join(in.chars[:in.cursor]), s), "\n")
	if strings.Contains(added, "\n") && in.options.RefuseBreaks {
		in.notice = "not pasted: the text has several lines, only one fits here"
		return
	}
	if paste && utf8.RuneCountInString(added) < utf8.RuneCountInString(s)-strings.Count(s, "\r")-strings.Count(s, "\n") {
		in.notice = "characters that can't be seen were left out"
	}
	added = strings.NewReplacer("\n", " ", "\t", " ").Replace(added)
	head := in.weld(in.chars[:in.cursor], in.split(added))
	if limit := in.options.Limit; limit > 0 {
		room := max(limit-(len(in.chars)-in.cursor), in.cursor)
		if len(head) > room {
			head = head[:room]
			in.notice = "too long: the rest was left out"
		}
	}
	in.chars = in.weld(head, in.chars[in.cursor:])
	in.cursor = min(len(head), len(in.chars))
	in.scroll()
}

func (in *Input) remove(from, to int) {
	from, to = max(from, 0), min(to, len(in.chars))
	if from >= to {
		return
	}
	in.chars = in.weld(in.chars[:from], in.chars[to:])
	in.cursor = min(from, len(in.chars))
}

// wordStart returns where the word before the cursor starts, wordEnd where the
// one behind it ends. In a secret everything is one word: its words would show
// where its spaces are.
func (in *Input) wordStart() int {
	i := in.cursor
	for i > 0 && !in.word(i-1) {
		i--
	}
	for i > 0 && in.word(i-1) {
		i--
	}
	return i
}

func (in *Input) wordEnd() int {
	i := in.cursor
	for i < len(in.chars) && !in.word(i) {
		i++
	}
	for i < len(in.chars) && in.word(i) {
		i++
	}
	return i
}

func (in *Input) word(i int) bool {
	r, _ := utf8.DecodeRuneInString(in.chars[i].raw)
	return in.options.Secret || unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}
