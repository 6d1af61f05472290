package sandbox

import (
	"slices"
	"strings"
)

// runDynamicScopes runs the scripts of the dynamic scopes of a token, each once, in an order that is not specified
// (ExternalDynamicScopeService.java). All see the same claims. The first that returns false or throws ends the chain; what was set stays.
func (x *exchange) runDynamicScopes(scopes []*scopeEntry, user *person, claims object) error {
	var attached []string
	for _, scope := range scopes {
		attached = append(attached, scope.Scripts...)
	}
	var candidates []any
	for _, s := range x.scripts {
		if dn := distinguishedName(s.Inum, "scripts"); s.Type == scriptDynamicScope && slices.Contains(attached, dn) {
			candidates = append(candidates, dn)
		}
	}
	for _, dn := range x.server.config.mapper.Hashed(candidates) {
		i := slices.IndexFunc(x.scripts, func(s script) bool { return distinguishedName(s.Inum, "scripts") == dn })
		goOn, err := x.runDynamicScope(&x.scripts[i], user, claims)
		if err != nil || !goOn {
			return err
		}
	}
	return nil
}

// runDynamicScope sets the claims of one script and says whether the chain goes on. A script that throws is no error of the request.
func (x *exchange) runDynamicScope(s *script, user *person, claims object) (bool, error) {
	if s.failure != nil {
		return false, nil // the stand-in returns false
	}
	for _, setting := range s.settings() {
		if value := setting.valueOf(user); value != nil {
			claims[setting.claim] = value
		}
	}
	goOn, thrown := s.run()
	if thrown != nil && x.preview {
		return false, nil
	}
	if thrown != nil {
		return false, x.server.recordScriptError(s.Inum, thrown)
	}
	return goOn, nil
}

// valueOf gives what a script sets: several values as an array, one as it is.
func (s setting) valueOf(user *person) any {
	if s.attribute == "" {
		return s.text
	}
	if strings.EqualFold(s.attribute, "uid") {
		return orNil(user.userID)
	}
	attribute := s.attribute
	for name := range user.attributes { // UserService.java compares names in any case
		if strings.EqualFold(name, attribute) {
			attribute = name
		}
	}
	list, _ := user.value(attribute, true).([]any)
	switch {
	case len(list) == 0:
		return nil
	case len(list) == 1 && !s.array:
		return list[0]
	}
	return list
}
