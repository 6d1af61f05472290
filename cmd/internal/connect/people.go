package connect

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// residents are the users of the sandbox, which computes their userinfo for any scopes.
type residents struct{ handle *sandbox.Handle }

// Names implements ops.People.
func (r residents) Names(context.Context) ([]string, error) {
	users := r.handle.Info().Users
	names := make([]string, len(users))
	for i, user := range users {
		names[i] = user.Name
	}
	return names, nil
}

// Userinfo implements ops.People.
func (r residents) Userinfo(ctx context.Context, person string, entries ops.Released) (ops.Userinfo, error) {
	raw, err := r.handle.Userinfo(ctx, sandbox.Preview{
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

// bearer is the person whom an access token belongs to, if it belongs to one.
type bearer struct {
	transport *transport.Transport
	endpoint  func(context.Context) (string, error)
	token     string

	mu   sync.Mutex
	name string
}

// Names implements ops.People. A token that opens no userinfo is that of a client.
func (b *bearer) Names(ctx context.Context) ([]string, error) {
	b.mu.Lock()
	name := b.name
	b.mu.Unlock()
	if name != "" {
		return []string{name}, nil
	}
	claims, err := b.ask(ctx)
	switch kind := transport.KindOf(err); {
	case kind == transport.KindNotPermitted, kind == transport.KindUnauthenticated:
		return nil, nil
	case failed(err):
		name = unnamed
	case err != nil:
		return nil, err
	default:
		name = nameIn(claims)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.name = name
	return []string{name}, nil
}

// unnamed is what a person is called whose token tells no name.
const unnamed = "the signed-in person"

// nameIn is what the person is called by in the answer.
func nameIn(claims document.Document) string {
	for _, member := range []string{"user_name", "preferred_username", "email", "name", "sub"} {
		if name, ok := document.Text(claims.Get(member)); ok && name != "" {
			return name
		}
	}
	return unnamed
}

// Userinfo implements ops.People. The token has scopes of its own.
func (b *bearer) Userinfo(ctx context.Context, _ string, _ ops.Released) (ops.Userinfo, error) {
	claims, err := b.ask(ctx)
	if failed(err) {
		return ops.Userinfo{}, &ops.UserinfoFailedError{}
	}
	return ops.Userinfo{Claims: claims}, err
}

func (b *bearer) ask(ctx context.Context) (document.Document, error) {
	endpoint, err := b.endpoint(ctx)
	if err != nil {
		return nil, err
	}
	return auth.Userinfo(ctx, b.transport, endpoint, b.token)
}

// failed says whether userinfo itself failed over a claim, and not something on the way to it.
func failed(err error) bool {
	var failure *transport.Error
	return errors.As(err, &failure) && failure.Status == http.StatusInternalServerError
}
