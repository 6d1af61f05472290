package verbs

import (
	"context"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// question is one that --yes answers, with --confirm where a word has to be typed.
type question struct {
	told string // what will happen, in sentences
	ask  string
	word string // has to be typed exactly so; "" when a yes is enough
}

// confirmed tells what is at stake and asks, unless --yes and --confirm have answered.
func (a *app) confirmed(ctx context.Context, q question) error {
	q.word = strings.TrimSpace(q.word)
	var flags []string
	if !a.global.yes {
		flags = append(flags, "--yes")
	}
	if !a.gaveWord(q.word) {
		flags = append(flags, "--confirm "+ops.ShellWord(q.word))
	}
	if len(flags) == 0 {
		return nil
	}
	if !a.streams.interactive() {
		return &ops.RefusedError{
			Why:  "it was not confirmed. " + strings.TrimSuffix(q.told, "."),
			Hint: "nobody can be asked here; to go on, pass " + strings.Join(flags, " "),
		}
	}
	a.say("%s", q.told)
	form, yes := q.ask+" [y/N] ", isYes
	if !a.gaveWord(q.word) {
		form, yes = fmt.Sprintf("%s Type %s to do so: ", q.ask, text.CleanLine(q.word)), func(answer string) bool { return answer == q.word }
	}
	answer, err := a.streams.ask(ctx, form)
	if err == nil && !yes(answer) {
		err = errDeclined
	}
	return err
}

// gaveWord says whether --confirm gives the word of a profile.
func (a *app) gaveWord(word string) bool {
	return word == "" || strings.TrimSpace(a.global.confirm) == word
}
