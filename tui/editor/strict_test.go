package editor

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/schema"
)

// A value of one piece that only the property's own rules refuse is refused where it is typed, and nothing changes.
func TestRulesOfThePropertyRefuse(t *testing.T) {
	b := newBench(t, known(t, "statusListBitSize"), "2").keys("ctrl+u").write("3").keys("enter").committed().shows("› 3", "not one of the sizes")
	if string(b.editor.Value()) != "2" || b.done != 0 {
		t.Errorf("the value became %s, gone back %d times", b.editor.Value(), b.done)
	}
	b.keys("ctrl+u").write("4").keys("enter").committed("4")
}

// What means the same as before is not committed again.
func TestTheSameIsNoChange(t *testing.T) {
	b := newBench(t, known(t, "accessTokenLifetime"), "300").keys("ctrl+u").write("5m").keys("enter").committed()
	if b.done != 1 {
		t.Error("enter did not go back")
	}
	newBench(t, known(t, "keySelectionStrategy"), `"OLD\u0045R"`).keys("enter").committed()
	newBench(t, known(t, "jmsBrokerURISet"), `["a","b"]`).keys("enter").edited(`"\u0061"`).committed(`["\u0061","b"]`)
}

// Neither who gives a value nor who takes one can reach the editor's own.
func TestNobodyReachesIn(t *testing.T) {
	given := []byte(`["a","b"]`)
	scribble := func(value json.RawMessage) []schema.Problem {
		for i := range value {
			value[i] = '?'
		}
		return nil
	}
	p := known(t, "externalUriWhiteList")
	b := newBench(t, p, "", func(e *Env) { e.Commit = scribble })
	b.editor = New(b.editor.env, p, given)
	b.editor.SetSize(80, 12)
	scribble(given)
	b.keys("J")
	if got := string(b.editor.Value()); got != `["b","a"]` {
		t.Errorf("the editor holds %s", got)
	}
}

// No message repeats a secret, wherever in the value it is and whatever is wrong with it.
func TestProblemsDoNotRepeatSecrets(t *testing.T) {
	address := schema.Type{Kind: schema.KindString, Format: schema.FormatURL}
	object := made(schema.Type{Kind: schema.KindObject, Fields: []schema.Field{{Name: "s", Type: address, Secret: true}, {Name: "t", Type: address}}})
	b := newBench(t, object, `{"s":"hunter2","t":"open"}`).shows("s: the value is not accepted").hides("hunter2")
	b.keys("down").shows(`"open" is not a web address`)
	b.keys("d").committed().shows("Not staged yet: s: the value is not accepted").hides("hunter2")
	b.keys("home", "enter").write("x").keys("enter").committed().shows("the value is not accepted").hides("hunter2")

	list := made(schema.Type{Kind: schema.KindList, Elem: &address})
	list.Secret = true
	b = newBench(t, list, `["hunter2"]`).hides("hunter2").shows("#1: the value is not accepted")
	b.keys("enter").hides("hunter2").keys("ctrl+r").shows("hunter2").keys("esc").hides("hunter2")
}
