package theme

import (
	"slices"
	"strconv"
	"strings"

	"github.com/muesli/termenv"
)

// Detect chooses a theme from the environment alone. The terminal is not asked:
// an answer would come in as typed text, and a terminal that gives none would
// hold up the start by seconds. Env is os.Getenv or a stand-in; tty says
// whether the output is a terminal.
//
// JANSADM_THEME names the palette, or "ascii" for plain glyphs. NO_COLOR (not
// empty, see no-color.org), CLICOLOR=0 and TERM=dumb switch all styling off,
// CLICOLOR_FORCE switches it on where there is no terminal.
func Detect(env func(string) string, tty bool) Options {
	o := Options{Profile: profile(env, tty), ASCII: !unicodeLocale(env)}
	wanted := strings.ToLower(env("JANSADM_THEME"))
	switch {
	case wanted == "ascii":
		o.ASCII = true
		o.Palette = groundPalette(env, o.Profile)
	case wanted != "auto" && slices.Contains(Palettes(), wanted):
		o.Palette = wanted
	default:
		o.Palette = groundPalette(env, o.Profile)
	}
	if o.Profile == termenv.Ascii {
		o.Palette = "mono"
	}
	return o
}

func profile(env func(string) string, tty bool) termenv.Profile {
	force := env("CLICOLOR_FORCE")
	forced := force != "" && force != "0"
	switch {
	case env("NO_COLOR") != "", env("TERM") == "dumb":
		return termenv.Ascii
	case !forced && (!tty || env("CLICOLOR") == "0"):
		return termenv.Ascii
	}
	colors := terminalProfile(env)
	if colors == termenv.Ascii && forced {
		return termenv.ANSI
	}
	return colors
}

// terminalProfile reads how many colours a terminal has from how it names
// itself.
func terminalProfile(env func(string) string) termenv.Profile {
	term := env("TERM")
	// GNU screen passes on the COLORTERM of the terminal it was started
	// in and shows 256 colours at most.
	inScreen := strings.HasPrefix(term, "screen") && env("TERM_PROGRAM") != "tmux"
	switch strings.ToLower(env("COLORTERM")) {
	case "truecolor", "24bit":
		if inScreen {
			return termenv.ANSI256
		}
		return termenv.TrueColor
	}
	switch {
	case strings.HasSuffix(term, "-direct"),
		slices.Contains([]string{"alacritty", "contour", "foot", "rio", "wezterm", "xterm-ghostty", "xterm-kitty"}, term),
		env("WT_SESSION") != "": // Windows Terminal sets no TERM
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	case term == "" && env("ConEmuANSI") != "ON":
		return termenv.Ascii
	default:
		return termenv.ANSI
	}
}

// groundPalette looks at COLORFGBG, "foreground;background" or
// "foreground;default;background" in the numbers of the 16 colours. Exact
// colours are only chosen where the terminal can show them well and its ground
// is known; everywhere else its own 16 colours are used.
func groundPalette(env func(string) string, p termenv.Profile) string {
	if p != termenv.TrueColor && p != termenv.ANSI256 {
		return "auto"
	}
	fields := strings.Split(env("COLORFGBG"), ";")
	ground, err := strconv.Atoi(fields[len(fields)-1])
	switch {
	case err != nil || ground < 0 || ground > 15:
		return "auto"
	case ground < 7 || ground == 8:
		return "dark"
	default:
		return "light"
	}
}

// unicodeLocale reports whether the terminal can be expected to show Unicode
// with every glyph of ours one cell wide. POSIX gives LC_ALL precedence over
// LC_CTYPE over LANG. Where none is set, as in many containers, the terminal is
// a modern one behind them. RUNEWIDTH_EASTASIAN makes the measuring library
// count the ambiguous characters, most of our glyphs, as two cells.
func unicodeLocale(env func(string) string) bool {
	if wide, err := strconv.ParseBool(env("RUNEWIDTH_EASTASIAN")); err == nil && wide {
		return false
	}
	if env("TERM") == "linux" {
		return false // the console's font has few of the glyphs
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(env(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return true
}
