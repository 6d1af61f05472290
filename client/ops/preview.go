package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Preview is what userinfo would tell a client that has been granted some scopes, worked out from what the entries say
// (UserInfoRestWebServiceImpl.java, ExternalDynamicScopeService.java). Texts may hold what the server said and are not cleaned.
type Preview struct {
	Scopes   []Head
	Claims   []PreviewClaim
	Problems []PreviewProblem // those that spoil the whole answer first
	Notes    []string
	Person   string // whose values are shown; empty for nobody's
	Exact    bool   // the values are for just these scopes, see Userinfo

	entries Released
	scripts []*Entity // that run, in no order
}

// PreviewClaim is one claim that a scope would release, or would if nothing were in its way.
type PreviewClaim struct {
	Name   string // empty when a script decides it
	Group  string // the object that the claim is in, named after its scope; empty when it stands by itself
	Kind   ClaimSource
	Source string // the attribute's or the script's name
	Scope  string
	State  ClaimState
	Why    string // what the state means here, in a sentence; empty when there is nothing to say
	Value  json.RawMessage
}

// ClaimSource says where the value of a claim comes from.
type ClaimSource string

// The sources of claims.
const (
	FromAttribute ClaimSource = "attribute" // of the person
	FromScript    ClaimSource = "script"
	FromServer    ClaimSource = "server" // worked out by the auth server itself
)

// ClaimState says whether a claim is released. The words are stable.
type ClaimState string

// The states of claims.
const (
	ClaimReleased         ClaimState = "released"          // to whoever has a value
	ClaimNoValue          ClaimState = "no_value"          // not for this person
	ClaimDangling         ClaimState = "dangling"          // the scope names an entry that does not exist: every answer fails
	ClaimUnnamed          ClaimState = "unnamed"           // the claim has no name in tokens, or names no attribute: it is left out
	ClaimIgnored          ClaimState = "ignored"           // the claims of a dynamic scope mean nothing
	ClaimUncertain        ClaimState = "uncertain"         // another source may get in its way, and the order is not fixed
	ClaimScriptDecides    ClaimState = "script_decides"    // only running the script would tell
	ClaimScriptDisabled   ClaimState = "script_disabled"   // the server runs it no more
	ClaimScriptFailing    ClaimState = "script_failing"    // the server has stored an error of the script
	ClaimUnknownAttribute ClaimState = "unknown_attribute" // a script looks for it in an attribute that people do not have
	ClaimScriptMissing    ClaimState = "script_missing"    // the scope names a script that does not exist, or is of another type
)

// PreviewProblem is what makes claims missing.
type PreviewProblem struct {
	ID      string // stable, as in "dangling-claim"
	Message string
	Whole   bool // userinfo would tell nothing at all
}

// The ids of problems of a preview.
const (
	ProblemDanglingClaim    = "dangling-claim"
	ProblemUserinfoFails    = "userinfo-fails" // for another reason, seen when it was tried
	ProblemNoScript         = "no-script"
	ProblemScriptDisabled   = "script-disabled"
	ProblemScriptFailing    = "script-failing"
	ProblemScriptMissing    = "script-missing"
	ProblemUnknownAttribute = "script-maps-unknown-attribute"
)

// Broken says whether userinfo would tell nothing at all.
func (p *Preview) Broken() bool { return len(p.Problems) > 0 && p.Problems[0].Whole }

// Command is the command line that shows the same of what is stored, ready for a POSIX shell.
func (p *Preview) Command() string {
	command := "jansadm scope preview"
	for _, scope := range p.Scopes {
		command += " " + ShellWord(scope.Word())
	}
	if p.Person != "" {
		command += " --user " + ShellWord(p.Person)
	}
	return command
}

func (p *Preview) problem(id string, whole bool, form string, args ...any) {
	problem := PreviewProblem{ID: id, Message: fmt.Sprintf(form, args...), Whole: whole}
	for _, known := range p.Problems {
		if known == problem {
			return
		}
	}
	if whole {
		p.Problems = append([]PreviewProblem{problem}, p.Problems...)
		return
	}
	p.Problems = append(p.Problems, problem)
}

// Preview works out what a client with these scopes would be told, in the order of the scopes: one request when they or their scripts speak of
// claims, and one for each script. The scopes may hold staged edits (see Entity.With); staged claims and scripts stand in for those of the server.
func (o *Ops) Preview(ctx context.Context, scopes []*Entity, staged ...*Entity) (*Preview, error) {
	found := &finding{Preview: &Preview{}, staged: staged}
	if err := found.read(ctx, o, scopes); err != nil {
		return nil, err
	}
	for _, scope := range scopes {
		found.Scopes = append(found.Scopes, scope.Head())
		found.entries.Scopes = append(found.entries.Scopes, scope.Document)
		if scope.Type() == dynamicScope {
			found.dynamic(scope)
		} else {
			found.listed(scope)
		}
	}
	found.failingChain()
	found.contested()
	found.note(scopes)
	return found.Preview, nil
}

// dynamicScope is the type of scopes that release what their scripts add, and nothing else.
const dynamicScope = "dynamic"

// finding is a preview in the making, with what was read for it.
type finding struct {
	*Preview
	staged    []*Entity
	directory Directory
	inactive  []string           // claims that are released all the same
	attached  map[string]*Entity // scripts by DN as the scopes write it; nil where there is none
}

// read reads what the scopes refer to.
func (f *finding) read(ctx context.Context, o *Ops, scopes []*Entity) error {
	claims := false
	f.attached = map[string]*Entity{}
	for _, scope := range scopes {
		claims = claims || !document.IsEmpty(scope.Get("/claims"))
		if scope.Type() != dynamicScope {
			continue
		}
		for _, dn := range texts(scope.Get("/dynamicScopeScripts")) {
			if err := f.readScript(ctx, o, dn); err != nil {
				return err
			}
		}
	}
	for _, script := range f.attached {
		claims = claims || script != nil && schema.ClaimsFromProperties(script.text("script"))
	}
	if claims {
		if err := o.RefreshDirectory(ctx, change.Claim); err != nil {
			return err
		}
	}
	f.directory = o.Directory()
	for _, entity := range f.staged {
		f.directory = f.directory.Add(entity.Head())
		f.entries.add(entity)
	}
	return nil
}

func (f *finding) note(scopes []*Entity) {
	openid := false
	for _, scope := range scopes {
		openid = openid || scope.Name() == openidScope
		if scope.Type() == "uma" {
			f.Notes = append(f.Notes, "The scope "+scope.Name()+" is of the type uma: clients get it through UMA permissions, not by asking for it.")
		}
	}
	if !openid {
		f.Notes = append(f.Notes, "A client has to be granted openid as well: without it userinfo answers with status 403.")
	}
	if len(f.inactive) > 0 {
		f.Notes = append(f.Notes, "Inactive claims are released like active ones: "+strings.Join(f.inactive, ", ")+".")
	}
	f.Notes = append(f.Notes,
		"Every answer also has "+strings.Join(always, ", ")+".",
		"The id_token has none of these claims, unless legacyIdTokenClaims is on and the client has includeClaimsInIdToken.")
}

// openidScope opens userinfo.
const openidScope = "openid"

// always are the members of every answer, whatever the scopes.
var always = []string{"sub", "jti", "iat", "nbf", "exp", "client_id"}
