package verbs

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// entryNoun is what the verbs of scopes, claims, scripts and clients have to know of them.
type entryNoun struct {
	resource change.Resource
	columns  []entryColumn
	sorts    []sortColumn
	details  []string    // paths that the card shows although the server makes their values up
	flags    []fieldFlag // of create and update
	hides    bool        // its entries can hold secrets
}

func (n entryNoun) kind() schema.Entity {
	kind, _ := schema.LookupEntity(string(n.resource))
	return kind
}

// one and many are the noun in sentences.
func (n entryNoun) one() string  { return string(n.resource) }
func (n entryNoun) many() string { return string(n.resource) + "s" }

// anyName is how the help names one entry.
const anyName = "ID"

// find reads the entries that are named, and reports all names that are wrong.
func (n entryNoun) find(ctx context.Context, o *ops.Ops, names []string) ([]*ops.Entity, error) {
	var found []*ops.Entity
	seen := map[ops.Target]bool{}
	err := stageEach(nil, names, func(name string) error {
		entity, err := o.Find(ctx, n.resource, name)
		if err == nil && !seen[entity.Target] {
			seen[entity.Target] = true
			found = append(found, entity)
		}
		return err
	})
	return found, err
}

// shown is the document of an entry, with its secrets masked unless they are asked for.
func shown(entity *ops.Entity, showSecrets bool) (json.RawMessage, error) {
	whole, err := entity.Document.MarshalJSON()
	if err != nil || showSecrets {
		return whole, err
	}
	hidden, _ := ops.HideWhole(entity.Target.Resource, whole)
	return hidden, nil
}

// deleteVerb deletes entries, each with a request of its own.
func (a *app) deleteVerb(n entryNoun) *cobra.Command {
	var takes func(ops.Offer) bool
	command := &cobra.Command{
		Use: "delete " + anyName + "...", Short: "Delete " + n.many(),
		Long: `Delete ` + n.many() + `, one after the other. Who uses them is asked of the server first and
told. When one cannot be deleted, those after it are not tried; what has become
of each is told.

What others refer to stays in their lists and leads nowhere.`,
		Args: atLeastOne("the " + anyName + " of a " + n.one()),
		RunE: func(c *cobra.Command, args []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: "already deleted: " + strings.Join(args, ", "),
				takes:   takes,
				stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
					found, err := n.find(ctx, o, args)
					if err != nil {
						return err
					}
					return stageEach(nil, found, func(entity *ops.Entity) error { return entity.Delete(draft) })
				}),
			})
		},
	}
	if n.resource == change.Scope {
		takes = takesFromClients(command)
	}
	return command
}

// userJSON is the shape of something that uses an entry.
type userJSON struct {
	Kind   change.Resource `json:"kind"`
	Inum   string          `json:"inum"`
	Name   string          `json:"name"`
	Type   string          `json:"type,omitempty"` // of a scope
	Active bool            `json:"active"`         // a client is not disabled
}

// usersVerb tells who uses an entry.
func (a *app) usersVerb(n entryNoun, short, long string) *cobra.Command {
	return &cobra.Command{
		Use: "users " + anyName, Short: short, Long: long,
		Args: exactly(1, "the "+anyName+" of one "+n.one()),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				entity, err := connection.Ops.Find(ctx, n.resource, args[0])
				if err != nil {
					return err
				}
				users, err := connection.Ops.Users(ctx, entity.Target)
				if err != nil {
					return err
				}
				shapes := make([]userJSON, len(users))
				for i, user := range users {
					shapes[i] = userJSON{user.Resource, user.Inum, user.Name, user.Type, user.Active}
				}
				return a.print(shapes, func() []byte { return a.userTable(n, users) })
			})
		},
	}
}

func (a *app) userTable(n entryNoun, users []ops.Head) []byte {
	if len(users) == 0 {
		a.say("nothing uses this %s", n.one())
		return nil
	}
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"KIND", "INUM", "NAME", "TYPE"}}
	for _, user := range users {
		row := cells(string(user.Resource), user.Inum, user.Name, user.Type)
		if !user.Active {
			row[3] = cell{"disabled", paint.Warn}
		}
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}
