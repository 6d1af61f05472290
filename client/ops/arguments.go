package ops

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// arguments of a command line that is being put together.
type arguments struct {
	plan   *Plan
	words  []string
	reads  bool // from standard input
	prefix string
}

func (a *arguments) add(words ...string) {
	for _, word := range words {
		a.words = append(a.words, ShellWord(word))
	}
}

// input is where a value comes from that does not appear: standard input as the flag spells it, or a file when that is taken.
func (a *arguments) input(spelling string) string {
	if a.reads {
		return strings.TrimSuffix(spelling, "-") + "@FILE"
	}
	a.reads = true
	return spelling
}

func (a *arguments) line(command string) string {
	return a.prefix + command + " " + strings.Join(append(a.words, "--yes"), " ")
}

// give adds what gives a field its value, over an old one.
func (a *arguments) give(resource change.Resource, field schema.EntityField, before, value json.RawMessage) {
	own := commandFlags[resource][field.Path]
	switch {
	case field.Path == "/script":
		a.add("--source", a.source())
	case field.Path == "/configurationProperties":
		a.settings(field, before, value)
	case own.one != "" && document.IsEmpty(before):
		a.add("--"+own.flag, a.plan.words(texts(value)))
	case own.one != "":
		a.members(own.flag, own.one, before, value)
	case own.flag != "":
		a.add("--"+own.flag, schema.Text(field.Type, value))
	default:
		a.set(field, value)
	}
}

// source is never a lone -, which stands for standard input, when that is taken already.
func (a *arguments) source() string {
	if a.reads {
		return "FILE"
	}
	a.reads = true
	return "-"
}

// members changes a list, or gives it anew where that is shorter.
func (a *arguments) members(flag, one string, before, value json.RawMessage) {
	came, gone := newTexts(before, value), newTexts(value, before)
	if len(came)+len(gone) >= len(texts(value)) {
		a.add("--"+flag, a.plan.words(texts(value)))
		return
	}
	if len(came) > 0 {
		a.add("--add-"+one, a.plan.words(came))
	}
	if len(gone) > 0 {
		a.add("--remove-"+one, a.plan.words(gone))
	}
}

// unchecked lets a source pass that lacks methods, as the plan does.
func (a *arguments) unchecked(script *Entity) {
	source, _ := document.Text(script.Get("/script"))
	language, _ := document.Text(script.Get("/programmingLanguage"))
	if schema.Refused(schema.CheckSource(script.Type(), language, source)) {
		a.add("--no-check")
	}
}

// set gives a field its value by name, in the spelling of assignments.
func (a *arguments) set(field schema.EntityField, value json.RawMessage) {
	name := dottedPath(field)
	if _, secrets := field.Hide(value); secrets {
		a.add("--set", a.input(name+"=-"))
		return
	}
	text := schema.Text(field.Type, value)
	switch {
	case text == "-" && !a.reads:
		a.prefix, a.reads = "printf %s - | ", true
	case strings.HasPrefix(text, "@"):
		text = "@" + text
	}
	a.add("--set", name+"="+text)
}

// settings changes the properties of a script one by one, where that leads to the same list, else all at once.
func (a *arguments) settings(field schema.EntityField, before, value json.RawMessage) {
	reached := before
	shown, _ := field.Hide(value)
	masked, _ := document.Elements(shown)
	var words []string
	old, _ := document.Elements(before)
	for _, setting := range old {
		if name := settingName(setting); settingOf(value, name) == nil {
			reached, _ = WithoutSetting(reached, name)
			words = append(words, "--remove-property", name)
		}
	}
	reads := a.reads
	wanted, _ := document.Elements(value)
	for i, setting := range wanted {
		members, _ := document.Members(setting)
		name, _ := document.Text(members.Get("value1"))
		text, _ := document.Text(members.Get("value2"))
		hidden := string(members.Get("hide")) == "true"
		if document.Equal(setting, settingOf(reached, name)) {
			continue
		}
		reached = WithSetting(reached, name, text, hidden)
		switch {
		case strings.Contains(name, "=") || name == "" || text == "-" && !hidden, !hidden && !document.Equal(masked[i], setting):
			reached = nil
		case hidden:
			words = append(words, "--hidden-property", a.input(name+"=-"))
		case strings.HasPrefix(text, "@"):
			words = append(words, "--property", name+"=@"+text)
		default:
			words = append(words, "--property", name+"="+text)
		}
	}
	if !document.Equal(reached, value) {
		a.reads = reads
		a.set(field, value)
		return
	}
	a.add(words...)
}
