package tokens

import (
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/entries/issued"
	"github.com/jansadm/jansadm/tui/kit/fields"
)

// The fields of the filter.
const (
	client    = "client"
	user      = "user"
	tokenType = "type"
	scope     = "scope"
	grantType = "grant-type"
	grant     = "grant"
	expiry    = "expiry"
)

// anyChoice is the choice that leaves everything in.
const anyChoice = "any"

// expiries are the choices of when tokens expire, with what they mean: from and until, counted from now.
var expiries = []struct {
	choice      string
	from, until string // as the command line says it; empty for no bound
}{
	{anyChoice, "", ""},
	{"valid", "0s", ""},
	{"expired", "", "0s"},
	{"within 1 h", "0s", "1h"},
	{"within 1 day", "0s", "24h"},
	{"within 1 week", "0s", "168h"},
}

func filterFields() []fields.Field {
	types := append([]string{anyChoice}, tokens.Types()...)
	choices := make([]string, len(expiries))
	for i, e := range expiries {
		choices[i] = e.choice
	}
	return []fields.Field{
		{ID: client, Label: "Client", Help: "The name or id of the client that the tokens were issued to."},
		{ID: user, Label: "User", Help: "What the person signs in with, or the inum."},
		{ID: tokenType, Label: "Type", Choices: types, Help: "What kind of token. Space and the arrows choose."},
		{ID: scope, Label: "Scope", Help: "Tokens with this scope. The list also shows others in which the server finds the text; revoking takes only those that have the scope. " +
			"It cannot be asked for together with a search."},
		{ID: grantType, Label: "Came by", Placeholder: "client_credentials", Help: "The type of grant by which the client got them."},
		{ID: grant, Label: "Grant", Help: "The id of one grant: everything that came from one sign-in."},
		{ID: expiry, Label: "Expires", Choices: choices, Help: "Whether they are still valid, and for how long."},
	}
}

// asked is a filter in the words of the operations.
func asked(filter issued.Filter, now time.Time) tokens.Filter {
	from, until := bounds(filter[expiry])
	return tokens.Filter{
		Client: filter[client], User: filter[user], Type: filter[tokenType], Scope: filter[scope], Grant: filter[grantType], GrantID: filter[grant],
		ExpiresAfter: offset(now, from), ExpiresBefore: offset(now, until), Text: filter[issued.TextField],
	}
}

func bounds(choice string) (from, until string) {
	for _, e := range expiries {
		if e.choice == choice {
			return e.from, e.until
		}
	}
	return "", ""
}

// offset is the moment so long after now; zero for no bound.
func offset(now time.Time, after string) time.Time {
	d, err := time.ParseDuration(after)
	if err != nil {
		return time.Time{}
	}
	return now.Add(d)
}

// command is the command line of a verb for a filter.
func command(verb string, filter issued.Filter) string {
	words := []string{"token", verb}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, value)
		}
	}
	for _, name := range []string{client, user, tokenType, scope, grantType, grant} {
		add("--"+name, filter[name])
	}
	from, until := bounds(filter[expiry])
	add("--expires-after", from)
	add("--expires-before", until)
	add("--search", filter[issued.TextField])
	if verb == "revoke" && len(filter) == 1 && filter[client] != "" {
		words = append(words, "--all")
	}
	return ops.CommandLine(words...)
}
