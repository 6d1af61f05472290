package core

import (
	"regexp"

	"github.com/jansadm/jansadm/client/ops"
)

// inConsole are the ways of the command line that errors and advice name, and those of the console. What is given when the program starts
// (--read-only, --timeout) has no other way.
var inConsole = []struct {
	said *regexp.Regexp
	here string
}{
	{regexp.MustCompile(`"jansadm help revocation check" lists what the check needs; `), ""},
	{regexp.MustCompile(`"jansadm revocation status" tells`), "the page Revocation tells"},
	{regexp.MustCompile(`: "jansadm token revoke [^"]*--whole-grants"`), ", as the result offers"},
	{regexp.MustCompile(`"jansadm token revoke" takes codes`), "Tokens lists it"},
	{regexp.MustCompile(`or store the server with its client by "jansadm profile add" and sign in with "jansadm login"`), "or give the profile its client (Profiles, e)"},
	{regexp.MustCompile(`"jansadm login[^"]*"`), "L"},
	{regexp.MustCompile(`"jansadm profile edit [^"]*"`), "e in Profiles"},
	{regexp.MustCompile(`, or pass --confirm .*$`), "; r checks again, and asks"},
	{regexp.MustCompile(`, or pass --accept-risk\b.*`), ""},
	{regexp.MustCompile(`say why with --reason TEXT`), "say why with m on the page of the review"},
	{regexp.MustCompile(`^pass --yes$`), "confirm it"},
	{regexp.MustCompile(`with --ca-cert\b`), "as the CA file of the profile"},
	{regexp.MustCompile(`(?:with|both) --client-cert and --client-key\b`), "in the profile"},
	{regexp.MustCompile(`with --server or --auth-url\b`), "as host and auth server of the profile"},
	{regexp.MustCompile(`\(--auth-url\)`), "(Auth server)"}, // as the forms call it
	{regexp.MustCompile(`, or with jansadm client add-scope CLIENT .*\.$`), "."},
	{regexp.MustCompile(`, on the command line it is --[a-z-]+`), ""},
}

// Here is a text in the words of the console: where the command line has a command or an option, it has a key or a page.
func Here(text string) string {
	for _, way := range inConsole {
		text = way.said.ReplaceAllString(text, way.here)
	}
	return text
}

// Explain is ops.Explain in the words of the console.
func Explain(err error) ops.Problem {
	problem := ops.Explain(err)
	problem.Message, problem.Hint = Here(problem.Message), Here(problem.Hint)
	return problem
}
