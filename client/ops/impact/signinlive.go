package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// builtInMethod needs no script (the acr values of discovery always have it).
const builtInMethod = "simple_password_auth"

// agamaPrefix begins the acr of an Agama flow, which is no script.
const agamaPrefix = "agama"

// provided says whether an enabled script signs people in under the acr, once the plan is applied. It is not known when the scripts were not read.
func (f Facts) provided(acr string) (yes, known bool) {
	if acr == builtInMethod {
		return true, true
	}
	if !f.Directory.Complete(change.Script) {
		return false, false
	}
	for _, script := range f.Directory.All(change.Script) {
		if entry, planned := f.Entries[script.Target()]; planned {
			script = entry.after()
			if entry.After == nil {
				continue
			}
		}
		if script.Type == signIn && script.Active && script.Name == acr {
			return true, true
		}
	}
	for _, entry := range f.planned(change.Script) {
		if entry.creates() && entry.after().Type == signIn && entry.after().Active && entry.after().Name == acr {
			return true, true
		}
	}
	return false, true
}

// mapped is the method that stands for an acr of a request (acrMappings).
func (f Facts) mapped(acr string) string {
	if to := member(f.After, "acrMappings", acr); to != "" {
		return unquoted(to)
	}
	return acr
}

// findDeviceMethodStopped is about scripts; that the setting names another method is told with the setting.
func findDeviceMethodStopped(f Facts, e Entry, c change.Change) []Impact {
	before, after := method(e)
	if !before || after && !e.renamed() || !f.properties() {
		return nil
	}
	acr := f.Text("deviceAuthzAcr")
	if acr == "" || f.mapped(acr) != e.before().Name {
		return nil
	}
	if yes, known := f.provided(f.mapped(acr)); yes && known {
		return nil
	}
	return []Impact{{When: pickUp, Advice: repairable,
		Message: "Every login by device flow has to pass the method " + shown(acr) + " (deviceAuthzAcr), which no enabled script provides any more: administrators cannot sign in to a console through a browser.",
	}}
}

// findDeviceACR knows which methods there are when the scripts could be read.
func findDeviceACR(f Facts, c change.Change) []Impact {
	acr := f.Text("deviceAuthzAcr")
	if acr == "" || acr == f.TextBefore("deviceAuthzAcr") {
		return nil
	}
	found := Impact{When: pickUp, Advice: "Try a console login before this console is closed.",
		Message: "Every login by device flow, administrators' console logins included, must pass the authentication method " + shown(acr) + "."}
	switch yes, known := f.provided(f.mapped(acr)); {
	case yes:
		found.Severity = Caution
		found.Message += " An enabled script provides it, or the server itself."
	case known && !agamaFlow(f.mapped(acr)):
		found.Severity = LockOut
		found.Message += " No enabled script provides it: nobody gets through."
		found.Advice = "Name a method that is enabled. " + repairable
	default:
		found.Severity = Danger
		found.Message += " If no enabled script provides it, nobody gets through."
	}
	return []Impact{found}
}

func agamaFlow(acr string) bool {
	return len(acr) > len(agamaPrefix) && acr[:len(agamaPrefix)] == agamaPrefix
}

func findACRMapping(f Facts, c change.Change) []Impact {
	var dead []string
	for _, acr := range f.remapped() {
		if yes, known := f.provided(f.mapped(acr)); known && !yes && !agamaFlow(f.mapped(acr)) {
			dead = append(dead, shown(f.mapped(acr)))
		}
	}
	found := Impact{When: pickUp, Advice: "Try a sign-in before this console is closed.",
		Message: "The server replaces the acr that applications ask for by this table before anything else. If an entry names a method that no enabled script provides, the sign-ins that use it fail."}
	if len(dead) > 0 {
		found.Severity = Danger
		found.Message = "The server replaces the acr that applications ask for by this table before anything else. No enabled script provides " + enumerate(dead) + ": sign-ins that come to it fail."
	}
	return []Impact{found}
}

// remapped are the acr values that the plan maps anew.
func (f Facts) remapped() []string {
	var acrs []string
	for _, acr := range namesIn(f.After, "acrMappings") {
		if member(f.After, "acrMappings", acr) != member(f.Before, "acrMappings", acr) {
			acrs = append(acrs, acr)
		}
	}
	slices.Sort(acrs)
	return acrs
}
