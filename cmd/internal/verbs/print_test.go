package verbs

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// anyJSON draws values with hostile texts and exact numbers.
func anyJSON(depth int) *rapid.Generator[any] {
	hostile := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"", " ", "null", "Yes", "off", "~", "1", "0x1f", "1e3", "-", "- a", "a: b", "a #b", "# c", "a:", "<<", "*a", "&a", "!t", "%d", "@a", "`a", "a,b", "[a]",
			"{a}", "\n", "a\n", "a\nb\n\n", " a", "a ", "\t", "\r\n", "\x00", "\x1b[2J", "\u202e", "\u0085", "\u2028", "\ufeff", "it's", `"q"`, `a\b`, "😀", "日本", "---", "...", "?", "=",
		}))
	scalars := []*rapid.Generator[any]{
		rapid.Map(hostile, func(s string) any { return s }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Map(rapid.Int64(), func(n int64) any { return json.Number(json.RawMessage(mustJSON(n))) }),
		rapid.Just[any](nil),
	}
	if depth > 0 {
		scalars = append(scalars,
			rapid.Map(rapid.SliceOfN(anyJSON(depth-1), 0, 4), func(list []any) any { return list }),
			rapid.Map(rapid.MapOfN(hostile, anyJSON(depth-1), 0, 4), func(members map[string]any) any { return members }))
	}
	return rapid.OneOf(scalars...)
}

func mustJSON(value any) []byte {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return data
}

// An independent reader of YAML finds the same values, and no control character is on the way.
func TestYAMLSaysTheSameAsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := anyJSON(3).Draw(t, "value")
		out, err := encode(formatYAML, value)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(out) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
				t.Fatalf("%U in %q", r, out)
			}
		}
		var back any
		if err := yaml.Unmarshal(out, &back); err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
		if got, want := mustJSON(back), mustJSON(value); !bytes.Equal(got, want) {
			t.Fatalf("%s became %s by way of\n%s", want, got, out)
		}
	})
}

func TestYAMLForm(t *testing.T) {
	out, err := yamlOf([]byte(`{"b":1180591620717411303424,"a":[1.10,[],{"c":{}, "d":[["x"]]},{"e":null}],"f":{"g":"a b"},"h":"1e400","i":1e400}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `b: 1180591620717411303424
a:
  - 1.10
  - []
  - c: {}
    d:
      - - x
  - e: null
f:
  g: a b
h: "1e400"
i: 1e400
`
	if string(out) != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
}

func TestJSONKeepsWhatTheServerSent(t *testing.T) {
	out, err := encode(formatJSON, map[string]json.RawMessage{"v": json.RawMessage(`[12345678901234567890, 1.10, "\ud800 <&>"]`)})
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"v\": [\n    12345678901234567890,\n    1.10,\n    \"\\ud800 <&>\"\n  ]\n}\n"
	if string(out) != want {
		t.Errorf("got %s", out)
	}
}

func plainTheme() *theme.Theme { return theme.New(theme.Options{Profile: termenv.Ascii}) }

func TestTable(t *testing.T) {
	list := table{header: []string{"NAME", " ", "VALUE"}, rows: [][]cell{
		cells("accessTokenLifetime", "*", "300 s (5 min) and a good deal more than fits"),
		cells("x", "", "evil\x1b[2J\u202e\nline"),
		cells("日本", "", ""),
	}}
	want := `NAME                    VALUE
accessTokenLifetime  *  300 s (5 min) a…
x                       evil␛� line
日本
`
	if got := string(list.render(40, plainTheme())); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(list.render(0, plainTheme())); !strings.Contains(got, "more than fits") {
		t.Errorf("cut without a terminal:\n%s", got)
	}
}

// No line is wider than the terminal as long as there is room for the least of every column.
func TestTableFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		list := table{header: make([]string, columns)}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			row := make([]cell, columns)
			for i := range row {
				row[i].text = rapid.StringN(0, 60, -1).Draw(t, "cell")
			}
			list.rows = append(list.rows, row)
		}
		width := rapid.IntRange(columns*(leastCells+columnGap), 200).Draw(t, "width")
		for line := range strings.SplitSeq(string(list.render(width, plainTheme())), "\n") {
			if text.Width(line) > width || strings.HasSuffix(line, " ") {
				t.Fatalf("%q is %d cells wide or ends in a blank, terminal %d", line, text.Width(line), width)
			}
		}
	})
}

func TestParagraph(t *testing.T) {
	var out bytes.Buffer
	paragraph(&out, 2, "one two three four", 14)
	paragraph(&out, 2, "one two three four", 0)
	if want := "  one two\n    three four\n  one two three four\n"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
}

// What a terminal would obey is spelt out in JSON, which loses nothing.
func TestJSONHoldsNothingATerminalObeys(t *testing.T) {
	data, err := encode(formatJSON, map[string]any{"a": "x\u009b2J\u007f\u202ey\u4e2d\u2028", "b": json.RawMessage("\"\x9bz\"")})
	if err != nil {
		t.Fatal(err)
	}
	for _, unwanted := range []string{"\u009b", "\u007f", "\u202e", "\u2028", "\x9b"} {
		if bytes.Contains(data, []byte(unwanted)) {
			t.Errorf("%q is in %q", unwanted, data)
		}
	}
	var back map[string]string
	if err := json.Unmarshal(data, &back); err != nil || back["a"] != "x\u009b2J\u007f\u202ey\u4e2d\u2028" || !bytes.Contains(data, []byte("中")) {
		t.Errorf("read back %q, %v", back, err)
	}
}
