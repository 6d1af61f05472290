package verbs

import (
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
)

// selecting are the flags that say which server a command is for, and how it is trusted.
var selecting = []string{sandboxFlag, serverFlag, profileFlag, "ca-cert", "client-cert", "client-key"}

// again makes a command line of this program be for the same server as the present one, where arguments chose it: what the environment
// chose it chooses again.
func (g *globals) again(command string) string {
	rest, ours := strings.CutPrefix(command, "jansadm ")
	if !ours || g.flags == nil {
		return command
	}
	var words []string
	for _, name := range selecting {
		switch flag := g.flags.Lookup(name); {
		case !flag.Changed:
		case flag.Value.Type() != "bool":
			words = append(words, "--"+name, flag.Value.String())
		case flag.Value.String() == "true":
			words = append(words, "--"+name)
		}
	}
	return ops.CommandLine(words...) + " " + rest
}

// fixedHere makes the commands that mend what was found be for this server.
func (g *globals) fixedHere(status revocation.Status) revocation.Status {
	for _, finding := range status.Findings {
		for i, command := range finding.Commands {
			finding.Commands[i] = g.again(command)
		}
	}
	return status
}

// offeredHere does the same with the ways to remove a token.
func (g *globals) offeredHere(outcome revocation.Outcome) revocation.Outcome {
	for i, offer := range outcome.Offers {
		outcome.Offers[i].Command = g.again(offer.Command)
	}
	return outcome
}
