package layout

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Findings about files: problems break a rule, remarks are worth a look.
type Findings struct {
	Problems []string
	Remarks  []string
}

func (f *Findings) problem(format string, args ...any) {
	f.Problems = append(f.Problems, fmt.Sprintf(format, args...))
}

// CheckFiles looks into every source file of a repository. Folders whose names start with a dot, other than .ci, hold
// nothing of ours.
func CheckFiles(repository fs.FS) (Findings, error) {
	var found Findings
	words, err := regexp.Compile("(?m)" + strings.Join(forbidden, "|"))
	if err != nil {
		return found, fmt.Errorf("patterns of forbidden words: %w", err)
	}
	err = fs.WalkDir(repository, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(name, ".") && name != "." && name != ".ci":
			return fs.SkipDir
		case !entry.Type().IsRegular() || !isSource(name):
			return nil
		}
		text, err := fs.ReadFile(repository, name)
		if err != nil {
			return err
		}
		found.checkWords(name, text, words)
		if strings.HasSuffix(name, ".go") {
			found.checkLength(name, text)
			return found.checkInit(name, text)
		}
		return nil
	})
	return found, err
}

func isSource(name string) bool {
	return slices.ContainsFunc(sources, func(pattern string) bool {
		candidate := name
		if !strings.Contains(pattern, "/") {
			candidate = path.Base(name)
		}
		ok, err := path.Match(pattern, candidate)
		return ok && err == nil
	})
}

func (f *Findings) checkWords(name string, text []byte, words *regexp.Regexp) {
	for _, hit := range words.FindAllIndex(text, -1) {
		line := 1 + bytes.Count(text[:hit[1]], []byte("\n")) // a hit may begin with the end of the line before
		f.problem("%s:%d: %q does not belong into a source", name, line, bytes.TrimSpace(text[hit[0]:hit[1]]))
	}
}

func (f *Findings) checkLength(name string, text []byte) {
	lines := bytes.Count(text, []byte("\n"))
	_, known := longFiles[name]
	switch {
	case lines > maxLines && !known:
		f.problem("%s has %d lines; %d is the most", name, lines, maxLines)
	case lines <= maxLines && known:
		f.problem("%s has only %d lines and needs no exception", name, lines)
	case lines > longLines:
		f.Remarks = append(f.Remarks, fmt.Sprintf("%s has %d lines", name, lines))
	}
}

func (f *Findings) checkInit(name string, text []byte) error {
	if slices.Contains(initialisers, path.Dir(name)) || !bytes.Contains(text, []byte("func init")) {
		return nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, declaration := range file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil && function.Name.Name == "init" {
			f.problem("%s has an init function; pass what it prepares as a value", name)
		}
	}
	return nil
}
