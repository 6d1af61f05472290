package revoking

import (
	"testing"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
)

// Every state has words and a place in the order of its own.
func TestStates(t *testing.T) {
	th := theme.New(theme.Options{})
	words, places := map[string]bool{}, map[int]bool{}
	states := []tokens.State{tokens.Revoked, tokens.Gone, tokens.Failed, tokens.Unknown, tokens.NotTried}
	for _, state := range states {
		said, _, _ := result(th, state)
		words[said], places[urgency(state)] = true, true
	}
	if len(words) != len(states) || len(places) != len(states) || places[-1] {
		t.Errorf("%v at %v", words, places)
	}
}

func TestIssuedMeanwhile(t *testing.T) {
	for count, want := range map[int]string{1: "1 new token of the same selection was issued", 2: "2 new tokens of the same selection were issued"} {
		if got := issuedMeanwhile(count); got != want {
			t.Errorf("%d: %s", count, got)
		}
	}
}
