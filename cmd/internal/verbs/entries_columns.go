package verbs

import (
	"encoding/json"
	"strconv"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
)

// entryColumn is one column of a list.
type entryColumn struct {
	title string
	cell  func(*ops.Entity, *theme.Theme) cell
}

// nameColumn shows what people call an entry.
func nameColumn(title string) entryColumn {
	return entryColumn{title, func(e *ops.Entity, _ *theme.Theme) cell { return cell{text: e.Name()} }}
}

// textColumn shows the text in a field.
func textColumn(title, path string) entryColumn {
	return entryColumn{title, func(e *ops.Entity, _ *theme.Theme) cell {
		s, _ := document.Text(e.Get(path))
		return cell{text: s}
	}}
}

// booleanColumn shows yes or nothing; an absent value is what the server makes of it.
func booleanColumn(title, path string, absent bool) entryColumn {
	return entryColumn{title, func(e *ops.Entity, paint *theme.Theme) cell {
		if isTrue(e.Get(path), absent) {
			return cell{"yes", paint.OK}
		}
		return cell{"no", paint.Muted}
	}}
}

func isTrue(value json.RawMessage, absent bool) bool {
	return document.IsEmpty(value) && absent || string(value) == "true"
}

// countColumn counts the elements of lists.
func countColumn(title string, paths ...string) entryColumn {
	return entryColumn{title, func(e *ops.Entity, paint *theme.Theme) cell {
		count := 0
		for _, path := range paths {
			list, _ := document.Elements(e.Get(path))
			count += len(list)
		}
		if count == 0 {
			return cell{"-", paint.Muted}
		}
		return cell{text: strconv.Itoa(count)}
	}}
}
