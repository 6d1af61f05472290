package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
)

func (a *app) propertyFlush() *cobra.Command {
	return &cobra.Command{
		Use: "flush-discovery", Short: "Have the discovery document computed anew",
		Long: `Have the discovery document computed anew.

The auth server keeps it in a cache, by default for an hour, so that a changed
flag, endpoint or scope shows late. Another lifetime of the cache makes each
process of the server build a new one, within about a minute. This writes
` + ops.CacheLifetime + `: an even number of minutes becomes one
less, an odd one one more. Flushing twice leaves the number that there was, and
it never becomes 0, which would switch the cache off.

With --wait it is seen whether the document shows the endpoints that the feature
flags allow. Each node of a cluster has a cache of its own; --wait looks at the
one that answers.`,
		Example: `  jansadm flag disable revoke_token --yes
  jansadm property flush-discovery --yes --wait`,
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: "nothing is to be flushed",
				stage: ofSettings(true, func(_ context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
					return configuration.FlushDiscovery(draft)
				}),
			})
		},
	}
}
