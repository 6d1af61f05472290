package form

import (
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// outside opens the entry in the person's own editor, or what came back from there and could not be staged.
func (p *Page) outside() tea.Cmd {
	content := p.kept
	if content == "" {
		content = string(document.Indent(p.outsideText())) + "\n"
	}
	return p.session().EditFile(p.screen, p.kind()+".json", content)
}

// outsideText is the entry without what the server makes up, and without secrets: those that can be changed are masked, as the file may
// stay where it is when the editor fails.
func (p *Page) outsideText() json.RawMessage {
	shown := p.staged
	for _, field := range p.read.Fields(p.session().Draft) {
		if leftOut(field) {
			shown = shown.WithMember(field.Path, nil)
		} else if masked, secrets := field.Hide(shown.Get(field.Path)); secrets {
			shown = shown.WithMember(field.Path, masked)
		}
	}
	raw, _ := shown.Document.MarshalJSON() // cannot fail: the members are JSON already
	return raw
}

// leftOut says whether a field does not go to the person's editor. Only members of the entry itself are like that.
func leftOut(field schema.EntityField) bool {
	return field.Volatile || field.Secret && field.Fixed != ""
}

// edited stages what differs in what came back. When some of it cannot be staged, none is, and the text is kept.
func (p *Page) edited(msg core.Edited) tea.Cmd {
	if msg.Name != p.kind()+".json" && p.options.Edited != nil {
		return p.options.Edited(p, msg)
	}
	switch why := p.Locked(); {
	case msg.Err != nil:
		return p.session().Say(core.Failure, "Nothing was changed: "+msg.Err.Error())
	case why != "":
		return p.session().Say(core.Warning, "Nothing was changed: "+why)
	case strings.TrimSpace(msg.Text) == "":
		return p.session().Say(core.Warning, "The file came back empty; nothing was changed.")
	}
	doc, err := document.Parse([]byte(msg.Text))
	if err != nil {
		return p.keep(msg.Text, "What came back is no JSON object: "+err.Error())
	}
	before, _ := document.Members(p.outsideText())
	differences := p.differences("", before, doc)
	if len(differences) == 0 {
		p.kept = ""
		p.sync()
		return p.session().Say(core.Plain, "It came back as it was; nothing was changed.")
	}
	if masked := p.unmask(differences); masked != "" {
		return p.keep(msg.Text, masked+" still holds a mask: put the secret in place of "+schema.SecretMask)
	}
	trial := ops.NewDraft()
	trial.Add(p.session().Draft.Edits()...)
	if err := p.stageAll(trial, differences); err != nil {
		return p.keep(msg.Text, core.Explain(err).Message)
	}
	p.kept = ""
	_ = p.stageAll(p.session().Draft, differences) // it has just worked
	p.sync()
	p.session().Say(core.Plain, text.CleanLine(p.label())+": staged "+strings.Join(titles(p, differences), ", ")+". ctrl+s reviews.")
	return p.askTaken()
}

func (p *Page) keep(content, why string) tea.Cmd {
	p.kept = content
	p.sync()
	return p.session().Say(core.Failure, why+". Nothing is staged; E opens your text again.")
}

// difference is a member that the person has changed; a nil value takes it out.
type difference struct {
	path  string
	value json.RawMessage
}

// differences compares two versions of an object of the entry. What the catalogue knows inside an object is compared by itself, so that the
// rest of the object is left alone.
func (p *Page) differences(at string, before, after document.Document) []difference {
	var found []difference
	for _, name := range union(before, after) {
		path := at + document.Pointer(name)
		field, known := p.read.Kind.Field(path)
		old, now := before.Get(name), after.Get(name)
		switch inside := slices.ContainsFunc(p.read.Kind.Fields, func(f schema.EntityField) bool { return strings.HasPrefix(f.Path, path+"/") }); {
		case known && leftOut(field):
		case inside:
			oldMembers, _ := document.Members(old)
			nowMembers, ok := document.Members(now)
			if !ok && !document.IsEmpty(now) {
				found = append(found, difference{path: path, value: now}) // refused by whoever stages it
				continue
			}
			found = append(found, p.differences(path, oldMembers, nowMembers)...)
		case known && field.Type.Equal(old, now), !known && document.Equal(old, now), document.IsEmpty(old) && document.IsEmpty(now):
		default:
			found = append(found, difference{path: path, value: now})
		}
	}
	return found
}

// unmask puts secrets back in the place of masks that the person has left. It returns the title of a field in which one stands for nothing.
func (p *Page) unmask(differences []difference) string {
	for i, d := range differences {
		field := p.read.Field(d.path)
		value, ok := field.Unmask(d.value, p.staged.Get(d.path))
		if !ok {
			return text.CleanLine(field.Title)
		}
		differences[i].value = value
	}
	return ""
}

func union(a, b document.Document) []string {
	names := append(a.Names(), b.Names()...)
	slices.Sort(names)
	return slices.Compact(names)
}

func (p *Page) stageAll(draft *ops.Draft, differences []difference) error {
	for _, d := range differences {
		entity := p.read
		if entity.New() {
			entity = entity.With(draft)
		}
		var err error
		if document.IsEmpty(d.value) {
			err = entity.Unset(draft, d.path)
		} else {
			err = entity.Set(draft, d.path, d.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func titles(p *Page, differences []difference) []string {
	names := make([]string, len(differences))
	for i, d := range differences {
		names[i] = text.CleanLine(p.read.Field(d.path).Title)
	}
	return names
}
