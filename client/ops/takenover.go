package ops

import (
	"errors"

	"github.com/jansadm/jansadm/client/auth"
)

// TakenOver says whether a failure is that somebody else has signed in elsewhere by the same profile, and names both. The texts are not cleaned.
func TakenOver(err error) (before, now string, taken bool) {
	required := (*auth.LoginRequiredError)(nil)
	if !errors.As(err, &required) || required.Instead.IsZero() {
		return "", "", false
	}
	return required.Person.String(), required.Instead.String(), true
}
