package terminal

import (
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// newScreen is a screen whose replies are collected; the function returned ends it and gives them.
func newScreen(t *testing.T, cols, rows int) (*Screen, func() string) {
	t.Helper()
	s := NewScreen(cols, rows)
	replies := make(chan string, 1)
	go func() {
		all, err := io.ReadAll(s.Replies())
		if err != nil {
			t.Error(err)
		}
		replies <- string(all)
	}()
	end := func() string {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		all := <-replies
		replies <- all
		return all
	}
	t.Cleanup(func() { end() })
	return s, end
}

func write(t *testing.T, s *Screen, text string) {
	t.Helper()
	if _, err := s.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
}

func TestText(t *testing.T) {
	for _, tc := range []struct{ name, written, want string }{
		{"empty", "", ""},
		{"rows", "one\r\n\r\nthree  \r\n", "one\n\nthree"},
		{"moved", "\x1b[2;4Hhere", "\n   here"},
		{"overwritten", "abcdef\rABC", "ABCdef"},
		{"erased", "abcdef\x1b[3D\x1b[K", "abc"},
		{"wide", "日本x", "日本x"},
		{"combined", "\u00e9\u0323x", "\u00e9\u0323x"},
		{"wrapped", "0123456789ab", "0123456789\nab"},
		{"styled", "\x1b[1;31mred\x1b[0m plain", "red plain"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _ := newScreen(t, 10, 4)
			write(t, s, tc.written)
			if got := s.Text(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTextSplitAnywhere(t *testing.T) {
	const written = "\x1b[2J\x1b[1;1H日本 \x1b[38;5;200mcolour\x1b[0m\r\n\x1b]2;title\x07é"
	whole, _ := newScreen(t, 20, 4)
	write(t, whole, written)
	for cut := range len(written) {
		s, _ := newScreen(t, 20, 4)
		write(t, s, written[:cut])
		write(t, s, written[cut:])
		if s.Text() != whole.Text() {
			t.Errorf("cut at %d: got %q, want %q", cut, s.Text(), whole.Text())
		}
	}
}

func TestStyleAndFind(t *testing.T) {
	s, _ := newScreen(t, 20, 4)
	write(t, s, "plain\r\n日本 \x1b[1;7mbold\x1b[0m")
	x, y, ok := s.Find("bold")
	if x != 5 || y != 1 || !ok {
		t.Fatalf("found at %d,%d (%v)", x, y, ok)
	}
	if got := s.Style(x, y); got != "\x1b[1;7m" {
		t.Errorf("style is %q", got)
	}
	if got := s.Style(0, 0); got != "" {
		t.Errorf("plain text has style %q", got)
	}
	if got := s.Style(20, 4); got != "" {
		t.Errorf("outside the screen the style is %q", got)
	}
	if _, _, ok := s.Find("absent"); ok {
		t.Error("found what is not there")
	}
}

func TestModes(t *testing.T) {
	for _, tc := range []struct {
		name, written string
		want          Modes
	}{
		{"untouched", "text", Modes{}},
		{"alternate screen", "\x1b[?1049h", Modes{AltScreen: true}},
		{"alternate screen left", "\x1b[?1049h\x1b[?1049l", Modes{}},
		{"cursor", "\x1b[?25l", Modes{CursorHidden: true}},
		{"cursor shown again", "\x1b[?25l\x1b[?25h", Modes{}},
		{"mouse", "\x1b[?1002h\x1b[?1006h", Modes{Mouse: true}},
		{"one kind of mouse report left", "\x1b[?1002h\x1b[?1003h\x1b[?1002l", Modes{Mouse: true}},
		{"paste", "\x1b[?2004h", Modes{BracketedPaste: true}},
		{"focus", "\x1b[?1004h", Modes{FocusReports: true}},
		{"synchronized", "\x1b[?2026h", Modes{Synchronized: true}},
		{"several at once", "\x1b[?1004;2004h", Modes{FocusReports: true, BracketedPaste: true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _ := newScreen(t, 10, 4)
			write(t, s, tc.written)
			if got := s.Modes(); got != tc.want {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
		})
	}
}

func TestQueries(t *testing.T) {
	for _, tc := range []struct {
		written string
		want    []string
	}{
		{"text\x1b[1;31m\x1b[2J\x1b[8;24;80t\x1b[2 q\x1b]11;#000000\x07\x1b]52;c;aGVsbG8=\x07\x1b]2;a;?\x07", nil},
		{"\x1b]11;?\x1b\\\x1b[6n", []string{"OSC 11", "DSR (CSI n) 6"}},
		{"\x1b]10;?\x07", []string{"OSC 10"}},
		{"\x1b]4;1;?\x07", []string{"OSC 4"}},
		{"\x1b]52;c;?\x07", []string{"OSC 52"}},
		{"\x1b[c\x1b[0c\x1b[>c\x1b[=c", []string{"DA1 (CSI c)", "DA1 (CSI c)", "DA2 (CSI > c)", "DA3 (CSI = c)"}},
		{"\x1b[?2026$p", []string{"DECRQM (CSI ? $ p) 2026"}},
		{"\x1b[>q\x1b[?u", []string{"XTVERSION (CSI > q)", "keyboard (CSI ? u)"}},
		{"\x1b[14t", []string{"window (CSI t) 14"}},
		{"\x1bP+q544e\x1b\\\x1bP$qm\x1b\\", []string{"XTGETTCAP (DCS + q)", "DECRQSS (DCS $ q)"}},
	} {
		s, _ := newScreen(t, 80, 24)
		write(t, s, tc.written)
		if got := s.Queries(); !slices.Equal(got, tc.want) {
			t.Errorf("%q: got %q, want %q", tc.written, got, tc.want)
		}
	}
}

func TestReplies(t *testing.T) {
	s, end := newScreen(t, 80, 24)
	write(t, s, "abc\x1b[6n\x1b]11;?\x1b\\")
	got := end()
	if !strings.HasPrefix(got, "\x1b[1;4R\x1b]11;rgb:") {
		t.Errorf("replied %q", got)
	}
	if s.Text() != "abc" {
		t.Errorf("after closing the text is %q", s.Text())
	}
}

func TestRawAndResize(t *testing.T) {
	s, _ := newScreen(t, 10, 2)
	write(t, s, "a\x1b[1mb")
	write(t, s, "c")
	if got := string(s.Raw()); got != "a\x1b[1mbc" || s.Written() != len(got) {
		t.Errorf("raw is %q, written %d", got, s.Written())
	}
	s.Resize(30, 5)
	if got := s.Lines(); !reflect.DeepEqual(got, []string{"abc", "", "", "", ""}) {
		t.Errorf("lines are %q", got)
	}
}
