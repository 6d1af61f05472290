package editor

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/document"
)

// member is one entry of a JSON object, exactly as it was received: re-joining members alters nothing but the blanks between them.
type member struct {
	key   json.RawMessage // the name with its quotes and escapes
	name  string
	value json.RawMessage
}

// membersOf splits an object in its own order; false when the value is no object.
func membersOf(raw json.RawMessage) ([]member, bool) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil, false
	}
	all := []member{}
	for decoder.More() {
		before := decoder.InputOffset()
		token, err := decoder.Token()
		name, isName := token.(string)
		if err != nil || !isName {
			return nil, false
		}
		next := member{key: bytes.Trim(raw[before:decoder.InputOffset()], " \t\r\n,"), name: name}
		if decoder.Decode(&next.value) != nil {
			return nil, false
		}
		all = append(all, next)
	}
	_, err := decoder.Token()
	return all, err == nil
}

func joinMembers(all []member) json.RawMessage {
	out := []byte{'{'}
	for i, m := range all {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, m.key...)
		out = append(out, ':')
		out = append(out, m.value...)
	}
	return append(out, '}')
}

func indexOf(all []member, name string) int {
	return slices.IndexFunc(all, func(m member) bool { return m.name == name })
}

// step leads from a value to one inside it: to a member of an object, or to an element of a list.
type step struct {
	member bool
	name   string
	index  int
}

func toMember(name string) step { return step{member: true, name: name} }
func toElement(index int) step  { return step{index: index} }

// key is the step as problems of values name it.
func (s step) key() string {
	if s.member {
		return s.name
	}
	return strconv.Itoa(s.index)
}

// at returns the value that a step leads to, nil when there is none.
func at(raw json.RawMessage, s step) json.RawMessage {
	if s.member {
		all, _ := membersOf(raw)
		if i := indexOf(all, s.name); i >= 0 {
			return all[i].value
		}
		return nil
	}
	elements, _ := document.Elements(raw)
	if s.index < len(elements) {
		return elements[s.index]
	}
	return nil
}

// with puts a value where a step leads. What is not there yet is added at the end; everything else stays as it is.
func with(raw json.RawMessage, s step, value json.RawMessage) json.RawMessage {
	if s.member {
		all, _ := membersOf(raw)
		if i := indexOf(all, s.name); i >= 0 {
			all[i].value = value
		} else {
			all = append(all, member{key: document.Quote(s.name), name: s.name, value: value})
		}
		return joinMembers(all)
	}
	elements, _ := document.Elements(raw)
	if s.index < len(elements) {
		elements[s.index] = value
	} else {
		elements = append(elements, value)
	}
	return document.JoinArray(elements)
}

// without takes out what a step leads to.
func without(raw json.RawMessage, s step) json.RawMessage {
	if s.member {
		all, _ := membersOf(raw)
		return joinMembers(slices.DeleteFunc(all, func(m member) bool { return m.name == s.name }))
	}
	elements, _ := document.Elements(raw)
	if s.index < len(elements) {
		elements = slices.Delete(elements, s.index, s.index+1)
	}
	return document.JoinArray(elements)
}

// renamed gives a member another name and leaves it where it is.
func renamed(raw json.RawMessage, from, to string) json.RawMessage {
	all, _ := membersOf(raw)
	if i := indexOf(all, from); i >= 0 {
		all[i].key, all[i].name = document.Quote(to), to
	}
	return joinMembers(all)
}

// moved exchanges two elements of a list.
func moved(raw json.RawMessage, from, to int) json.RawMessage {
	elements, _ := document.Elements(raw)
	elements[from], elements[to] = elements[to], elements[from]
	return document.JoinArray(elements)
}
