package layout

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Package is what the rules need to know of a package.
type Package struct {
	ImportPath string
	Name       string
	Imports    []string // of production files, as built here; imports of tests are free
	Standard   bool
	DepOnly    bool // not in the repository's own packages
}

// Graph holds packages by import path.
type Graph map[string]Package

// Load reads the repository's packages and everything they depend on.
func Load(ctx context.Context, root string) (Graph, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-json=ImportPath,Name,Imports,Standard,DepOnly", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			return nil, fmt.Errorf("go list: %w\n%s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("go list: %w", err)
	}
	graph := Graph{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p Package
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return graph, nil
		case err != nil:
			return nil, fmt.Errorf("go list: unreadable output: %w", err)
		}
		graph[p.ImportPath] = p
	}
}

// short is the path of one of our packages as the rules write it; "" stands for the module's root.
func short(path string) (ours string, ok bool) {
	if path == Module {
		return "", true
	}
	return strings.CutPrefix(path, Module+"/")
}

// reach finds everything a package imports: directly, or through others too. The value tells by which packages, from
// the package itself to the one reached.
func (g Graph) reach(from string, transitive bool) map[string][]string {
	routes := map[string][]string{from: {from}}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		if here != from && (!transitive || g[here].Standard) {
			continue
		}
		for _, next := range g[here].Imports {
			if _, seen := routes[next]; !seen {
				routes[next] = append(append([]string(nil), routes[here]...), next)
				queue = append(queue, next)
			}
		}
	}
	delete(routes, from)
	return routes
}
