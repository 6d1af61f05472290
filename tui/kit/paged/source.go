package paged

import (
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Source shows a list in a table: rows that are on their way by an ellipsis,
// rows that could not be fetched by a sign and words.
type Source[T any] struct {
	*List[T]
	theme  *theme.Theme
	format func(T) table.Row
}

// NewSource returns the source of a list whose loaded rows are shown as format
// says.
func NewSource[T any](th *theme.Theme, list *List[T], format func(T) table.Row) *Source[T] {
	return &Source[T]{List: list, theme: th, format: format}
}

// Groups returns none: a server's list has no group titles.
func (s *Source[T]) Groups() []int { return nil }

// Row formats row i.
func (s *Source[T]) Row(i int) table.Row {
	row, ok := s.At(i)
	switch {
	case ok:
		return s.format(row)
	case s.failed[i/s.size] != nil:
		return table.Row{
			Cells: []table.Cell{{Text: "not loaded", Style: s.theme.Danger}},
			Mark:  table.Mark{Glyph: s.theme.Glyphs.Error, Style: s.theme.Danger},
		}
	default:
		return table.Row{Cells: []table.Cell{{Text: s.theme.Glyphs.Ellipsis, Style: s.theme.Muted}}}
	}
}
