package tuitest

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/sandbox"
)

// residents are the users of a world's sandbox.
type residents struct{ server *sandbox.Server }

// Names implements ops.People.
func (r residents) Names(context.Context) ([]string, error) {
	var names []string
	for _, user := range r.server.Info().Users {
		names = append(names, user.Name)
	}
	return names, nil
}

// Userinfo implements ops.People.
func (r residents) Userinfo(_ context.Context, person string, entries ops.Released) (ops.Userinfo, error) {
	raw, err := r.server.Userinfo(sandbox.Preview{
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
