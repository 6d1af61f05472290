package terminal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// named are the bytes xterm sends for the keys that have a name.
var named = map[string]string{
	"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D",
	"ctrl+up": "\x1b[1;5A", "ctrl+down": "\x1b[1;5B", "ctrl+right": "\x1b[1;5C", "ctrl+left": "\x1b[1;5D",
	"home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[2~", "delete": "\x1b[3~", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
	"f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
	"ctrl+space": "\x00", "ctrl+\\": "\x1c", "ctrl+]": "\x1d", "ctrl+^": "\x1e", "ctrl+_": "\x1f",
}

// Key is what a terminal sends when the key of that name is pressed: a single character stands for itself, other keys
// have the names Bubble Tea gives them ("enter", "ctrl+s", "shift+tab", "pgup", "alt+x").
func Key(name string) (string, error) {
	if bytes, ok := named[name]; ok {
		return bytes, nil
	}
	if utf8.RuneCountInString(name) == 1 {
		return name, nil
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && len(letter) == 1 && letter >= "a" && letter <= "z" {
		return string(rune(letter[0] - 'a' + 1)), nil
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		bytes, err := Key(rest)
		if err != nil {
			return "", fmt.Errorf("key %q: %w", name, err)
		}
		return "\x1b" + bytes, nil
	}
	return "", fmt.Errorf("no key is called %q; text longer than one character is sent as text", name)
}
