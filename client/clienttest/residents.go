package clienttest

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/sandbox"
)

// Residents are the users of a sandbox, whose userinfo it computes for any entries.
type Residents struct{ Server *sandbox.Server }

// Names implements ops.People.
func (r Residents) Names(context.Context) ([]string, error) {
	var names []string
	for _, user := range r.Server.Info().Users {
		names = append(names, user.Name)
	}
	return names, nil
}

// Userinfo implements ops.People.
func (r Residents) Userinfo(_ context.Context, person string, entries ops.Released) (ops.Userinfo, error) {
	raw, err := r.Server.Userinfo(sandbox.Preview{
		User: person, Scopes: raws(entries.Scopes), Claims: raws(entries.Claims), Scripts: raws(entries.Scripts)})
	if broken := (*sandbox.UserinfoError)(nil); errors.As(err, &broken) {
		return ops.Userinfo{}, &ops.UserinfoFailedError{Reason: broken.Reason, Exact: true}
	}
	if err != nil {
		return ops.Userinfo{}, err
	}
	claims, err := document.Parse(raw)
	return ops.Userinfo{Claims: claims, Exact: true}, err
}

func raws(docs []document.Document) []json.RawMessage {
	list := make([]json.RawMessage, len(docs))
	for i, doc := range docs {
		list[i], _ = doc.MarshalJSON() // cannot fail: the members are JSON already
	}
	return list
}
