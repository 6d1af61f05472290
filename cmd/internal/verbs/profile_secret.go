package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"

	secrets "github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// clientSecret gets the secret of a profile's client by the way that was chosen. Without one a person is asked, if that is wanted, and may
// leave it out.
func (a *app) clientSecret(ctx context.Context, f profileFlags, ask bool) (access.Secret, error) {
	switch {
	case f.secretFile != "" && f.secretStdin:
		return access.Secret{}, &usageError{message: "--secret-file and --secret-from-stdin contradict each other", hint: "leave one of them out"}
	case f.secretFile != "":
		secret, exposed, err := secrets.ReadFile(f.secretFile)
		if err != nil {
			return access.Secret{}, badSecret(err)
		}
		a.warn(exposed)
		return access.NewSecret(secret), nil
	case f.secretStdin && !a.streams.InTerminal:
		secret, err := a.readSecret("the client secret")
		if malformed := (*secrets.MalformedError)(nil); errors.As(err, &malformed) {
			err = badSecret(malformed)
		}
		return access.NewSecret(secret), err
	case f.secretStdin || ask && a.streams.interactive():
		secret, err := a.streams.askHidden(ctx, "Secret of the client (it does not show): ")
		return access.NewSecret(secret), err
	}
	return access.Secret{}, nil
}

func badSecret(err error) error {
	problem := &usageError{message: "cannot read the client secret: " + err.Error()}
	if malformed := (*secrets.MalformedError)(nil); errors.As(err, &malformed) {
		problem.hint = malformed.Hint()
	}
	return problem
}

// longestSecret bounds what is taken for a secret, in bytes.
const longestSecret = 64 << 10

// readSecret reads one line from standard input; what says what it is. A text that is none is a *MalformedError.
func (a *app) readSecret(what string) (string, error) {
	content, err := io.ReadAll(io.LimitReader(a.streams.In, longestSecret+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read %s from standard input: %w", what, err)
	case len(content) > longestSecret:
		return "", errors.New("what standard input gives is longer than any secret")
	}
	secret, err := secrets.OneLine(string(content))
	if malformed := (*secrets.MalformedError)(nil); errors.As(err, &malformed) {
		malformed.Source = "what standard input gives"
	}
	return secret, err
}

// sayParting tells what a profile loses because it names another server or client now. A new secret takes the place of the kept one.
func (a *app) sayParting(parting connect.Parting, before access.Profile, renewed bool) {
	const elsewhere = "%s is for another server or client now: "
	switch {
	case parting.Secret && renewed && before.SignedIn:
		a.say(elsewhere+"the kept login stays behind and is forgotten, and the new client secret takes the place of the kept one.", before.Name)
	case parting.Secret && renewed:
		a.say(elsewhere+"the new client secret takes the place of the kept one.", before.Name)
	case parting.Secret && before.SignedIn:
		a.say(elsewhere+"the kept login and client secret stay behind and are forgotten.", before.Name)
	case parting.Secret:
		a.say(elsewhere+"the kept client secret stays behind and is forgotten.", before.Name)
	case parting.Login && before.SignedIn:
		a.say("%s is for another Config API now: the kept login stays behind and is forgotten.", before.Name)
	}
}
