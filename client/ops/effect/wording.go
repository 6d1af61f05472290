package effect

import (
	"fmt"
	"strings"
	"time"
)

// spoken is a time for people. Minutes are rounded up: nobody is disappointed then.
func spoken(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 90*time.Minute:
		return fmt.Sprintf("%d min", (d+time.Minute-1)/time.Minute)
	}
	return fmt.Sprintf("%d h", (d+time.Hour-1)/time.Hour)
}

// namedLimit is how many things a sentence names; of more it tells the number.
const namedLimit = 2

func few(texts []string) string {
	if len(texts) <= namedLimit {
		return strings.Join(texts, "; ")
	}
	return fmt.Sprintf("%s; and %d more", strings.Join(texts[:namedLimit], "; "), len(texts)-namedLimit)
}

// When says in a line when the effects show; empty when there are none.
func When(effects []Effect) string {
	var parts []string
	var slowest, page Effect
	for _, effect := range effects {
		switch {
		case effect.ID == Discovery:
			page = effect
		case effect.Within > slowest.Within:
			slowest = effect
		}
	}
	if slowest.When != "" {
		parts = append(parts, "in effect "+slowest.When)
	}
	if page.When != "" {
		parts = append(parts, "discovery shows it "+page.When)
	}
	return strings.Join(parts, "; ")
}
