package jsonpatch

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const sample = `{"a":{"b":[10,20,30],"n":null},"s":"x","e":[],"i/j":1,"m~n":2,"":5}`

// run applies a patch to the sample document and gives the result or the error as text.
func run(t *testing.T, patch string) (string, error) {
	t.Helper()
	parsed, err := Parse([]byte(patch))
	if err != nil {
		return "", err
	}
	tree := jsontree.MustParse(sample)
	result, missing, err := parsed.Apply(tree)
	if got := string(jsontree.Append(nil, tree)); got != string(jsontree.Append(nil, jsontree.MustParse(sample))) {
		t.Errorf("%s changed its input: %s", patch, got)
	}
	if missing {
		return "missing", err
	}
	if err != nil {
		return "", err
	}
	return string(jsontree.Append(nil, result)), nil
}

func TestOperations(t *testing.T) {
	for patch, want := range map[string]string{
		`[]`: `{"":5,"a":{"b":[10,20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"replace","path":"","value":{}}]`:                                                 `{}`,
		`[{"op":"add","path":"","value":[1]}]`:                                                    `[1]`,
		`[{"op":"remove","path":""}]`:                                                             `missing`,
		`[{"op":"replace","path":"/a","value":1}]`:                                                `{"":5,"a":1,"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"add","path":"/a/b/-","value":4}]`:                                                `{"":5,"a":{"b":[10,20,30,4],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"add","path":"/a/b/3","value":4}]`:                                                `{"":5,"a":{"b":[10,20,30,4],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"add","path":"/a/b/+1","value":4}]`:                                               `{"":5,"a":{"b":[10,4,20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"add","path":"/a/b/01","value":4}]`:                                               `{"":5,"a":{"b":[10,4,20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"remove","path":"/a/b/0"}]`:                                                       `{"":5,"a":{"b":[20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"remove","path":"/i~1j"}]`:                                                        `{"":5,"a":{"b":[10,20,30],"n":null},"e":[],"m~n":2,"s":"x"}`,
		`[{"op":"remove","path":"/m~0n"}]`:                                                        `{"":5,"a":{"b":[10,20,30],"n":null},"e":[],"i/j":1,"s":"x"}`,
		`[{"op":"remove","path":"/"}]`:                                                            `{"a":{"b":[10,20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"replace","path":"/a/n","value":{"x":1}},{"op":"add","path":"/a/n/y","value":2}]`: `{"":5,"a":{"b":[10,20,30],"n":{"x":1,"y":2}},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"move","from":"/a/b/0","path":"/a/b/-"}]`:                                         `{"":5,"a":{"b":[20,30,10],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"move","from":"/nope","path":"/nope"}]`:                                           `{"":5,"a":{"b":[10,20,30],"n":null},"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"copy","from":"/a/b","path":"/e/0"},{"op":"add","path":"/a/b/-","value":1}]`:      `{"":5,"a":{"b":[10,20,30,1],"n":null},"e":[[10,20,30]],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"test","path":"/a/b","value":[10,20.0,3e1]},{"op":"remove","path":"/a"}]`:         `{"":5,"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"test","path":"/a/n","value":null,"extra":1},{"op":"remove","path":"/a"}]`:        `{"":5,"e":[],"i/j":1,"m~n":2,"s":"x"}`,
		`[{"op":"remove","path":""},{"op":"add","path":"","value":7}]`:                            `7`,
	} {
		if got, err := run(t, patch); err != nil || got != want {
			t.Errorf("%s\n got %s, %v\nwant %s", patch, got, err, want)
		}
	}
}

func TestFailures(t *testing.T) {
	for patch, want := range map[string]Failure{
		`[{"op":"replace","path":"/nope","value":1}]`:                             NoSuchPath,
		`[{"op":"replace","path":"/A","value":1}]`:                                NoSuchPath,
		`[{"op":"remove","path":"/nope"}]`:                                        NoSuchPath,
		`[{"op":"test","path":"/nope","value":1}]`:                                NoSuchPath,
		`[{"op":"test","path":"/s","value":"y"}]`:                                 ValueDiffers,
		`[{"op":"test","path":"/a/b","value":[20,10,30]}]`:                        ValueDiffers,
		`[{"op":"add","path":"/x/y","value":1}]`:                                  ParentMissing,
		`[{"op":"add","path":"/a/n/-","value":1}]`:                                ParentNotAFolder,
		`[{"op":"add","path":"/s/y","value":1}]`:                                  ParentNotAFolder,
		`[{"op":"add","path":"/a/b/4","value":1}]`:                                NoSuchIndex,
		`[{"op":"add","path":"/a/b/-1","value":1}]`:                               NoSuchIndex,
		`[{"op":"add","path":"/a/b/x","value":1}]`:                                IndexNotANumber,
		`[{"op":"remove","path":"/a/b/3"}]`:                                       NoSuchPath,
		`[{"op":"remove","path":"/a/b/-"}]`:                                       NoSuchPath,
		`[{"op":"remove","path":"/a/b/01"}]`:                                      NoSuchPath,
		`[{"op":"replace","path":"/a/b/x","value":1}]`:                            NoSuchPath,
		`[{"op":"replace","path":"/s/y","value":1}]`:                              NoSuchPath,
		`[{"op":"move","from":"/nope","path":"/z"}]`:                              NoSuchPath,
		`[{"op":"copy","from":"/nope","path":"/z"}]`:                              NoSuchPath,
		`[{"op":"move","from":"/a","path":"/a/b"}]`:                               ParentMissing,
		`[{"op":"remove","path":""},{"op":"remove","path":"/a"}]`:                 NoSuchPath,
		`[{"op":"replace","path":"/s","value":1},{"op":"remove","path":"/nope"}]`: NoSuchPath,
		`[{"op":"replace","value":1}]`:                                            noPathMember,
		`[{"op":"test","path":null,"value":1}]`:                                   noPathMember,
		`[{"op":"add","value":1}]`:                                                noPathMemberAdd,
		`[{"op":"remove"}]`:                                                       noPathMemberAdd,
		`[{"op":"move","path":"/z"}]`:                                             noFromMemberMove,
		`[{"op":"copy","path":"/z"}]`:                                             noFromMemberCopy,
		`[{"op":"move","from":"/s"}]`:                                             noPathMemberAdd,
	} {
		_, err := run(t, patch)
		var failure Failure
		if !errors.As(err, &failure) || failure != want {
			t.Errorf("%s: got %v, want %q", patch, err, want)
		}
	}
}

func TestMalformed(t *testing.T) {
	for _, patch := range []string{
		``, `{`, `"x"`, `{"op":"replace"}`, `5`, `[null]`, `["x"]`, `[{}]`, `[{"op":5,"path":"/s"}]`, `[{"op":"swap","path":"/s"}]`,
		`[{"op":"REMOVE","path":"/s"}]`, `[{"op":"add","path":"/s"}]`, `[{"op":"replace","path":"/s"}]`, `[{"op":"test","path":"/s"}]`,
		`[{"op":"remove","path":"s"}]`, `[{"op":"remove","path":5}]`, `[{"op":"remove","path":"/a~"}]`, `[{"op":"remove","path":"/a~2"}]`,
		`[{"op":"move","from":"a","path":"/s"}]`,
	} {
		if _, err := Parse([]byte(patch)); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", patch, err)
		}
	}
	if _, err := Parse([]byte(` null `)); !errors.Is(err, ErrNoPatch) {
		t.Errorf("null: %v", err)
	}
}

func FuzzApply(f *testing.F) {
	for _, seed := range []string{
		`[{"op":"add","path":"/a/b/-","value":4}]`, `[{"op":"move","from":"/a","path":"/e/0"}]`, `[{"op":"test","path":"","value":1e9}]`,
		`[{"op":"copy","from":"","path":"/a/b/0"}]`, `[{"op":"remove","path":""},{"op":"replace","path":"","value":1}]`,
	} {
		f.Add(seed)
	}
	before := string(jsontree.Append(nil, jsontree.MustParse(sample)))
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "copy") > 8 {
			return // copying a document into itself doubles it each time
		}
		patch, err := Parse([]byte(text))
		if err != nil {
			return
		}
		tree := jsontree.MustParse(sample)
		if _, _, err := patch.Apply(tree); err != nil {
			var failure Failure
			if !errors.As(err, &failure) {
				t.Errorf("unexpected error %v", err)
			}
		}
		if after := string(jsontree.Append(nil, tree)); after != before {
			t.Errorf("the input became %s", after)
		}
	})
}
