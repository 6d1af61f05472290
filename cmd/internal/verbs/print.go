package verbs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// encode writes a value as JSON or YAML. Numbers and texts of the server stay exactly what they are.
func encode(form format, value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("cannot print the result: %w", err)
	}
	if form == formatYAML {
		return yamlOf(out.Bytes())
	}
	return harmless(out.Bytes()), nil
}

// harmless spells out, inside the strings of a JSON text, the characters that a terminal would obey and JSON allows: DEL, C1 controls,
// those that turn the direction of writing, and bytes that are no UTF-8. The value stays what it is.
func harmless(data []byte) []byte {
	var out bytes.Buffer
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			out.WriteString(`\ufffd`)
		case r == 0x7f || r >= 0x80 && r < 0xa0 || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.Write(data[:size])
		}
		data = data[size:]
	}
	return out.Bytes()
}

// print writes data to stdout: as JSON or YAML, or as the table that is made only when one is wanted.
func (a *app) print(value any, asTable func() []byte) error {
	if a.global.output == formatTable {
		return a.streams.writeData(asTable())
	}
	data, err := encode(a.global.output, value)
	if err != nil {
		return err
	}
	return a.streams.writeData(data)
}

// say writes a paragraph for people to stderr. Nobody can be told when that fails.
func (a *app) say(form string, args ...any) {
	var out bytes.Buffer
	paragraph(&out, 0, fmt.Sprintf(form, args...), a.width(a.streams.ErrTerminal))
	_, _ = a.streams.Err.Write(out.Bytes())
}

// shownJSON is a value on one line, for people.
func shownJSON(value json.RawMessage) string {
	if document.IsEmpty(value) {
		return emptyText
	}
	return text.CleanLine(string(document.Compact(value)))
}

// emptyText stands for null, "", [] and {}: the server does not tell them apart.
const emptyText = "(empty)"

// width is the room for a line where there is a terminal; 0 where there is none, so that a pipe gets everything.
func (a *app) width(terminal bool) int {
	if !terminal {
		return 0
	}
	return a.streams.Width()
}

// paragraph writes text that may be painted, its lines broken at words and those after the first indented by two more blanks.
func paragraph(out *bytes.Buffer, indent int, painted string, width int) {
	lines := []string{painted}
	if room := width - indent - hangingIndent; room >= leastCells {
		lines = text.Wrap(painted, room)
	}
	for i, line := range lines {
		if i == 1 {
			indent += hangingIndent
		}
		out.WriteString(text.Blank(indent) + line + "\n")
	}
}

const hangingIndent = 2
