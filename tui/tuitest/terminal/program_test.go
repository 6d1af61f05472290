package terminal

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/term"
)

// asProgram makes this test program play the small program that the tests run on a terminal.
const asProgram = "TERMINAL_TEST_PROGRAM"

// shownModes are the modes the small program switches on.
const shownModes = "\x1b[?1049h\x1b[?25l\x1b[?1002h\x1b[?2004h"

func TestMain(m *testing.M) {
	switch os.Getenv(asProgram) {
	case "":
		goleak.VerifyTestMain(m)
	case "interactive":
		os.Exit(interactive())
	case "words":
		fmt.Println(strings.Join(os.Args[1:], " "))
	case "environment":
		fmt.Println(strings.Join(os.Environ(), "\n"))
	}
}

// interactive shows every piece of input it gets, until it gets "q" (ends well), "x" (ends without cleaning up), or
// SIGHUP or the end of input (leaves a note in the file "hup").
func interactive() int {
	state, err := term.MakeRaw(0)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	input := make(chan string)
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := os.Stdin.Read(buf)
			if err != nil {
				return
			}
			input <- string(buf[:n])
		}
	}()
	fmt.Print(shownModes, "ready\r\n")
	for {
		select {
		case <-signals:
			if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), "hup"), nil, 0o600); err != nil {
				return 1
			}
			return 9
		case text := <-input:
			switch text {
			case "q":
				fmt.Print("\x1b[?2004l\x1b[?1002l\x1b[?25h\x1b[?1049lbye\r\n")
				if err := term.Restore(0, state); err != nil {
					return 1
				}
				return 3
			case "x":
				return 4
			case "s":
				cols, rows, err := term.GetSize(0)
				fmt.Printf("size %d %d %v\r\n", cols, rows, err)
			case "c":
				fmt.Print("\x1b[6n")
			default:
				fmt.Printf("%q\r\n", text)
			}
		}
	}
}
