package qr

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"rsc.io/qr"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

const address = "https://jans.example.org/jans-auth/device-code?user_code=ABCD-EFGH"

// modules reads a drawn code back: true is a half cell that is filled.
func modules(lines []string) [][]bool {
	var rows [][]bool
	for _, l := range lines {
		var upper, lower []bool
		for _, r := range text.Strip(l) {
			upper = append(upper, r == '▀' || r == '█')
			lower = append(lower, r == '▄' || r == '█')
		}
		rows = append(rows, upper, lower)
	}
	return rows
}

// What is drawn is the code, module by module, with its quiet zone.
func TestLines(t *testing.T) {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	for name, th := range map[string]*theme.Theme{
		"colours": theme.New(theme.Options{Palette: "light", Profile: termenv.TrueColor}), "none": kittest.Mono(),
	} {
		for _, size := range [][3]int{{80, 30, wideMargin}, {code.Size + 2, 30, narrowMargin}} {
			drawn := modules(Lines(th, address, size[0], size[1]))
			margin := size[2]
			if len(drawn) < code.Size+2*margin {
				t.Fatalf("%s: %d rows", name, len(drawn))
			}
			for y := range code.Size + 2*margin {
				for x := range code.Size + 2*margin {
					if want := code.Black(x-margin, y-margin) != th.Code.IsZero(); drawn[y][x] != want {
						t.Fatalf("%s: module %d,%d is %v", name, x, y, !want)
					}
				}
			}
		}
	}
}

func TestNoRoom(t *testing.T) {
	if Lines(kittest.Mono(), address, 34, 40) != nil || Lines(kittest.Mono(), address, 80, 12) != nil {
		t.Error("a code that does not fit is drawn")
	}
	if Lines(kittest.Mono(), strings.Repeat("x", 5000), 400, 400) != nil {
		t.Error("a text that no code holds is drawn")
	}
	if Lines(theme.New(theme.Options{ASCII: true}), address, 80, 40) != nil {
		t.Error("blocks are drawn where there are none")
	}
}
