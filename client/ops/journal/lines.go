package journal

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
)

// eachLine calls f with the lines of a file, blank ones left out. The last one may lack its end.
func (j *Journal) eachLine(path string, f func(line []byte)) error {
	file, info, err := j.open(path, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer file.Close() // nothing was written
	return eachLine(io.NewSectionReader(file, 0, info.Size()), f)
}

func eachLine(from io.Reader, f func(line []byte)) error {
	lines := bufio.NewReaderSize(from, firstStep)
	for {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			f(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// firstStep is how much is read at first, in bytes: more than most records take.
const firstStep = 64 << 10

// backwards yields the lines of a file, the last one first.
func backwards(from io.ReaderAt, size int64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var rest []byte // what was read and not yielded; it begins at start
		for start, step := size, int64(firstStep); start > 0 || len(rest) > 0; {
			end := bytes.LastIndexByte(rest, '\n')
			if end < 0 && start > 0 {
				step = min(step, start)
				before := make([]byte, step, step+int64(len(rest)))
				if _, err := from.ReadAt(before, start-step); err != nil && !errors.Is(err, io.EOF) {
					yield(nil, err)
					return
				}
				rest, start, step = append(before, rest...), start-step, 2*step
				continue
			}
			line := rest[end+1:]
			if rest = rest[:max(end, 0)]; !yield(line, nil) {
				return
			}
		}
	}
}
