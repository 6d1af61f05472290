package core

import (
	"regexp"

	"github.com/jansadm/jansadm/client/ops"
)

// loginCommand is how a hint names the command that signs in, perhaps with the profile.
var loginCommand = regexp.MustCompile(`"jansadm login[^"]*"`)

// Explain is ops.Explain in the words of the console: where the command line has a command, it has a key.
func Explain(err error) ops.Problem {
	problem := ops.Explain(err)
	problem.Hint = loginCommand.ReplaceAllString(problem.Hint, "L")
	return problem
}
