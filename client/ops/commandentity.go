package ops

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Command is the command line that gives a field the value it has here, ready for a POSIX shell; of an entry that is yet to be created, the
// one that creates it. What is longer than a line is read from a file there.
func (e *Entity) Command(names Directory, path string) string {
	field := e.Field(path)
	switch {
	case e.New():
		return e.createCommand(names)
	case e.Target.Resource == change.Client && path == "/scopes":
		return "jansadm client add-scope " + shellWord(e.Target.ID) + words(names, e.Get(path))
	case field.Fixed != "" || e.Target.Resource == change.Client:
		return "jansadm " + e.word() + " get " + shellWord(e.Target.ID)
	case isSource(field, e.Get(path)):
		return "jansadm " + e.word() + " edit " + shellWord(e.Target.ID)
	case document.IsEmpty(e.Get(path)):
		return "jansadm " + e.word() + " update " + shellWord(e.Target.ID) + " --unset " + shellWord(dotted(path))
	}
	return "jansadm " + e.word() + " update " + shellWord(e.Target.ID) + e.setting(names, field)
}

func (e *Entity) createCommand(names Directory) string {
	command := "jansadm " + e.word() + " create"
	for _, field := range append(slices.Clone(e.Kind.Fields), e.unknownFields()...) {
		if !field.Volatile && field.Fixed == "" && !document.IsEmpty(e.Get(field.Path)) {
			command += e.setting(names, field)
		}
	}
	return command
}

// setting is the flag that gives a field its value.
func (e *Entity) setting(names Directory, field schema.EntityField) string {
	value := e.Get(field.Path)
	_, hides := field.Hide(value)
	switch {
	case isSource(field, value):
		return " --set " + shellWord(dotted(field.Path)+"=@FILE")
	case hides || field.Secret:
		return " --set " + shellWord(dotted(field.Path)+"=-")
	case field.Refers != (schema.Reference{}):
		listed := texts(value)
		for i, dn := range listed {
			listed[i] = commandName(names, dn)
		}
		return " --set " + shellWord(dotted(field.Path)+"="+strings.Join(listed, ","))
	}
	return " --set " + shellWord(dotted(field.Path)+"="+schema.Text(field.Type, value))
}

// words are the names of what a field refers to, one a word.
func words(names Directory, value json.RawMessage) string {
	line := ""
	for _, dn := range texts(value) {
		line += " " + shellWord(commandName(names, dn))
	}
	return line
}

// commandName is the name of what a DN refers to, or the DN where there is none.
func commandName(names Directory, dn string) string {
	if head, ok := names.Refer(dn); ok {
		return head.Word()
	}
	return dn
}

func isSource(field schema.EntityField, value json.RawMessage) bool {
	text, isText := document.Text(value)
	return isText && !field.Secret && strings.Contains(text, "\n")
}

// dotted is a path as people write it.
func dotted(path string) string { return strings.Join(document.Tokens(path), ".") }
