package editor

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// bench is an editor with a screen around it that checks and keeps what is committed, as the draft does.
type bench struct {
	t       kittest.T
	editor  *Editor
	commits []json.RawMessage
	done    int
	file    string // what was handed to the person's own editor last
	said    []core.Status
}

func newBench(t kittest.T, property schema.Property, value string, options ...func(*Env)) *bench {
	t.Helper()
	b := &bench{t: t}
	env := Env{
		Theme: kittest.Mono(),
		Verb:  "jansadm property set " + property.Name + "=VALUE",
		Commit: func(value json.RawMessage) []schema.Problem {
			var refused []schema.Problem
			for _, problem := range property.Check(value) {
				if problem.Severity == schema.Refuse {
					refused = append(refused, problem)
				}
			}
			if len(refused) == 0 {
				b.commits = append(b.commits, bytes.Clone(value))
			}
			return refused
		},
		Done:     func() tea.Cmd { b.done++; return nil },
		EditFile: func(_, content string) tea.Cmd { b.file = content; return nil },
	}
	for _, option := range options {
		option(&env)
	}
	var raw json.RawMessage
	if value != "" {
		raw = json.RawMessage(value)
	}
	b.editor = New(env, property, raw)
	b.editor.SetSize(80, 12)
	return b
}

func lockedFor(why string) func(*Env) { return func(e *Env) { e.Locked = why } }

// known returns a property of the catalogue.
func known(t kittest.T, name string) schema.Property {
	t.Helper()
	property, ok := schema.Lookup(name)
	if !ok {
		t.Fatalf("the catalogue has no %s", name)
	}
	return property
}

// made returns a property of that type.
func made(typ schema.Type) schema.Property { return schema.Property{Name: "made", Type: typ} }

func (b *bench) send(msg tea.KeyMsg) {
	b.run(b.editor.Key(msg))
	b.check()
}

func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if status, ok := cmd().(core.Status); ok {
		b.said = append(b.said, status)
	}
}

func (b *bench) keys(names ...string) *bench {
	b.t.Helper()
	for _, name := range names {
		if name == "esc" { // the screen's key
			b.editor.Up()
			b.check()
			continue
		}
		b.send(kittest.Key(name))
	}
	return b
}

func (b *bench) write(content string) *bench {
	b.t.Helper()
	for _, r := range content {
		b.send(kittest.Key(string(r)))
	}
	return b
}

func (b *bench) paste(content string) *bench {
	b.t.Helper()
	b.send(kittest.Paste(content))
	return b
}

// edited is what the person's own editor brings back.
func (b *bench) edited(content string) *bench {
	b.t.Helper()
	b.run(b.editor.Edited(core.Edited{Text: content}))
	b.check()
	return b
}

// check holds the law of every frame: its size, and nothing in it that a terminal would obey.
func (b *bench) check() {
	b.t.Helper()
	if view := b.editor.View(); b.editor.width == 0 || b.editor.height == 0 {
		if view != "" {
			b.t.Fatalf("no room, and yet %q", view)
		}
		return
	}
	kittest.RequireBlock(b.t, strings.Split(b.editor.View(), "\n"), b.editor.width, b.editor.height)
}

func (b *bench) screen() string {
	return strings.Join(strings.Fields(text.Strip(b.editor.View())), " ")
}

func (b *bench) shows(texts ...string) *bench {
	b.t.Helper()
	for _, want := range texts {
		if !strings.Contains(b.screen(), want) {
			b.t.Fatalf("%q is not shown:\n%s", want, text.Strip(b.editor.View()))
		}
	}
	return b
}

func (b *bench) hides(texts ...string) *bench {
	b.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(b.screen(), unwanted) {
			b.t.Fatalf("%q is shown:\n%s", unwanted, text.Strip(b.editor.View()))
		}
	}
	return b
}

// committed requires the values that were committed, in order, byte for byte.
func (b *bench) committed(values ...string) *bench {
	b.t.Helper()
	var got []string
	for _, c := range b.commits {
		got = append(got, string(c))
	}
	if strings.Join(got, "\n") != strings.Join(values, "\n") {
		b.t.Fatalf("committed:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(values, "\n"))
	}
	return b
}

// last requires the value committed last.
func (b *bench) last(value string) *bench {
	b.t.Helper()
	if len(b.commits) == 0 {
		b.t.Fatalf("nothing was committed, want %s", value)
	}
	if got := string(b.commits[len(b.commits)-1]); got != value {
		b.t.Fatalf("committed\n%s\nwant\n%s", got, value)
	}
	return b
}

// shipped is what a new installation holds.
func shipped(p schema.Property) string {
	return string(document.Compact(p.DefaultFor("https://jans.example.org")))
}

// writable are the properties that can be set.
func writable(t *testing.T) []schema.Property {
	t.Helper()
	var all []schema.Property
	for _, p := range schema.Catalogue() {
		if p.Fixed == "" {
			all = append(all, p)
		}
	}
	if len(all) != 326 {
		t.Fatalf("%d writable properties, want 326", len(all))
	}
	return all
}
