package terminal

import "testing"

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"a": "a", "é": "é", " ": " ", "+": "+",
		"enter": "\r", "esc": "\x1b", "space": " ", "backspace": "\x7f", "up": "\x1b[A", "f5": "\x1b[15~",
		"ctrl+a": "\x01", "ctrl+s": "\x13", "ctrl+z": "\x1a", "ctrl+\\": "\x1c",
		"alt+x": "\x1bx", "alt+enter": "\x1b\r", "shift+tab": "\x1b[Z",
	} {
		if got, err := Key(name); err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"", "return", "ctrl+", "ctrl+1", "ctrl+A", "ctrl+sx", "alt+", "alt+nothing", "hello"} {
		if got, err := Key(name); err == nil {
			t.Errorf("%q: got %q, want an error", name, got)
		}
	}
}
