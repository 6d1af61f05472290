package tokens

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
)

// Filter says which tokens are meant: those to which all of it applies. The zero Filter is all of them.
type Filter struct {
	Client  string // its inum
	User    string // what the person signs in with, or the inum or DN
	Type    string // access_token or, in short, access
	Scope   string
	Grant   string // type of grant: client_credentials
	GrantID string

	ExpiresBefore, ExpiresAfter time.Time // zero for whenever; the moment itself counts

	// Text is looked for by the server in ids of grants, people, clients, scopes and types. Together with Scope it cannot be asked for.
	Text string
}

// Rough says that the server finds more than is meant: it looks for a scope as for any text. Pages of List show what it finds; what is
// planned, and what All gives, is looked at again.
func (f Filter) Rough() bool { return f.Scope != "" }

// IsZero says whether all tokens are meant.
func (f Filter) IsZero() bool { return f == Filter{} }

// FilterError says what cannot be searched for.
type FilterError struct{ Why string }

func (e *FilterError) Error() string { return e.Why }

// Problem implements ops.Explained.
func (e *FilterError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Why}
}

// Types are the types of tokens that people can name in short (TokenType.java).
func Types() []string {
	return []string{"access", "refresh", "id", "tx", "logout_status", "authorization_code"}
}

var wireTypes = map[string]string{
	"access": "access_token", "refresh": "refresh_token", "id": "id_token", "tx": "tx_token", "logout_status": "logout_status_jwt",
}

// uuid is the form of the inums of people, which nobody signs in with.
var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// query is what the server is asked. Columns of the database are named, which it takes as they are, but dates by their members: only
// those it can compare (DataUtil.java).
func (f Filter) query() (client.Query, error) {
	if f.Scope != "" && f.Text != "" {
		return client.Query{}, &FilterError{Why: "the server looks for a scope or for a text, not for both at once"}
	}
	if strings.Contains(f.Scope, ",") {
		return client.Query{}, &FilterError{Why: "a scope with a comma cannot be searched for"}
	}
	q := client.Query{Pattern: f.Text}
	if f.Scope != "" {
		q.Pattern = f.Scope
	}
	kind := f.Type
	if wire, short := wireTypes[kind]; short {
		kind = wire
	}
	user, byUser := userField(f.User, "usrId")
	for _, field := range []client.Field{
		{Name: "clnId", Value: f.Client}, {Name: user, Value: byUser}, {Name: "tknTyp", Value: kind}, {Name: "grtTyp", Value: f.Grant},
		{Name: "grtId", Value: f.GrantID}, dateField(client.AtMost, f.ExpiresBefore), dateField(client.AtLeast, f.ExpiresAfter),
	} {
		if field.Value != "" {
			q.Fields = append(q.Fields, field)
		}
	}
	return q, checkFields(q.Fields)
}

// userField is the column to look for a person in, and the value. The server makes a DN of an inum (TokenService.java, SessionService.java).
func userField(user, nameColumn string) (column, value string) {
	if inum, ok := inumOf(user); ok {
		return "jansUsrDN", inum
	}
	if uuid.MatchString(user) {
		return "jansUsrDN", user
	}
	return nameColumn, user
}

func dateField(operator string, at time.Time) client.Field {
	if at.IsZero() {
		return client.Field{}
	}
	return client.Field{Name: "expirationDate", Op: operator, Value: at.UTC().Format(serverDate)}
}

func checkFields(fields []client.Field) error {
	for _, field := range fields {
		if strings.ContainsAny(field.Value, ",=<>") {
			return &FilterError{Why: fmt.Sprintf("the server cannot search for a value with one of , = < >: %q", field.Value)}
		}
	}
	return nil
}

// keeps says whether a token that the server has found is meant.
func (f Filter) keeps(e Entry) bool { return f.Scope == "" || slices.Contains(e.Scopes, f.Scope) }

// whole says that all tokens of the grants are found, too: a grant has one client and at most one person.
func (f Filter) whole() bool {
	f.Client, f.User, f.GrantID = "", "", ""
	return f.IsZero()
}
