package editor

import (
	"strconv"
	"strings"
)

// content is what is typed, and into which input.
func (p *plain) content() (input, text string) { return "", "" }

// retype types a text into an input; false when there is no such input.
func (p *plain) retype(string, string) bool { return false }

// descend opens something inside; false when there is no such thing.
func (p *plain) descend(string) bool { return false }

func (f *field) content() (input, text string) { return "", f.input.Value() }

func (f *field) retype(_, text string) bool {
	f.input.SetValue(text)
	return true
}

func (b *block) content() (input, text string) {
	if _, isJSON := b.reader.(jsonReader); isJSON {
		return inputJSON, b.edit.Value()
	}
	return inputLong, b.edit.Value()
}

func (b *block) retype(_, text string) bool {
	b.edit.SetValue(text)
	return true
}

func (c *choice) content() (input, text string) { return inputOther, c.other.input.Value() }

func (c *choice) retype(input, text string) bool {
	if input != inputOther || !c.place.spec.typ.Open {
		return false
	}
	c.typeOther()
	return c.other.retype("", text)
}

func (c *checks) content() (input, text string) { return inputMember, c.adding.input.Value() }

func (c *checks) retype(input, text string) bool {
	if input != inputMember || !c.elem().Open {
		return false
	}
	c.add()
	return c.adding.retype("", text)
}

func (m *mapping) content() (input, text string) {
	if naming, _ := m.naming.reader.(nameReader); !naming.fresh {
		return inputRename + naming.before, m.naming.input.Value()
	}
	return inputName, m.naming.input.Value()
}

func (m *mapping) retype(input, text string) bool {
	before, renames := strings.CutPrefix(input, inputRename)
	switch {
	case input == inputName:
		m.add()
	case renames && indexOf(m.entries, before) >= 0:
		m.show(toMember(before))
		m.rename()
	default:
		return false
	}
	return m.naming.retype("", text)
}

func (m *mapping) descend(key string) bool {
	switch {
	case indexOf(m.entries, key) >= 0:
		m.show(toMember(key))
		m.edit()
	case m.place.spec.locked == "" && !hasParts(m.elem()):
		m.begin(key)
	default:
		return false
	}
	return true
}

func (o *object) descend(key string) bool {
	for _, row := range o.rows {
		if row.Name == key {
			o.show(toMember(key))
			o.edit()
			return true
		}
	}
	return false
}

func (l *list) descend(key string) bool {
	i, err := strconv.Atoi(key)
	switch {
	case err != nil || i < 0 || i > len(l.elements):
		return false
	case i < len(l.elements):
		l.show(toElement(i))
		l.edit()
	case l.place.spec.locked != "":
		return false
	case len(l.elem().Values) > 0:
		l.place.open(toElement(i), l.typedElement())
	default:
		l.open()
	}
	return true
}
