package verbs

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/theme"
)

// listing prints a list as it comes: each part with the columns of the one before, or each document on its own.
type listing struct {
	app     *app
	header  []string
	nothing string // what people are told of an empty list
	printed int
	widths  []int
}

// part prints so many more, as rows or as documents, whichever is asked for, and says whether there is still a reader.
func (l *listing) part(count int, row func(int, *theme.Theme) []cell, doc func(int) (json.RawMessage, error)) (wanted bool, err error) {
	if count == 0 {
		return true, nil
	}
	var data []byte
	if l.app.global.output == formatTable {
		data = l.rows(count, row)
	} else if data, err = l.documents(count, doc); err != nil {
		return false, err
	}
	l.printed += count
	return l.app.streams.writePart(data)
}

func (l *listing) rows(count int, row func(int, *theme.Theme) []cell) []byte {
	paint := l.app.paint(l.app.streams.OutTerminal)
	list := table{header: l.header, least: l.widths, headless: l.printed > 0}
	for i := range count {
		list.rows = append(list.rows, row(i, paint))
	}
	width := l.app.width(l.app.streams.OutTerminal)
	l.widths = list.widths(width, paint)
	return list.render(width, paint)
}

// documents is a piece of a JSON or YAML list.
func (l *listing) documents(count int, doc func(int) (json.RawMessage, error)) ([]byte, error) {
	var out bytes.Buffer
	for i := range count {
		whole, err := doc(i)
		if err != nil {
			return nil, err
		}
		data, err := encode(l.app.global.output, []json.RawMessage{whole})
		if err != nil {
			return nil, err
		}
		if l.app.global.output == formatJSON {
			before := ",\n"
			if l.printed+i == 0 {
				before = "[\n"
			}
			data = slices.Concat([]byte(before), bytes.TrimSuffix(bytes.TrimPrefix(data, []byte("[\n")), []byte("\n]\n")))
		}
		out.Write(data)
	}
	return out.Bytes(), nil
}

// end closes the list.
func (l *listing) end() error {
	switch {
	case l.app.global.output == formatTable:
		if l.printed == 0 {
			l.app.say("%s", l.nothing)
		}
		return nil
	case l.printed == 0:
		return l.app.streams.writeData([]byte("[]\n"))
	case l.app.global.output == formatJSON:
		return l.app.streams.writeData([]byte("\n]\n"))
	}
	return nil
}
