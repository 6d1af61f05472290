package ops

import (
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// withoutSecrets masks the secrets that the plan touches wherever they stand in a text.
func (p *Plan) withoutSecrets(text string) string {
	for _, secret := range p.secrets() {
		quoted := string(document.Quote(secret))
		for _, form := range []string{secret, strings.Trim(quoted, `"`), html.EscapeString(secret), url.QueryEscape(secret)} {
			text = strings.ReplaceAll(text, form, schema.SecretMask)
		}
	}
	return text
}

// secrets are the old and new texts that the plan's changes hide, the longest first: one may be part of another.
func (p *Plan) secrets() []string {
	var found []string
	for _, c := range p.Changes {
		for _, value := range []json.RawMessage{c.Old, c.New} {
			shown := document.Quote("")
			if !c.Secret {
				shown, _ = p.Hide(c, value)
			}
			open := leaves(shown)
			for _, text := range leaves(value) {
				if !slices.Contains(open, text) {
					found = append(found, text)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return found
}

// leaves are all values inside a value that are neither objects nor lists: texts as they are, others as JSON.
func leaves(value json.RawMessage) []string {
	if document.IsEmpty(value) {
		return nil
	}
	if text, ok := document.Text(value); ok {
		return []string{text}
	}
	inside, ok := document.Elements(value)
	if members, isObject := document.Members(value); isObject {
		for _, member := range members {
			inside = append(inside, member)
		}
	} else if !ok {
		return []string{string(document.Compact(value))}
	}
	var all []string
	for _, v := range inside {
		all = append(all, leaves(v)...)
	}
	return all
}
