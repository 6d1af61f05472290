package connect

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
)

// OpenLog opens a log file for appending. It is readable by its owner only, also where it was not before. A link to a file is refused:
// whoever has made it would choose what is written to. Without a name the log is discarded.
func OpenLog(name string) (*slog.Logger, func() error, error) {
	if name == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	file, err := openLogFile(name)
	if err != nil {
		return nil, nil, &SettingsError{Message: "the log file cannot be written", Err: err}
	}
	return slog.New(slog.NewTextHandler(file, nil)), file.Close, nil
}

const logMode = 0o600

func openLogFile(name string) (*os.File, error) {
	for {
		before, err := os.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, logMode)
			if errors.Is(err, fs.ErrExist) { // another process was quicker
				continue
			}
			return file, err
		case err != nil:
			return nil, err
		case before.Mode()&fs.ModeSymlink != 0:
			return openLinked(name)
		}
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, logMode)
		if err != nil {
			return nil, err
		}
		if err := keepPrivate(file, before); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		return file, nil
	}
}

var (
	errLinked    = errors.New("it is a link: name the file itself")
	errExchanged = errors.New("it was exchanged while it was opened")
)

// openLinked follows links to what is no file, and those of the system: /dev/stderr is one, to whatever the shell has put there.
func openLinked(name string) (*os.File, error) {
	target, err := os.Stat(name)
	if err != nil || target.Mode().IsRegular() && filepath.Dir(name) != "/dev" {
		return nil, errLinked
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_APPEND, logMode)
}

// keepPrivate takes the rights of others away from the file that was found.
func keepPrivate(file *os.File, found fs.FileInfo) error {
	info, err := file.Stat()
	switch {
	case err != nil:
		return err
	case !os.SameFile(found, info):
		return errExchanged
	case !info.Mode().IsRegular() || info.Mode().Perm()&^logMode == 0:
		return nil
	}
	return file.Chmod(logMode)
}
