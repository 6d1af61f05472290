package tui

import (
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/claims"
	"github.com/jansadm/jansadm/tui/screens/clients"
	"github.com/jansadm/jansadm/tui/screens/flags"
	"github.com/jansadm/jansadm/tui/screens/menu"
	"github.com/jansadm/jansadm/tui/screens/plan"
	"github.com/jansadm/jansadm/tui/screens/properties"
	"github.com/jansadm/jansadm/tui/screens/property"
	"github.com/jansadm/jansadm/tui/screens/scopes"
	"github.com/jansadm/jansadm/tui/screens/scripts"
)

// Registry lists every screen; menus, palette and help are made from it. A test compares it with the folders below screens.
func Registry() []core.Spec {
	return []core.Spec{
		menu.Home, menu.Auth, properties.Spec, property.Spec, flags.Spec, scopes.Spec, claims.Spec, scripts.Spec, clients.Spec, plan.Spec,
	}
}
