package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// released is a claim with its value: a text, a boolean, a time or a list of texts.
type released struct {
	name  string
	value any
}

// release adds the claims of a scope: into an object named after it when it groups them, else side by side.
func (x *exchange) release(scope *scopeEntry, user *person, claims object) error {
	values, err := x.claimValues(scope, user)
	if err != nil {
		return err
	}
	if scope.Group == nil || !*scope.Group {
		for _, claim := range values {
			if claims[claim.name], err = x.typed(claim); err != nil {
				return err
			}
		}
		return nil
	}
	group := make(object, len(values))
	for _, claim := range values {
		group[claim.name] = grouped(claim.value)
	}
	claims[scope.ID] = group
	return nil
}

// claimValues looks up the attributes of a scope. The status of an attribute is not consulted. A DN without an entry is what the server
// does not expect.
func (x *exchange) claimValues(scope *scopeEntry, user *person) ([]released, error) {
	var values []released
	for _, dn := range scope.Claims {
		attribute, err := x.attributeAt(dn)
		if err != nil {
			return nil, err
		}
		if attribute == nil {
			return nil, fmt.Errorf("%w: attribute %s does not exist", errNullPointer, dn)
		}
		if strings.TrimSpace(attribute.ClaimName) == "" || strings.TrimSpace(attribute.Name) == "" {
			continue
		}
		if value := attribute.valueOf(user); value != nil {
			values = append(values, released{attribute.ClaimName, value})
		}
	}
	return values, nil
}

// valueOf reads an attribute of a person, nil when there is no value. Three of them come from the user object itself.
func (e *attributeEntry) valueOf(user *person) any {
	switch e.Name {
	case "uid":
		return orNil(user.userID)
	case "updatedAt", "createdAt":
		return moment(user.attributes[e.Name])
	}
	value := user.value(e.Name, e.MultiValued)
	switch text, isText := value.(string); {
	case e.Type == "boolean" && isText:
		return strings.EqualFold(text, "true")
	case e.Type == "generalizedTime":
		return moment(value)
	}
	return value
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// value reads a stored attribute: all values as a list when it is multi-valued, else the first.
func (p *person) value(attribute string, multiValued bool) any {
	stored := p.attributes[attribute]
	list, isList := stored.([]any)
	switch {
	case stored == nil || isList && len(list) == 0:
		return nil
	case multiValued && !isList:
		return []any{stored}
	case !multiValued && isList:
		return list[0]
	}
	return stored
}

// moment reads a stored date, nil when it is none.
func moment(value any) any {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	for _, layout := range []string{time.RFC3339Nano, "20060102150405.999Z", "2006-01-02"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	return nil
}

// typed is a value beside others: booleans stay, dates are formatted, what is not a list becomes a text.
func (x *exchange) typed(claim released) (any, error) {
	switch v := claim.value.(type) {
	case bool, []any:
		return v, nil
	case time.Time:
		return x.formatDate(v, claim.name)
	}
	return javaText(claim.value), nil
}

// grouped is a value inside a group: everything but a list becomes a text, by Java's toString.
func grouped(value any) any {
	switch v := value.(type) {
	case []any:
		return v
	case time.Time:
		return v.UTC().Format("Mon Jan 02 15:04:05 UTC 2006")
	}
	return javaText(value)
}

func javaText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return string(v)
	}
	return fmt.Sprint(value)
}

// formatDate follows DateFormatterService.java: the pattern of the claim, else the common one, else seconds since 1970.
func (x *exchange) formatDate(at time.Time, claim string) (any, error) {
	formats, _ := x.config["dateFormatterPatterns"].(map[string]any)
	for _, key := range []string{claim, "common"} {
		if pattern := textMember(formats, key); strings.TrimSpace(pattern) != "" {
			layout, err := goLayout(pattern)
			if err != nil {
				return nil, err
			}
			return at.UTC().Format(layout), nil
		}
	}
	return jsonNumber(at.Unix()), nil
}

// goLayout translates a pattern of SimpleDateFormat. Letters that it does not know are an error there; here so are the rare ones.
func goLayout(pattern string) (string, error) {
	var layout strings.Builder
	for i := 0; i < len(pattern); {
		c := pattern[i]
		run := 1
		for i+run < len(pattern) && pattern[i+run] == c {
			run++
		}
		switch {
		case c == '\'':
			end := strings.IndexByte(pattern[i+1:], '\'')
			if end < 0 {
				return "", fmt.Errorf("date pattern %q: unterminated quote", pattern)
			}
			if end == 0 {
				layout.WriteByte('\'')
			}
			layout.WriteString(pattern[i+1 : i+1+end])
			i += end + 2
			continue
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			element, ok := dateElements[pattern[i:i+run]]
			if !ok {
				return "", fmt.Errorf("date pattern %q: illegal pattern character '%c'", pattern, c)
			}
			layout.WriteString(element)
		default:
			layout.WriteString(pattern[i : i+run])
		}
		i += run
	}
	return layout.String(), nil
}

var dateElements = map[string]string{
	"yyyy": "2006", "yy": "06", "MMMM": "January", "MMM": "Jan", "MM": "01", "M": "1", "dd": "02", "d": "2", "EEEE": "Monday", "EEE": "Mon",
	"HH": "15", "hh": "03", "h": "3", "mm": "04", "m": "4", "ss": "05", "s": "5", "SSS": "000", "a": "PM", "z": "MST", "Z": "-0700",
	"X": "Z07", "XX": "Z0700",
}
