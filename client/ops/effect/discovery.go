package effect

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// discovery is the effect on the document in which the auth server tells about itself. All that a plan changes there shows at once, when the
// cache is computed anew.
func discovery(result *ops.Result, f impact.Facts) []Effect {
	page := &metadata{}
	if f.Before != nil {
		for _, shown := range f.DiscoveryChanges() {
			page.members = append(page.members, member{key: shown.Key, value: shown.Value})
		}
		if len(page.members) == 0 && f.CacheRebuilt() { // somebody flushes it, to have it show what was changed before
			page.agrees = "it shows the endpoints that the flags allow"
			for _, shown := range f.GatedKeys() {
				page.members = append(page.members, member{key: shown.Key, value: shown.Value})
			}
		}
	}
	page.members = append(page.members, listed(result)...)
	if len(page.members) == 0 {
		return nil
	}
	effect := Effect{ID: Discovery, What: "discovery document", sign: page}
	effect.Within, effect.When = showsWithin(result, f)
	return []Effect{effect}
}

// showsWithin is how long the document may be out of date. A changed script empties its cache as well (section "What clears the discovery cache"
// of LocalResponseCache.java and ExternalAuthenticationService.java).
func showsWithin(result *ops.Result, f impact.Facts) (time.Duration, string) {
	switch lifetime := f.CacheLifetime(); {
	case f.Before != nil && f.CacheRebuilt():
		return flushed, "within about a minute"
	case len(result.ScriptWatches()) > 0:
		return flushed, "within about a minute, as a changed script empties its cache"
	case lifetime == 0:
		return impact.PickUp, "within 30 s"
	case f.Before == nil:
		return impact.PickUp + lifetime, "when its cache expires, which is " + spoken(lifetime) + " unless " + ops.CacheLifetime + " says otherwise"
	default:
		return impact.PickUp + lifetime, "in up to " + spoken(lifetime) + ", when its cache expires"
	}
}

// listed are the ids of scopes that come to scopes_supported or leave it (DiscoveryService.java).
func listed(result *ops.Result) []member {
	var members []member
	for _, written := range result.Written() {
		if written.Target().Resource != change.Scope {
			continue
		}
		before, after := listedID(written.Before), listedID(written.After)
		if before == after {
			continue
		}
		if before != "" {
			members = append(members, member{key: scopesSupported, element: before})
		}
		if after != "" {
			members = append(members, member{key: scopesSupported, element: after, holds: true})
		}
	}
	return members
}

const scopesSupported = "scopes_supported"

// listedID is the id under which discovery lists a scope; empty when it does not.
func listedID(scope *ops.Entity) string {
	if scope == nil || string(scope.Get("/attributes/showInConfigurationEndpoint")) == "false" {
		return ""
	}
	if scope.Type() == "spontaneous" && string(scope.Get("/deletable")) == "true" {
		return ""
	}
	id, _ := document.Text(scope.Get("/id"))
	return id
}

// member is one thing that the document must say: that a key is not there, that it has a value, or that a list holds an element or not.
type member struct {
	key     string
	value   json.RawMessage
	element string
	holds   bool
}

// contradicts says whether the document cannot say both.
func (m member) contradicts(other member) bool {
	return m.key == other.key && m.element == other.element && (m.holds != other.holds || !document.EqualOnWire(m.value, other.value))
}

// wrong says what the document still says otherwise; empty when it says what is expected.
func (m member) wrong(doc document.Document) string {
	value := at(doc, m.key)
	if m.element != "" {
		elements, _ := document.Strings(value)
		switch holds := slices.Contains(elements, m.element); {
		case holds == m.holds:
			return ""
		case holds:
			return "still lists " + m.element + " in " + m.key
		}
		return "does not list " + m.element + " in " + m.key + " yet"
	}
	switch {
	case m.value == nil && value == nil, m.value != nil && value != nil && alike(m.value, value):
		return ""
	case m.value == nil:
		return "still lists " + m.key
	case value == nil:
		return "does not list " + m.key + " yet"
	}
	return "still has the old " + m.key
}

// right says what the document says now.
func (m member) right() string {
	name := m.key
	if m.element != "" {
		name = m.element + " in " + m.key
	}
	if m.value == nil && !m.holds {
		return name + " is gone"
	}
	return name + " is shown"
}

func at(doc document.Document, key string) json.RawMessage {
	top, below, nested := strings.Cut(key, ".")
	if !nested {
		return doc.Get(key)
	}
	inner, _ := document.Members(doc.Get(top))
	return inner.Get(below)
}

// alike compares as sets what are lists: the document has them in the order of a hash, and puts response types together with blanks.
func alike(want, got json.RawMessage) bool {
	if document.Equal(want, got) {
		return true
	}
	left, isList := words(want)
	right, both := words(got)
	return isList && both && slices.Equal(left, right)
}

func words(list json.RawMessage) ([]string, bool) {
	elements, ok := document.Elements(list)
	found := make([]string, len(elements))
	for i, element := range elements {
		if parts, isList := document.Strings(element); isList {
			element = document.Quote(strings.Join(parts, " "))
		}
		found[i] = string(element)
	}
	slices.Sort(found)
	return slices.Compact(found), ok
}

// metadata is what the discovery document must show.
type metadata struct {
	members []member
	agrees  string // what to say of all of them when they are seen; empty to name them
}

func (m *metadata) look(ctx context.Context, o *ops.Ops, _ time.Duration) (sight, error) {
	doc, err := o.Advertised(ctx)
	if err != nil {
		return sight{}, err
	}
	var wrong, right []string
	for _, member := range m.members {
		if says := member.wrong(doc); says != "" {
			wrong = append(wrong, says)
		} else {
			right = append(right, member.right())
		}
	}
	if len(wrong) > 0 {
		return sight{state: Waiting, says: few(wrong)}, nil
	}
	if m.agrees != "" {
		right = []string{m.agrees}
	}
	return sight{state: Seen, says: few(right)}, nil
}

func (m *metadata) less(later sign) sign {
	other, ok := later.(*metadata)
	if !ok {
		return m
	}
	left := slices.DeleteFunc(slices.Clone(m.members), func(mine member) bool { return slices.ContainsFunc(other.members, mine.contradicts) })
	if len(left) == 0 {
		return nil
	}
	return &metadata{members: left, agrees: m.agrees}
}
