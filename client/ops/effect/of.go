package effect

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// Of lists what a plan that was applied brings about: first what can be watched.
func Of(result *ops.Result) []Effect {
	if result == nil {
		return nil
	}
	f := facts(result)
	var effects []Effect
	effects = append(effects, endpoints(f)...)
	effects = append(effects, discovery(result, f)...)
	for _, script := range result.ScriptWatches() {
		effects = append(effects, Effect{
			ID: "script/" + script.Target().ID, What: "script " + script.Name(), Within: ops.WatchLimit, When: "within a minute", sign: &loading{script},
		})
	}
	effects = append(effects, others(result)...)
	slices.SortStableFunc(effects, func(a, b Effect) int { return rank(a) - rank(b) })
	return effects
}

func rank(e Effect) int {
	if e.Watched() {
		return 0
	}
	return 1
}

// facts are the settings before and after; both nil when the plan has changed none.
func facts(result *ops.Result) impact.Facts {
	before, after := result.Settings()
	if before == nil {
		return impact.Facts{}
	}
	return impact.Facts{Before: before.Document, After: after.Document, KnownFlags: after.KnownFlags()}
}

// endpoints are the effects of feature flags that are switched, on what the flags gate.
func endpoints(f impact.Facts) []Effect {
	if f.Before == nil {
		return nil
	}
	var effects []Effect
	for _, flag := range f.KnownFlags {
		on := f.FlagOn(flag)
		if on == f.FlagOnBefore(flag) {
			continue
		}
		effect := Effect{ID: "endpoint/" + flag, What: "feature " + flag, Within: impact.PickUp, When: "within 30 s"}
		probe, known := probes[flag]
		switch {
		case !known:
			effect.Why = "what this flag gates is not known to this version of jansadm"
		case probe.nothing:
			continue
		case probe.why != "":
			effect.Why = probe.why
		default:
			effect.What, effect.sign = probe.what, &gate{flag: flag, on: on, probe: probe}
		}
		effects = append(effects, effect)
	}
	return effects
}

// others are effects that nothing shows: named, so that nobody takes what is watched for everything.
func others(result *ops.Result) []Effect {
	const unseen = "nothing that could be asked from outside shows it"
	var effects []Effect
	if slices.ContainsFunc(result.Items, isUnseenSetting) {
		effects = append(effects, Effect{ID: "settings", What: "settings", Within: impact.PickUp, When: "within 30 s", Why: unseen})
	}
	for _, written := range result.Written() {
		target := written.Target()
		if target.Resource == change.Script {
			if written.After != nil && written.After.Head().Active || written.Before == nil || !written.Before.Head().Active {
				continue
			}
			effects = append(effects, Effect{ID: target.String(), What: "script " + written.Name(), Within: impact.PickUp, When: "within 30 s",
				Why: "nothing tells that a script is no longer loaded"})
			continue
		}
		effects = append(effects, Effect{ID: target.String(), What: string(target.Resource) + " " + written.Name(), Within: impact.EntryPickUp,
			When: "within two minutes", Why: unseen})
	}
	return effects
}

func isUnseenSetting(item ops.Item) bool {
	target := item.Change.Target
	return target.Resource == change.Property && target.ID != ops.FeatureFlags && !impact.FeedsDiscovery(target.ID) && target.ID != ops.CacheLifetime
}
