package editor

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// rawValues are values whose bytes decoding and encoding again would alter.
var rawValues = []string{
	`"plain"`, `"a\/b"`, `"\ud800"`, `"é"`, `12345678901234567890`, `1.50`, `1E2`, `-0`, `null`, `""`, `[]`, `{}`, `[1, 2]`, `{"b":1,"a":2}`,
}

var rawNames = []string{`"a"`, `"b"`, `"https:\/\/x\/~y"`, `"\u0061a"`, `"é"`, `""`, `"with \"quotes\""`}

func drawRaw(t *rapid.T) string { return rapid.SampledFrom(rawValues).Draw(t, "value") }

func join(parts []string) string { return "[" + strings.Join(parts, ",") + "]" }

// Random edits of a list do to its elements what the same edits do to a slice of them, and nothing to the others' bytes.
func TestListModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var model []string
		for range rapid.IntRange(0, 6).Draw(t, "length") {
			model = append(model, drawRaw(t))
		}
		b := newBench(t, made(schema.Type{Kind: schema.KindList, Elem: &schema.Type{Kind: schema.KindAny}}), join(model))
		cursor := 0
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			switch edit := rapid.SampledFrom([]string{"down", "up", "d", "J", "K", "a", "enter"}).Draw(t, "edit"); edit {
			case "down":
				cursor = min(cursor+1, max(len(model)-1, 0))
				b.keys(edit)
			case "up":
				cursor = max(cursor-1, 0)
				b.keys(edit)
			case "d":
				if b.keys(edit); len(model) > 0 {
					model = slices.Delete(model, cursor, cursor+1)
					cursor = max(min(cursor, len(model)-1), 0)
				}
			case "J", "K":
				to := cursor + 1
				if edit == "K" {
					to = cursor - 1
				}
				if b.keys(edit); to >= 0 && to < len(model) {
					model[cursor], model[to] = model[to], model[cursor]
					cursor = to
				}
			case "a":
				value := drawRaw(t)
				b.keys(edit).edited(value)
				model = append(model, value)
				cursor = len(model) - 1
				b.keys("esc")
				b.keys("end")
			case "enter":
				if b.keys(edit); len(model) > 0 {
					value := drawRaw(t)
					b.edited(value)
					model[cursor] = value
					for len(b.editor.Crumb()) > 0 {
						b.keys("esc")
					}
				}
			}
			same(t, b, join(model), false)
		}
	})
}

// same requires the editor's value to be the model's, byte for byte but for blanks between elements, and to be committed.
func same(t *rapid.T, b *bench, model string, loose bool) {
	want := string(document.Compact(json.RawMessage(model)))
	if got := string(document.Compact(b.editor.Value())); got != want && !(loose && document.IsEmpty([]byte(got))) {
		t.Fatalf("the value is %s, want %s", got, want)
	}
	if len(b.commits) > 0 && b.editor.Pending() == "" && string(b.commits[len(b.commits)-1]) != string(b.editor.Value()) {
		t.Fatalf("committed %s, the value is %s", b.commits[len(b.commits)-1], b.editor.Value())
	}
}

// pairs is an object as a list of raw names and values.
type pairs [][2]string

func (p pairs) String() string {
	parts := make([]string, len(p))
	for i, pair := range p {
		parts[i] = pair[0] + ":" + pair[1]
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func (p pairs) index(name string) int {
	return slices.IndexFunc(p, func(pair [2]string) bool { s, _ := document.Text(json.RawMessage(pair[0])); return s == name })
}

func drawPairs(t *rapid.T) pairs {
	var model pairs
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(rawNames), 0, 5, rapid.ID[string]).Draw(t, "names") {
		model = append(model, [2]string{name, drawRaw(t)})
	}
	return model
}

// Random edits of a map do to its entries what the same edits do to a list of pairs: order, names and other values keep their bytes.
func TestMapModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := drawPairs(t)
		b := newBench(t, made(schema.Type{Kind: schema.KindMap, Elem: &schema.Type{Kind: schema.KindAny}}), model.String())
		for range rapid.IntRange(1, 10).Draw(t, "edits") {
			at := b.editor.top().level.(*mapping).table.Index()
			switch edit := rapid.SampledFrom([]string{"down", "up", "d", "a", "n", "enter"}).Draw(t, "edit"); edit {
			case "d":
				if b.keys(edit); at >= 0 {
					model = slices.Delete(model, at, at+1)
				}
			case "a", "n":
				name := rapid.SampledFrom([]string{"n", "a", "x/~ y", "é"}).Draw(t, "name")
				if edit == "n" && at < 0 {
					continue
				}
				b.keys(edit, "ctrl+u").write(name).keys("enter")
				switch present := model.index(name); {
				case present >= 0 && !(edit == "n" && present == at):
					b.shows("there is an entry of that name").keys("esc")
				case edit == "n":
					if s, _ := document.Text(json.RawMessage(model[at][0])); s != name {
						model[at][0] = string(document.Quote(name))
					}
				default:
					value := drawRaw(t)
					b.edited(value)
					model = append(model, [2]string{string(document.Quote(name)), value})
				}
			case "enter":
				if b.keys(edit); at >= 0 {
					value := drawRaw(t)
					b.edited(value)
					model[at][1] = value
				}
			default:
				b.keys(edit)
			}
			for len(b.editor.Crumb()) > 0 {
				b.keys("esc")
			}
			same(t, b, model.String(), false)
		}
	})
}

// Random edits of an object touch only the member they are about, whether the catalogue knows it or not.
func TestObjectModel(t *testing.T) {
	typ := schema.Type{Kind: schema.KindObject, Fields: []schema.Field{
		{Name: "on", Type: schema.Type{Kind: schema.KindBoolean}},
		{Name: "a", Type: schema.Type{Kind: schema.KindAny}},
		{Name: "name", Type: schema.Type{Kind: schema.KindString}},
	}}
	rapid.Check(t, func(t *rapid.T) {
		model := drawPairs(t)
		b := newBench(t, made(typ), model.String())
		set := func(name, value string) {
			if i := model.index(name); i >= 0 {
				model[i][1] = value
				return
			}
			model = append(model, [2]string{string(document.Quote(name)), value})
		}
		for range rapid.IntRange(1, 10).Draw(t, "edits") {
			row := b.editor.top().level.(*object).selected()
			switch edit := rapid.SampledFrom([]string{"down", "up", "end", " ", "d", "enter"}).Draw(t, "edit"); edit {
			case " ":
				if b.keys(edit); row.Type.Kind == schema.KindBoolean {
					set(row.Name, opposite(string(row.value)))
				}
			case "d":
				if b.keys(edit); row.value != nil {
					model = slices.Delete(model, model.index(row.Name), model.index(row.Name)+1)
				}
			case "enter":
				if row.Type.Kind == schema.KindAny {
					value := drawRaw(t)
					b.keys(edit).edited(value)
					set(row.Name, value)
				}
			default:
				b.keys(edit)
			}
			for len(b.editor.Crumb()) > 0 {
				b.keys("esc")
			}
			same(t, b, model.String(), true)
		}
	})
}

// Undoing everything leads back to the bytes one began with.
func TestUndoEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := known(t, rapid.SampledFrom([]string{"externalUriWhiteList", "grantTypesSupported", "acrMappings", "agamaConfiguration"}).Draw(t, "property"))
		start := strings.ReplaceAll(shipped(p), ",", " ,\t")
		b := newBench(t, p, start)
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			b.keys(rapid.SampledFrom([]string{"down", " ", "d", "J"}).Draw(t, "key"))
		}
		for range len(b.editor.history) {
			b.keys("u")
		}
		if string(b.editor.Value()) != start {
			t.Fatalf("back at %s, want %s", b.editor.Value(), start)
		}
	})
}

// Text of any kind that comes from the server is shown harmlessly wherever it stands, and looking at it keeps its bytes.
func TestHostileValues(t *testing.T) {
	str := schema.Type{Kind: schema.KindString}
	object := schema.Type{Kind: schema.KindObject, Fields: []schema.Field{{Name: "s", Type: str}, {Name: "l", Type: schema.Type{Kind: schema.KindList, Elem: &str}}}}
	types := []schema.Type{
		str, {Kind: schema.KindEnum, Values: []string{"a"}}, {Kind: schema.KindString, Values: []string{"a"}, Open: true}, {Kind: schema.KindList, Elem: &str},
		{Kind: schema.KindSet, Elem: &schema.Type{Kind: schema.KindEnum, Values: []string{"a"}}}, {Kind: schema.KindMap, Elem: &str}, object,
		{Kind: schema.KindList, Elem: &object}, {Kind: schema.KindMap, Elem: &object}, {Kind: schema.KindAny},
	}
	rapid.Check(t, func(t *rapid.T) {
		s := string(document.Quote(strings.ToValidUTF8(kittest.Hostile().Draw(t, "text"), "?")))
		shapes := []string{s, "[" + s + "]", "{" + s + ":" + s + "}", `{"s":` + s + `,"l":[` + s + `]}`, `[{"s":` + s + `}]`, "{" + s + `:{"s":` + s + `}}`}
		value := rapid.SampledFrom(shapes).Draw(t, "value")
		themes := kittest.Themes()
		b := newBench(t, made(rapid.SampledFrom(types).Draw(t, "type")), value, func(e *Env) {
			e.Theme = rapid.SampledFrom(themes).Draw(t, "theme")
			e.Locked = rapid.SampledFrom([]string{"", "read-only"}).Draw(t, "locked")
		})
		for range 4 {
			b.editor.SetSize(rapid.IntRange(0, 130).Draw(t, "width"), rapid.IntRange(0, 30).Draw(t, "height"))
			b.check()
			if !b.editor.Typing() {
				b.keys(rapid.SampledFrom([]string{"enter", "down", "end"}).Draw(t, "key"))
			}
		}
		if string(b.editor.Value()) != value || len(b.commits) > 0 {
			t.Fatalf("%s became %s", value, b.editor.Value())
		}
	})
}
