package verbs

import (
	"context"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

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
	list := table{header: []string{"NAME", "DEFAULT", "SIGNED IN", "WRITES", "SECRETS", "SERVER"}}
	for _, p := range profiles {
		person := p.Person
		if p.SignedIn && person == "" {
			person = "yes"
		}
		row := cells(p.Name, "", person, yesNo(!p.ReadOnly), p.SecretsIn, p.Server)
		if p.Default {
			row[1].text = "default"
		}
		if p.Color != "" {
			row[0].style = paint.Server(p.Color)
		}
		if p.Insecure {
			row[5] = cell{p.Server + "  (its certificate is not checked)", paint.Danger}
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

// shownProfileJSON is what "profile show" prints.
type shownProfileJSON struct {
	profileJSON
	SecretsKept string `json:"secrets_kept"` // where, in words
}

func (a *app) showProfile(ctx context.Context, args []string) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		if len(args) == 0 && a.global.flags.Changed(profileFlag) {
			args = []string{a.global.connect.Profile}
		}
		p, err := profileNamed(ctx, gate, args)
		if err != nil {
			return err
		}
		kept, err := gate.Kept(ctx, p.Name)
		if err != nil {
			return err
		}
		return a.print(shownProfileJSON{profileShape(p), kept}, func() []byte { return a.profileCard(p, kept) })
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

func (a *app) profileCard(p access.Profile, kept string) []byte {
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
	add("secrets are", kept)
	add("CA file", p.CACert)
	add("pinned", access.FingerprintOf(p.Pin))
	add("client cert", p.ClientCert)
	add("client key", p.ClientKey)
	flag("not checked", p.Insecure)
	add("colour", p.Color)
	flag("read-only", p.ReadOnly)
	add("confirm word", p.ConfirmWord)
	flag("wants reasons", p.RequireReason)
	return a.factCard(p.Name, list)
}
