//go:build !unix

package terminal

import (
	"errors"
	"os"
	"os/exec"
)

const noControllingTerminal = 0

// There are no pseudo-terminals of this kind here; Open fails before any of these is called.

func prepare(*exec.Cmd, *os.File) error { return errors.ErrUnsupported }

func killSession(*os.Process) error { return errors.ErrUnsupported }

func hangUp(*os.File, *os.Process) error { return errors.ErrUnsupported }
