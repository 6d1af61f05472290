package schema

import (
	"cmp"
	"slices"
	"strings"
)

// Nearest lists at most n names of properties that the name may have been meant
// to be, likeliest first: same beginning, one inside the other, or few typing
// errors apart. Aliases count for the property they name.
func Nearest(name string, n int) []string {
	var cs []candidate
	for _, p := range Catalogue() {
		cs = append(cs, candidate{p.Name, append([]string{p.Name}, p.Aliases...)})
	}
	return nearest(name, n, cs)
}

// NearestFlags is [Nearest] for the names of feature flags.
func NearestFlags(name string, n int) []string {
	var cs []candidate
	for _, f := range Flags() {
		cs = append(cs, candidate{f.Name, []string{f.Name}})
	}
	return nearest(flagKey(name), n, cs)
}

// NearestOf is [Nearest] among names that the caller knows.
func NearestOf(name string, names []string, n int) []string {
	cs := make([]candidate, len(names))
	for i, known := range names {
		cs[i] = candidate{known, []string{known}}
	}
	return nearest(name, n, cs)
}

func flagKey(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), "-", "_")
}

type candidate struct {
	name      string
	spellings []string
}

// tooFar is the score of a spelling that is not worth suggesting.
const tooFar = 1 << 20

func nearest(name string, n int, cs []candidate) []string {
	name = strings.ToLower(strings.TrimSpace(name))
	type scored struct {
		name  string
		score int
	}
	var found []scored
	for _, c := range cs {
		best := tooFar
		for _, s := range c.spellings {
			best = min(best, likeness(name, strings.ToLower(s)))
		}
		if best < tooFar {
			found = append(found, scored{c.name, best})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var out []string
	for _, f := range found[:min(max(n, 0), len(found))] {
		out = append(out, f.name)
	}
	return out
}

// likeness scores a spelling; lower is nearer. Typing errors rank first as long
// as they are few, then shared beginnings, then one name inside the other.
func likeness(typed, spelling string) int {
	if typed == "" {
		return tooFar
	}
	d := distance(typed, spelling)
	if d <= 2 && d < len(spelling)/2 {
		return d
	}
	extra := max(len(spelling)-len(typed), len(typed)-len(spelling))
	const few, prefix, inside = 10, 100, 1000
	switch {
	case len(typed) >= 2 && strings.HasPrefix(spelling, typed):
		return prefix + extra
	case len(typed) >= 3 && strings.Contains(spelling, typed):
		return inside + extra
	case len(spelling) >= 5 && strings.Contains(typed, spelling):
		return inside + extra
	case d <= len(spelling)/3:
		return few + d
	}
	return tooFar
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn one text into the other.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, previous := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(x); i++ {
		current := make([]int, len(y)+1)
		current[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous = previous, current
	}
	return previous[len(y)]
}
