package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

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
			return access.Secret{}, &usageError{message: "cannot read the client secret: " + err.Error()}
		}
		a.warn(exposed)
		return given(secret, "--secret-file")
	case f.secretStdin && !a.streams.InTerminal:
		secret, err := a.readSecret()
		if err != nil {
			return access.Secret{}, err
		}
		return given(secret, "--secret-from-stdin")
	case f.secretStdin || ask && a.streams.interactive():
		secret, err := a.streams.askHidden(ctx, "Secret of the client (it does not show): ")
		return access.NewSecret(secret), err
	}
	return access.Secret{}, nil
}

func given(secret, flag string) (access.Secret, error) {
	if secret == "" {
		return access.Secret{}, &usageError{message: "what " + flag + " gives is empty"}
	}
	return access.NewSecret(secret), nil
}

// longestSecret bounds what is taken for a secret, in bytes.
const longestSecret = 64 << 10

func (a *app) readSecret() (string, error) {
	content, err := io.ReadAll(io.LimitReader(a.streams.In, longestSecret+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read the client secret from standard input: %w", err)
	case len(content) > longestSecret:
		return "", errors.New("what standard input gives is longer than any secret")
	}
	return strings.TrimRight(string(content), "\r\n"), nil
}

// sayParting tells what a profile loses because it names another server or client now.
func (a *app) sayParting(parting connect.Parting, name string) {
	switch {
	case parting.Secret:
		a.say("%s is for another server or client now: the kept login and client secret stay behind and are forgotten.", name)
	case parting.Login:
		a.say("%s is for another Config API now: the kept login stays behind and is forgotten.", name)
	}
}
