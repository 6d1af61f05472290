package verbs

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/kit/qr"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// signInWait tells a person what to do while a sign-in waits, on stderr: the address and the code at once, then how much time is left.
type signInWait struct {
	app     *app
	told    bool
	trouble string // told last
	line    bool   // the last line is to be written over
}

func (a *app) newSignInWait() *signInWait { return &signInWait{app: a} }

// signInJSON is the shape of what a person has to do.
type signInJSON struct {
	URL         string    `json:"url"`
	CompleteURL string    `json:"complete_url"` // with the code in it; empty when the server offers none
	UserCode    string    `json:"user_code"`
	Expires     time.Time `json:"expires"`
}

func addressOf(code access.Code) string { return cmp.Or(code.CompleteURL, code.URL) }

// show implements what access.Gate.SignIn calls.
func (w *signInWait) show(code access.Code) {
	a := w.app
	switch {
	case !w.told && a.format != formatTable:
		shape := map[string]signInJSON{"sign_in": {code.URL, code.CompleteURL, code.UserCode, code.Expires.UTC()}}
		if data, err := encode(a.format, shape); err == nil {
			w.write(data)
		}
	case !w.told:
		w.write(a.signInText(code))
	}
	w.told = true
	if a.format != formatTable || !a.streams.ErrTerminal {
		w.tellTrouble(code)
		return
	}
	line := "Waiting, " + left(time.Until(code.Expires)) + " left; ctrl+c gives up."
	if code.Trouble != nil {
		line = "The server does not answer, it is asked again; " + left(time.Until(code.Expires)) + " left."
	}
	width := max(a.streams.Width()-1, leastCells)
	w.write([]byte("\r" + text.Pad(text.Truncate(line, width, cutEllipsis), min(width, longestWait))))
	w.line = true
}

// longestWait is the width of the longest line about waiting: a shorter one is filled up with blanks.
const longestWait = 72

// tellTrouble tells each failure once where no line can be written over.
func (w *signInWait) tellTrouble(code access.Code) {
	trouble := ""
	if code.Trouble != nil {
		trouble = code.Trouble.Error()
	}
	if trouble != "" && trouble != w.trouble {
		w.app.warn(fmt.Errorf("the server is asked again: %w", code.Trouble))
	}
	w.trouble = trouble
}

// end leaves the line about waiting.
func (w *signInWait) end() {
	if w.line {
		w.write([]byte("\n"))
	}
}

func (w *signInWait) write(data []byte) { _, _ = w.app.streams.Err.Write(data) } // nobody can be told when that fails

func (a *app) signInText(code access.Code) []byte {
	paint := a.paint(a.streams.ErrTerminal)
	var out bytes.Buffer
	address := text.CleanLine(addressOf(code))
	out.WriteString("Sign in with a browser, on this machine or any other:\n\n  " + paint.Accent.Paint(address) + "\n\n")
	if a.streams.ErrTerminal {
		const otherLines = 9
		for _, line := range qr.Lines(paint, address, a.streams.Width(), a.streams.height()-otherLines) {
			out.WriteString(line + "\n")
		}
	}
	out.WriteString("The code is " + paint.Accent.Paint(text.CleanLine(code.UserCode)))
	if code.CompleteURL == "" {
		out.WriteString(", which the page asks for")
	}
	fmt.Fprintf(&out, ". It is good for %s.\n", left(time.Until(code.Expires)))
	return out.Bytes()
}

// left is a time to wait for, as people say it.
func left(d time.Duration) string {
	d = max(d.Round(time.Second), 0)
	if d >= time.Minute {
		return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
	}
	return d.String()
}
