package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// Check is [Validate] with the rules of the property itself: that it can be set
// at all, and what the server makes of particular values.
func (p Property) Check(v json.RawMessage) []Problem {
	if p.Fixed != "" {
		return []Problem{{Message: p.Name + " cannot be set: " + p.Fixed, Severity: Refuse}}
	}
	problems := Validate(p.Type, v)
	if rule, ok := rules[p.Name]; ok && !Refused(problems) {
		problems = append(problems, rule(v)...)
	}
	return problems
}

// rules holds what the types cannot say, by property.
var rules = map[string]func(json.RawMessage) []Problem{
	"userInfoLifetime":                  replaced(3600),
	"idJagLifetime":                     replaced(300),
	"expirationNotificatorMapSizeLimit": replaced(100000),
	"statusListBitSize":                 oneOf(2, 4),
	"responseTypesSupported":            noEmptyCombination,
	"featureFlags":                      someKnownFlag,
	"endSessionEndpoint":                endsInEndSession,
	"mtlsEndSessionEndpoint":            endsInEndSession,
	"cimdDomainAllowlist":               lowerCase,
	"cimdDomainBlocklist":               lowerCase,
}

// replaced refuses 0, in whose place the server's getter puts another value
// (AppConfiguration.java).
func replaced(by int) func(json.RawMessage) []Problem {
	return func(v json.RawMessage) []Problem {
		n, err := strconv.Atoi(string(document.Compact(v)))
		if err != nil || n > 0 {
			return nil
		}
		return refusal(fmt.Sprintf("the server would store %d instead of %d", by, n),
			fmt.Sprintf("write 1 or more; unsetting it gives %d as well", by))
	}
}

// oneOf refuses integers outside a short list.
func oneOf(allowed ...int) func(json.RawMessage) []Problem {
	names := make([]string, len(allowed))
	for i, n := range allowed {
		names[i] = strconv.Itoa(n)
	}
	return func(v json.RawMessage) []Problem {
		text := string(document.Compact(v))
		if slices.Contains(names, text) {
			return nil
		}
		return refusal(text+" is not one of the sizes the server can use", "write "+strings.Join(names, " or "))
	}
}

// noEmptyCombination refuses a response type made of nothing.
func noEmptyCombination(v json.RawMessage) []Problem {
	var problems []Problem
	all, _ := document.Elements(v)
	for i, e := range all {
		if document.IsEmpty(e) {
			p := refusal("a response type is empty", "take it out, or name code, token or id_token")
			p[0].Path = []string{strconv.Itoa(i)}
			problems = append(problems, p...)
		}
	}
	return problems
}

// someKnownFlag warns of an empty list, and of one without a single flag that
// the server knows, which it treats as empty (FeatureFlagType.java).
func someKnownFlag(v json.RawMessage) []Problem {
	names, _ := document.Strings(v)
	if len(names) == 0 {
		return warning("an empty list switches every feature on", "to switch all off but one, list that one")
	}
	for _, f := range Flags() {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, f.Name) }) {
			return nil
		}
	}
	return warning("the server knows none of these flags and would switch every feature on", "list at least one known flag")
}

// endsInEndSession warns of a logout address from which the server cannot make
// the addresses it derives (DiscoveryService.java).
func endsInEndSession(v json.RawMessage) []Problem {
	if s, _ := document.Text(v); s == "" || strings.HasSuffix(s, "/end_session") {
		return nil
	}
	return warning("the addresses of global token revocation, status list and access evaluation are made from this one and come out wrong",
		"end it with /end_session")
}

// lowerCase warns of hosts that never match, as the server compares them with
// the host of a client id in lower case (ClientIdMetadataService.java).
func lowerCase(v json.RawMessage) []Problem {
	names, _ := document.Strings(v)
	for _, n := range names {
		if n != strings.ToLower(n) {
			return warning(strconv.Quote(n)+" never matches, since the server compares in lower case", "write "+strings.ToLower(n))
		}
	}
	return nil
}

func refusal(message, hint string) []Problem {
	return []Problem{{Message: message, Hint: hint, Severity: Refuse}}
}

func warning(message, hint string) []Problem {
	return []Problem{{Message: message, Hint: hint, Severity: Warn}}
}
