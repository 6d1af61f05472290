package editor

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// words says a problem with the whole value on one line.
func (e *Editor) words(problem schema.Problem) string {
	return e.phrase(problem, problem.Path, e.conceals(problem.Path))
}

// conceals says whether what a problem at that path quotes must not be repeated.
func (e *Editor) conceals(path []string) bool {
	return e.property.Secret || secretInside(e.property.Type, path)
}

// phrase says a problem on one line, with where it is.
func (e *Editor) phrase(problem schema.Problem, path []string, secret bool) string {
	message := problem.Message
	if secret {
		message = "the value is not accepted"
	}
	if place := where(e.property.Type, path); place != "" {
		message = place + ": " + message
	}
	if problem.Hint != "" {
		message += " (" + problem.Hint + ")"
	}
	return text.CleanLine(message)
}

// about says a problem with the value at the place, or with something inside it.
func (p *place) about(problem schema.Problem) note {
	path := slices.Concat(p.path(), problem.Path)
	secret := p.spec.secret || p.editor.conceals(path)
	if len(problem.Path) == 0 {
		path = nil // it is plain where one is
	}
	words := p.editor.phrase(problem, path, secret)
	if problem.Severity == schema.Warn {
		return p.warning(words)
	}
	return p.failure(words)
}

// where names the way to a part of a value; elements of lists count from 1.
func where(t schema.Type, path []string) string {
	var parts []string
	for _, name := range path {
		switch t.Kind {
		case schema.KindList, schema.KindSet:
			if n, err := strconv.Atoi(name); err == nil {
				name = "#" + strconv.Itoa(n+1)
			}
			if offersMembers(t) {
				name = "" // a check list shows no numbers
			}
			t = elementOf(t)
		case schema.KindMap:
			t = elementOf(t)
		default:
			field, _ := t.Field(name)
			t = field.Type
		}
		if name != "" {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " ")
}
