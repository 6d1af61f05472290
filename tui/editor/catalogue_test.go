package editor

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// Opening a value, looking around in it and leaving it must not change it, whatever it holds.
func TestLookingChangesNothing(t *testing.T) {
	for _, p := range writable(t) {
		for _, value := range []string{shipped(p), "", "null", `""`, "[]", "{}"} {
			b := newBench(t, p, value)
			for _, size := range [][2]int{{80, 12}, {60, 5}, {71, 38}, {9, 1}, {0, 0}, {80, 12}} {
				b.editor.SetSize(size[0], size[1])
				b.check()
			}
			look(b, 3)
			if len(b.commits) > 0 || string(b.editor.Value()) != value || b.editor.Pending() != "" {
				t.Fatalf("%s with %s: looking changed it to %s (%v, %q)", p.Name, value, b.editor.Value(), b.commits, b.editor.Pending())
			}
		}
	}
}

// look visits everything inside the place shown and comes back.
func look(b *bench, deeper int) {
	depth := len(b.editor.places)
	if !compound(b.editor.top().form) {
		if form := b.editor.top().form; form != formJSON && form != formLong {
			b.keys("enter") // the cursor is on the present value, or nowhere
		}
		if len(b.editor.places) == depth {
			b.keys("down", "up", "end", "home", "pgdown", "pgup")
		}
	} else {
		b.keys("home")
		for range 12 {
			if b.editor.top().form != formChecks && deeper > 0 {
				b.keys("enter")
				if len(b.editor.places) > depth {
					look(b, deeper-1)
				}
			}
			b.keys("down")
		}
		b.keys("pgup", "pgdown", "end", "home")
	}
	for len(b.editor.places) >= depth && depth > 1 {
		b.keys("esc")
	}
}

// One edit of each property, made as a person would, yields a value that can be stored and differs only where it was edited.
func TestOneEditOfEveryProperty(t *testing.T) {
	for _, p := range writable(t) {
		for _, value := range []string{shipped(p), ""} {
			b := newBench(t, p, value)
			changeSomething(b)
			if len(b.commits) == 0 {
				t.Errorf("%s with %s: nothing was committed", p.Name, value)
				continue
			}
			after := b.commits[len(b.commits)-1]
			if problems := p.Check(after); schema.Refused(problems) {
				t.Errorf("%s: %s is refused: %v", p.Name, after, problems)
			}
			if p.Type.Equal(json.RawMessage(value), after) && !document.IsEmpty(after) {
				t.Errorf("%s: %s means the same as %s", p.Name, after, value)
			}
			if different := differences(json.RawMessage(value), after); different > 1 {
				t.Errorf("%s: %d parts differ between %s and %s", p.Name, different, value, after)
			}
		}
	}
}

// changeSomething makes one edit at the place shown, as its form asks for.
func changeSomething(b *bench) {
	b.t.Helper()
	top := b.editor.top()
	switch top.form {
	case formBoolean:
		b.keys(" ")
	case formInteger:
		b.keys("ctrl+u").write(anotherNumber(top)).keys("enter")
	case formText:
		b.keys("ctrl+u").write(sampleText(top.spec.typ.Format)).keys("enter")
	case formLong:
		b.write(`{}`).keys("ctrl+s")
	case formChoice:
		b.keys("down", "enter")
		if top.level.(*choice).other != nil { // the last one was chosen
			b.keys("ctrl+u").write("something_new").keys("enter")
		} else if len(b.commits) == 0 {
			b.keys("up", "enter")
		}
	case formJSON:
		b.write(`{"n":1}`).keys("ctrl+s")
	case formChecks:
		b.keys(" ")
	case formList:
		if elementOf(top.spec.typ).Kind == schema.KindSet && len(top.value()) > 0 { // all combinations are there
			b.keys("d")
			return
		}
		b.keys("a")
		if l, ok := b.editor.top().level.(*list); ok && l.offer != nil {
			b.write("other").keys("down", "down", "down", "enter")
		}
		changeSomething(b)
	case formMap:
		b.keys("a").write("https://issuer.example.org/a~b").keys("enter")
		changeSomething(b)
	case formObject:
		b.keys("enter")
		changeSomething(b)
	}
}

func anotherNumber(p *place) string {
	low := int64(0)
	if p.spec.typ.Min != nil {
		low = *p.spec.typ.Min
	}
	for _, n := range []int64{4, low + 1, low + 2} {
		if s := strconv.FormatInt(n, 10); s != string(p.value()) && n >= low {
			return s
		}
	}
	return "7"
}

func sampleText(format schema.Format) string {
	switch format {
	case schema.FormatURL:
		return "https://new.example.org/x"
	case schema.FormatDN:
		return "ou=new,o=jans"
	case schema.FormatDomain:
		return "new.example.org"
	}
	return "something_new"
}

// differences counts the elements or members of two values that differ in their bytes; 1 for values without parts.
func differences(before, after json.RawMessage) int {
	old, isObject := membersOf(before)
	now, isObjectNow := membersOf(after)
	if isObject && isObjectNow {
		return differing(len(old), len(now), func(i int) string { return string(old[i].key) + string(old[i].value) },
			func(i int) string { return string(now[i].key) + string(now[i].value) })
	}
	elements, isList := document.Elements(before)
	elementsNow, isListNow := document.Elements(after)
	if isList && isListNow {
		return differing(len(elements), len(elementsNow), func(i int) string { return string(elements[i]) },
			func(i int) string { return string(elementsNow[i]) })
	}
	return 1
}

func differing(old, now int, was, is func(int) string) int {
	count := map[string]int{}
	for i := range old {
		count[was(i)]++
	}
	for i := range now {
		count[is(i)]--
	}
	more, less := 0, 0
	for _, n := range count {
		more += max(n, 0)
		less += max(-n, 0)
	}
	return max(more, less)
}

// What the editor is given is never altered, and what it gives away is never altered afterwards.
func TestValuesAreNotShared(t *testing.T) {
	p := known(t, "grantTypesSupported")
	given := []byte(`["implicit", "password"]`)
	original := string(given)
	b := newBench(t, p, "")
	b.editor = New(b.editor.env, p, given)
	b.editor.SetSize(80, 12)
	b.keys(" ", "down", " ", "down", " ")
	if string(given) != original {
		t.Errorf("the value that was given became %s", given)
	}
	got := b.editor.Value()
	for i := range got {
		got[i] = '?'
	}
	for i := range given {
		given[i] = '?'
	}
	if value := string(b.editor.Value()); value == "" || value[0] != '[' {
		t.Errorf("the editor's value became %s", value)
	}
	first := fmt.Sprint(string(b.commits[0]))
	b.keys(" ")
	if string(b.commits[0]) != first {
		t.Errorf("a committed value became %s", b.commits[0])
	}
}
