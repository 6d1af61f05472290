package tui

import (
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/claim"
	"github.com/jansadm/jansadm/tui/screens/claimadd"
	"github.com/jansadm/jansadm/tui/screens/claims"
	"github.com/jansadm/jansadm/tui/screens/client"
	"github.com/jansadm/jansadm/tui/screens/clients"
	"github.com/jansadm/jansadm/tui/screens/conformity"
	"github.com/jansadm/jansadm/tui/screens/connect"
	"github.com/jansadm/jansadm/tui/screens/draft"
	"github.com/jansadm/jansadm/tui/screens/effects"
	"github.com/jansadm/jansadm/tui/screens/flags"
	"github.com/jansadm/jansadm/tui/screens/history"
	"github.com/jansadm/jansadm/tui/screens/identity"
	"github.com/jansadm/jansadm/tui/screens/login"
	"github.com/jansadm/jansadm/tui/screens/menu"
	"github.com/jansadm/jansadm/tui/screens/plan"
	"github.com/jansadm/jansadm/tui/screens/preview"
	"github.com/jansadm/jansadm/tui/screens/profile"
	"github.com/jansadm/jansadm/tui/screens/profiles"
	"github.com/jansadm/jansadm/tui/screens/properties"
	"github.com/jansadm/jansadm/tui/screens/property"
	"github.com/jansadm/jansadm/tui/screens/requests"
	"github.com/jansadm/jansadm/tui/screens/revocation"
	"github.com/jansadm/jansadm/tui/screens/revoke"
	"github.com/jansadm/jansadm/tui/screens/scope"
	"github.com/jansadm/jansadm/tui/screens/scopeadd"
	"github.com/jansadm/jansadm/tui/screens/scopes"
	"github.com/jansadm/jansadm/tui/screens/script"
	"github.com/jansadm/jansadm/tui/screens/scriptadd"
	"github.com/jansadm/jansadm/tui/screens/scripts"
	"github.com/jansadm/jansadm/tui/screens/session"
	"github.com/jansadm/jansadm/tui/screens/sessions"
	"github.com/jansadm/jansadm/tui/screens/token"
	"github.com/jansadm/jansadm/tui/screens/tokens"
	"github.com/jansadm/jansadm/tui/screens/welcome"
)

// Registry lists every screen; menus, palette and help are made from it. A test compares it with the folders below screens.
func Registry() []core.Spec {
	return []core.Spec{
		menu.Home, menu.Auth, properties.Spec, property.Spec, flags.Spec,
		scopes.Spec, scope.Spec, scopeadd.Spec, claims.Spec, claim.Spec, claimadd.Spec,
		scripts.Spec, script.Spec, scriptadd.Spec, clients.Spec, client.Spec,
		revocation.Spec, conformity.Spec, revoke.Spec, tokens.Spec, token.Spec, sessions.Spec, session.Spec,
		preview.Spec, plan.Spec, plan.Undo, effects.Spec, draft.Spec, history.Spec, history.Audit,
		welcome.Spec, connect.Spec, connect.CertificateSpec, login.Spec, profiles.Spec, profile.Spec, profile.Secret, profile.Authority, identity.Spec, requests.Spec,
	}
}
