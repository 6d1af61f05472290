package merge

import (
	"cmp"
	"slices"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// hunk replaces a stretch of the base.
type hunk struct {
	start, end int
	with       []string
}

func hunks(base, changed []string) []hunk {
	diffs := lcs.DiffLines(base, changed)
	found := make([]hunk, len(diffs))
	for i, d := range diffs {
		found[i] = hunk{start: d.Start, end: d.End, with: changed[d.ReplStart:d.ReplEnd]}
	}
	return found
}

// sequences merges what two people have done to one sequence. Between a hunk of one and a hunk of the other there have to be at least that
// many untouched items. Hunks that are the same in both count once; two insertions at one place clash, as nobody knows their order.
func sequences(base, mine, theirs []string, between int) ([]string, bool) {
	all := append(hunks(base, mine), hunks(base, theirs)...)
	slices.SortStableFunc(all, func(a, b hunk) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var merged []string
	at := 0
	for i, h := range all {
		if i > 0 {
			switch last := all[i-1]; {
			case h.equal(last):
				continue
			case h.start-last.end < between, h.start == last.start && h.end == last.end:
				return nil, false
			}
		}
		merged = append(append(merged, base[at:h.start]...), h.with...)
		at = h.end
	}
	return append(merged, base[at:]...), true
}

func (h hunk) equal(other hunk) bool {
	return h.start == other.start && h.end == other.end && slices.Equal(h.with, other.with)
}

// moves says whether something was taken out at one place and put in at another.
func moves(base, changed []string) bool {
	taken := map[string]bool{}
	all := hunks(base, changed)
	for _, h := range all {
		for _, item := range base[h.start:h.end] {
			taken[item] = true
		}
	}
	return slices.ContainsFunc(all, func(h hunk) bool {
		return slices.ContainsFunc(h.with, func(item string) bool { return taken[item] })
	})
}
