//go:build unix

package terminal

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

const noControllingTerminal = syscall.O_NOCTTY

// prepare makes the command the leader of a session that owns its terminal, and reads of the terminal's side
// interruptible, since making a pseudo-terminal has switched that off.
func prepare(cmd *exec.Cmd, master *os.File) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if runtime.GOOS == "darwin" {
		return nil // its kernel queues do not support pseudo-terminals (golang/go#22099)
	}
	conn, err := master.SyscallConn()
	if err != nil {
		return err
	}
	var set error
	if err := conn.Control(func(fd uintptr) { set = syscall.SetNonblock(int(fd), true) }); err != nil {
		return err
	}
	return set
}

// killSession ends the leader of a session and all in its process group.
func killSession(leader *os.Process) error {
	if err := syscall.Kill(-leader.Pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("end process group %d: %w", leader.Pid, err)
	}
	return nil
}

func hangUp(master *os.File, leader *os.Process) error {
	if err := master.Close(); err != nil {
		return err
	}
	if runtime.GOOS == "darwin" {
		// A read in progress keeps the terminal open there, so that the kernel sends no signal.
		return leader.Signal(syscall.SIGHUP)
	}
	return nil
}
