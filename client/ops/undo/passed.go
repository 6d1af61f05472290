package undo

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/journal"
)

// NotePassed has the plan note which revocations are newer than the plan that was found by this word: somebody who takes back the last plan
// may mean one of them.
func (u *Undo) NotePassed(word string) {
	if word != LastWord {
		return
	}
	of := u.Of.Intent
	var numbers []int64
	for _, entry := range u.facts.log.Entries {
		later := entry.Intent.Number > of.Number && entry.Intent.Server == of.Server && entry.Intent.Profile == of.Profile
		if later && entry.Intent.Final() && entry.State() != journal.NotApplied {
			numbers = append(numbers, entry.Intent.Number)
		}
	}
	slices.Sort(numbers)
	u.passed = passedWords(numbers, of.Number)
}

// mostPassed is how many plans are named.
const mostPassed = 8

func passedWords(numbers []int64, taken int64) string {
	if len(numbers) == 0 {
		return ""
	}
	texts := make([]string, 0, mostPassed+1)
	for _, n := range numbers[max(len(numbers)-mostPassed, 0):] {
		texts = append(texts, fmt.Sprint(n))
	}
	subject, verb := "Plan ", " is newer, but a revocation"
	if len(numbers) > 1 {
		subject, verb = "Plans ", " are newer, but revocations"
	}
	if more := len(numbers) - mostPassed; more > 0 {
		texts = append(texts, fmt.Sprintf("and %d before them", more))
	}
	return subject + strings.Join(texts, ", ") + verb + fmt.Sprintf(": what is revoked stays revoked. This takes back plan %d.", taken)
}
