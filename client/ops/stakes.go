package ops

import (
	"cmp"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/impact"
)

// stakes are what is to be accepted before something is done.
type stakes struct {
	confirm string // the word that profiles ask for
	danger  string // the name of the first thing that is in danger; empty when nothing is
	impacts []Impact
}

func (s stakes) word() string {
	if s.confirm == "" || s.danger == "" || strings.EqualFold(s.confirm, s.danger) {
		return cmp.Or(s.confirm, s.danger)
	}
	return s.confirm + " " + s.danger
}

func (s stakes) typed(text string) bool { return Consent{Word: text}.typed(s.confirm, s.danger) }

// blocked are the impacts that no consent passes.
func (s stakes) blocked() []Impact {
	return s.where(func(i Impact) bool { return i.Severity == impact.LockOutDatabase })
}

// unaccepted are the dangers that the consent does not cover, where profiles ask for this word.
func (s stakes) unaccepted(consent Consent, word string) []Impact {
	if s.danger != "" && (consent.typed("", s.danger) || consent.typed(word, s.danger)) {
		return nil
	}
	return s.where(func(i Impact) bool { return i.Severity.NeedsConsent() && !slices.Contains(consent.AcceptedRisks, i.ID) })
}

func (s stakes) where(keep func(Impact) bool) []Impact {
	var kept []Impact
	for _, i := range s.impacts {
		if keep(i) {
			kept = append(kept, i)
		}
	}
	return kept
}
