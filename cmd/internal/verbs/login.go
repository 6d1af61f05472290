package verbs

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/launch"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// loginJSON is what "login" and "logout" print.
type loginJSON struct {
	Profile  string `json:"profile"`
	SignedIn bool   `json:"signed_in"`
	Person   string `json:"person"` // who signed in
	Kept     string `json:"kept"`   // where the login is, in words
}

func (a *app) loginCommand() *cobra.Command {
	var open bool
	command := &cobra.Command{
		Use: "login", Short: "Sign in to the server of a profile with a browser",
		Long: `Sign in to the server of a profile: open the address that is shown in a browser,
on this machine or any other, and enter the code. The login is kept and renewed
until "jansadm logout", in the keyring of this computer or in a private file
where there is none.

With -o json stderr has {"sign_in": {"url", "complete_url", "user_code",
"expires"}} while it waits, and stdout {"profile", "signed_in", "person",
"kept"} in the end.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.login(c.Context(), open) },
	}
	command.Flags().BoolVar(&open, "open", false, "open the address in the browser of this machine")
	return command
}

func (a *app) logoutCommand() *cobra.Command {
	return &cobra.Command{
		Use: "logout", Short: "End the login of a profile",
		Long: `End the login of a profile: its tokens are revoked at the server and forgotten
here. Prints {"profile", "signed_in", "person", "kept"} with -o json.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.logout(c.Context()) },
	}
}

// withLogin does something with the profile that the flags name, which is what a login belongs to.
func (a *app) withLogin(ctx context.Context, do func(context.Context, *connect.Gate, access.Profile) error) error {
	settings, err := a.global.settings()
	switch {
	case err != nil:
		return err
	case settings.Sandbox || settings.Profile == profile.SandboxName:
		return &usageError{message: "the embedded server needs no login", hint: "use it with --sandbox"}
	case settings.Server != "":
		return &usageError{
			message: "a login belongs to a profile, and --server names none",
			hint:    "store the server with \"jansadm profile add\", and leave out --server or unset " + environmentName(serverFlag)}
	}
	return a.gate(ctx, settings, func(ctx context.Context, gate *connect.Gate) error {
		name, err := gate.Name()
		if err != nil {
			return err
		}
		p, err := gate.Profile(ctx, name)
		if err != nil {
			return err
		}
		return do(ctx, gate, p)
	})
}

func (a *app) login(ctx context.Context, open bool) error {
	return a.withLogin(ctx, func(ctx context.Context, gate *connect.Gate, p access.Profile) error {
		if p.Place == string(profile.PlaceEnv) {
			return &usageError{
				message: fmt.Sprintf("the profile %q keeps no secrets, so that a login would end with this command", p.Name),
				hint:    "set JANSADM_CLIENT_ID and JANSADM_CLIENT_SECRET, or change it: jansadm profile edit " + p.Name + " --secret-place keyring"}
		}
		a.warn(append(gate.Exposed(p), gate.Overridden())...)
		waiting := a.newSignInWait()
		shown := false
		err := gate.SignIn(ctx, p.Name, func(code access.Code) {
			waiting.show(code)
			if open && !shown {
				a.openBrowser(ctx, code)
			}
			shown = true
		})
		waiting.end()
		if err != nil {
			return err
		}
		if p, err = gate.Profile(ctx, p.Name); err != nil {
			return err
		}
		kept, err := gate.Kept(ctx, p.Name)
		if err != nil {
			return err
		}
		if a.global.output == formatTable {
			a.say("The login is kept %s.", kept)
		}
		return a.print(loginJSON{Profile: p.Name, SignedIn: true, Person: p.Person, Kept: kept}, func() []byte {
			return fmt.Appendf(nil, "signed in to %s as %s\n", p.Name, text.CleanLine(p.Person))
		})
	})
}

// openBrowser is a convenience: what keeps it from working is told, and the address is on the screen.
func (a *app) openBrowser(ctx context.Context, code access.Code) {
	command, err := launch.BrowserCommand(context.WithoutCancel(ctx), runtime.GOOS, a.program.Env, exec.LookPath, addressOf(code))
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		a.warn(fmt.Errorf("the browser did not open: %w", err))
		return
	}
	go func() { _ = command.Wait() }() // it belongs to the person from now on
}

func (a *app) logout(ctx context.Context) error {
	return a.withLogin(ctx, func(ctx context.Context, gate *connect.Gate, p access.Profile) error {
		a.warn(gate.Exposed(p)...)
		err := gate.SignOut(ctx, p.Name)
		nobody := errors.As(err, new(*auth.LoginRequiredError))
		if err != nil && !nobody {
			return err
		}
		return a.print(loginJSON{Profile: p.Name, Person: p.Person}, func() []byte {
			if nobody {
				a.say("Nobody was signed in to %s.", p.Name)
				return nil
			}
			return fmt.Appendf(nil, "signed out of %s\n", p.Name)
		})
	})
}
