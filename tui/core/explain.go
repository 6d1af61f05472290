package core

import (
	"regexp"

	"github.com/jansadm/jansadm/client/ops"
)

// spoken are what hints name of the command line, and what stands for it in the console.
var spoken = []struct {
	command *regexp.Regexp
	console string
}{
	{regexp.MustCompile(`"jansadm login[^"]*"`), "L"}, // perhaps with the profile
	{regexp.MustCompile(`"jansadm profile edit [^"]*"`), "e in Profiles"},
	{regexp.MustCompile(`, or pass --confirm .*$`), "; r checks again, and asks"},
	{regexp.MustCompile(`with --reason TEXT`), "with m, after r has checked again"},
}

// Explain is ops.Explain in the words of the console: where the command line has a command, it has a key.
func Explain(err error) ops.Problem {
	problem := ops.Explain(err)
	for _, word := range spoken {
		problem.Hint = word.command.ReplaceAllLiteralString(problem.Hint, word.console)
	}
	return problem
}
