package tui_test

import (
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// While the form is open somebody else changes the same value: the write is refused, both versions are shown, and the form keeps what was
// typed.
func TestSomebodyElseIsFasterThanTheForm(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	world.Change("cssLocation", "a.css")
	d := open(t, world.Session, 80, 24)
	d.Send(core.Open{ID: "auth.property", Arg: "cssLocation"})
	d.Keys("e", "ctrl+u")
	d.Type("mine.css")
	world.Change("cssLocation", "theirs.css")
	d.Expect("mine.css")
	d.Keys("enter", "ctrl+s")
	d.Expect("Somebody else changed what you edited", "you saw a.css", "you want mine.css", "it is now theirs.css")
	d.Keys("b")
	d.Expect("Take both is not possible: both change the same part of the value")
	d.Keys("esc")
	d.Send(core.Open{ID: "auth.property", Arg: "cssLocation"})
	d.Expect("mine.css", "1 staged")
	if held := world.Value("cssLocation"); held != `"theirs.css"` {
		t.Fatalf("the server holds %s", held)
	}
	d.Keys("ctrl+s", "o")
	d.Expect("theirs.css → mine.css")
	world.Change("cssLocation", "late.css") // and once more, between the review and the write
	d.Keys("enter")
	d.Expect("Nothing was written: a value was changed by somebody else in the meantime. Yours is kept.",
		"you saw theirs.css", "you want mine.css", "it is now late.css", "1 staged")
	d.Keys("o", "enter")
	d.Expect("Applied and verified: cssLocation")
	if held := world.Value("cssLocation"); held != `"mine.css"` {
		t.Errorf("the server holds %s", held)
	}
}

// Of several conflicts each is decided by itself, or all at once.
func TestConflictsAreDecidedOneByOne(t *testing.T) {
	for name, tc := range map[string]struct {
		keys                  []string
		domain, list, logging string
	}{
		"theirs, both, mine": {[]string{"t", "b", "o", "enter"}, `"theirs.css"`, `["b.example","a.example","c.example"]`, `"INFO"`},
		"the last first":     {[]string{"tab", "tab", "t", "shift+tab", "o", "o", "enter"}, `"mine.css"`, `["b.example","a.example"]`, `"TRACE"`},
		"all mine":           {[]string{"O", "enter"}, `"mine.css"`, `["b.example","a.example"]`, `"INFO"`},
		"all theirs":         {[]string{"T"}, `"theirs.css"`, `["a.example","c.example"]`, `"TRACE"`},
		"both, else theirs":  {[]string{"B", "T", "enter"}, `"theirs.css"`, `["b.example","a.example","c.example"]`, `"TRACE"`},
	} {
		t.Run(name, func(t *testing.T) {
			world := tuitest.NewWorld(t, sandbox.Options{})
			world.Change("loggingLevel", "DEBUG")
			world.Change("clientBlackList", `["a.example"]`)
			d := open(t, world.Session, 80, 24)
			stageProperties(t, world, [][2]string{{"cssLocation", "mine.css"}, {"clientBlackList", `["b.example","a.example"]`}, {"loggingLevel", "INFO"}})
			world.Change("cssLocation", "theirs.css")
			world.Change("clientBlackList", `["a.example","c.example"]`)
			world.Change("loggingLevel", "TRACE")
			d.Send(core.Open{ID: "plan"})
			d.Expect("cssLocation", "tab goes to the next of the 3")
			d.Keys(tc.keys...)
			d.Refuse("Somebody else changed")
			for property, want := range map[string]string{"cssLocation": tc.domain, "loggingLevel": tc.logging, "clientBlackList": tc.list} {
				if held := world.Value(property); held != want {
					t.Errorf("%s is %s, want %s\n%s", property, held, want, d.Screen())
				}
			}
		})
	}
}

func stageProperties(t *testing.T, world *tuitest.World, edits [][2]string) {
	t.Helper()
	configuration, err := world.Session.Ops.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, edit := range edits {
		if err := configuration.SetText(world.Session.Draft, edit[0], edit[1]); err != nil {
			t.Fatal(err)
		}
	}
}

// Two people work on one script in different places: both texts are kept, after the person has seen what comes of it.
func TestTwoPeopleEditOneScript(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	script := find(t, world, change.Script, "work_phone")
	source, _ := document.Text(script.Get("/script"))
	edited := func(draft *ops.Draft, text string) {
		if err := script.Set(draft, "/script", document.Quote(text)); err != nil {
			t.Fatal(err)
		}
	}
	edited(world.Session.Draft, "# mine\n"+source)
	world.Elsewhere(func(draft *ops.Draft) { edited(draft, source+"\n# theirs\n") })
	d := open(t, world.Session, 80, 60)
	d.Send(core.Open{ID: "plan"})
	d.Expect("you want, of what you saw: + # mine", "it is now, of what you saw:", "+ # theirs", "both, of what it is now: + # mine", "b takes both")
	d.Keys("b", "enter")
	d.Expect("Applied and verified: work_phone")
	if now, _ := document.Text(find(t, world, change.Script, "work_phone").Get("/script")); now != "# mine\n"+source+"\n# theirs\n" {
		t.Errorf("the script is\n%s", now)
	}
}

// An entry that is to be deleted and that somebody has just changed is not deleted without a look at that.
func TestDeletingWhatSomebodyHasJustChanged(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	scope := find(t, world, change.Scope, "clientinfo")
	if err := scope.Delete(world.Session.Draft); err != nil {
		t.Fatal(err)
	}
	world.Elsewhere(func(draft *ops.Draft) {
		if err := scope.Set(draft, "/description", []byte(`"Somebody needs it"`)); err != nil {
			t.Fatal(err)
		}
	})
	d := open(t, world.Session, 80, 40)
	d.Send(core.Open{ID: "plan"})
	d.Expect("You want to delete it, and it is not what you saw any more:", "Description", "Somebody needs it", "t keeps it, o deletes it as it is now.")
	d.Keys("o")
	d.Expect("(delete)")
	d.Refuse("Somebody else changed")
}

func find(t *testing.T, world *tuitest.World, resource change.Resource, name string) *ops.Entity {
	t.Helper()
	entity, err := world.Session.Ops.Find(t.Context(), resource, name)
	if err != nil {
		t.Fatal(err)
	}
	return entity
}
