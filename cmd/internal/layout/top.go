package layout

import (
	"context"
	"io/fs"
	"os/exec"
	"slices"
	"strings"
)

// Tracked lists the files that git tracks in a repository, their paths relative to its top. It is empty where git cannot tell: there
// is none, or the files came without their history.
func Tracked(ctx context.Context, root string) []string {
	list := exec.CommandContext(ctx, "git", "-c", "safe.directory="+root, "ls-files", "-z")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
}

// TopEntries lists what lies at the top of a repository: what is tracked there, or, when nothing is known to be, what the folder holds
// and .gitignore does not name.
func TopEntries(repository fs.FS, tracked []string) ([]string, error) {
	var names []string
	for _, file := range tracked {
		name, _, _ := strings.Cut(file, "/")
		names = append(names, name)
	}
	if len(names) > 0 {
		slices.Sort(names)
		return slices.Compact(names), nil
	}
	entries, err := fs.ReadDir(repository, ".")
	if err != nil {
		return nil, err
	}
	ignore, err := fs.ReadFile(repository, ".gitignore")
	if err != nil {
		return nil, err
	}
	ignored := strings.Split(string(ignore), "\n")
	for _, entry := range entries {
		name := entry.Name()
		if !slices.Contains(ignored, "/"+name) && !slices.Contains(ignored, "/"+name+"/") {
			names = append(names, name)
		}
	}
	return names, nil
}

// CheckTop compares the visible entries at the top of a repository with what the layout wants.
func CheckTop(entries []string) []string {
	var problems []string
	for _, name := range entries {
		if !strings.HasPrefix(name, ".") && !slices.Contains(topLevel, name) {
			problems = append(problems, name+" does not belong at the top of the repository")
		}
	}
	for _, name := range topLevel {
		if !slices.Contains(entries, name) {
			problems = append(problems, name+" is missing at the top of the repository")
		}
	}
	return problems
}
