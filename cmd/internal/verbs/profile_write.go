package verbs

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// profileFlags are what a profile can be told besides the flags of all commands.
type profileFlags struct {
	name string
	access.Profile
	makeDefault bool
	noCheck     bool
	secretFile  string
	secretStdin bool
}

const profileFlagsHelp = `The server is given by --server, and what it is trusted by with --ca-cert,
--client-cert, --client-key, --insecure-skip-verify and --pin; --read-only keeps
anything from being changed there. These are stored. Guards (--read-only,
--confirm-word, --require-reason) hold for the server, whichever profile is used
and however the address is written; another DNS name of the same machine is
another server for them. A console that is open heeds them before its next
change, and may write where it was read-only once it is opened again.

The server is looked at before anything is stored. When its certificate is not
accepted, its fingerprint is shown: after comparing it with the server's own it
can be pinned, so that this certificate and no other is accepted from then on.
Where nobody can be asked it has to be given with --pin.

The secret of the client is asked for, or read from --secret-file or with
--secret-from-stdin; it is never taken from the argument list. A Janssen
installation keeps the client for consoles in its setup properties, as
tui_client_id and tui_client_pw; on Kubernetes in the ConfigMap and the Secret
named cn.`

func (f *profileFlags) define(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.ConfigURL, "config-url", "", "`URL` of the Config API, where it is not at its usual place")
	flags.StringVar(&f.AuthURL, "auth-url", "", "`URL` of the auth server, likewise")
	flags.BoolVar(&f.PlainHTTP, "plain-http", false, "accept http://, so that tokens travel in clear")
	flags.StringVar(&f.ClientID, "client-id", "", "`ID` of the client that administrators sign in with")
	flags.StringVar(&f.Place, "secret-place", "", "`WHERE` secrets are kept: keyring, file, or env for nowhere")
	flags.StringVar(&f.secretFile, "secret-file", "", "read the secret of the client from this `FILE`")
	flags.BoolVar(&f.secretStdin, "secret-from-stdin", false, "read the secret of the client from standard input")
	flags.StringVar(&f.Pin, "pin", "", "`FINGERPRINT` (SHA-256) of the only certificate that the server may present")
	flags.StringVar(&f.Color, "color", "", "`COLOUR` of the profile in the console: "+strings.Join(theme.ServerColors(), ", "))
	flags.StringVar(&f.ConfirmWord, "confirm-word", "", "`WORD` that has to be typed before anything is changed")
	flags.BoolVar(&f.RequireReason, "require-reason", false, "want a reason for every change")
	flags.BoolVar(&f.makeDefault, "default", false, "make it the default profile")
	flags.BoolVar(&f.noCheck, "no-check", false, "store it without looking at the server")
	must(c.RegisterFlagCompletionFunc("color", cobra.FixedCompletions(theme.ServerColors(), cobra.ShellCompDirectiveNoFileComp)))
	places := []string{string(profile.PlaceKeyring), string(profile.PlaceFile), string(profile.PlaceEnv)}
	must(c.RegisterFlagCompletionFunc("secret-place", cobra.FixedCompletions(places, cobra.ShellCompDirectiveNoFileComp)))
}

// lay puts what was given over a profile. Of the flags of all commands the environment counts for a new profile only.
func (f *profileFlags) lay(c *cobra.Command, g connect.Settings, p access.Profile, added bool) access.Profile {
	given := c.Flags().Changed
	for _, text := range []struct {
		flag   string
		to     *string
		value  string
		global bool
	}{
		{serverFlag, &p.Server, g.Server, true}, {"ca-cert", &p.CACert, g.CACert, true},
		{"client-cert", &p.ClientCert, g.ClientCert, true}, {"client-key", &p.ClientKey, g.ClientKey, true},
		{"config-url", &p.ConfigURL, f.ConfigURL, false}, {"auth-url", &p.AuthURL, f.AuthURL, false},
		{"client-id", &p.ClientID, f.ClientID, false}, {"secret-place", &p.Place, f.Place, false}, {"pin", &p.Pin, f.Pin, false},
		{"color", &p.Color, f.Color, false}, {"confirm-word", &p.ConfirmWord, f.ConfirmWord, false}, {"name", &p.Name, f.name, false},
	} {
		if given(text.flag) || text.global && added {
			*text.to = text.value
		}
	}
	for _, on := range []struct {
		flag   string
		to     *bool
		value  bool
		global bool
	}{
		{insecureFlag, &p.Insecure, g.Insecure, true}, {"read-only", &p.ReadOnly, g.ReadOnly, true},
		{"plain-http", &p.PlainHTTP, f.PlainHTTP, false}, {"require-reason", &p.RequireReason, f.RequireReason, false},
	} {
		if given(on.flag) || on.global && added {
			*on.to = on.value
		}
	}
	return p
}

// storedJSON is what "profile add" and "profile edit" print.
type storedJSON struct {
	Stored      bool        `json:"stored"`
	Profile     profileJSON `json:"profile"`
	SecretsKept string      `json:"secrets_kept"` // where, in words
}

func (a *app) profileAdd() *cobra.Command {
	var f profileFlags
	command := &cobra.Command{
		Use: "add NAME", Short: "Store a server under a name",
		Long: `Store a server under a name, of letters, digits, dots, dashes and underscores.
The first profile becomes the default one.

` + profileFlagsHelp + `

Prints {"stored", "profile", "secrets_kept"} with -o json.`,
		Example: `  jansadm profile add prod --server https://id.example.org --client-id 2000.ab --color red
  jansadm profile add test --server test.example.org --client-id 2000.cd --secret-file secret --pin 01:AB:…`,
		Args: exactly(1, "a NAME"),
		RunE: func(c *cobra.Command, args []string) error { return a.addProfile(c, f, args[0]) },
	}
	f.define(command)
	return command
}

func (a *app) addProfile(c *cobra.Command, f profileFlags, name string) error {
	return a.withProfiles(c.Context(), func(ctx context.Context, gate *connect.Gate) error {
		p := f.lay(c, a.global.connect, access.Profile{Name: name}, true)
		if err := profile.CheckName(name); err != nil {
			return err
		}
		if taken, err := gate.Profile(ctx, name); err == nil {
			return &profile.DuplicateError{Name: name, Taken: taken.Name}
		}
		if p.Server == "" {
			return needsServer(ctx, gate)
		}
		return a.store(ctx, gate, f, access.Profile{}, p)
	})
}

// needsServer tells what the existing console knows, for a person who comes from there.
func needsServer(ctx context.Context, gate *connect.Gate) error {
	hint := "name it with --server https://HOST"
	if found, ok, err := gate.Legacy(ctx); err == nil && ok {
		hint = fmt.Sprintf("%s has --server %s --client-id %s", found.Path, found.Server, found.ClientID)
	}
	return &usageError{message: "the profile needs a server", hint: hint}
}

func (a *app) profileEdit() *cobra.Command {
	var f profileFlags
	command := &cobra.Command{
		Use: "edit NAME", Short: "Change a profile",
		Long: `Change a profile: what is given takes the place of what is stored, and an empty
text takes it out (--pin "", --read-only=false).

Lifting a guard (read-only, the confirm word, the reason for each change, or all
of them by another server) is a guarded act: it is asked about, and the confirm
word has to be typed where there is one. Without a terminal it takes --yes, and
--confirm WORD.

` + profileFlagsHelp + `

Prints {"stored", "profile", "secrets_kept"} with -o json.`,
		Example: `  jansadm profile edit prod --name live --confirm-word live
  jansadm profile edit prod --secret-from-stdin`,
		Args: exactly(1, "the NAME of a profile"), ValidArgsFunction: a.profileNames,
		RunE: func(c *cobra.Command, args []string) error { return a.editProfile(c, f, args[0]) },
	}
	f.define(command)
	command.Flags().StringVar(&f.name, "name", "", "give it another `NAME`")
	return command
}

func (a *app) editProfile(c *cobra.Command, f profileFlags, name string) error {
	return a.withProfiles(c.Context(), func(ctx context.Context, gate *connect.Gate) error {
		before, err := gate.Profile(ctx, name)
		if err != nil {
			return err
		}
		p := f.lay(c, a.global.connect, before, false)
		f.noCheck = f.noCheck || access.SameWay(before, p)
		return a.store(ctx, gate, f, before, p)
	})
}

// store looks at the server, gets the secret and stores the profile in place of the one before; without a name that is none. What is wrong
// on this machine is found before anybody is asked, a person or the server.
func (a *app) store(ctx context.Context, gate *connect.Gate, f profileFlags, before, p access.Profile) error {
	name, added := before.Name, before.Name == ""
	parting, err := gate.Parting(name, p)
	if err != nil {
		return err
	}
	if err := a.mayLift(ctx, before, p); err != nil {
		return err
	}
	secret, err := a.clientSecret(ctx, f, false)
	if err != nil {
		return err
	}
	a.warn(append(gate.Exposed(p), connect.Shortening(p))...)
	if !f.noCheck {
		if err := a.look(ctx, gate, &p); err != nil {
			return err
		}
	}
	a.sayParting(parting, before, !secret.IsZero())
	if secret.IsZero() {
		secret, err = a.clientSecret(ctx, f, (added || parting.Secret) && p.ClientID != "" && p.Place != string(profile.PlaceEnv))
		if err != nil {
			return err
		}
	}
	if a.global.dryRun {
		return a.print(storedJSON{Profile: profileShape(p)}, func() []byte { return a.unlessDryRun("") })
	}
	kept, err := gate.Save(ctx, name, p, secret)
	if err == nil && f.makeDefault {
		err = gate.SetDefault(ctx, p.Name)
	}
	if err != nil {
		return err
	}
	stored, err := gate.Profile(ctx, p.Name)
	if err != nil {
		return err
	}
	if a.global.output == formatTable {
		a.say("Secrets of %s are kept %s.", p.Name, kept)
		if parting.Secret && secret.IsZero() && p.ClientID != "" && p.Place != string(profile.PlaceEnv) {
			a.say("Give the secret of its client: jansadm profile edit %s --secret-from-stdin", p.Name)
		}
		if (added || parting.Login) && p.ClientID != "" {
			a.say("Sign in with: jansadm login --profile %s", p.Name)
		}
	}
	return a.print(storedJSON{Stored: true, Profile: profileShape(stored), SecretsKept: kept}, func() []byte {
		return fmt.Appendf(nil, "stored %s\n", p.Name)
	})
}
