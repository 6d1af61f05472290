package jackson

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// Mapper reads trees. Order stands for the hash codes of one run of a Java process: elements of sets come back in an order that
// depends on it.
type Mapper struct {
	Order uint64
	REST  bool         // the mapper of request bodies and answers, not that of patches: enumerations and dates are spelled differently
	Now   func() int64 // milliseconds since 1970, for members that a fresh object fills in with the present time
}

// Read gives the object that results from reading a tree into a class and asking its getters for every member. The result is the
// tree that a patch works on; it holds all members of the class, nulls and empty values included.
func (m Mapper) Read(class *Class, tree any) (map[string]any, error) {
	source, ok := tree.(map[string]any)
	if !ok {
		return nil, mismatch(class.Name, tree)
	}
	object := make(map[string]any, len(class.Members))
	for i := range class.Members {
		member := &class.Members[i]
		value, present := source[member.Name]
		result, err := m.readMember(member, value, present)
		if err != nil {
			return nil, err
		}
		object[member.Name] = result
	}
	if class.Tidy != nil {
		class.Tidy(object)
	}
	for i := range class.Members {
		member := &class.Members[i]
		object[member.Name] = member.get(object[member.Name])
	}
	if class.Derive != nil {
		class.Derive(object)
	}
	if class.OmitNull || class.NonNull {
		for name, value := range object {
			if value == nil {
				delete(object, name)
			}
		}
	}
	return object, nil
}

func (m Mapper) readMember(member *Member, value any, present bool) (any, error) {
	if member.ReadOnly {
		if member.Setterless && present && value != nil {
			if _, err := m.readValue(member.Type, value); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}
	if !present {
		if member.Now {
			return integer(m.Now()), nil
		}
		return member.initial(), nil
	}
	result, err := m.readValue(member.Type, value)
	if err != nil {
		return nil, err
	}
	if result == nil && member.Set != "" {
		return jsontree.MustParse(member.Set), nil
	}
	return result, nil
}

func (m *Member) initial() any {
	if m.Initial != "" {
		return jsontree.MustParse(m.Initial)
	}
	return m.Type.zero()
}

// zero is what null means to a type: 0 or false for primitives.
func (t *Type) zero() any {
	switch {
	case t.Primitive && t.Kind == Boolean:
		return false
	case t.Primitive:
		return integer(0)
	default:
		return nil
	}
}

// get applies what the getter of a member does to a stored value.
func (m *Member) get(value any) any {
	if value == nil || m.EmptyIsNull && (isEmpty(value) || value == integer(0)) {
		if m.Null == "" {
			return value
		}
		return jsontree.MustParse(m.Null)
	}
	if number, ok := value.(json.Number); ok && m.Floor != 0 {
		if n, err := number.Int64(); err == nil && n <= 0 {
			return integer(m.Floor)
		}
	}
	return value
}

func (m Mapper) readValue(t *Type, value any) (any, error) {
	if value == nil {
		return t.zero(), nil
	}
	switch t.Kind {
	case Text:
		return readText(value)
	case Boolean, Integer, Long:
		return m.readScalar(t, value)
	case Date:
		return m.readDate(value)
	case Enumeration:
		return t.Enum.read(value, m.REST)
	case List, Set:
		return m.readElements(t, value)
	case Map:
		return m.readEntries(t, value)
	case Object:
		if m.REST && value == "" {
			return nil, nil
		}
		return m.Read(t.Class, value)
	default:
		return value, nil
	}
}

func (m Mapper) readScalar(t *Type, value any) (any, error) {
	read := readInteger
	switch t.Kind {
	case Boolean:
		read = readBoolean
	case Long:
		read = readLong
	}
	result, err := read(value)
	if err == nil && result == nil {
		result = t.zero()
	}
	return result, err
}

func (m Mapper) readElements(t *Type, value any) (any, error) {
	source, ok := value.([]any)
	if !ok {
		return nil, mismatch("array", value)
	}
	elements := make([]any, len(source))
	for i, element := range source {
		var err error
		if elements[i], err = m.readValue(t.Elem, element); err != nil {
			return nil, err
		}
	}
	if t.Kind == Set {
		elements = m.hashed(elements, t.Identity)
	}
	return elements, nil
}

func (m Mapper) readEntries(t *Type, value any) (any, error) {
	source, ok := value.(map[string]any)
	if !ok {
		return nil, mismatch("map", value)
	}
	entries := make(map[string]any, len(source))
	for name, entry := range source {
		result, err := m.readValue(t.Elem, entry)
		if err != nil {
			return nil, err
		}
		entries[name] = result
	}
	return entries, nil
}
