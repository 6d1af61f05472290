package schema

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// longestNumber bounds the digits that are worth converting.
const longestNumber = 40

// Parse turns what a person types into a value of the type. The result passes
// [Validate] without a refusal; otherwise the error is a [*ValueError].
//
//   - boolean: true or false.
//   - integer: digits; where it has a unit also an amount that converts exactly,
//     such as 90s, 5m, 1h30m, 30d or 64KiB. Empty text is refused: a number is
//     emptied by unsetting it.
//   - string: the text as it stands. Empty text is the empty string.
//   - enum: one of the values, spelled exactly.
//   - list, set: a JSON array, or elements separated by commas. An element that
//     is empty, holds a comma or quote, or begins or ends with a blank goes in
//     double quotes, as a JSON string. Inner lists are words separated by blanks:
//     "code, code id_token". Empty text is the empty list.
//   - map: a JSON object, or entries key=value separated by commas, quoted the
//     same way. Empty text is the empty map.
//   - object, any: JSON.
func Parse(t Type, text string) (json.RawMessage, error) {
	v, err := convert(t, text)
	if err != nil {
		return nil, err
	}
	for _, p := range Validate(t, v) {
		if p.Severity == Refuse {
			return nil, &ValueError{Path: p.Path, Message: p.Message, Hint: p.Hint}
		}
	}
	return v, nil
}

func convert(t Type, text string) (json.RawMessage, error) {
	switch t.Kind {
	case KindString:
		return document.Quote(text), nil
	case KindEnum:
		return convertEnum(t, strings.TrimSpace(text))
	case KindBoolean:
		return convertBoolean(strings.TrimSpace(text))
	case KindInteger:
		return convertInteger(t, strings.TrimSpace(text))
	case KindList, KindSet:
		return convertList(t, strings.TrimSpace(text))
	case KindMap:
		return convertMap(t, strings.TrimSpace(text))
	default:
		return convertJSON(strings.TrimSpace(text))
	}
}

func convertEnum(t Type, text string) (json.RawMessage, error) {
	if text == "" {
		return nil, &ValueError{Message: "a value is needed", Hint: "one of " + strings.Join(t.Values, ", ") + "; to empty it, unset the property"}
	}
	return document.Quote(text), nil
}

func convertBoolean(text string) (json.RawMessage, error) {
	if text == "true" || text == "false" {
		return json.RawMessage(text), nil
	}
	hint := "write true or false"
	switch strings.ToLower(text) {
	case "true", "yes", "on", "y", "1":
		hint = "write true"
	case "false", "no", "off", "n", "0":
		hint = "write false"
	case "":
		return nil, &ValueError{Message: "true or false is needed", Hint: "to empty it, unset the property"}
	}
	return nil, &ValueError{Message: strconv.Quote(text) + " is neither true nor false", Hint: hint}
}

func convertInteger(t Type, text string) (json.RawMessage, error) {
	if text == "" {
		return nil, &ValueError{Message: "a number is needed", Hint: "to empty it, unset the property"}
	}
	if len(text) > longestNumber {
		return nil, &ValueError{Message: "the number is too long", Hint: quantityHint(t.Unit)}
	}
	digits := strings.TrimPrefix(text, "-")
	if digits != "" && strings.Trim(digits, "0123456789") == "" {
		n, _ := new(big.Int).SetString(text, 10)
		return json.RawMessage(n.String()), nil
	}
	n, err := parseQuantity(t.Unit, text)
	if err != nil {
		return nil, err
	}
	return json.RawMessage(n), nil
}

func convertJSON(text string) (json.RawMessage, error) {
	if err := wellFormed([]byte(text)); err != nil {
		hint := "write the value as JSON; a text needs double quotes around it"
		if text == "" {
			hint = "to empty it, unset the property"
		}
		return nil, &ValueError{Message: err.Error(), Hint: hint}
	}
	return json.RawMessage(text), nil
}
