package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// recipient takes values of fields: the draft of an entry that is there, or the document of a new one.
type recipient interface {
	// entity is the entry with what was taken so far.
	entity() *ops.Entity
	set(path string, value json.RawMessage) error
	unset(path string) error
}

// stored is an entry of the server whose changes are staged.
type stored struct {
	base  *ops.Entity
	draft *ops.Draft
}

func (r stored) entity() *ops.Entity { return r.base.With(r.draft) }
func (r stored) set(path string, value json.RawMessage) error {
	return r.base.Set(r.draft, path, value)
}
func (r stored) unset(path string) error { return r.base.Unset(r.draft, path) }

// unborn is an entry that is to be created.
type unborn struct{ document *ops.Entity }

func (r *unborn) entity() *ops.Entity { return r.document }

func (r *unborn) set(path string, value json.RawMessage) error {
	problems := slices.DeleteFunc(r.document.Check(path, value), func(p schema.Problem) bool { return p.Severity != schema.Refuse })
	if len(problems) > 0 {
		return &ops.InvalidValueError{Name: r.document.Field(path).Title, Problems: problems}
	}
	r.document = r.document.WithMember(path, value)
	return nil
}

func (r *unborn) unset(path string) error {
	r.document = r.document.WithMember(path, nil)
	return nil
}

func isNew(to recipient) bool {
	_, is := to.(*unborn)
	return is
}

// give hands over a value in which claims, scripts and scopes may be named by names.
func give(ctx context.Context, o *ops.Ops, to recipient, path string, value json.RawMessage) error {
	field := to.entity().Field(path)
	if field.Refers == (schema.Reference{}) || document.IsEmpty(value) {
		return to.set(path, value)
	}
	names, ok := document.Strings(value)
	if !ok {
		return &usageError{message: field.Title + " is a list of names", hint: "write a JSON array of texts"}
	}
	dns, err := o.ReferAll(ctx, to.entity(), path, names)
	if err != nil {
		return err
	}
	return to.set(path, document.QuoteAll(dns))
}

// give hands over the value of an assignment. Secrets are not taken from the argument list.
func (x assignment) give(ctx context.Context, o *ops.Ops, to recipient, in io.Reader) error {
	field, err := to.entity().Lookup(x.name)
	if err != nil {
		return err
	}
	text, err := x.value(in)
	if err != nil {
		return err
	}
	value, err := to.entity().Parse(field.Path, text)
	if err != nil {
		return err
	}
	if _, secrets := field.Hide(value); secrets && x.source == fromArgument {
		return secretArgument(field.Name)
	}
	return give(ctx, o, to, field.Path, value)
}

// giveDocument hands over the members of a document that differ from the entry's. Those that the server makes itself are passed over, so
// that what was printed can be taken back in.
func giveDocument(ctx context.Context, o *ops.Ops, to recipient, doc document.Document) error {
	present, err := leaves(to.entity().Kind, to.entity().Document)
	if err != nil {
		return err
	}
	wanted, err := leaves(to.entity().Kind, doc)
	if err != nil {
		return err
	}
	return stageEach(nil, wanted, func(leaf leaf) error {
		field := to.entity().Field(leaf.path)
		switch {
		case field.Volatile || field.Fixed != "" && isNew(to):
			return nil
		case asPrinted(field, leaf.value, valueOf(present, leaf.path)):
			return nil
		case bytes.Contains(leaf.value, []byte(schema.SecretMask)):
			return maskedSecret(field.Name)
		}
		return give(ctx, o, to, leaf.path, leaf.value)
	})
}

// asPrinted says whether a value is the one of the server, with its secrets in clear or masked.
func asPrinted(field schema.EntityField, value, present json.RawMessage) bool {
	hidden, _ := field.Hide(present)
	return document.Equal(value, present) || document.Equal(value, hidden)
}

func maskedSecret(name string) error {
	return &usageError{message: name + " is changed and still holds a masked secret", hint: "put the secret in place of " + schema.SecretMask}
}

// leaf is the value of one field of a document.
type leaf struct {
	path  string
	value json.RawMessage
}

// leaves takes a document apart into the values of fields, in the order of their names. Of an object whose members are fields of their
// own, those that the catalogue does not know are leaves as well.
func leaves(kind schema.Entity, doc document.Document) ([]leaf, error) {
	var list []leaf
	for _, name := range doc.Names() {
		path := document.Pointer(name)
		nested := slices.ContainsFunc(kind.Fields, func(f schema.EntityField) bool { return strings.HasPrefix(f.Path, path+"/") })
		if !nested {
			list = append(list, leaf{path, doc.Get(name)})
			continue
		}
		if document.IsEmpty(doc.Get(name)) {
			continue
		}
		members, ok := document.Members(doc.Get(name))
		if !ok {
			return nil, &usageError{message: name + " has to be a JSON object"}
		}
		for _, member := range members.Names() {
			list = append(list, leaf{document.Pointer(name, member), members.Get(member)})
		}
	}
	return list, nil
}

func valueOf(list []leaf, path string) json.RawMessage {
	for _, leaf := range list {
		if leaf.path == path {
			return leaf.value
		}
	}
	return nil
}

// readFlagFile reads the whole of the file that a flag names; - is standard input.
func readFlagFile(flag, name string, in io.Reader) (text string, err error) {
	defer func() {
		if err != nil {
			err = &usageError{message: fmt.Sprintf("cannot read --%s: %v", flag, err)}
		}
	}()
	if name == "-" {
		return readAll(in)
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	return readAll(file)
}

func fileWord(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}
