package verbs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// yamlOf rewrites JSON as YAML 1.2 in block style. It goes by tokens, not by values, so that numbers keep every digit and members
// keep their order, and it writes every character that does not show as an escape: encoders of values let control characters of
// the server's texts through to the terminal.
func yamlOf(data []byte) ([]byte, error) {
	w := yamlWriter{from: json.NewDecoder(bytes.NewReader(data))}
	w.from.UseNumber()
	token, err := w.from.Token()
	if err == nil {
		err = w.value(token, 0, false)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot print the result as YAML: %w", err)
	}
	return bytes.TrimLeft(w.out.Bytes(), " \n"), nil
}

type yamlWriter struct {
	from *json.Decoder
	out  bytes.Buffer
}

// value writes what follows "name:" or "-", from the blank before it to the end of its line. Inside a list the first entry of a
// collection stands on the line of its dash.
func (w *yamlWriter) value(token json.Token, depth int, inList bool) error {
	switch v := token.(type) {
	case json.Delim:
		return w.collection(v, depth, inList)
	case json.Number:
		w.line(v.String())
	case bool:
		w.line(strconv.FormatBool(v))
	case string:
		w.line(yamlText(v))
	default:
		w.line("null")
	}
	return nil
}

func (w *yamlWriter) line(scalar string) { w.out.WriteString(" " + scalar + "\n") }

func (w *yamlWriter) collection(open json.Delim, depth int, inList bool) error {
	if !w.from.More() {
		w.line(map[json.Delim]string{'{': "{}", '[': "[]"}[open])
	} else if !inList {
		w.out.WriteByte('\n')
	}
	for first := true; w.from.More(); first = false {
		if first && inList {
			w.out.WriteByte(' ')
		} else {
			w.out.WriteString(strings.Repeat("  ", depth))
		}
		if err := w.entry(open == '{', depth); err != nil {
			return err
		}
	}
	_, err := w.from.Token() // the end of the collection
	return err
}

func (w *yamlWriter) entry(named bool, depth int) error {
	if named {
		name, err := w.from.Token()
		if err != nil {
			return err
		}
		w.out.WriteString(yamlText(name.(string)) + ":") // the decoder yields only strings where a name stands
	} else {
		w.out.WriteByte('-')
	}
	token, err := w.from.Token()
	if err != nil {
		return err
	}
	return w.value(token, depth+1, !named)
}

// yamlText writes a text bare where no reader could take it for anything else, and in double quotes elsewhere. The escapes of Go
// are all escapes of YAML (YAML 1.2.2 section 5.7).
func yamlText(s string) string {
	if plainYAML(s) {
		return s
	}
	return strconv.Quote(s)
}

// reservedYAML are the words that YAML 1.1 or 1.2 read as something else than a text.
var reservedYAML = map[string]bool{
	"null": true, "true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true,
}

func plainYAML(s string) bool {
	if s == "" || reservedYAML[strings.ToLower(s)] || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	first, last := s[0]|0x20, s[len(s)-1]
	if first < 'a' || first > 'z' || last == ':' || last == ' ' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}
