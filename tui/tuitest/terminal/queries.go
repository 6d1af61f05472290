package terminal

import (
	"bytes"
	"fmt"

	"github.com/charmbracelet/x/ansi"
)

// firstReport and lastReport bound the parameters of CSI t that ask something of the window instead of changing it.
const (
	firstReport = 11
	lastReport  = 21
)

// recordQueries notes every sequence that a terminal would answer, whether or not this one does. The handlers say
// "not handled", so that the emulator's own, registered earlier, still run.
func (s *Screen) recordQueries() {
	for name, command := range map[string]int{
		"DA1 (CSI c)":         'c',
		"DA2 (CSI > c)":       ansi.Command('>', 0, 'c'),
		"DA3 (CSI = c)":       ansi.Command('=', 0, 'c'),
		"DSR (CSI n)":         'n',
		"DSR (CSI ? n)":       ansi.Command('?', 0, 'n'),
		"DECRQM (CSI $ p)":    ansi.Command(0, '$', 'p'),
		"DECRQM (CSI ? $ p)":  ansi.Command('?', '$', 'p'),
		"XTVERSION (CSI > q)": ansi.Command('>', 0, 'q'),
		"keyboard (CSI ? u)":  ansi.Command('?', 0, 'u'),
		"keyboard (CSI ? m)":  ansi.Command('?', 0, 'm'),
	} {
		s.vt.RegisterCsiHandler(command, func(params ansi.Params) bool {
			return s.asked(withParameter(name, params))
		})
	}
	s.vt.RegisterCsiHandler('t', func(params ansi.Params) bool {
		if n, _, ok := params.Param(0, 0); ok && n >= firstReport && n <= lastReport {
			return s.asked(withParameter("window (CSI t)", params))
		}
		return false
	})
	for _, command := range []int{4, 5, 10, 11, 12, 13, 14, 17, 19, 52} {
		s.vt.RegisterOscHandler(command, func(data []byte) bool {
			if bytes.HasSuffix(data, []byte(";?")) {
				return s.asked(fmt.Sprintf("OSC %d", command))
			}
			return false
		})
	}
	for name, command := range map[string]int{
		"XTGETTCAP (DCS + q)": ansi.Command(0, '+', 'q'),
		"DECRQSS (DCS $ q)":   ansi.Command(0, '$', 'q'),
	} {
		s.vt.RegisterDcsHandler(command, func(ansi.Params, []byte) bool { return s.asked(name) })
	}
}

func withParameter(name string, params ansi.Params) string {
	if n, _, ok := params.Param(0, 0); ok && n != 0 {
		return fmt.Sprintf("%s %d", name, n)
	}
	return name
}

// asked is called while Write holds the lock.
func (s *Screen) asked(query string) (handled bool) {
	s.queries = append(s.queries, query)
	return false
}
