package merge_test

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/merge"
	"github.com/jansadm/jansadm/client/schema"
)

var (
	text      = schema.Type{Kind: schema.KindString}
	number    = schema.Type{Kind: schema.KindInteger}
	list      = schema.Type{Kind: schema.KindList, Elem: &text}
	set       = schema.Type{Kind: schema.KindSet, Elem: &text}
	settings  = schema.Type{Kind: schema.KindObject, Fields: []schema.Field{{Name: "n", Type: number}, {Name: "on", Type: set}, {Name: "s", Type: text}}}
	mapping   = schema.Type{Kind: schema.KindMap, Elem: &text}
	grants    = schema.Type{Kind: schema.KindMap, Elem: &settings}
	objects   = schema.Type{Kind: schema.KindList, Elem: &settings}
	responses = schema.Type{Kind: schema.KindSet, Elem: &set}
	anything  = schema.Type{Kind: schema.KindAny}
)

func TestThree(t *testing.T) {
	for name, tc := range map[string]struct {
		t                        schema.Type
		base, mine, theirs, want string // no want: nobody can say
	}{
		"numbers":                   {number, `300`, `600`, `900`, ``},
		"the same number":           {number, `300`, `600`, `600.0`, `600.0`},
		"one line":                  {text, `"a"`, `"b"`, `"c"`, ``},
		"set":                       {set, `["a","b"]`, `["c","b"]`, `["b","a","d"]`, `["b","c","d"]`},
		"set, both add":             {set, ``, `["b"]`, `["a"]`, `["a","b"]`},
		"set, both take":            {set, `["a","b","c"]`, `["b","c"]`, `["a","c"]`, `["c"]`},
		"set, nothing left":         {set, `["a","b"]`, `["a"]`, `["b"]`, ``},
		"set, emptied":              {set, `["a"]`, `["a","b"]`, `[]`, ``},
		"set, other spelling":       {set, `["a","\u00e9"]`, `["a","é","b"]`, `["\u00e9"]`, `["\u00e9","b"]`},
		"set of sets":               {responses, `[["code"],["id","token"]]`, `[["code"],["token","id"],["token"]]`, `[["token","id"]]`, `[["token","id"],["token"]]`},
		"list, far apart":           {list, `["a","b","c"]`, `["x","a","b","c"]`, `["a","b","d"]`, `["x","a","b","d"]`},
		"list, both append":         {list, `["a"]`, `["a","b"]`, `["a","c"]`, ``},
		"list, the same":            {list, `["a"]`, `["a","b"]`, `["a","b","b"]`, ``},
		"list, append and take":     {list, `["a","b"]`, `["a","b","c"]`, `["a"]`, `["a","c"]`},
		"list, one moves":           {list, `["a","b","c"]`, `["b","a","c"]`, `["a","b","d"]`, `["b","a","d"]`},
		"list, both move":           {list, `["a","b","c"]`, `["b","a","c"]`, `["a","c","b"]`, ``},
		"members":                   {settings, `{"n":1,"s":"a"}`, `{"n":2,"s":"a"}`, `{"n":1,"s":"b"}`, `{"n":2,"s":"b"}`},
		"the same member":           {settings, `{"n":1}`, `{"n":2}`, `{"n":3}`, ``},
		"member taken out":          {settings, `{"n":1,"s":"a"}`, `{"s":"a"}`, `{"n":1,"s":"b"}`, `{"s":"b"}`},
		"taken out and changed":     {settings, `{"n":1,"s":"a"}`, `{"s":"a"}`, `{"n":2,"s":"a"}`, ``},
		"inner set":                 {settings, `{"on":["a"]}`, `{"on":["a","b"]}`, `{"n":1,"on":["a","c"]}`, `{"n":1,"on":["a","b","c"]}`},
		"unknown member":            {settings, `{"new":{"x":1,"y":1}}`, `{"new":{"x":2,"y":1}}`, `{"new":{"x":1,"y":2}}`, `{"new":{"x":2,"y":2}}`},
		"mapping":                   {mapping, `{"a":"1"}`, `{"a":"1","b":"2"}`, `{"a":"1","c":"3"}`, `{"a":"1","b":"2","c":"3"}`},
		"mapping, the same key":     {mapping, ``, `{"a":"1"}`, `{"a":"2"}`, ``},
		"entry without members":     {grants, `{"a":{},"b":{}}`, `{"b":{}}`, `{"a":{},"b":{},"c":{}}`, `{"b":{},"c":{}}`},
		"emptied member by member":  {settings, `{"n":1,"s":"a"}`, `{"on":[]}`, `{"n":1}`, ``},
		"nothing but empty members": {settings, `{"n":1,"s":"a"}`, `{"n":1,"on":[]}`, `{"s":"a"}`, ``},
		"entry gone and filled":     {grants, `{"a":{},"b":{}}`, `{"b":{}}`, `{"a":{"n":1},"b":{}}`, ``},
		"objects in a list":         {objects, `[{"n":1},{"n":2}]`, `[{"n":3},{"n":2}]`, `[{"n":1},{"n":2,"s":"a"}]`, `[{"n":3},{"n":2,"s":"a"}]`},
		"any":                       {anything, `{"a":[1,2],"b":"x"}`, `{"a":[1,3],"b":"x"}`, `{"a":[0,2],"b":"x","c":1}`, `{"a":[0,3],"b":"x","c":1}`},
		"lines":                     {text, `"a\nb\nc\nd\ne\n"`, `"A\nb\nc\nd\ne\n"`, `"a\nb\nc\nd\nE\n"`, `"A\nb\nc\nd\nE\n"`},
		"lines next to each other":  {text, `"a\nb\nc\n"`, `"A\nb\nc\n"`, `"a\nB\nc\n"`, ``},
		"the same line":             {text, `"a\nb\nc\n"`, `"a\nX\nc\n"`, `"a\nY\nc\n"`, ``},
		"the same line in one way":  {text, `"a\nb\nc\nd\n"`, `"X\nb\nc\nd\n"`, `"X\nb\nc\nD\n"`, `"X\nb\nc\nD\n"`},
		"both insert here":          {text, `"a\nb\n"`, `"a\nx\nb\n"`, `"a\ny\nb\n"`, ``},
		"no end of the last line":   {text, `"a\nb\nc"`, `"a\nb\nc\n"`, `"A\nb\nc"`, `"A\nb\nc\n"`},
		"half a character":          {text, `"\ud800a\nb\nc\nd\n"`, `"\ud800A\nb\nc\nd\n"`, `"\ud800a\nb\nc\nD\n"`, ``},
		"another type than thought": {list, `"a"`, `["b"]`, `{"c":1}`, ``},
		"malformed":                 {list, `["a"`, `["a","b"]`, `["c"]`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			merged, clean := merge.Three(tc.t, raw(tc.base), raw(tc.mine), raw(tc.theirs))
			switch {
			case clean != (tc.want != ""):
				t.Fatalf("clean is %v: %s", clean, merged)
			case clean && !document.Equal(merged, raw(tc.want)):
				t.Errorf("got %s, want %s", merged, tc.want)
			}
			if turned, clean2 := merge.Three(tc.t, raw(tc.base), raw(tc.theirs), raw(tc.mine)); clean2 != clean || clean && !tc.t.Equal(turned, merged) {
				t.Errorf("the other way round: %v, %s", clean2, turned)
			}
		})
	}
}

func raw(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}
