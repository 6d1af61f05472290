package tokens

import "strings"

// words say what a filter means, after a number of tokens.
func (f Filter) words() string {
	var said []string
	add := func(form, value string) {
		if value != "" {
			said = append(said, form+" "+value)
		}
	}
	add("of the client", f.Client)
	add("of the user", f.User)
	add("of the type", f.Type)
	add("with the scope", f.Scope)
	add("by", f.Grant)
	add("of the grant", f.GrantID)
	if !f.ExpiresAfter.IsZero() {
		add("that expire after", f.ExpiresAfter.UTC().Format(serverDate))
	}
	if !f.ExpiresBefore.IsZero() {
		add("that expire before", f.ExpiresBefore.UTC().Format(serverDate))
	}
	add("in which is found", f.Text)
	return strings.Join(said, " ")
}

func (f SessionFilter) words() string {
	return Filter{User: f.User, Client: f.Client, Text: f.Text}.words()
}
