package schema

import (
	"strings"
	"sync"
)

type index struct {
	all    []Property
	exact  map[string]int // wire names
	folded map[string]int // lower-case names and aliases
}

var catalogue = sync.OnceValue(func() index {
	idx := index{exact: map[string]int{}, folded: map[string]int{}}
	for _, chapter := range chapters() {
		for _, p := range chapter.properties {
			p.Group = chapter.group
			p.Known = true
			p.DocURL = propertyPage + strings.ToLower(p.Name)
			p.search = p.SearchText()
			idx.all = append(idx.all, p)
		}
	}
	for i, p := range idx.all {
		idx.exact[p.Name] = i
		idx.folded[strings.ToLower(p.Name)] = i
	}
	for i, p := range idx.all {
		for _, a := range p.Aliases {
			idx.folded[strings.ToLower(a)] = i
		}
	}
	return idx
})

// Catalogue lists every known property by group, and within a group in reading
// order. It is built once; callers must not modify it.
func Catalogue() []Property { return catalogue().all }

// Lookup finds a property by its wire name, else by an alias or by its name in
// another case.
func Lookup(name string) (Property, bool) {
	idx := catalogue()
	if i, ok := idx.exact[name]; ok {
		return idx.all[i], true
	}
	if i, ok := idx.folded[strings.ToLower(name)]; ok {
		return idx.all[i], true
	}
	return Property{}, false
}
