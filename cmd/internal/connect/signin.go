package connect

import (
	"context"
	"errors"
	"fmt"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
)

// SignIn implements access.Gate. Errors are *auth.LoginError and those of the transport.
func (g *Gate) SignIn(ctx context.Context, name string, show func(access.Code)) error {
	return g.signing(name, func(s *signer) error {
		signIn, err := s.signIn(ctx)
		if err != nil {
			return seen(err)
		}
		code, err := signIn.Start(ctx)
		if err != nil {
			return err
		}
		session, err := signIn.Wait(ctx, code, func(p auth.Progress) { show(codeOf(p)) })
		if err != nil {
			return err
		}
		if err := s.sessions().Replace(context.WithoutCancel(ctx), session); err != nil {
			return err
		}
		g.signedIn(s.profile.Name, session.Person)
		return nil
	})
}

// signedIn makes the connections of a profile go on as whoever has just signed in through them.
func (g *Gate) signedIn(name string, person auth.Person) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.open {
		if c.Profile.Name == name && c.person != nil {
			c.person.Become(person)
		}
	}
}

// Overridden is an *OverriddenError when the environment has credentials that are used in place of a login.
func (g *Gate) Overridden() error {
	if variable := wins(g.system.Env); variable != "" {
		return &OverriddenError{Variable: variable}
	}
	return nil
}

func codeOf(p auth.Progress) access.Code {
	return access.Code{
		UserCode: p.Code.UserCode, URL: p.Code.URL, CompleteURL: p.Code.CompleteURL, Expires: p.Code.Expires, Trouble: p.Trouble}
}

// SignOut implements access.Gate. That nobody was signed in is an *auth.LoginRequiredError, that the server could not be told an
// *auth.RevocationError.
func (g *Gate) SignOut(ctx context.Context, name string) error {
	return g.signing(name, func(s *signer) error {
		session, err := s.sessions().Load(ctx)
		if err != nil {
			return err
		}
		signIn, err := s.signIn(ctx)
		if err != nil {
			return errors.Join(&auth.RevocationError{Until: session.Expires(), Err: err}, s.sessions().Forget(context.WithoutCancel(ctx)))
		}
		return signIn.Logout(ctx, s.sessions())
	})
}

// signing does something with the login of a profile.
func (g *Gate) signing(name string, do func(*signer) error) (err error) {
	p, err := g.named(name)
	if err != nil {
		return err
	}
	p = g.settings.over(p)
	secret, _, err := readSecret(g.system.Env)
	if err != nil {
		return err
	}
	if p.ClientID == "" {
		return &CredentialsError{Message: fmt.Sprintf("the profile %q names no client to sign in with", p.Name), Profile: p.Name}
	}
	log, closeLog, err := OpenLog(g.settings.LogFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeLog()) }()
	w, err := g.reach(p, log)
	if err != nil {
		return g.fileGone(p, err)
	}
	defer w.transport.Close()
	if id := g.system.Env(envClientID); id != "" && id != p.ClientID {
		secret = "" // it belongs to that client
	}
	return do(g.signer(w, p, secret))
}
