package schema

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/document"
)

// Infer describes a property that the catalogue does not know by the value the
// server holds. Integers get the 64-bit range, since the server's own limit is
// unknown; values that no simple type keeps exactly (fractions, larger numbers,
// mixed lists, objects) are of kind any and edited as JSON. One that sounds
// secret and is no switch or number is hidden.
func Infer(name string, value json.RawMessage) Property {
	t := inferType(value)
	return Property{
		Name: name, Type: t, Secret: soundsSecret(name) && t.Kind != KindBoolean && t.Kind != KindInteger,
		Help: "Not described here: the server has this property, this version of the program does not know it. The type is taken from its present value.",
	}
}

func inferType(v json.RawMessage) Type {
	switch shapeOf(v) {
	case shapeBoolean:
		return Type{Kind: KindBoolean}
	case shapeNumber:
		if _, err := strconv.ParseInt(string(bytes.TrimSpace(v)), 10, 64); err == nil {
			return Type{Kind: KindInteger, Min: limit(math.MinInt64), Max: limit(math.MaxInt64)}
		}
	case shapeString:
		return Type{Kind: KindString}
	case shapeArray:
		all, _ := document.Elements(v)
		return Type{Kind: KindList, Elem: &Type{Kind: commonKind(all)}}
	case shapeObject:
		if all, _ := document.Members(v); commonKind(slices.Collect(maps.Values(all))) == KindString {
			return Type{Kind: KindMap, Elem: &Type{Kind: KindString}}
		}
	}
	return Type{Kind: KindAny}
}

// commonKind is string when there are values and all of them are texts.
func commonKind(all []json.RawMessage) Kind {
	for _, v := range all {
		if shapeOf(v) != shapeString {
			return KindAny
		}
	}
	if len(all) == 0 {
		return KindAny
	}
	return KindString
}

func limit(n int64) *int64 { return &n }
