package verbs

import "github.com/jansadm/jansadm/client/ops"

// offerFlags are the flags by which a person takes what a plan offers.
var offerFlags = map[string]string{
	ops.OfferEnableScript:      "--enable-scripts",
	ops.OfferRemoveFromClients: "--" + removeFromClientsFlag,
	ops.OfferOpenIDScope:       "--type openid",
}
