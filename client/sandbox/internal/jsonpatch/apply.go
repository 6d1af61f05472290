package jsonpatch

import (
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// Apply runs a patch on a copy of a tree. An operation that fails leaves nothing behind. A patch that removes the whole document
// gives a tree for which missing is true: there is nothing left to read.
func (p Patch) Apply(tree any) (result any, missing bool, err error) {
	doc := document{root: jsontree.Clone(tree)}
	for _, operation := range p {
		if err := doc.run(operation); err != nil {
			return nil, false, err
		}
	}
	return doc.root, doc.missing, nil
}

type document struct {
	root    any
	missing bool
}

func (d *document) run(o Operation) error {
	switch o.Op {
	case "move", "copy":
		return d.transfer(o)
	case "add":
		if o.Path == nil {
			return noPathMemberAdd
		}
		return d.add(*o.Path, jsontree.Clone(o.Value))
	}
	if o.Path == nil {
		if o.Op == "remove" {
			return noPathMemberAdd
		}
		return noPathMember
	}
	switch o.Op {
	case "test":
		return d.test(*o.Path, o.Value)
	case "replace":
		return d.replace(*o.Path, jsontree.Clone(o.Value))
	default:
		return d.remove(*o.Path)
	}
}

func (d *document) transfer(o Operation) error {
	if o.From == nil {
		if o.Op == "move" {
			return noFromMemberMove
		}
		return noFromMemberCopy
	}
	if o.Op == "move" && o.Path != nil && o.From.equal(*o.Path) {
		return nil
	}
	value, ok := d.find(*o.From)
	if !ok {
		return NoSuchPath
	}
	value = jsontree.Clone(value)
	if o.Op == "move" {
		if err := d.remove(*o.From); err != nil {
			return err
		}
	}
	if o.Path == nil {
		return noPathMemberAdd
	}
	return d.add(*o.Path, value)
}

func (d *document) find(p Pointer) (any, bool) {
	if d.missing {
		return nil, false
	}
	return p.find(d.root)
}

func (d *document) test(p Pointer, value any) error {
	found, ok := d.find(p)
	if !ok {
		return NoSuchPath
	}
	if !jsontree.Equal(found, value) {
		return ValueDiffers
	}
	return nil
}

func (d *document) add(p Pointer, value any) error {
	if len(p) == 0 {
		d.root, d.missing = value, false
		return nil
	}
	parent, ok := d.find(p.parent())
	if !ok {
		return ParentMissing
	}
	switch node := parent.(type) {
	case map[string]any:
		node[p.last()] = value
		return nil
	case []any:
		index, err := insertionIndex(p.last(), len(node))
		if err != nil {
			return err
		}
		d.store(p.parent(), slices.Insert(node, index, value))
		return nil
	default:
		return ParentNotAFolder
	}
}

// insertionIndex follows Java's Integer.parseInt, which takes a sign and leading zeros.
func insertionIndex(token string, size int) (int, error) {
	if token == "-" {
		return size, nil
	}
	index, err := strconv.ParseInt(token, 10, 32)
	if err != nil {
		return 0, IndexNotANumber
	}
	if index < 0 || int(index) > size {
		return 0, NoSuchIndex
	}
	return int(index), nil
}

func (d *document) replace(p Pointer, value any) error {
	if _, ok := d.find(p); !ok {
		return NoSuchPath
	}
	d.store(p, value)
	return nil
}

func (d *document) remove(p Pointer) error {
	if len(p) == 0 {
		d.root, d.missing = nil, true
		return nil
	}
	if _, ok := d.find(p); !ok {
		return NoSuchPath
	}
	parent, _ := d.find(p.parent())
	switch node := parent.(type) {
	case map[string]any:
		delete(node, p.last())
	case []any:
		index, _ := arrayIndex(p.last())
		d.store(p.parent(), slices.Delete(node, index, index+1))
	}
	return nil
}

// store puts a value at a place that exists.
func (d *document) store(p Pointer, value any) {
	if len(p) == 0 {
		d.root = value
		return
	}
	parent, _ := d.find(p.parent())
	switch node := parent.(type) {
	case map[string]any:
		node[p.last()] = value
	case []any:
		index, _ := arrayIndex(p.last())
		node[index] = value
	}
}
