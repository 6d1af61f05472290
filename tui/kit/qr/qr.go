// Package qr draws QR codes for cameras that look at a terminal.
package qr

import (
	"strings"

	"rsc.io/qr"

	"github.com/jansadm/jansadm/theme"
)

// The quiet zone around a code, in modules. The standard asks for four; readers do with two, and with one on a calm ground.
const (
	wideMargin   = 2
	narrowMargin = 1
)

// Lines draws a text as a code that fits into width by height cells, two modules to a cell. It returns nil when there is no room for it,
// and where the terminal has no block characters.
func Lines(th *theme.Theme, content string, width, height int) []string {
	if th.Glyphs.Thumb != "█" { // plain characters
		return nil
	}
	code, err := qr.Encode(content, qr.L) // low redundancy: a screen is not scratched
	if err != nil {
		return nil
	}
	for _, margin := range []int{wideMargin, narrowMargin} {
		if side := code.Size + 2*margin; side <= width && (side+1)/2 <= height {
			return draw(th, code, margin)
		}
	}
	return nil
}

func draw(th *theme.Theme, code *qr.Code, margin int) []string {
	side := code.Size + 2*margin
	dark := func(x, y int) bool { return code.Black(x-margin, y-margin) }
	signs := [2][2]string{{" ", "▄"}, {"▀", "█"}}
	if th.Code.IsZero() { // without colours light modules are drawn: terminals are dark more often than not, and many cameras read both
		dark = func(x, y int) bool { return y < side && !code.Black(x-margin, y-margin) }
	}
	lines := make([]string, 0, (side+1)/2)
	for y := 0; y < side; y += 2 {
		var b strings.Builder
		for x := range side {
			b.WriteString(signs[bit(dark(x, y))][bit(dark(x, y+1))])
		}
		lines = append(lines, th.Code.Paint(b.String()))
	}
	return lines
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}
