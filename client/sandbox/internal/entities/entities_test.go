package entities

import (
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// read makes an object of JSON text as the REST mapper does.
func read(t *testing.T, e *Entity, text string, rest bool) map[string]any {
	t.Helper()
	source := jsontree.MustParse(text).(map[string]any)
	e.Assign(source, jsontree.Names([]byte(text)))
	object, err := jackson.Mapper{REST: rest, Now: func() int64 { return 1000 }}.Read(e.Class, source)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return object
}

// The tables name only types, columns and members that exist, and every search and sort column is one.
func TestTables(t *testing.T) {
	for _, e := range []*Entity{Scope(), Attribute(), Script(), Client()} {
		if e.Columns[slices.IndexFunc(e.Columns, func(c Column) bool { return c.Member == "inum" })].Once != true {
			t.Errorf("%s: the inum can be changed", e.Class.Name)
		}
		for _, name := range append([]string{"inum"}, e.Search...) {
			if _, ok := e.Column(name, false); !ok {
				t.Errorf("%s has no column %s", e.Class.Name, name)
			}
		}
		if _, ok := e.Column(e.Sort, false); !ok && e.Sort != "" {
			t.Errorf("%s has no column %s", e.Class.Name, e.Sort)
		}
		seen := make(map[string]bool)
		for _, member := range e.Class.Members {
			if seen[member.Name] {
				t.Errorf("%s has %s twice", e.Class.Name, member.Name)
			}
			seen[member.Name] = true
		}
		read(t, e, `{}`, true)
		read(t, e, `{}`, false)
	}
	if len(ScriptTypes()) != 40 {
		t.Errorf("%d script types", len(ScriptTypes()))
	}
}

// Answers and bodies spell enumerations by their values in any case, patches by their constants only.
func TestSpellings(t *testing.T) {
	rest := read(t, Attribute(), `{"dataType":"GeneralizedTime","status":"","editType":["WHITEPAGES"]}`, true)
	if rest["dataType"] != "DATE" || rest["status"] != nil || !contains(rest["editType"], "WHITEPAGES") {
		t.Errorf("%v", rest)
	}
	if got := string(jackson.Response(Attribute().Class, map[string]any{"dataType": "DATE"})); got != `{"dataType":"generalizedTime"}` {
		t.Error(got)
	}
	for text, rest := range map[string]bool{`{"dataType":"DATE"}`: true, `{"dataType":"generalizedTime"}`: false, `{"status":"active"}`: false, `{"status":"nope"}`: true} {
		if _, err := (jackson.Mapper{REST: rest}).Read(Attribute().Class, jsontree.MustParse(text)); err == nil {
			t.Errorf("%s is accepted, REST %v", text, rest)
		}
	}
	if script := read(t, Script(), `{"scriptType":"CONFIG_API"}`, false); script["scriptType"] != "CONFIG_API" {
		t.Errorf("%v", script["scriptType"])
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		text string
		rest bool
		want string // "" is refused
	}{
		{`"1970-01-01T00:00:05"`, true, "5000"}, {`"1970-01-01T00:00:05+09:00"`, true, "5000"}, {`"1970-01-01T00:00:05.999Z"`, true, "5000"},
		{`5000`, true, "5000"}, {`"1970-01-01"`, true, ""}, {`"soon"`, true, ""}, {`true`, true, ""},
		{`"1970-01-01T00:00:05"`, false, "5000"}, {`"1970-01-01T09:00:05+09:00"`, false, "5000"}, {`"1970-01-01T00:00:05.250Z"`, false, "5250"},
		{`"1970-01-02"`, false, "86400000"}, {`"5000"`, false, "5000"}, {`"soon"`, false, ""},
	} {
		object, err := jackson.Mapper{REST: c.rest, Now: func() int64 { return 1 }}.Read(Scope().Class, jsontree.MustParse(`{"expirationDate":`+c.text+`}`))
		if (err != nil) != (c.want == "") {
			t.Errorf("%s, REST %v: %v", c.text, c.rest, err)
			continue
		}
		if err == nil && string(jsontree.Append(nil, object["expirationDate"])) != c.want {
			t.Errorf("%s, REST %v: %v", c.text, c.rest, object["expirationDate"])
		}
	}
}

// Two setters that write to one place: the last in the text wins.
func TestAssignments(t *testing.T) {
	if c := read(t, Client(), `{"displayName":"a","clientName":"b"}`, true); c["clientName"] != "b" || c["displayName"] != "b" {
		t.Errorf("%v %v", c["clientName"], c["displayName"])
	}
	if c := read(t, Client(), `{"clientName":"b","displayName":"a"}`, true); c["clientName"] != "a" {
		t.Errorf("%v", c["clientName"])
	}
	if s := read(t, Scope(), `{"baseDn":"x","dn":"y"}`, true); s["dn"] != "y" || s["baseDn"] != "y" {
		t.Errorf("%v %v", s["dn"], s["baseDn"])
	}
}
