package verbs

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/effect"
)

// The hint is about what went wrong: to have the discovery document computed anew helps nobody whose change was written over.
func TestTheHintIsAboutWhatWentWrong(t *testing.T) {
	for id, hint := range map[string]string{effect.Stored: "ask for it again", effect.Discovery: "flush-discovery"} {
		err := missed([]effect.Progress{{Effect: effect.Effect{ID: id}, State: effect.Failed, Says: "it is not there"}}, nil)
		if problem := explain(err); exitCode(err) != exitUncertain || !strings.Contains(problem.Hint, hint) {
			t.Errorf("%s: %+v", id, problem)
		}
	}
}
