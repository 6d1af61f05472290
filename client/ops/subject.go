package ops

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// Subject is what a change is about, with all that it takes to show its values to people.
type Subject struct {
	Title string // what people call the target: a property's name, "scope profile"
	Label string // the member's label; empty for a property and for the whole of an entry
	Field schema.EntityField
	names Directory
}

// Name is target and member together.
func (s Subject) Name() string {
	if s.Label == "" {
		return s.Title
	}
	return s.Title + ": " + s.Label
}

// Subject describes the target and the member that a change of the plan is about. One that has gone meanwhile shows as any JSON.
func (p *Plan) Subject(target Target, path string) Subject {
	if target.Resource == change.Property {
		return p.propertySubject(target)
	}
	subject := Subject{Title: target.Word(), names: p.Directory}
	entity := p.entity(target)
	if entity != nil {
		subject.Title = entity.title()
	} else if head, known := p.Directory.Find(target); known { // it has gone, and was seen before
		subject.Title = string(target.Resource) + " " + head.Word()
	} else if at := slices.IndexFunc(p.Edits, func(e Edit) bool { return e.Target == target && e.Title != "" }); at >= 0 {
		subject.Title = p.Edits[at].Title
	}
	if path == "" {
		subject.Field = schema.EntityField{Property: schema.Property{Name: target.Word(), Type: schema.Type{Kind: schema.KindAny}}}
		return subject
	}
	if entity == nil {
		entity = &Entity{Kind: kindOf(target.Resource), Target: target}
	}
	subject.Field = entity.Field(path).Veiling(p.versions(target, path)...)
	subject.Label = subject.Field.Title
	if subject.Label == "" {
		subject.Label = subject.Field.Name
	}
	return subject
}

// versions are all values of a member that the plan knows: what one of them hides is hidden in every other.
func (p *Plan) versions(target Target, path string) []json.RawMessage {
	var all []json.RawMessage
	for _, edit := range p.Edits {
		if edit.about(target, path) {
			all = append(all, edit.Base, edit.Value)
		}
	}
	for _, c := range p.Changes {
		if c.Target == target && c.Path == path {
			all = append(all, c.Old, c.New)
		}
	}
	for _, c := range p.Conflicts {
		if c.Target == target && c.Path == path {
			all = append(all, c.Base, c.Mine, c.Theirs)
		}
	}
	return all
}

func (p *Plan) propertySubject(target Target) Subject {
	if target == AllProperties {
		return Subject{Title: "the settings"}
	}
	property := schema.Property{Name: target.ID, Type: schema.Type{Kind: schema.KindAny}}
	if p.Present != nil {
		if entry, err := p.Present.Lookup(target.ID); err == nil {
			property = entry.Property
		}
	}
	return Subject{Title: target.ID, Field: schema.EntityField{Property: property, Path: document.Pointer(target.ID)}}
}

// entity is the entry of a target, as the plan has seen it; nil when it has not.
func (p *Plan) entity(target Target) *Entity {
	for _, part := range p.parts {
		if e, ok := part.(*entityPart); ok && e.entity.Target == target {
			return e.entity
		}
	}
	return nil
}

// Name is what people call a target of the plan, in one word where there is one: it is what a dangerous plan asks to be typed.
func (p *Plan) Name(target Target) string {
	if entity := p.entity(target); entity != nil {
		return entity.Name()
	}
	return target.Word()
}

// Hide masks the secrets of a value, and says whether there were any.
func (s Subject) Hide(value json.RawMessage) (json.RawMessage, bool) { return s.Field.Hide(value) }

// Compare masks the secrets of a value and of the one that takes its place, so that people see where a secret becomes another one.
func (s Subject) Compare(before, after json.RawMessage) (old, now json.RawMessage) {
	return s.Field.Compare(before, after)
}

// Display shows a value on one line, for people: secrets are masked, DNs become names. What comes from the server is not cleaned.
func (s Subject) Display(value json.RawMessage) string {
	if s.Field.Path == document.Pointer(s.Title) { // a property
		return Entry{Property: s.Field.Property}.Display(value)
	}
	return DisplayField(s.names, s.Field, value)
}

// Elements are the members of a list as people read them; false when the value is no list.
func (s Subject) Elements(value json.RawMessage) ([]string, bool) {
	hidden, _ := s.Hide(value)
	elements, ok := document.Elements(hidden)
	if !ok {
		return nil, document.IsEmpty(value)
	}
	shown := make([]string, len(elements))
	for i, element := range elements {
		text, isText := document.Text(element)
		pair, isPair := displayPair(element)
		switch {
		case isPair:
			shown[i] = pair
		case isText && s.Field.Refers != (schema.Reference{}):
			shown[i] = Referred(s.names, text)
		case isText:
			shown[i] = text
		default:
			shown[i] = string(document.Compact(element))
		}
	}
	return shown, true
}

// DisplayField shows the value of an entry's field on one line, for people. What comes from the server is not cleaned.
func DisplayField(names Directory, field schema.EntityField, value json.RawMessage) string {
	if document.IsEmpty(value) {
		if field.Type.Kind == schema.KindBoolean {
			return schema.Display(field.Type, orDefault(field, value))
		}
		return Nothing
	}
	hidden, _ := field.Hide(value)
	if field.Secret {
		return schema.SecretMask
	}
	return DisplaySecrets(names, field, hidden)
}

// DisplaySecrets is DisplayField for somebody who wants to see the secrets.
func DisplaySecrets(names Directory, field schema.EntityField, value json.RawMessage) string {
	if field.Refers != (schema.Reference{}) {
		if listed, ok := document.Strings(value); ok {
			shown := make([]string, len(listed))
			for i, dn := range listed {
				shown[i] = Referred(names, dn)
			}
			return strings.Join(shown, ", ")
		}
	}
	if shown, ok := displaySpecial(field, value); ok {
		return shown
	}
	return schema.Display(field.Type, value)
}

// Referred is the name of what a DN refers to, with what is wrong with it. A DN that names nothing stays a DN.
func Referred(names Directory, dn string) string {
	head, found := names.Refer(dn)
	if found {
		return head.Word()
	}
	target, ok := directory.TargetOf(dn)
	switch {
	case ok && target.IsNew():
		return target.Word() + " (new)"
	case ok && names.Complete(target.Resource):
		return dn + " (does not exist)"
	}
	return dn
}

// Member is one member of an entry that is created or deleted, for showing it.
type Member struct {
	Subject
	Value json.RawMessage
}

// Members lists what a new entry gets, or what goes with a deleted one. Of a script's source only the kind of change is worth showing.
func (p *Plan) Members(c Change) []Member {
	whole := c.New
	if c.Kind == change.Delete {
		whole = c.Old
	}
	doc, ok := document.Members(whole)
	if !ok || c.Path != "" {
		return nil
	}
	entity := &Entity{Kind: kindOf(c.Target.Resource), Target: c.Target, Document: doc}
	var members []Member
	for _, field := range append(slices.Clone(entity.Kind.Fields), entity.unknownFields()...) {
		if value := entity.Get(field.Path); !field.Volatile && !document.IsEmpty(value) {
			subject := p.Subject(c.Target, field.Path)
			subject.Field = field
			members = append(members, Member{Subject: subject, Value: value})
		}
	}
	return members
}

// Hide masks the secrets in a value of a change; of a whole entry, in each of its members.
func (p *Plan) Hide(c Change, value json.RawMessage) (json.RawMessage, bool) {
	if c.Target.Resource == change.Property || c.Path != "" {
		return p.Subject(c.Target, c.Path).Hide(value)
	}
	return HideWhole(c.Target.Resource, value, c.Old)
}
