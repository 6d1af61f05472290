package jackson

import (
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

var (
	textType     = &Type{Kind: Text}
	booleanType  = &Type{Kind: Boolean}
	flagType     = &Type{Kind: Boolean, Primitive: true}
	integerType  = &Type{Kind: Integer}
	numberType   = &Type{Kind: Integer, Primitive: true}
	anyType      = &Type{Kind: Any}
	listType     = &Type{Kind: List, Elem: textType}
	setType      = &Type{Kind: Set, Elem: textType}
	mapType      = &Type{Kind: Map, Elem: textType}
	plainEnum    = &Type{Kind: Enumeration, Enum: &Enum{Values: []string{"OLDER", "NEWER"}}}
	nullEnum     = &Type{Kind: Enumeration, Enum: &Enum{Values: []string{"code", "token"}, Unknown: BecomesNull}}
	foldEnum     = &Type{Kind: Enumeration, Enum: &Enum{Values: []string{"internal", "remote"}, Unknown: BecomesNull, FoldCase: true}}
	fallbackEnum = &Type{Kind: Enumeration, Enum: &Enum{Values: []string{"keystore", "pkcs11"}, Unknown: BecomesFallback, Fallback: "keystore", FoldCase: true}}
	trimEnum     = &Type{Kind: Enumeration, Enum: &Enum{Values: []string{"body", "unknown"}, Unknown: BecomesFallback, Fallback: "unknown", FoldCase: true, Trim: true}}
	objectType   = &Type{Kind: Object, Class: &Class{Name: "Inner", Members: []Member{{Name: "a", Type: textType, Initial: `"x"`}, {Name: "n", Type: numberType}}}}
)

// refused stands for a value that cannot be read.
const refused = "400"

func read(t *testing.T, kind *Type, value string) string {
	t.Helper()
	class := &Class{Name: "Sample", Members: []Member{{Name: "m", Type: kind}}}
	object, err := Mapper{}.Read(class, map[string]any{"m": jsontree.MustParse(value)})
	if errors.Is(err, ErrMismatch) {
		return refused
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(jsontree.Append(nil, object["m"]))
}

func TestScalarCoercion(t *testing.T) {
	for _, row := range []struct{ given, boolean, primitive, boxed, text string }{
		{`"true"`, "true", refused, refused, `"true"`},
		{`"TRUE"`, "true", refused, refused, `"TRUE"`},
		{`"True"`, "true", refused, refused, `"True"`},
		{`"false"`, "false", refused, refused, `"false"`},
		{`"tRUE"`, refused, refused, refused, `"tRUE"`},
		{`"yes"`, refused, refused, refused, `"yes"`},
		{`""`, "null", "0", "null", `""`},
		{`" "`, "null", "0", "null", `" "`},
		{`1`, "true", "1", "1", `"1"`},
		{`0`, "false", "0", "0", `"0"`},
		{`3.9`, refused, "3", "3", `"3.9"`},
		{`-3.9`, refused, "-3", "-3", `"-3.9"`},
		{`"600"`, refused, "600", "600", `"600"`},
		{`" 600 "`, refused, "600", "600", `" 600 "`},
		{`"3.0"`, refused, refused, refused, `"3.0"`},
		{`-5`, "true", "-5", "-5", `"-5"`},
		{`2147483647`, "true", "2147483647", "2147483647", `"2147483647"`},
		{`2147483648`, "true", refused, refused, `"2147483648"`},
		{`"2147483648"`, refused, refused, refused, `"2147483648"`},
		{`-2147483649`, "true", refused, refused, `"-2147483649"`},
		{`123456789012345678901234567890`, "true", refused, refused, `"123456789012345678901234567890"`},
		{`1e400`, refused, refused, refused, `"Infinity"`},
		{`1e3`, refused, "1000", "1000", `"1000.0"`},
		{`true`, "true", refused, refused, `"true"`},
		{`false`, "false", refused, refused, `"false"`},
		{`null`, "null", "0", "null", "null"},
		{`[]`, refused, refused, refused, refused},
		{`[1]`, refused, refused, refused, refused},
		{`{}`, refused, refused, refused, refused},
	} {
		for _, cell := range []struct {
			name string
			kind *Type
			want string
		}{
			{"boolean", booleanType, row.boolean}, {"primitive integer", numberType, row.primitive},
			{"boxed integer", integerType, row.boxed}, {"text", textType, row.text},
		} {
			if got := read(t, cell.kind, row.given); got != cell.want {
				t.Errorf("%s from %s: got %s, want %s", cell.name, row.given, got, cell.want)
			}
		}
	}
}

func TestStructuralTypes(t *testing.T) {
	for _, c := range []struct {
		kind        *Type
		given, want string
	}{
		{flagType, `null`, "false"},
		{flagType, `""`, "false"},
		{listType, `["b",1,null,true]`, `["b","1",null,"true"]`},
		{listType, `"x"`, refused},
		{listType, `""`, refused},
		{listType, `{}`, refused},
		{listType, `[["x"]]`, refused},
		{listType, `null`, "null"},
		{mapType, `{"a":1,"b":null}`, `{"a":"1","b":null}`},
		{mapType, `[]`, refused},
		{mapType, `{"a":{}}`, refused},
		{objectType, `{"unknown":1}`, `{"a":"x","n":0}`},
		{objectType, `{"a":null,"n":null}`, `{"a":null,"n":0}`},
		{objectType, `{"n":"many"}`, refused},
		{objectType, `[]`, refused},
		{objectType, `"x"`, refused},
		{objectType, `""`, refused},
		{objectType, `null`, "null"},
		{anyType, `{"a":[1.10,{}]}`, `{"a":[1.10,{}]}`},
		{anyType, `null`, "null"},
		{plainEnum, `"NEWER"`, `"NEWER"`},
		{plainEnum, `"newer"`, refused},
		{plainEnum, `""`, refused},
		{plainEnum, `1`, `"NEWER"`},
		{plainEnum, `2`, refused},
		{plainEnum, `1.0`, refused},
		{plainEnum, `true`, refused},
		{plainEnum, `null`, "null"},
		{nullEnum, `"token"`, `"token"`},
		{nullEnum, `"TOKEN"`, "null"},
		{nullEnum, `1`, "null"},
		{nullEnum, `[]`, refused},
		{foldEnum, `"REMOTE"`, `"remote"`},
		{foldEnum, `"bogus"`, "null"},
		{fallbackEnum, `"PKCS11"`, `"pkcs11"`},
		{fallbackEnum, `"bogus"`, `"keystore"`},
		{fallbackEnum, `null`, "null"},
		{trimEnum, `" Body "`, `"body"`},
		{trimEnum, `"cookie"`, `"unknown"`},
		{trimEnum, `" "`, "null"},
	} {
		if got := read(t, c.kind, c.given); got != c.want {
			t.Errorf("%v from %s: got %s, want %s", c.kind.Kind, c.given, got, c.want)
		}
	}
}

func TestAccessors(t *testing.T) {
	class := &Class{Name: "Sample", Members: []Member{
		{Name: "plain", Type: booleanType, Initial: "true"},
		{Name: "defaulted", Type: booleanType, Initial: "false", Null: "true"},
		{Name: "floor", Type: numberType, Floor: 3600},
		{Name: "zero", Type: numberType, Null: "100", EmptyIsNull: true},
		{Name: "list", Type: listType, Null: `["https"]`, EmptyIsNull: true},
		{Name: "setter", Type: booleanType, Set: "false"},
		{Name: "derived", Type: booleanType, ReadOnly: true},
		{Name: "checked", Type: setType, ReadOnly: true, Setterless: true},
	}}
	class.Derive = func(o map[string]any) { o["derived"] = o["plain"] }
	for given, want := range map[string]string{
		`{}`: `{"checked":null,"defaulted":false,"derived":true,"floor":3600,"list":["https"],"plain":true,"setter":null,"zero":100}`,
		`{"plain":null,"defaulted":null,"floor":null,"zero":null,"list":null,"setter":null,"derived":null,"checked":null}`: `{"checked":null,"defaulted":true,"derived":null,"floor":3600,"list":["https"],"plain":null,"setter":false,"zero":100}`,
		`{"floor":-1,"zero":-1,"list":[],"derived":"anything","checked":["a"]}`:                                            `{"checked":null,"defaulted":false,"derived":true,"floor":3600,"list":["https"],"plain":true,"setter":null,"zero":-1}`,
		`{"floor":5,"list":["a"],"setter":true,"unknown":{}}`:                                                              `{"checked":null,"defaulted":false,"derived":true,"floor":5,"list":["a"],"plain":true,"setter":true,"zero":100}`,
	} {
		object, err := Mapper{}.Read(class, jsontree.MustParse(given))
		if err != nil {
			t.Fatalf("%s: %v", given, err)
		}
		if got := string(jsontree.Append(nil, object)); got != want {
			t.Errorf("%s\n got %s\nwant %s", given, got, want)
		}
	}
	if _, err := (Mapper{}).Read(class, jsontree.MustParse(`{"checked":"x"}`)); !errors.Is(err, ErrMismatch) {
		t.Errorf("a read-only collection took a text: %v", err)
	}
	if _, err := (Mapper{}).Read(class, []any{}); !errors.Is(err, ErrMismatch) {
		t.Errorf("an array was read as an object: %v", err)
	}
}

func TestOmitNull(t *testing.T) {
	class := &Class{Name: "Sample", OmitNull: true, Members: []Member{{Name: "a", Type: textType}, {Name: "b", Type: textType}}}
	object, err := Mapper{}.Read(class, jsontree.MustParse(`{"b":""}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(jsontree.Append(nil, object)); got != `{"b":""}` {
		t.Errorf("got %s", got)
	}
}

func TestSets(t *testing.T) {
	set := []any{"a", "b", "c", "d", "a", nil, nil}
	first, again := Mapper{Order: 1}.hashed(set, false), Mapper{Order: 1}.hashed([]any{nil, "d", "c", "b", "a"}, false)
	if !jsontree.Equal(first, again) {
		t.Errorf("equal sets differ in one run: %v, %v", first, again)
	}
	if len(first) != 5 || first[0] != nil {
		t.Errorf("got %v, want null first and no duplicates", first)
	}
	other := 0
	for order := range uint64(20) {
		if !jsontree.Equal(first, Mapper{Order: order + 2}.hashed(set, false)) {
			other++
		}
	}
	if other == 0 {
		t.Error("the order is the same in twenty runs")
	}
	if kept := (Mapper{}).hashed(set, true); len(kept) != len(set) {
		t.Errorf("elements without equals were merged: %v", kept)
	}
}

func TestResponseLeavesOutEmptyMembers(t *testing.T) {
	inner := &Type{Kind: Object, Class: &Class{Name: "Inner", Members: []Member{{Name: "s", Type: textType}, {Name: "n", Type: numberType}}}}
	hollow := &Type{Kind: Object, Class: &Class{Name: "Hollow", Members: []Member{{Name: "s", Type: textType}}}}
	class := &Class{Name: "Sample", Members: []Member{
		{Name: "z", Type: textType}, {Name: "text", Type: textType}, {Name: "zero", Type: numberType}, {Name: "no", Type: flagType},
		{Name: "list", Type: listType}, {Name: "inner", Type: inner}, {Name: "hollow", Type: hollow},
		{Name: "map", Type: mapType}, {Name: "blankMap", Type: mapType}, {Name: "objects", Type: &Type{Kind: Map, Elem: hollow}},
		{Name: "nothing", Type: &Type{Kind: Object, Class: &Class{Name: "Nothing", OmitNull: true, Members: []Member{{Name: "s", Type: textType}}}}},
		{Name: "many", Type: &Type{Kind: List, Elem: hollow}}, {Name: "free", Type: anyType}, {Name: "freeEmpty", Type: anyType},
	}}
	object, err := Mapper{}.Read(class, jsontree.MustParse(`{"z":"first","text":"","list":["",null],"inner":{"s":""},"hollow":{},
		"map":{"b":"2","a":"","c":null},"blankMap":{"a":""},"objects":{"k":{}},"nothing":{},"many":[{},null],"free":{"a":"","b":[],"c":null},"freeEmpty":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"z":"first","zero":0,"no":false,"list":["",null],"inner":{"n":0},"hollow":{},"map":{"b":"2"},"objects":{"k":{}},` +
		`"nothing":{},"many":[{},null],"free":{"a":"","b":[],"c":null}}`
	if got := string(Response(class, object)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
