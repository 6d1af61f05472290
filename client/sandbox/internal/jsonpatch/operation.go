// Package jsonpatch applies RFC 6902 patches the way the json-patch 1.13 library of the Config API does, error texts included.
package jsonpatch

import (
	"errors"
	"fmt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// ErrMalformed says that a document is not a JSON Patch. The Config API answers it with 400.
var ErrMalformed = errors.New("not a JSON Patch")

// ErrNoPatch says that the document is the JSON value null. The Config API answers it with 500 and an empty body.
var ErrNoPatch = errors.New("the patch is null")

// A Failure is an operation that cannot be applied. The Config API answers it with 500 and this text.
type Failure string

func (f Failure) Error() string { return string(f) }

// The texts of the library's message bundle.
const (
	NoSuchPath        Failure = "no such path in target JSON document"
	ParentMissing     Failure = "parent of node to add does not exist"
	ParentNotAFolder  Failure = "parent of path to add to is not a container"
	ValueDiffers      Failure = "value differs from expectations"
	NoSuchIndex       Failure = "no such index in target array"
	IndexNotANumber   Failure = "reference token is not an array index"
	noPathMember      Failure = `Cannot invoke "com.github.fge.jackson.jsonpointer.JsonPointer.path(com.fasterxml.jackson.core.TreeNode)" because "this.path" is null`
	noPathMemberAdd   Failure = `Cannot invoke "com.github.fge.jackson.jsonpointer.JsonPointer.isEmpty()" because "this.path" is null`
	noFromMemberMove  Failure = `Cannot invoke "com.github.fge.jackson.jsonpointer.JsonPointer.equals(Object)" because "this.from" is null`
	noFromMemberCopy  Failure = `Cannot invoke "com.github.fge.jackson.jsonpointer.JsonPointer.path(com.fasterxml.jackson.core.TreeNode)" because "this.from" is null`
	malformedPatchFmt         = "operation %d: %s: %w"
)

// Operation is one step of a patch.
type Operation struct {
	Op         string
	Path, From *Pointer
	Value      any
}

// Patch is a sequence of operations that is applied as a whole or not at all.
type Patch []Operation

// Parse reads a patch. Everything that Jackson refuses while it builds the library's operation objects is ErrMalformed; a missing
// path is not, it shows only when the operation runs.
func Parse(data []byte) (Patch, error) {
	tree, err := jsontree.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if tree == nil {
		return nil, ErrNoPatch
	}
	elements, ok := tree.([]any)
	if !ok {
		return nil, fmt.Errorf("%w: the document is not an array", ErrMalformed)
	}
	patch := make(Patch, len(elements))
	for i, element := range elements {
		if patch[i], err = parseOperation(i, element); err != nil {
			return nil, err
		}
	}
	return patch, nil
}

func parseOperation(i int, element any) (Operation, error) {
	malformed := func(text string) (Operation, error) {
		return Operation{}, fmt.Errorf(malformedPatchFmt, i, text, ErrMalformed)
	}
	members, ok := element.(map[string]any)
	if !ok {
		return malformed("not an object")
	}
	op, ok := members["op"].(string)
	if !ok {
		return malformed("op is missing or not a string")
	}
	var err error
	operation := Operation{Op: op}
	if operation.Path, err = pointerMember(members, "path"); err != nil {
		return malformed(err.Error())
	}
	switch op {
	case "add", "replace", "test":
		value, ok := members["value"]
		if !ok {
			return malformed("value is missing")
		}
		operation.Value = value
	case "move", "copy":
		if operation.From, err = pointerMember(members, "from"); err != nil {
			return malformed(err.Error())
		}
	case "remove":
	default:
		return malformed("unknown op " + op)
	}
	return operation, nil
}

// pointerMember reads a pointer; nil without an error when the member is missing or null.
func pointerMember(members map[string]any, name string) (*Pointer, error) {
	value, ok := members[name]
	if !ok || value == nil {
		return nil, nil
	}
	text, ok := value.(string)
	if !ok {
		return nil, fmt.Errorf("%s is not a string", name)
	}
	pointer, err := parsePointer(text)
	if err != nil {
		return nil, err
	}
	return &pointer, nil
}
