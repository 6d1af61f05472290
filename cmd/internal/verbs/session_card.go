package verbs

import (
	"strings"

	"github.com/jansadm/jansadm/client/ops/tokens"
)

func (a *app) sessionCard(s tokens.Session) []byte {
	var facts []fact
	for _, f := range []fact{
		{label: "sid", text: s.SID, whole: true}, {label: "state", text: s.State}, {label: "user", text: s.UserID},
		{label: "user's entry", text: s.UserDN}, {label: "client", text: strings.TrimSpace(s.ClientID + " " + s.ClientName)},
		{label: "signed in by", text: s.Method}, {label: "scopes", text: strings.Join(s.Scopes, " ")},
		{label: "created (UTC)", text: shownMoment(s.Created)}, {label: "signed in (UTC)", text: shownMoment(s.Authenticated)},
		{label: "last used (UTC)", text: shownMoment(s.LastUsed)}, {label: "expires (UTC)", text: shownMoment(s.Expires)},
	} {
		if f.text != "" {
			facts = append(facts, f)
		}
	}
	title := s.User()
	if title == "" {
		title = "nobody has signed in yet"
	}
	return a.factCard(title, facts)
}
