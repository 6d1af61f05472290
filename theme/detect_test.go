package theme

import (
	"testing"

	"github.com/muesli/termenv"
)

func TestDetect(t *testing.T) {
	type env map[string]string
	tests := map[string]struct {
		env   env
		piped bool
		want  Options
	}{
		"true colour":        {env: env{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, want: Options{Palette: "auto", Profile: termenv.TrueColor}},
		"24 bit":             {env: env{"TERM": "xterm", "COLORTERM": "24bit"}, want: Options{Palette: "auto", Profile: termenv.TrueColor}},
		"256 colours":        {env: env{"TERM": "xterm-256color"}, want: Options{Palette: "auto", Profile: termenv.ANSI256}},
		"16 colours":         {env: env{"TERM": "xterm"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"known by name":      {env: env{"TERM": "xterm-kitty"}, want: Options{Palette: "auto", Profile: termenv.TrueColor}},
		"Windows Terminal":   {env: env{"WT_SESSION": "x"}, want: Options{Palette: "auto", Profile: termenv.TrueColor}},
		"screen":             {env: env{"TERM": "screen-256color", "COLORTERM": "truecolor"}, want: Options{Palette: "auto", Profile: termenv.ANSI256}},
		"tmux":               {env: env{"TERM": "screen-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "tmux"}, want: Options{Palette: "auto", Profile: termenv.TrueColor}},
		"nothing known":      {env: env{}, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"dumb":               {env: env{"TERM": "dumb", "COLORTERM": "truecolor"}, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"NO_COLOR":           {env: env{"TERM": "xterm", "NO_COLOR": "0"}, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"NO_COLOR empty":     {env: env{"TERM": "xterm", "NO_COLOR": ""}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"NO_COLOR over all":  {env: env{"TERM": "xterm", "NO_COLOR": "1", "CLICOLOR_FORCE": "1", "JANSADM_THEME": "dark"}, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"CLICOLOR":           {env: env{"TERM": "xterm", "CLICOLOR": "0"}, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"piped":              {env: env{"TERM": "xterm", "JANSADM_THEME": "dark"}, piped: true, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"piped, forced":      {env: env{"TERM": "xterm", "CLICOLOR_FORCE": "1"}, piped: true, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"no TERM, forced":    {env: env{"CLICOLOR_FORCE": "1"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"forced off":         {env: env{"TERM": "xterm", "CLICOLOR_FORCE": "0"}, piped: true, want: Options{Palette: "mono", Profile: termenv.Ascii}},
		"dark ground":        {env: env{"TERM": "xterm-256color", "COLORFGBG": "15;0"}, want: Options{Palette: "dark", Profile: termenv.ANSI256}},
		"grey ground":        {env: env{"TERM": "xterm-256color", "COLORFGBG": "15;8"}, want: Options{Palette: "dark", Profile: termenv.ANSI256}},
		"light ground":       {env: env{"TERM": "xterm-256color", "COLORFGBG": "0;default;15"}, want: Options{Palette: "light", Profile: termenv.ANSI256}},
		"ground unknown":     {env: env{"TERM": "xterm-256color", "COLORFGBG": "0;default"}, want: Options{Palette: "auto", Profile: termenv.ANSI256}},
		"ground, 16 colours": {env: env{"TERM": "xterm", "COLORFGBG": "0;15"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"palette named":      {env: env{"TERM": "xterm", "JANSADM_THEME": "Contrast", "COLORFGBG": "0;15"}, want: Options{Palette: "contrast", Profile: termenv.ANSI}},
		"palette auto":       {env: env{"TERM": "xterm-256color", "JANSADM_THEME": "auto", "COLORFGBG": "0;15"}, want: Options{Palette: "light", Profile: termenv.ANSI256}},
		"palette misspelt":   {env: env{"TERM": "xterm", "JANSADM_THEME": "drak"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"plain glyphs":       {env: env{"TERM": "xterm", "JANSADM_THEME": "ascii", "LANG": "en_US.UTF-8"}, want: Options{Palette: "auto", Profile: termenv.ANSI, ASCII: true}},
		"UTF-8":              {env: env{"TERM": "xterm", "LANG": "de_CH.utf8"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"C locale":           {env: env{"TERM": "xterm", "LANG": "C"}, want: Options{Palette: "auto", Profile: termenv.ANSI, ASCII: true}},
		"LC_ALL wins":        {env: env{"TERM": "xterm", "LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, want: Options{Palette: "auto", Profile: termenv.ANSI, ASCII: true}},
		"LC_CTYPE over LANG": {env: env{"TERM": "xterm", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, want: Options{Palette: "auto", Profile: termenv.ANSI}},
		"Linux console":      {env: env{"TERM": "linux", "LANG": "en_US.UTF-8"}, want: Options{Palette: "auto", Profile: termenv.ANSI, ASCII: true}},
		"wide ambiguous":     {env: env{"TERM": "xterm", "LANG": "ja_JP.UTF-8", "RUNEWIDTH_EASTASIAN": "1"}, want: Options{Palette: "auto", Profile: termenv.ANSI, ASCII: true}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Detect(func(k string) string { return tc.env[k] }, !tc.piped); got != tc.want {
				t.Errorf("%+v, want %+v", got, tc.want)
			}
		})
	}
}
