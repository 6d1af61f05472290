package verbs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// source says where the value of an assignment is.
type source int

const (
	fromArgument source = iota
	fromFile
	fromInput
)

// assignment is one NAME=VALUE.
type assignment struct {
	name   string
	source source
	text   string // the value, or the file's name
}

const assignmentForm = "write NAME=VALUE, NAME=@FILE or NAME=- for standard input"

// parseAssignment takes an argument apart. Nothing is read yet.
func parseAssignment(argument string) (assignment, error) {
	name, value, found := strings.Cut(argument, "=")
	name = strings.TrimSpace(name)
	switch {
	case !found:
		return assignment{}, &usageError{message: fmt.Sprintf("%q gives no value", argument), hint: assignmentForm}
	case name == "":
		return assignment{}, &usageError{message: fmt.Sprintf("%q gives no name", argument), hint: assignmentForm}
	case value == "-":
		return assignment{name: name, source: fromInput}, nil
	case strings.HasPrefix(value, "@@"):
		return assignment{name: name, text: value[1:]}, nil
	case value == "@":
		return assignment{}, &usageError{message: fmt.Sprintf("%q names no file", argument), hint: assignmentForm + "; a value that begins with @ begins with @@"}
	case strings.HasPrefix(value, "@"):
		return assignment{name: name, source: fromFile, text: value[1:]}, nil
	}
	return assignment{name: name, text: value}, nil
}

// parseAssignments takes the arguments apart and reports everything that is wrong with their form, or contradicts itself.
//
// known leads from what a person calls a thing to its one name.
func parseAssignments(arguments []string, known func(string) string) (list []assignment, errs argumentErrors) {
	first := map[string]string{}
	input := ""
	for _, argument := range arguments {
		next, err := parseAssignment(argument)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		key := known(next.name)
		if earlier, twice := first[key]; twice {
			errs = append(errs, &usageError{message: fmt.Sprintf("%s is given twice", namedAs(earlier, next.name)), hint: "give each setting one value"})
			continue
		}
		first[key] = next.name
		if next.source == fromInput && input != "" {
			errs = append(errs, &usageError{message: fmt.Sprintf("%s and %s cannot both be read from standard input", input, next.name), hint: "use @FILE for one of them"})
			continue
		}
		if next.source == fromInput {
			input = next.name
		}
		list = append(list, next)
	}
	return list, errs
}

// wireName is the name by which the server knows what a person calls so.
func wireName(name string) string {
	if property, known := schema.Lookup(name); known {
		return property.Name
	}
	return name
}

func namedAs(earlier, later string) string {
	if earlier == later {
		return later
	}
	return later + " (also named " + earlier + ")"
}

// largestValue bounds what is read from a file or standard input: the server takes less.
const largestValue = 4 << 20

// value reads the value's text. A line break at the end of a file or of the input is not part of it.
func (x assignment) value(in io.Reader) (string, error) {
	switch x.source {
	case fromFile:
		file, err := os.Open(x.text)
		if err != nil {
			return "", &usageError{message: fmt.Sprintf("cannot read the value of %s: %v", x.name, err), hint: "a value that begins with @ begins with @@"}
		}
		text, err := readValue(file)
		return text, x.unreadable(errors.Join(err, file.Close()))
	case fromInput:
		text, err := readValue(in)
		return text, x.unreadable(err)
	}
	return x.text, nil
}

func (x assignment) unreadable(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{message: fmt.Sprintf("cannot read the value of %s: %v", x.name, err)}
}

func readValue(from io.Reader) (string, error) {
	text, err := readAll(from)
	return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r"), err
}

func readAll(from io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(from, largestValue+1))
	if err != nil {
		return "", err
	}
	if len(data) > largestValue {
		return "", fmt.Errorf("it is larger than %d MiB", largestValue>>20)
	}
	return string(data), nil
}

// stage puts the assignment into a draft. Secrets are not taken from the argument list, where every process of the machine and the
// shell's history can see them.
func (x assignment) stage(configuration *ops.Configuration, draft *ops.Draft, in io.Reader) error {
	entry, err := configuration.Lookup(x.name)
	if err != nil {
		return err
	}
	text, err := x.value(in)
	if err != nil {
		return err
	}
	if x.source == fromArgument && entry.Secret && text != "" {
		return secretArgument(entry.Name)
	}
	if err := configuration.SetText(draft, x.name, text); err != nil {
		return err
	}
	edit, staged := draft.Get(change.PropertyTarget(entry.Name))
	if x.source == fromArgument && staged {
		if _, secrets := entry.Hide(edit.Value); secrets {
			draft.Discard(edit.Target)
			return secretArgument(entry.Name)
		}
	}
	return nil
}

func secretArgument(name string) error {
	return &usageError{message: name + " holds a secret, which is not taken from the argument list", hint: fmt.Sprintf("write %s=@FILE, or %s=- and give it on standard input", name, name)}
}
