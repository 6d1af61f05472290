package verbs

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
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
		ClientID: p.ClientID, SecretPlace: cmp.Or(p.Place, string(profile.PlaceKeyring)),
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
"config_url", "auth_url", "plain_http", "client_id", "secret_place", "ca_cert",
"pin", "client_cert", "client_key", "insecure_skip_verify", "color",
"read_only", "confirm_word", "require_reason"}] with -o json, "profile show" one
of them.`,
		list, a.profileAdd(), a.profileEdit(), use, a.profileRemove(), show)
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

func (a *app) listProfiles(ctx context.Context) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		profiles, err := gate.Profiles(ctx)
		if err != nil {
			return err
		}
		shapes := make([]profileJSON, len(profiles))
		for i, p := range profiles {
			shapes[i] = profileShape(p)
		}
		if len(profiles) == 0 && a.global.output == formatTable {
			a.say("There are no profiles yet: \"jansadm profile add NAME --server https://HOST\" stores one.")
		}
		return a.print(shapes, func() []byte { return a.profileTable(profiles) })
	})
}

func (a *app) profileTable(profiles []access.Profile) []byte {
	if len(profiles) == 0 {
		return nil
	}
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"NAME", "DEFAULT", "SIGNED IN", "WRITES", "SERVER"}}
	for _, p := range profiles {
		person := p.Person
		if p.SignedIn && person == "" {
			person = "yes"
		}
		row := cells(p.Name, "", person, yesNo(!p.ReadOnly), p.Server)
		if p.Default {
			row[1].text = "default"
		}
		if p.Color != "" {
			row[0].style = paint.Server(p.Color)
		}
		if p.Insecure {
			row[4] = cell{p.Server + "  (its certificate is not checked)", paint.Danger}
		}
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func (a *app) showProfile(ctx context.Context, args []string) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		p, err := profileNamed(ctx, gate, args)
		if err != nil {
			return err
		}
		return a.print(profileShape(p), func() []byte { return a.profileCard(p) })
	})
}

// profileNamed is the profile that the arguments name; the default one when they name none.
func profileNamed(ctx context.Context, gate *connect.Gate, args []string) (access.Profile, error) {
	if len(args) > 0 {
		return gate.Profile(ctx, args[0])
	}
	name, err := gate.Name()
	if err != nil {
		return access.Profile{}, err
	}
	return gate.Profile(ctx, name)
}

func (a *app) profileCard(p access.Profile) []byte {
	var list []fact
	add := func(label, text string) {
		if text != "" {
			list = append(list, fact{label: label, text: text})
		}
	}
	flag := func(label string, on bool) {
		if on {
			add(label, "yes")
		}
	}
	flag("default", p.Default)
	add("signed in", p.Person)
	add("server", p.Server)
	add("Config API", p.ConfigURL)
	add("auth server", p.AuthURL)
	flag("plain HTTP", p.PlainHTTP)
	add("client id", p.ClientID)
	add("secrets are in", placeWords[cmp.Or(p.Place, string(profile.PlaceKeyring))])
	add("CA file", p.CACert)
	add("pinned", p.Pin)
	add("client cert", p.ClientCert)
	add("client key", p.ClientKey)
	flag("not checked", p.Insecure)
	add("colour", p.Color)
	flag("read-only", p.ReadOnly)
	add("confirm word", p.ConfirmWord)
	flag("wants reasons", p.RequireReason)
	return a.factCard(p.Name, list)
}

var placeWords = map[string]string{
	string(profile.PlaceKeyring): "the keyring of this computer, or private files where there is none",
	string(profile.PlaceFile):    "private files, unencrypted",
	string(profile.PlaceEnv):     "the environment",
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

// profileRemove asks first: a login and a secret are lost.
func (a *app) profileRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove a profile, its secret and its login",
		Long: `Remove a profile, its secret and its login. The login is ended at the server
where it can be reached. Prints {"removed", "profile"} with -o json.`,
		Args: exactly(1, "the NAME of a profile"), ValidArgsFunction: a.profileNames,
		RunE: func(c *cobra.Command, args []string) error { return a.removeProfile(c.Context(), args[0]) },
	}
}

// removedJSON is what "profile remove" prints.
type removedJSON struct {
	Removed bool        `json:"removed"`
	Profile profileJSON `json:"profile"`
}

func (a *app) removeProfile(ctx context.Context, name string) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		p, err := gate.Profile(ctx, name)
		if err != nil {
			return err
		}
		if !a.global.dryRun {
			if err := a.confirmed(ctx, "The profile "+name+", its secret and its login will be removed. Remove them? [y/N] "); err != nil {
				return err
			}
			if err := gate.Remove(ctx, name); err != nil {
				return err
			}
		}
		return a.print(removedJSON{Removed: !a.global.dryRun, Profile: profileShape(p)}, func() []byte { return a.unlessDryRun("removed %s", name) })
	})
}

// confirmed asks a question that --yes answers.
func (a *app) confirmed(ctx context.Context, question string) error {
	if a.global.yes {
		return nil
	}
	if !a.streams.interactive() {
		return &ops.RefusedError{Why: "it was not confirmed", Hint: "nobody can be asked here; pass --yes"}
	}
	answer, err := a.streams.ask(ctx, question)
	if err != nil {
		return err
	}
	if !isYes(answer) {
		return errDeclined
	}
	return nil
}
