package jsontree

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAppendKeepsNumbersAndTexts(t *testing.T) {
	for _, text := range []string{
		`null`, `true`, `123456789012345678901234567890`, `1e400`, `-0.10`, `"<a>&\"\\é\u0001"`, `[]`, `{}`, `{"a":[null,{"b":""}]}`,
	} {
		tree, err := Parse([]byte(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := string(Append(nil, tree)); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
}

func TestParseIgnoresWhatFollows(t *testing.T) {
	tree, err := Parse([]byte(`[1] garbage`))
	if err != nil || string(Append(nil, tree)) != "[1]" {
		t.Errorf("got %v, %v", tree, err)
	}
	if _, err := Parse([]byte(`{"a":`)); err == nil {
		t.Error("half an object was accepted")
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"300", "300.0", true},
		{"300", "3e2", true},
		{"-0", "0", true},
		{"300", "301", false},
		{"12345678901234567890", "12345678901234567891", false},
		{"12345678901234567890", "12345678901234567890", true},
		{"1e999999999", "1e999999999", false}, // no value in double range
		{"300", `"300"`, false},
		{"null", "null", true},
		{"null", "[]", false},
		{"[]", "null", false},
		{`""`, "null", false},
		{"[1,2]", "[1,2.0]", true},
		{"[1,2]", "[2,1]", false},
		{"[1]", "[1,2]", false},
		{`{"a":1,"b":[]}`, `{"b":[],"a":1.0}`, true},
		{`{"a":1}`, `{"b":1}`, false},
		{`{"a":1}`, `{"a":1,"b":1}`, false},
		{"true", "true", true},
		{"true", "false", false},
	} {
		if got := Equal(MustParse(c.a), MustParse(c.b)); got != c.want {
			t.Errorf("Equal(%s, %s) = %v", c.a, c.b, got)
		}
	}
}

func TestJavaDouble(t *testing.T) {
	for text, want := range map[json.Number]string{
		"3.9": "3.9", "3.90": "3.9", "1e3": "1000.0", "0.0": "0.0", "-2.5e1": "-25.0", "0.001": "0.001", "0.0001": "1.0E-4",
		"1e7": "1.0E7", "12345678.9": "1.23456789E7", "9999999.0": "9999999.0", "1e400": "Infinity", "-1e400": "-Infinity",
	} {
		if got := JavaDouble(text); got != want {
			t.Errorf("JavaDouble(%s) = %s, want %s", text, got, want)
		}
	}
}

func TestCloneIsIndependent(t *testing.T) {
	original := MustParse(`{"a":[{"b":1}]}`)
	copied := Clone(original).(map[string]any)
	copied["a"].([]any)[0].(map[string]any)["b"] = "changed"
	if got := string(Append(nil, original)); got != `{"a":[{"b":1}]}` {
		t.Errorf("the original became %s", got)
	}
}

func TestMustParseNamesTheText(t *testing.T) {
	defer func() {
		if cause, ok := recover().(string); !ok || !strings.Contains(cause, "[1,") {
			t.Errorf("panic %v does not name the text", cause)
		}
	}()
	MustParse("[1,")
}

func TestAppendParsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := anyTree(3).Draw(t, "tree")
		back, err := Parse(Append(nil, tree))
		if err != nil {
			t.Fatal(err)
		}
		if !Equal(tree, back) {
			t.Fatalf("%s became %s", Append(nil, tree), Append(nil, back))
		}
	})
}

func anyTree(depth int) *rapid.Generator[any] {
	scalars := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.String().AsAny(),
		rapid.Map(rapid.Int64(), func(n int64) any { raw, _ := json.Marshal(n); return json.Number(raw) }),
	}
	if depth == 0 {
		return rapid.OneOf(scalars...)
	}
	inner := anyTree(depth - 1)
	return rapid.OneOf(append(scalars,
		rapid.Map(rapid.SliceOfN(inner, 0, 4), func(s []any) any { return s }),
		rapid.Map(rapid.MapOfN(rapid.String(), inner, 0, 4), func(m map[string]any) any { return m }),
	)...)
}
