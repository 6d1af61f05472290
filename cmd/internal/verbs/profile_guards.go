package verbs

import (
	"context"
	"strings"

	"github.com/jansadm/jansadm/client/ops/access"
)

// mayLift asks before a profile loses guards.
func (a *app) mayLift(ctx context.Context, before, after access.Profile) error {
	lifted := access.Lifts(before, after)
	if len(lifted) == 0 || a.global.dryRun {
		return nil
	}
	return a.confirmed(ctx, question{
		told: "This lifts guards of the profile " + before.Name + ": " + strings.Join(lifted, ", ") + ".", ask: "Lift them?", word: before.ConfirmWord,
	})
}

// mayRemove asks before a profile is removed: a login and a secret are lost, and its guards.
func (a *app) mayRemove(ctx context.Context, p access.Profile) error {
	asked := question{told: "The profile " + p.Name + ", its secret and its login will be removed.", ask: "Remove them?", word: p.ConfirmWord}
	if lifted := access.Lifts(p, access.Profile{}); len(lifted) > 0 {
		asked.told += " This lifts its guards: " + strings.Join(lifted, ", ") + "."
	}
	return a.confirmed(ctx, asked)
}
