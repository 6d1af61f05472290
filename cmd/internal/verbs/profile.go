package verbs

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// profileJSON is the shape of one profile. It holds no secrets.
type profileJSON struct {
	Name     string `json:"name"`
	Default  bool   `json:"default"`
	SignedIn bool   `json:"signed_in"` // a login is kept; the server may have ended it
	Person   string `json:"person"`    // who signed in

	Server    string `json:"server"`
	ConfigURL string `json:"config_url"` // empty for the usual place
	AuthURL   string `json:"auth_url"`
	PlainHTTP bool   `json:"plain_http"`

	ClientID    string `json:"client_id"`
	SecretPlace string `json:"secret_place"` // keyring, file or env
	SecretsIn   string `json:"secrets_in"`   // the same as it really is: file where the keyring cannot be used; empty when it is not known

	CACert     string `json:"ca_cert"`
	Pin        string `json:"pin"`
	ClientCert string `json:"client_cert"`
	ClientKey  string `json:"client_key"`
	Insecure   bool   `json:"insecure_skip_verify"`

	Color         string `json:"color"`
	ReadOnly      bool   `json:"read_only"`
	ConfirmWord   string `json:"confirm_word"`
	RequireReason bool   `json:"require_reason"`
}

func profileShape(p access.Profile) profileJSON {
	return profileJSON{
		Name: p.Name, Default: p.Default, SignedIn: p.SignedIn, Person: p.Person,
		Server: p.Server, ConfigURL: p.ConfigURL, AuthURL: p.AuthURL, PlainHTTP: p.PlainHTTP,
		ClientID: p.ClientID, SecretPlace: cmp.Or(p.Place, string(profile.PlaceKeyring)), SecretsIn: p.SecretsIn,
		CACert: p.CACert, Pin: p.Pin, ClientCert: p.ClientCert, ClientKey: p.ClientKey, Insecure: p.Insecure,
		Color: p.Color, ReadOnly: p.ReadOnly, ConfirmWord: p.ConfirmWord, RequireReason: p.RequireReason,
	}
}

// profileCommand is the noun for servers that are known by a name.
func (a *app) profileCommand() *cobra.Command {
	list := &cobra.Command{
		Use: "list", Short: "List the profiles, the default one first",
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.listProfiles(c.Context()) },
	}
	show := &cobra.Command{
		Use: "show [NAME]", Short: "Show a profile, the default one when none is named",
		Args: atMostOne("the NAME of a profile"), ValidArgsFunction: a.profileNames,
		RunE: func(c *cobra.Command, args []string) error { return a.showProfile(c.Context(), args) },
	}
	use := &cobra.Command{
		Use: "use NAME", Short: "Make a profile the default one",
		Args: exactly(1, "the NAME of a profile"), ValidArgsFunction: a.profileNames,
		RunE: func(c *cobra.Command, args []string) error { return a.useProfile(c.Context(), args[0]) },
	}
	return noun("profile", "Servers that are known by a name", `Servers that are known by a name: where each is, what it is trusted by, and the
client that administrators sign in with. They are kept in one readable file,
without secrets; a client's secret and logins are in the keyring of this
computer, or in private files where there is none.

"profile list" prints [{"name", "default", "signed_in", "person", "server",
"config_url", "auth_url", "plain_http", "client_id", "secret_place",
"secrets_in", "ca_cert", "pin", "client_cert", "client_key",
"insecure_skip_verify", "color", "read_only", "confirm_word", "require_reason"}]
with -o json, "profile show" one of them with "secrets_kept". Where secrets are
to be is secret_place; where they really are is secrets_in, and secrets_kept in
words.`,
		append(refusing(namedByArgument, a.profileAdd(), a.profileEdit(), use, a.profileRemove()), list, show, a.profileSetAside())...)
}

// atMostOne is the rule for an argument that can be left out.
func atMostOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 1 {
			return exactly(1, what)(c, args)
		}
		return nil
	}
}

// profileNames completes the name of a profile.
func (a *app) profileNames(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	profiles, err := profile.Open(profile.DefaultPaths(a.program.Env).Profiles()).Load()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []cobra.Completion
	for _, p := range profiles.List {
		names = append(names, cobra.CompletionWithDesc(p.Name, p.Server))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// withProfiles does something with the profiles, whichever server the environment names.
func (a *app) withProfiles(ctx context.Context, do func(context.Context, *connect.Gate) error) error {
	settings := a.global.connect
	settings.Sandbox, settings.Server, settings.Profile = false, "", ""
	// What a profile is to trust is given by the same flags; it has to work without them.
	settings.CACert, settings.ClientCert, settings.ClientKey, settings.Insecure, settings.ReadOnly = "", "", "", false, false
	return a.gate(ctx, settings, do)
}

func (a *app) useProfile(ctx context.Context, name string) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		p, err := gate.Profile(ctx, name)
		if err == nil && !a.global.dryRun {
			err = gate.SetDefault(ctx, name)
		}
		if err != nil {
			return err
		}
		p.Default = !a.global.dryRun
		return a.print(profileShape(p), func() []byte { return a.unlessDryRun("%s is the default profile now", name) })
	})
}

// unlessDryRun is what was done, for people; with --dry-run nothing was.
func (a *app) unlessDryRun(done string, args ...any) []byte {
	if a.global.dryRun {
		a.say("Nothing was stored.")
		return nil
	}
	return fmt.Appendf(nil, done+"\n", args...)
}
