package form

import (
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// CheckTaken warns of a name that another entry has, as far as that is known without asking: the server keeps two of the same name, and
// nobody could tell them apart.
func CheckTaken(screen *Screen, resource change.Resource, name string) []schema.Problem {
	for _, head := range screen.Names().All(resource) {
		if head.Name == name {
			return []schema.Problem{{Message: "there is a " + string(resource) + " of that name", Hint: "choose another one", Severity: schema.Refuse}}
		}
	}
	return nil
}

// CheckStaged is CheckTaken for what is staged only: nobody knows the names of all scopes.
func CheckStaged(screen *Screen, resource change.Resource, name string) []schema.Problem {
	for _, created := range screen.Session.Draft.Created(resource) {
		if created.Name() == name {
			return []schema.Problem{{Message: "a new " + string(resource) + " of that name is staged already", Severity: schema.Refuse}}
		}
	}
	return nil
}
