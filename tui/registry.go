package tui

import (
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/flags"
	"github.com/jansadm/jansadm/tui/screens/menu"
	"github.com/jansadm/jansadm/tui/screens/plan"
	"github.com/jansadm/jansadm/tui/screens/preview"
	"github.com/jansadm/jansadm/tui/screens/properties"
	"github.com/jansadm/jansadm/tui/screens/property"
)

// Registry lists every screen; menus, palette and help are made from it. A test compares it with the folders below screens.
func Registry() []core.Spec {
	return []core.Spec{menu.Home, menu.Auth, properties.Spec, property.Spec, flags.Spec, preview.Spec, plan.Spec}
}
