package merge_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/merge"
	"github.com/jansadm/jansadm/client/schema"
)

// word is one of few, so that versions have much in common.
var word = rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})

// valueOf generates values of a type that are as small as they are alike.
func valueOf(t schema.Type) *rapid.Generator[json.RawMessage] {
	return rapid.Custom(func(r *rapid.T) json.RawMessage {
		switch t.Kind {
		case schema.KindInteger:
			return json.RawMessage(fmt.Sprint(rapid.IntRange(0, 2).Draw(r, "number")))
		case schema.KindString:
			return document.Quote(strings.Join(rapid.SliceOfN(word, 1, 8).Draw(r, "lines"), "\n"))
		case schema.KindList, schema.KindSet:
			return document.JoinArray(rapid.SliceOfN(valueOf(*t.Elem), 0, 5).Draw(r, "elements"))
		case schema.KindMap:
			doc := document.Document(rapid.MapOfN(word, valueOf(*t.Elem), 0, 4).Draw(r, "entries"))
			return written(doc)
		}
		doc := document.Document{}
		for _, field := range t.Fields {
			if rapid.Bool().Draw(r, field.Name) {
				doc[field.Name] = valueOf(field.Type).Draw(r, "value")
			}
		}
		return written(doc)
	})
}

func written(doc document.Document) json.RawMessage {
	out, err := doc.MarshalJSON()
	if err != nil {
		panic(err)
	}
	return out
}

var types = []schema.Type{text, number, list, set, settings, mapping, grants, objects, responses}

// Whoever changed nothing does not matter, and it does not matter who is who.
func TestMergeIsFair(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom(types).Draw(r, "type")
		values := valueOf(kind)
		base, mine, theirs := values.Draw(r, "base"), values.Draw(r, "mine"), values.Draw(r, "theirs")
		if merged, clean := merge.Three(kind, base, mine, base); !clean || !kind.Equal(merged, mine) {
			r.Fatalf("they changed nothing: %v, %s", clean, merged)
		}
		if merged, clean := merge.Three(kind, base, base, theirs); !clean || !kind.Equal(merged, theirs) {
			r.Fatalf("I changed nothing: %v, %s", clean, merged)
		}
		merged, clean := merge.Three(kind, base, mine, theirs)
		turned, cleanToo := merge.Three(kind, base, theirs, mine)
		if clean != cleanToo || clean && !kind.Equal(merged, turned) {
			r.Fatalf("%v, %s; the other way round %v, %s", clean, merged, cleanToo, turned)
		}
		if clean && !json.Valid(merged) {
			r.Fatalf("malformed: %s", merged)
		}
	})
}

// What somebody has put in is there afterwards, what somebody has taken out is not, and what nobody touched stays.
func TestMergeLosesNoElement(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom([]schema.Type{list, set}).Draw(r, "type")
		words := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-l]`), 0, 8, rapid.ID[string])
		base, mine, theirs := words.Draw(r, "base"), words.Draw(r, "mine"), words.Draw(r, "theirs")
		merged, clean := merge.Three(kind, document.QuoteAll(base), document.QuoteAll(mine), document.QuoteAll(theirs))
		if !clean {
			return
		}
		found, _ := document.Strings(merged)
		for _, w := range slices.Concat(base, mine, theirs) {
			was, inMine, inTheirs := slices.Contains(base, w), slices.Contains(mine, w), slices.Contains(theirs, w)
			want := inMine && inTheirs || !was && (inMine || inTheirs)
			if slices.Contains(found, w) != want {
				r.Fatalf("%s in %s: want %v", w, merged, want)
			}
		}
	})
}

// Of two texts that merge, every line that one of the two has written is there.
func TestMergeLosesNoLine(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`[a-z]{3}`), 5, 30).Draw(r, "base")
		mine, theirs := slices.Clone(lines), slices.Clone(lines)
		at, other := rapid.IntRange(0, len(lines)-1).Draw(r, "at"), rapid.IntRange(0, len(lines)-1).Draw(r, "other")
		mine[at], theirs[other] = "MINE", "THEIRS"
		joined := func(all []string) json.RawMessage { return document.Quote(strings.Join(all, "\n") + "\n") }
		merged, clean := merge.Three(text, joined(lines), joined(mine), joined(theirs))
		if clean != (at-other > 1 || other-at > 1) {
			r.Fatalf("lines %d and %d: clean is %v", at, other, clean)
		}
		if found := string(merged); clean && (!strings.Contains(found, "MINE") || !strings.Contains(found, "THEIRS")) {
			r.Fatal(found)
		}
	})
}

// Whatever a server sends, nothing breaks, and what comes out is JSON or what came in.
func FuzzThree(f *testing.F) {
	f.Add(`["a"]`, `["a","b"]`, `{"a":1}`, 0)
	f.Add(strings.Repeat("[", 9000)+strings.Repeat("]", 9000), `[[[1]]]`, `[[2]]`, 5)
	f.Add("\"\xff\\ud800\n\"", `"a\nb"`, `"\u0000\n"`, 1)
	f.Fuzz(func(t *testing.T, base, mine, theirs string, at int) {
		kind := append(slices.Clone(types), anything)[uint(at)%uint(len(types)+1)]
		merged, clean := merge.Three(kind, json.RawMessage(base), json.RawMessage(mine), json.RawMessage(theirs))
		if clean && !json.Valid(merged) && string(merged) != mine && string(merged) != theirs {
			t.Errorf("made up %q", merged)
		}
	})
}

// A long program in which two people change many lines.
func BenchmarkLines(b *testing.B) {
	lines := make([]string, 5000)
	for i := range lines {
		lines[i] = fmt.Sprintf("    value_%d = self.lookup(%d)", i, i*7919)
	}
	mine, theirs := slices.Clone(lines), slices.Clone(lines)
	for i := 0; i < len(lines)-60; i += 120 {
		mine[i], theirs[i+60] = mine[i]+" # mine", theirs[i+60]+" # theirs"
	}
	joined := func(all []string) json.RawMessage { return document.Quote(strings.Join(all, "\n")) }
	base, m, t := joined(lines), joined(mine), joined(theirs)
	for b.Loop() {
		if _, clean := merge.Three(text, base, m, t); !clean {
			b.Fatal("not clean")
		}
	}
}
