package terminal

import (
	"os"
	"path/filepath"
)

// Default size of a terminal.
const (
	DefaultCols = 80
	DefaultRows = 24
)

// Options say how a program is started.
type Options struct {
	Path string   // the program
	Args []string // its arguments, without its name
	// Env is added to a small fixed environment (see Home) in which nothing of the caller's own settings is visible,
	// except PATH and the folder for temporary files. A later NAME=value wins over an earlier one.
	Env  []string
	Dir  string // working folder; empty means the caller's
	Home string // folder that HOME and the XDG variables point into
	Cols int    // size of the terminal; 0 means DefaultCols and DefaultRows
	Rows int
	// AnswerQueries makes the terminal answer when the program asks it something, as most real ones do. Without it the
	// terminal stays silent, as some do.
	AnswerQueries bool
}

func (o Options) size() (cols, rows int) {
	cols, rows = o.Cols, o.Rows
	if cols == 0 {
		cols = DefaultCols
	}
	if rows == 0 {
		rows = DefaultRows
	}
	return cols, rows
}

// Environment is what the program sees: a colour terminal, UTF-8, UTC and an empty home.
func (o Options) Environment() []string {
	env := []string{
		"TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC",
		"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(),
		"HOME=" + o.Home,
		"XDG_CONFIG_HOME=" + filepath.Join(o.Home, "config"),
		"XDG_STATE_HOME=" + filepath.Join(o.Home, "state"),
		"XDG_DATA_HOME=" + filepath.Join(o.Home, "data"),
		"XDG_CACHE_HOME=" + filepath.Join(o.Home, "cache"),
		"XDG_RUNTIME_DIR=" + filepath.Join(o.Home, "run"),
	}
	return append(env, o.Env...)
}
