package verbs

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// whoamiJSON is what "whoami" prints.
type whoamiJSON struct {
	Profile     string     `json:"profile"` // empty when the server is given by its address
	Server      string     `json:"server"`
	Issuer      string     `json:"issuer"`
	Person      string     `json:"person"` // the client when nobody has signed in
	ClientID    string     `json:"client_id"`
	Roles       []string   `json:"roles"`
	Scopes      []string   `json:"scopes"`       // of the token in use
	MissingFull []string   `json:"missing_full"` // what a full administrator has besides
	MissingRead []string   `json:"missing_read"` // what a read-only one has besides
	ReadOnly    bool       `json:"read_only"`    // nothing is changed from here, whatever the scopes
	Expires     *time.Time `json:"expires"`      // null when only the server knows
	Renewable   bool       `json:"renewable"`    // it is renewed without a person
	Notes       []string   `json:"notes"`        // what the server tells of its health and version, and whether the clocks differ
}

func (a *app) whoamiCommand() *cobra.Command {
	return &cobra.Command{
		Use: "whoami", Short: "Tell who acts, and what he may do",
		Long: `Tell who acts at the server and what he may do, by what the server says of the
token: user, roles, scopes, what is missing for a full administrator and for a
read-only one, until when, and how the server is.

Prints {"profile", "server", "issuer", "person", "client_id", "roles", "scopes",
"missing_full", "missing_read", "read_only", "expires", "renewable", "notes"}
with -o json.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.whoami(c.Context()) },
	}
}

func (a *app) whoami(ctx context.Context) error {
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		identity, err := connection.Identity(ctx)
		if err != nil {
			return err
		}
		shape := whoamiJSON{
			Profile: connection.Profile.Name, Server: connection.Ops.Server(), Issuer: identity.Issuer,
			Person: identity.Person, ClientID: identity.ClientID, Roles: asList(identity.Roles), Scopes: asList(identity.Scopes),
			MissingFull: asList(identity.MissingFull), MissingRead: asList(identity.MissingRead),
			ReadOnly: connection.Ops.ReadOnly(), Renewable: identity.Renewable, Notes: asList(identity.ServerNotes),
		}
		if !identity.Expires.IsZero() {
			expires := identity.Expires.UTC()
			shape.Expires = &expires
		}
		return a.print(shape, func() []byte { return a.factCard(identity.Person, identityFacts(shape, identity)) })
	})
}

// asList is a list that JSON shows as one, also when it is empty.
func asList(texts []string) []string { return append([]string{}, texts...) }

func identityFacts(shape whoamiJSON, identity access.Identity) []fact {
	var list []fact
	add := func(label, text string) {
		if text != "" {
			list = append(list, fact{label: label, text: text})
		}
	}
	add("profile", shape.Profile)
	add("server", shape.Server)
	add("client", shape.ClientID)
	add("roles", strings.Join(shape.Roles, ", "))
	add("may", permissionWords(shape))
	add("to read, lacks", strings.Join(shape.MissingRead, ", "))
	if len(shape.MissingRead) == 0 {
		add("to write, lacks", strings.Join(shape.MissingFull, ", "))
	}
	add("scopes", strconv.Itoa(len(shape.Scopes))+" (-o json lists them)")
	add("token until", untilWords(identity))
	for _, note := range shape.Notes {
		add("server says", note)
	}
	return list
}

func permissionWords(shape whoamiJSON) string {
	switch {
	case len(shape.MissingRead) > 0:
		return "not do all that a read-only administrator can"
	case len(shape.MissingFull) > 0:
		return "read everything, but not do all that a full administrator can"
	case shape.ReadOnly:
		return "do everything; the profile or a flag keeps it to reading"
	}
	return "do everything"
}

func untilWords(identity access.Identity) string {
	words := "the server ends it"
	if !identity.Expires.IsZero() {
		words = identity.Expires.UTC().Format(time.DateTime) + " UTC"
	}
	if identity.Renewable {
		words += ", then it is renewed"
	}
	return words
}
