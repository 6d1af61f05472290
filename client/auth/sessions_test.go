package auth

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth/store"
)

// failingKeyring is one that answers nothing but an error.
type failingKeyring struct{ err error }

func (k failingKeyring) Get(string, string) (string, error) { return "", k.err }
func (k failingKeyring) Set(string, string, string) error   { return k.err }
func (k failingKeyring) Delete(string, string) error        { return k.err }

// Where there is no keyring there is no login in it; one that is locked may hold one, and is told of.
func TestNobodyIsSignedIn(t *testing.T) {
	for failure, told := range map[string]bool{`exec: "dbus-launch": executable file not found in $PATH`: false, "the collection is locked": true} {
		kept := store.Open(store.Options{Dir: t.TempDir(), Keyring: failingKeyring{errors.New(failure)}})
		_, err := Sessions{Store: kept, Profile: "prod"}.Load(t.Context())
		var required *LoginRequiredError
		if !errors.As(err, &required) || !strings.HasPrefix(required.Reason, "nobody is signed in") || strings.Contains(err.Error(), failure) != told {
			t.Errorf("%s: %v", failure, err)
		}
	}
}
