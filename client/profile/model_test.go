package profile

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is done, the file says what a list of profiles in memory says, and keeps the strange parts.
func TestFileFollowsModel(t *testing.T) {
	names := rapid.SampledFrom([]string{"prod", "test.one", "c", "9", "true", "null", "1.10", "A-b"})
	texts := rapid.OneOf(rapid.SampledFrom([]string{"", "a", "1800.10", "yes", "null", "# x", "a: b", "'", `"`, "{", "- x", "x #y", "0x10", "~"}),
		rapid.StringMatching(`[ -~äö]{0,12}`))
	rapid.Check(t, func(rt *rapid.T) {
		f := fileWith(t, written)
		model := load(t, f)
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			name := names.Draw(rt, "name")
			next := Profile{Name: names.Draw(rt, "to"), Server: "https://" + texts.Draw(rt, "server"), ClientID: texts.Draw(rt, "id"),
				CACert: texts.Draw(rt, "ca"), ConfirmWord: texts.Draw(rt, "word"), ReadOnly: rapid.Bool().Draw(rt, "ro")}
			var err error
			switch rapid.IntRange(0, 3).Draw(rt, "action") {
			case 0:
				if err = f.Add(context.Background(), next); err == nil {
					model.List = append(model.List, next)
					if len(model.List) == 1 && model.Default == "" {
						model.Default = next.Name
					}
				}
			case 1:
				if err = f.Edit(context.Background(), name, func(p *Profile) error { *p = next; return nil }); err == nil {
					i, _ := model.index(name)
					model.List[i] = next
					if model.Default == name {
						model.Default = next.Name
					}
				}
			case 2:
				if err = f.Remove(context.Background(), name); err == nil {
					i, _ := model.index(name)
					model.List = slices.Delete(model.List, i, i+1)
					if model.Default == name {
						model.Default = ""
					}
				}
			case 3:
				if err = f.SetDefault(context.Background(), name); err == nil {
					model.Default = name
				}
			}
			if err != nil && !errors.As(err, new(*UnknownError)) && !errors.As(err, new(*DuplicateError)) {
				rt.Fatal(err)
			}
			if got, err := f.Load(); err != nil || !got.equal(model) {
				rt.Fatalf("got %+v, %v\nwant %+v", got, err, model)
			}
			if text := content(t, f); !strings.Contains(text, "# mine") || !strings.Contains(text, "- x # y") {
				rt.Fatalf("something is lost:\n%s", text)
			}
		}
	})
}
