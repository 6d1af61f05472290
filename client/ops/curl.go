package ops

import (
	"cmp"
	"strings"

	"github.com/jansadm/jansadm/client"
)

// Curl writes the requests of a plan as command lines for a POSIX shell, one a line. The access token is a reference to the environment,
// and the values of secrets stay masked, so that nothing secret is on a clipboard or in a history.
func (o *Ops) Curl(plan *Plan) []string {
	base := strings.TrimRight(cmp.Or(o.deps.ConfigURL, o.deps.Server+client.ConfigPath), "/")
	lines := make([]string, len(plan.Requests))
	for i, request := range plan.Requests {
		line := "curl --request " + ShellWord(request.Method) + " " + ShellWord(base+request.Path) + ` --header "Authorization: Bearer $JANSADM_ACCESS_TOKEN"`
		if len(request.Body) > 0 {
			line += " --header " + ShellWord("Content-Type: "+contentType(request.Method)) + " --data-raw " + ShellWord(string(request.Body))
		}
		lines[i] = line
	}
	return lines
}

// contentType is what the Config API wants: with PATCH it takes JSON Patch alone.
func contentType(method string) string {
	if method == "PATCH" {
		return "application/json-patch+json"
	}
	return "application/json"
}
