package journal

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// header is what every version of a record has.
type header struct {
	Version int    `json:"v"`
	ID      string `json:"id"`
	Phase   Phase  `json:"phase"`
	Number  int64  `json:"n"`
}

// headerOf is false for what is no record.
func headerOf(line []byte) (header, bool) {
	var h header
	err := json.Unmarshal(line, &h)
	return h, err == nil && h.ID != "" && h.Version > 0
}

// after is the number of a plan: its own, or by its place after the plan before it, as long as plans had no numbers.
func (h header) after(last int64) int64 {
	if h.Number > 0 {
		return h.Number
	}
	return last + 1
}

// lastNumber is that of the last plan, found from the end: most often within the last lines of the file that is written to.
func (j *Journal) lastNumber() (int64, error) {
	number, unnumbered, err := j.lastNumberIn(j.path)
	if err != nil || number > 0 {
		return number + unnumbered, err
	}
	beside, err := j.shelf()
	if err != nil {
		return 0, err
	}
	for i := len(beside.older) - 1; i >= 0; i-- {
		number, more, err := j.lastNumberIn(beside.older[i].path)
		unnumbered += more
		if err != nil || number > 0 {
			return number + unnumbered, err
		}
	}
	return beside.removed.Number + unnumbered, nil
}

// lastNumberIn is the last number that was written in a file, 0 for none, and how many plans without one stand behind it.
func (j *Journal) lastNumberIn(path string) (number, unnumbered int64, err error) {
	file, info, err := j.open(path, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	defer file.Close() // nothing was written
	for line, err := range backwards(file, info.Size()) {
		if err != nil {
			return 0, 0, err
		}
		switch h, ok := headerOf(line); {
		case !ok || h.Phase != Intent:
		case h.Number > 0:
			return h.Number, unnumbered, nil
		default:
			unnumbered++
		}
	}
	return 0, unnumbered, nil
}
