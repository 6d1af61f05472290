package layout

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Rule restricts what some packages may import.
//
// Packages of ours are written without the module's path. A pattern that ends in "/..." means a package and all below it,
// "..." alone all packages. A "*" stands for one path element; in Ours it means the element it stood for in For.
type Rule struct {
	For        []string // the packages the rule is about,
	Except     []string // but not these
	Transitive bool     // imports of imports count as well
	Ours       []string // of our packages, only these may be imported; nil means any
	Others     []string // of other modules' packages, only these may be imported; nil means any
	Never      []string // these packages, of ours or not, may not be imported
	Why        string
}

// CheckImports returns one line for each import that breaks a rule.
func CheckImports(graph Graph, rules []Rule) []string {
	var problems []string
	for _, path := range slices.Sorted(maps.Keys(graph)) {
		name, ours := short(path)
		if !ours {
			continue
		}
		for _, rule := range rules {
			star, applies := matchAny(rule.For, name)
			if _, excepted := matchAny(rule.Except, name); !applies || excepted {
				continue
			}
			routes := graph.reach(path, rule.Transitive)
			for _, target := range slices.Sorted(maps.Keys(routes)) {
				if !rule.allows(target, star, graph[target].Standard) {
					problems = append(problems, fmt.Sprintf("%s: %s", strings.Join(shorten(routes[target]), " -> "), rule.Why))
				}
			}
		}
	}
	return problems
}

func (r Rule) allows(target, star string, standard bool) bool {
	name, ours := short(target)
	if !ours {
		name = target
	}
	if _, never := matchAny(r.Never, name); never {
		return false
	}
	switch {
	case ours:
		return r.Ours == nil || slices.ContainsFunc(r.Ours, func(pattern string) bool {
			_, ok := match(strings.Replace(pattern, "*", star, 1), name)
			return ok
		})
	case standard:
		return true
	default:
		_, ok := matchAny(r.Others, name)
		return r.Others == nil || ok
	}
}

func matchAny(patterns []string, name string) (star string, ok bool) {
	for _, pattern := range patterns {
		if star, ok := match(pattern, name); ok {
			return star, true
		}
	}
	return "", false
}

// match compares element by element and returns what "*" stood for.
func match(pattern, name string) (star string, ok bool) {
	if pattern == "..." {
		return "", true
	}
	pattern, below := strings.CutSuffix(pattern, "/...")
	want, have := strings.Split(pattern, "/"), strings.Split(name, "/")
	if len(have) < len(want) || len(have) > len(want) && !below {
		return "", false
	}
	for i, element := range want {
		switch {
		case element == "*":
			star = have[i]
		case element != have[i]:
			return "", false
		}
	}
	return star, true
}

func shorten(route []string) []string {
	names := make([]string, len(route))
	for i, path := range route {
		names[i] = path
		if name, ours := short(path); ours {
			names[i] = name
		}
	}
	return names
}

// CheckNames returns one line for each of our packages whose name, or folder's name, says nothing.
func CheckNames(graph Graph) []string {
	var problems []string
	for _, path := range slices.Sorted(maps.Keys(graph)) {
		name, ours := short(path)
		folder := name[strings.LastIndex(name, "/")+1:]
		if ours && (slices.Contains(vagueNames, folder) || slices.Contains(vagueNames, graph[path].Name)) {
			problems = append(problems, fmt.Sprintf("%s: name the package after what it is about", name))
		}
	}
	return problems
}
