package access

import (
	"context"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
)

// Lifts names the guards that a profile loses when it becomes another one; with the zero Profile, when it is removed. One that leaves its
// server guards that no more, and another confirm word takes the place of the one that people know.
func Lifts(before, after Profile) []string {
	gone := leaves(before, after)
	word := strings.TrimSpace(before.ConfirmWord)
	var lifted []string
	for _, guard := range []struct {
		lost bool
		name string
	}{
		{before.ReadOnly && (gone || !after.ReadOnly), "read-only"},
		{word != "" && (gone || word != strings.TrimSpace(after.ConfirmWord)), "the confirm word"},
		{before.RequireReason && (gone || !after.RequireReason), "the reason for each change"},
	} {
		if guard.lost {
			lifted = append(lifted, guard.name)
		}
	}
	return lifted
}

// Confirms says whether a text is the confirm word: exactly, blanks around it aside.
func (p Profile) Confirms(text string) bool {
	return strings.TrimSpace(text) == strings.TrimSpace(p.ConfirmWord)
}

// GuardsChangedError says that a profile is guarded otherwise than a person has been shown. Nothing was stored.
type GuardsChangedError struct{ Name string }

func (e *GuardsChangedError) Error() string {
	return fmt.Sprintf("the guards of the profile %q were changed by somebody else meanwhile", e.Name)
}

// Problem implements ops.Explained.
func (e *GuardsChangedError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemConflict, Message: e.Error(), Hint: "open the profile again and look at them"}
}

// SameGuards is a *GuardsChangedError when the profile is guarded otherwise by now than it was when a person was asked about it.
func SameGuards(ctx context.Context, gate Gate, shown Profile) error {
	profiles, err := gate.Profiles(ctx)
	if err != nil {
		return err
	}
	for _, now := range profiles {
		if now.Name == shown.Name && guardsOf(now) != guardsOf(shown) {
			return &GuardsChangedError{Name: shown.Name}
		}
	}
	return nil
}

func guardsOf(p Profile) Profile {
	return Profile{ReadOnly: p.ReadOnly, ConfirmWord: p.ConfirmWord, RequireReason: p.RequireReason}
}

// leaves says whether a profile names an address no more that it has named.
func leaves(before, after Profile) bool {
	return whole(before.Server, Address) != whole(after.Server, Address) ||
		before.ConfigURL != "" && whole(before.ConfigURL, client.ConfigAPIURL) != whole(after.ConfigURL, client.ConfigAPIURL) ||
		before.AuthURL != "" && whole(before.AuthURL, client.AuthURL) != whole(after.AuthURL, client.AuthURL)
}

func whole(typed string, complete func(string, bool) (string, error)) string {
	if address, err := complete(typed, true); err == nil {
		return address
	}
	return typed
}

// SameWay says whether two profiles reach and trust a server in the same way, so that what was found by one holds for the other.
func SameWay(a, b Profile) bool { return wayOf(a) == wayOf(b) }

// SameServer says whether two profiles are one that leads to the same server, whatever else was changed about it.
func SameServer(a, b Profile) bool {
	return a.Name == b.Name && !leaves(a, b) && !leaves(b, a)
}

func wayOf(p Profile) Profile {
	return Profile{
		Server: p.Server, ConfigURL: p.ConfigURL, AuthURL: p.AuthURL, PlainHTTP: p.PlainHTTP,
		CACert: p.CACert, Pin: p.Pin, ClientCert: p.ClientCert, ClientKey: p.ClientKey, Insecure: p.Insecure,
	}
}
