package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// memory is the memory in bytes a process has to itself. Pages of mapped files, such as an embedded database, do not
// count: the system takes them back when it needs them.
func memory(pid int) (bytes int, err error) {
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if errors.Is(err, os.ErrNotExist) {
		return 0, errors.New("this system does not tell how much memory a process has to itself")
	}
	if err != nil {
		return 0, err
	}
	bytes, err = anonymous(status)
	return bytes, errors.Join(err, status.Close())
}

// anonymous reads the line RssAnon of a process's status (proc_pid_status(5)).
func anonymous(status io.Reader) (bytes int, err error) {
	lines := bufio.NewScanner(status)
	for lines.Scan() {
		text, ok := strings.CutPrefix(lines.Text(), "RssAnon:")
		if !ok {
			continue
		}
		number, ok := strings.CutSuffix(strings.TrimSpace(text), " kB")
		if !ok {
			return 0, fmt.Errorf("RssAnon is %q, not a number of kB", text)
		}
		kilobytes, err := strconv.Atoi(number)
		return kilobytes << 10, err
	}
	return 0, errors.Join(errors.New("no RssAnon in the process's status"), lines.Err())
}
