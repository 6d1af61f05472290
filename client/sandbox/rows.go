package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// A row is what a search sees of an entry: the texts of its columns in the order of the table, each behind its length plus one; 0 is null.
// Rows are read where the database has them, without copying.

func encodeRow(entity *entities.Entity, entry object) []byte {
	var row []byte
	for _, column := range entity.Columns {
		text, ok := columnText(entity.Class.Find(column.Member).Type, column, entry[column.Member])
		if !ok {
			row = append(row, 0)
			continue
		}
		row = binary.AppendUvarint(row, uint64(len(text))+1)
		row = append(row, text...)
	}
	return row
}

// columnText gives a value as the text that is compared; false for null. Elements of lists stand between zero bytes.
func columnText(kind *jackson.Type, column entities.Column, value any) (string, bool) {
	value = spelled(kind, value)
	switch v := value.(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		return string(v), true
	case []any:
		if column.Kind == entities.Texts {
			var text strings.Builder
			text.WriteByte(0)
			for _, element := range v {
				if s, ok := element.(string); ok {
					text.WriteString(s)
					text.WriteByte(0)
				}
			}
			return text.String(), true
		}
	}
	return string(jsontree.Append(nil, value)), true
}

// row is an encoded row.
type row []byte

// cell returns the text of a column, nil for null. It is valid as long as the row is.
func (r row) cell(column int) []byte {
	for {
		size, n := binary.Uvarint(r)
		if n <= 0 || size > uint64(len(r)-n)+1 {
			return nil
		}
		r = r[n:]
		if column == 0 {
			if size == 0 {
				return nil
			}
			return r[: size-1 : size-1]
		}
		column--
		if size > 0 {
			r = r[size-1:]
		}
	}
}

// cells goes through the columns of a row; nil is null.
func (r row) cells() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		rest := r
		for column := 0; len(rest) > 0; column++ {
			size, n := binary.Uvarint(rest)
			if n <= 0 || size > uint64(len(rest)-n)+1 {
				return
			}
			rest = rest[n:]
			var cell []byte
			if size > 0 {
				cell, rest = rest[:size-1:size-1], rest[size-1:]
			}
			if !yield(column, cell) {
				return
			}
		}
	}
}
