package ops

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// readScript reads a script that a scope names, unless it is staged. One that does not exist is nil.
func (f *finding) readScript(ctx context.Context, o *Ops, dn string) error {
	if _, read := f.attached[dn]; read {
		return nil
	}
	f.attached[dn] = nil
	target, ok := directory.TargetOf(dn)
	if !ok || target.Resource != change.Script {
		return nil
	}
	if i := slices.IndexFunc(f.staged, func(e *Entity) bool { return e.Target == target }); i >= 0 {
		f.attached[dn] = f.staged[i]
		return nil
	}
	script, err := o.Entity(ctx, target)
	if kind := transport.KindOf(err); kind == transport.KindNotFound || kind == transport.KindInvalid {
		return nil
	}
	f.attached[dn] = script
	return err
}

// dynamic adds what the scripts of a dynamic scope set. The claims that the scope itself lists mean nothing, but they are the best guess at
// what a script sets that does not tell.
func (f *finding) dynamic(scope *Entity) {
	own := f.ownClaims(scope)
	scripts := texts(scope.Get("/dynamicScopeScripts"))
	if len(scripts) == 0 {
		f.problem(ProblemNoScript, false, "The dynamic scope %s has no script, so that it releases nothing.%s", scope.Name(), ignored(own))
	}
	told := map[string]bool{}
	for _, dn := range scripts {
		claims := f.scriptClaims(scope, dn, own)
		for _, claim := range claims {
			told[claim.Name] = true
		}
		f.Claims = append(f.Claims, claims...)
	}
	for _, name := range own {
		if !told[name] {
			f.Claims = append(f.Claims, PreviewClaim{Name: name, Kind: FromAttribute, Source: name, Scope: scope.Name(), State: ClaimIgnored,
				Why: "The scope lists it, but of a dynamic scope only the scripts count."})
		}
	}
}

func ignored(own []string) string {
	if len(own) == 0 {
		return ""
	}
	return fmt.Sprintf(" The claims that it lists are ignored; as an openid scope it would release them: %s.", strings.Join(own, ", "))
}

// ownClaims are the names of the claims that a dynamic scope lists.
func (f *finding) ownClaims(scope *Entity) []string {
	var names []string
	for _, dn := range texts(scope.Get("/claims")) {
		if head, ok := f.directory.Refer(dn); ok {
			names = append(names, head.Word())
		}
	}
	return names
}

// scriptClaims are the claims that one script of a scope sets, as far as can be told without running it.
func (f *finding) scriptClaims(scope *Entity, dn string, own []string) []PreviewClaim {
	script := f.attached[dn]
	if script == nil || script.Type() != dynamicScopeScript {
		name, why := dn, "No script has this DN."
		if script != nil {
			name, why = script.Name(), "It is a script of the type "+script.Type()+", which adds nothing to a scope."
		}
		f.problem(ProblemScriptMissing, false, "The scope %s names a script that cannot add claims (%s). %s", scope.Name(), name, why)
		return []PreviewClaim{{Kind: FromScript, Source: name, Scope: scope.Name(), State: ClaimScriptMissing, Why: why}}
	}
	state, why := f.scriptState(script)
	var claims []PreviewClaim
	for _, set := range f.scriptSets(scope, script, own) {
		claim := PreviewClaim{Name: set.claim, Kind: FromScript, Source: script.Name(), Scope: scope.Name(), State: set.state, Why: set.why}
		if state != "" {
			claim.State, claim.Why = state, why
		}
		claims = append(claims, claim)
	}
	return claims
}

const dynamicScopeScript = "dynamic_scope"

// scriptState says what keeps a script from adding anything; empty when nothing does. A script that runs is remembered.
func (f *finding) scriptState(script *Entity) (ClaimState, string) {
	head := script.Head()
	switch {
	case !head.Active:
		f.problem(ProblemScriptDisabled, false, "The script %s is disabled: what it adds is missing.", script.Name())
		return ClaimScriptDisabled, "The script is disabled."
	case head.Failure != "":
		f.problem(ProblemScriptFailing, false, "The server has stored an error of the script %s: %s. If it could not be loaded, or fails each "+
			"time, it adds nothing, and no script that would run after it does.", script.Name(), Cause(head.Failure))
		f.run(script)
		return ClaimScriptFailing, "The server has stored an error of the script: " + Cause(head.Failure)
	}
	f.run(script)
	return "", ""
}

func (f *finding) run(script *Entity) {
	if !slices.ContainsFunc(f.scripts, func(e *Entity) bool { return e.Target == script.Target }) {
		f.scripts = append(f.scripts, script)
	}
}

// failingChain marks what scripts set of which another one may end the chain before them.
func (f *finding) failingChain() {
	if len(f.scripts) < 2 {
		return
	}
	f.Notes = append(f.Notes, "Each script runs once, in an order that is not fixed. The first that fails or returns false keeps the others from running.")
	for _, failing := range f.scripts {
		if failing.Head().Failure == "" {
			continue
		}
		for i := range f.Claims {
			claim := &f.Claims[i]
			if claim.Kind == FromScript && claim.Source != failing.Name() && claim.certain() {
				claim.State, claim.Why = ClaimUncertain, "The script "+failing.Name()+" fails. Where it runs first, this one does not run at all."
			}
		}
	}
}

// settable is a claim that a script sets.
type settable struct {
	claim string
	state ClaimState
	why   string
}

// scriptSets lists what a script sets: by its properties when it is made from the template, else by what its source names, else by what
// its scope lists. A claim without a name stands for whatever it may be.
func (f *finding) scriptSets(scope, script *Entity, own []string) []settable {
	source := script.text("script")
	if schema.ClaimsFromProperties(source) {
		return f.fromProperties(scope, script)
	}
	names, why := schema.SourceClaims(source), "The source of the script names it; whether and to what it is set, the script decides."
	if len(names) == 0 {
		names, why = own, "The scope lists it, which is a hint only; whether it is set, the script decides."
	}
	if len(names) == 0 {
		names, why = []string{""}, "The script decides what it adds; its source does not name it."
	}
	sets := make([]settable, len(names))
	for i, name := range names {
		sets[i] = settable{claim: name, state: ClaimScriptDecides, why: why}
	}
	return sets
}

func (f *finding) fromProperties(scope, script *Entity) []settable {
	var sets []settable
	for _, mapping := range schema.ClaimMappings(script.Get("/configurationProperties")) {
		set := settable{mapping.Claim, ClaimReleased, "The script takes it from the attribute " + mapping.Attribute + ", as its properties say."}
		if !f.directory.HasAttribute(mapping.Attribute) {
			unknown := f.directory.UnknownAttribute(mapping.Attribute)
			set.state, set.why = ClaimUnknownAttribute, unknown+" The script leaves the claim out."
			f.problem(ProblemUnknownAttribute, false, "The script %s of the scope %s takes the claim %s from an attribute that no claim stands for. %s",
				script.Name(), scope.Name(), mapping.Claim, unknown)
		}
		sets = append(sets, set)
	}
	return sets
}

// Cause picks out of a stack trace the line that tells most: of a Python program the error behind the list of calls, else the first line.
func Cause(trace string) string {
	first, python := "", false
	for line := range strings.Lines(trace) {
		text := strings.TrimSpace(line)
		switch {
		case text == "":
		case strings.Contains(text, "Traceback (most recent call last)"):
			python = true
		case python && line[0] != ' ' && line[0] != '\t':
			return text
		}
		if first == "" {
			first = text
		}
	}
	return first
}
