package jackson

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// hashed puts elements into the order of a java.util.HashSet: it depends on the elements and on the run of the process, not on the
// order they were given in. Equal elements become one, unless their class has no equals method. Null comes first, its hash is 0.
func (m Mapper) hashed(elements []any, identity bool) []any {
	type entry struct {
		element any
		text    []byte
		hash    uint64
	}
	entries := make([]entry, len(elements))
	for i, element := range elements {
		entries[i] = entry{element: element}
		if element != nil {
			entries[i].text = jsontree.Append(nil, element)
			entries[i].hash = m.hash(entries[i].text)
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), bytes.Compare(a.text, b.text))
	})
	out := make([]any, 0, len(entries))
	for i, e := range entries {
		if i > 0 && !identity && bytes.Equal(e.text, entries[i-1].text) {
			continue
		}
		out = append(out, e.element)
	}
	return out
}

func (m Mapper) hash(text []byte) uint64 {
	sum := fnv.New64a()
	sum.Write(binary.LittleEndian.AppendUint64(nil, m.Order))
	sum.Write(text)
	return sum.Sum64() | 1
}

// Hashed puts texts into the order of a java.util.HashSet.
func (m Mapper) Hashed(elements []any) []any { return m.hashed(elements, false) }
