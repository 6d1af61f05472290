package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// previewAnswer is what the control route tells. At most one member is set.
type previewAnswer struct {
	Claims json.RawMessage `json:"claims,omitempty"`
	Broken string          `json:"broken,omitempty"` // why userinfo would fail
	NoUser bool            `json:"no_user,omitempty"`
}

// previewed puts what became of a question into an answer; what is nobody's fault stays an error.
func previewed(claims json.RawMessage, err error) (previewAnswer, error) {
	var broken *UserinfoError
	switch {
	case errors.As(err, &broken):
		return previewAnswer{Broken: broken.Reason}, nil
	case errors.Is(err, ErrNoUser):
		return previewAnswer{NoUser: true}, nil
	}
	return previewAnswer{Claims: claims}, err
}

// Userinfo is Server.Userinfo, whoever owns the folder.
func (h *Handle) Userinfo(ctx context.Context, p Preview) (json.RawMessage, error) {
	body, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	current := h.tenure()
	const attempts = 3 // the next owner may be gone again
	for attempt := 1; current.server == nil; attempt++ {
		raw, err := control(ctx, current.transport, current.address, http.MethodPost, controlUserinfo, body)
		if err == nil {
			return readPreview(raw, p.User)
		}
		if !errors.Is(err, errNoOwner) || attempt == attempts || ctx.Err() != nil {
			return nil, err
		}
		if current, err = h.succeed(ctx, current); err != nil {
			return nil, err
		}
	}
	return current.server.Userinfo(p)
}

func readPreview(raw []byte, user string) (json.RawMessage, error) {
	var answer previewAnswer
	if err := json.Unmarshal(raw, &answer); err != nil {
		return nil, fmt.Errorf("answer of the folder's owner: %w", err)
	}
	switch {
	case answer.NoUser:
		return nil, fmt.Errorf("%w: %s", ErrNoUser, user)
	case answer.Broken != "":
		return nil, &UserinfoError{Reason: answer.Broken}
	}
	return answer.Claims, nil
}
