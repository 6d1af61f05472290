package ops

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// Commands are the command lines that do the same as the plan, one after the other, ready for a POSIX shell. Secrets and the sources of
// scripts do not appear: they are read from standard input, and where that is taken already from a file that is called FILE.
func (p *Plan) Commands() []string {
	var lines []string
	for _, part := range p.parts {
		switch part := part.(type) {
		case *propertyPart:
			for _, c := range part.changes {
				if entry, err := p.Present.Lookup(c.Target.ID); err == nil {
					lines = append(lines, entry.Command(c.Kind, c.New)+" --yes")
				}
			}
		case *entityPart:
			lines = append(lines, p.entityCommands(part)...)
		}
	}
	return lines
}

func (p *Plan) entityCommands(part *entityPart) []string {
	noun := string(part.target().Resource)
	switch {
	case part.kind == change.Create:
		return []string{p.creating(part).line("jansadm " + noun + " create")}
	case part.kind == change.Delete:
		return []string{"jansadm " + noun + " delete " + position(part.entity.Head()) + " --yes"}
	case part.target().Resource == change.Client:
		return p.clientCommands(part)
	}
	return []string{p.updating(part).line("jansadm " + noun + " update " + position(part.entity.Head()))}
}

// position is an argument that names an entry: by its inum where the name could be taken for a flag.
func position(head Head) string {
	if head.Name == "" || strings.HasPrefix(head.Name, "-") || head.Resource == change.Client {
		return ShellWord(head.Inum)
	}
	return ShellWord(head.Name)
}

// clientCommands give a client scopes and take some away, and change the rest of it.
func (p *Plan) clientCommands(part *entityPart) []string {
	var lines []string
	rest := *part
	rest.changes = nil
	for _, c := range part.changes {
		if c.Path != "/scopes" {
			rest.changes = append(rest.changes, c)
			continue
		}
		came, gone := newTexts(c.Old, c.New), newTexts(c.New, c.Old)
		for _, way := range []struct {
			verb string
			dns  []string
		}{{"add-scope", came}, {"remove-scope", gone}} {
			line := "jansadm client " + way.verb + " " + position(part.entity.Head())
			for _, dn := range way.dns {
				line += " " + p.positionOf(dn)
			}
			if len(way.dns) > 0 {
				lines = append(lines, line+" --yes")
			}
		}
	}
	if len(rest.changes) > 0 {
		lines = append(lines, p.updating(&rest).line("jansadm client update "+position(part.entity.Head())))
	}
	return lines
}

func (p *Plan) positionOf(dn string) string {
	if word := p.word(dn); !strings.HasPrefix(word, "-") {
		return ShellWord(word)
	}
	target, _ := directory.TargetOf(dn)
	return ShellWord(target.ID)
}

// newTexts are the texts of a list that another lacks.
func newTexts(before, after json.RawMessage) []string {
	old := texts(before)
	return slices.DeleteFunc(slices.Clone(texts(after)), func(text string) bool { return slices.Contains(old, text) })
}

// word is what a command line calls the entry of a DN.
func (p *Plan) word(dn string) string {
	target, ok := directory.TargetOf(dn)
	if word := Named(p.Directory, dn); word != dn || !ok {
		return word
	}
	return target.Word()
}

// words are the entries of DNs in one argument, with commas.
func (p *Plan) words(dns []string) string {
	list := make([]string, len(dns))
	for i, dn := range dns {
		list[i] = p.word(dn)
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write(list) // a builder takes everything
	w.Flush()
	return strings.TrimSuffix(out.String(), "\n")
}

// commandFlags are the fields that have a flag of their own, and of lists the flag's singular.
var commandFlags = map[change.Resource]map[string]struct{ flag, one string }{
	change.Scope: {
		"/id": {flag: "id"}, "/scopeType": {flag: "type"}, "/displayName": {flag: "display-name"}, "/description": {flag: "description"},
		"/claims": {"claims", "claim"}, "/dynamicScopeScripts": {"scripts", "script"}, "/umaAuthorizationPolicies": {"policies", "policy"},
	},
	change.Claim: {
		"/name": {flag: "name"}, "/claimName": {flag: "claim-name"}, "/displayName": {flag: "display-name"},
		"/description": {flag: "description"}, "/dataType": {flag: "type"},
	},
	change.Script: {"/name": {flag: "name"}, "/scriptType": {flag: "type"}, "/description": {flag: "description"}},
	change.Client: {
		"/clientName": {flag: "name"}, "/description": {flag: "description"}, "/accessTokenLifetime": {flag: "access-token-lifetime"},
		"/refreshTokenLifetime": {flag: "refresh-token-lifetime"}, "/attributes/idTokenLifetime": {flag: "id-token-lifetime"},
		"/accessTokenSigningAlg": {flag: "access-token-alg"}, "/idTokenSignedResponseAlg": {flag: "id-token-alg"},
		"/grantTypes": {"grant-types", "grant-type"}, "/responseTypes": {"response-types", "response-type"},
		"/tokenEndpointAuthMethod":                       {flag: "auth-method"},
		"/attributes/additionalTokenEndpointAuthMethods": {"additional-auth-methods", "additional-auth-method"},
		"/attributes/updateTokenScriptDns":               {"update-token-scripts", "update-token-script"},
	},
}

// creating gathers the arguments that make a new entry. What a new entry holds anyway is left out.
func (p *Plan) creating(part *entityPart) *arguments {
	args := &arguments{plan: p}
	entity, fresh := part.entity, &Entity{Kind: part.entity.Kind, Document: Fresh(part.target().Resource)}
	if len(entity.unknownFields()) > 0 { // of a clone: a newer server's
		args.add("--file", args.input("-"))
		return args
	}
	for _, field := range entity.Kind.Fields {
		value, anyway := entity.Get(field.Path), fresh.Get(field.Path)
		switch {
		case document.IsEmpty(value) && !document.IsEmpty(anyway):
			args.add("--unset", dottedPath(field))
		case document.IsEmpty(value) || document.Equal(value, anyway) || field.Path == "/moduleProperties" && document.Equal(value, inDatabase):
		default:
			args.give(entity.Target.Resource, field, nil, value)
		}
	}
	if entity.Target.Resource == change.Script {
		args.unchecked(entity)
	}
	return args
}

// SourcePaths are the fields of a script that decide whether its source has what the server needs.
var SourcePaths = []string{"/script", "/scriptType", "/programmingLanguage"}

// updating gathers the arguments that change an entry.
func (p *Plan) updating(part *entityPart) *arguments {
	args := &arguments{plan: p}
	source := false
	for _, c := range part.changes {
		field := part.entity.Field(c.Path)
		source = source || slices.Contains(SourcePaths, c.Path) && c.Target.Resource == change.Script
		if c.Kind == change.Unset || document.IsEmpty(c.New) {
			args.add("--unset", dottedPath(field))
			continue
		}
		args.give(c.Target.Resource, field, c.Old, c.New)
	}
	if source {
		args.unchecked(&Entity{Kind: part.entity.Kind, Document: part.after()})
	}
	return args
}
