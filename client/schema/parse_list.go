package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

func convertList(t Type, text string) (json.RawMessage, error) {
	if strings.HasPrefix(text, "[") {
		return convertBracketed(text, "[")
	}
	parts, err := split(text, false)
	if err != nil {
		return nil, err
	}
	elem := elemOf(t)
	values := make([]json.RawMessage, len(parts))
	for i, part := range parts {
		if values[i], err = convertElement(elem, part); err != nil {
			return nil, inside(err, strconv.Itoa(i))
		}
	}
	return document.JoinArray(values), nil
}

// convertElement converts one element of a comma-separated list.
func convertElement(t Type, p part) (json.RawMessage, error) {
	switch t.Kind {
	case KindString, KindEnum:
		return document.Quote(p.text), nil
	case KindBoolean, KindInteger:
		return convert(t, p.text)
	case KindList, KindSet:
		inner := elemOf(t)
		if inner.Kind == KindString || inner.Kind == KindEnum {
			words := strings.Fields(p.text)
			values := make([]json.RawMessage, len(words))
			for i, w := range words {
				values[i] = document.Quote(w)
			}
			return document.JoinArray(values), nil
		}
	}
	return nil, &ValueError{Message: "this list cannot be written with commas", Hint: "write it as a JSON array: [ ... ]"}
}

func convertMap(t Type, text string) (json.RawMessage, error) {
	if strings.HasPrefix(text, "{") {
		return convertBracketed(text, "{")
	}
	parts, err := split(text, true)
	if err != nil {
		return nil, err
	}
	elem := elemOf(t)
	if len(parts) > 0 && elem.Kind != KindString && elem.Kind != KindEnum {
		return nil, &ValueError{Message: "this map cannot be written as key=value", Hint: "write it as a JSON object: { ... }"}
	}
	var b bytes.Buffer
	for i, p := range parts {
		if p.key == nil {
			return nil, &ValueError{Message: strconv.Quote(p.text) + " has no =", Hint: "write key=value, separated by commas"}
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(document.Quote(*p.key))
		b.WriteByte(':')
		b.Write(document.Quote(p.text))
	}
	return json.RawMessage("{" + b.String() + "}"), nil
}

func convertBracketed(text, open string) (json.RawMessage, error) {
	if err := wellFormed([]byte(text)); err != nil {
		return nil, &ValueError{
			Message: err.Error(),
			Hint:    "text that begins with " + open + " is read as JSON; put a plain element that begins so in double quotes",
		}
	}
	return json.RawMessage(text), nil
}

func elemOf(t Type) Type {
	if t.Elem == nil {
		return Type{Kind: KindAny}
	}
	return *t.Elem
}

// inside prefixes the path of a [*ValueError] with where it happened.
func inside(err error, step string) error {
	var v *ValueError
	if !errors.As(err, &v) {
		return err
	}
	return &ValueError{Path: append([]string{step}, v.Path...), Message: v.Message, Hint: v.Hint}
}
