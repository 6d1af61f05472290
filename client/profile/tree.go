package profile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// The keys at the top of the file.
const (
	keyVersion  = "version"
	keyDefault  = "default"
	keyProfiles = "profiles"
)

// version is that of the file's form.
const version = "1"

// newFile is what a file begins as.
const newFile = "# Servers that jansadm knows. There are no secrets in here.\nversion: " + version + "\n"

// tree is the file with all its comments and with whatever this program does not know.
type tree struct {
	path string
	file *ast.File
	root *ast.MappingNode
}

func parse(path string, content []byte) (*tree, error) {
	if nested(content) {
		return nil, &BrokenError{Path: path, Reason: "it is nested deeper than any file of profiles"}
	}
	file, err := parser.ParseBytes(content, parser.ParseComments)
	if err != nil {
		return nil, broken(path, err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.CommentType {
		return nil, &BrokenError{Path: path, Reason: "it has to hold one YAML document, and holds " + plenty(file)}
	}
	root, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil, &BrokenError{Path: path, Line: line(file.Docs[0].Body), Reason: `it has to begin with "version: 1"`}
	}
	t := &tree{path: path, file: file, root: root}
	found := entry(root, keyVersion)
	switch {
	case found == nil:
		return nil, &BrokenError{Path: path, Reason: `it has no "version: 1"`}
	case scalar(found.Value) != version:
		return nil, &BrokenError{Path: path, Line: line(found), Reason: "its version is not " + version + ": a newer jansadm may have written it"}
	}
	return t, nil
}

func plenty(file *ast.File) string {
	if len(file.Docs) > 1 {
		return "several"
	}
	return "none"
}

func broken(path string, err error) *BrokenError {
	var syntax yaml.Error
	if errors.As(err, &syntax) && syntax.GetToken() != nil {
		return &BrokenError{Path: path, Line: syntax.GetToken().Position.Line, Reason: syntax.GetMessage()}
	}
	return &BrokenError{Path: path, Reason: err.Error()}
}

func line(node ast.Node) int {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

func (t *tree) bytes() []byte { return []byte(t.file.String()) }

// entry finds a key of a mapping, nil when it is not there.
func entry(mapping *ast.MappingNode, key string) *ast.MappingValueNode {
	for _, e := range mapping.Values {
		if keyOf(e) == key {
			return e
		}
	}
	return nil
}

func keyOf(e *ast.MappingValueNode) string { return scalar(e.Key) }

// scalar is the text of a scalar as it is written: an id like 1800.10 must not be taken for a number.
func scalar(node ast.Node) string {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case ast.ScalarNode:
		return n.GetToken().Value
	}
	return ""
}

// set gives a key of a mapping a value, or removes it with nil. Comments beside it stay.
func set(mapping *ast.MappingNode, key string, value any) error {
	found := entry(mapping, key)
	if value == nil {
		remove(mapping, key)
		return nil
	}
	if found == nil {
		return add(mapping, key, value)
	}
	node, err := yaml.ValueToNode(value)
	if err != nil {
		return fmt.Errorf("cannot write %s as YAML: %w", key, err)
	}
	if node.Type() == found.Value.Type() && scalar(node) == scalar(found.Value) {
		return nil
	}
	if comment := found.Value.GetComment(); comment != nil {
		if err := node.SetComment(comment); err != nil {
			return err
		}
	}
	return found.Replace(node)
}

func remove(mapping *ast.MappingNode, key string) {
	mapping.Values = slices.DeleteFunc(mapping.Values, func(e *ast.MappingValueNode) bool { return keyOf(e) == key })
}

// add puts a key at the end of a mapping, as deep as its neighbours stand.
func add(mapping *ast.MappingNode, key string, value any) error {
	node, err := yaml.ValueToNode(yaml.MapSlice{{Key: key, Value: value}}, yaml.Indent(2))
	if err != nil {
		return fmt.Errorf("cannot write %s as YAML: %w", key, err)
	}
	made, ok := node.(*ast.MappingNode)
	if !ok {
		return fmt.Errorf("cannot write %s as YAML", key)
	}
	if len(mapping.Values) > 0 {
		made.AddColumn(column(mapping.Values[0]) - column(made.Values[0]))
	}
	mapping.Values = append(mapping.Values, made.Values...)
	return nil
}

func column(e *ast.MappingValueNode) int {
	return e.Key.GetToken().Position.Column
}
