package schema

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// ClaimsMarker is the comment of a dynamic scope script that sets a claim for each of its configuration properties: the property's name is
// the claim, its value the attribute. The template for new scripts has it.
const ClaimsMarker = "jansadm: claims from configuration properties"

// ClaimsFromProperties says whether a source has the marker.
func ClaimsFromProperties(source string) bool {
	for line := range strings.Lines(source) {
		if strings.TrimLeft(strings.TrimSpace(line), "#/ \t") == ClaimsMarker {
			return true
		}
	}
	return false
}

// ClaimMapping is a claim that a script with the marker takes from an attribute of the person.
type ClaimMapping struct{ Claim, Attribute string }

// ClaimMappings reads the configuration properties of a script with the marker, as the template does. One whose value is to be hidden is no
// mapping, but a secret for another purpose.
func ClaimMappings(properties json.RawMessage) []ClaimMapping {
	var mappings []ClaimMapping
	settings, _ := document.Elements(properties)
	for _, setting := range settings {
		members, _ := document.Members(setting)
		claim, _ := document.Text(members.Get("value1"))
		attribute, _ := document.Text(members.Get("value2"))
		claim, attribute = strings.TrimSpace(claim), strings.TrimSpace(attribute)
		if claim != "" && attribute != "" && !isHidden(members) {
			mappings = append(mappings, ClaimMapping{claim, attribute})
		}
	}
	return mappings
}

// fromUser are the attributes that the template reads from the user object itself: no claim need stand for them.
var fromUser = []string{"uid", "createdat", "updatedat"}

// IsUserAttribute says whether scripts find an attribute although no claim stands for it, in any case.
func IsUserAttribute(name string) bool { return slices.Contains(fromUser, strings.ToLower(name)) }

var (
	setClaim     = regexp.MustCompile(`\bsetClaim(?:Object)?\s*\(\s*["']([^"'\\\n]+)["']`)
	supported    = regexp.MustCompile(`\bgetSupportedClaims\s*\(`)
	nextMethod   = regexp.MustCompile(`(?m)^\s*(?:def|class|public|private|protected)\s`)
	quotedString = regexp.MustCompile(`["']([^"'\\\n]+)["']`)
	comments     = regexp.MustCompile(`(?m)^\s*(?:#|//).*$`)
)

// SourceClaims lists the claims that the source of a dynamic scope script names: those that it sets under a name which is written out, and
// those that it returns as supported. What a program does cannot be told by looking at it: it may set others, and leave these out.
func SourceClaims(source string) []string {
	source = comments.ReplaceAllString(source, "")
	var names []string
	add := func(matches [][]string) {
		for _, match := range matches {
			if !slices.Contains(names, match[1]) {
				names = append(names, match[1])
			}
		}
	}
	add(setClaim.FindAllStringSubmatch(source, -1))
	if at := supported.FindStringIndex(source); at != nil {
		body := source[at[1]:]
		if end := nextMethod.FindStringIndex(body); end != nil {
			body = body[:end[0]]
		}
		add(quotedString.FindAllStringSubmatch(body, -1))
	}
	return names
}
