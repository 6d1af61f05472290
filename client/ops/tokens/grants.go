package tokens

import (
	"context"
	"maps"
	"slices"
)

// mostGrants bounds how many grants are looked at for tokens that would stay.
const mostGrants = 20

// distinctGrants are those of the items, in order.
func (d *draft) distinctGrants() []string {
	all := slices.Sorted(maps.Values(d.grants))
	return slices.DeleteFunc(slices.Compact(all), func(id string) bool { return id == "" })
}

// completeGrants adds all other tokens of the grants.
func (d *draft) completeGrants(ctx context.Context) error {
	for _, id := range d.distinctGrants() {
		entries, err := d.service.OfGrant(ctx, id)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			d.add(entry)
		}
	}
	return nil
}

// countRest counts the tokens of the grants that are not among the items.
func (d *draft) countRest(ctx context.Context) error {
	grants := d.distinctGrants()
	d.unseen = len(grants) > mostGrants
	for _, id := range grants[:min(len(grants), mostGrants)] {
		entries, err := d.service.OfGrant(ctx, id)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if _, goes := d.index[entry.Code]; goes || entry.Expired(d.service.deps.Now()) {
				continue
			}
			d.stays++
			if entry.Type == "refresh_token" {
				d.refresh++
			}
		}
	}
	return nil
}
