package journal

import "testing"

const whole = `{"v":1,"id":"whole","phase":"intent","n":1}`

// What a crash can leave at the end of the file spoils nothing but itself. What is complete but for its line's end counts.
func TestTheEndOfTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		plans   string
		torn    int
	}{
		"half a record":            {whole + "\n" + `{"v":1,"id":"x","ph`, "whole 1 unknown, next 2 unknown", 1},
		"zero bytes":               {whole + "\n\x00\x00\x00\x00", "whole 1 unknown, next 2 unknown", 1},
		"half and zero bytes":      {whole + "\n" + `{"v":1,"id` + "\x00\x00", "whole 1 unknown, next 2 unknown", 1},
		"nothing but zero bytes":   {"\x00\x00\x00", "next 1 unknown", 1},
		"half a character":         {whole + "\n" + `{"v":1,"id":"x","reason":"` + "\xc3", "whole 1 unknown, next 2 unknown", 1},
		"no end of the line":       {whole, "whole 1 unknown, next 2 unknown", 0},
		"a number that is no plan": {whole + "\n12", "whole 1 unknown, next 2 unknown", 1},
		"only a line's end":        {"\n", "next 1 unknown", 0},
		"nothing":                  {"", "next 1 unknown", 0},
		"Windows":                  {whole + "\r\n", "whole 1 unknown, next 2 unknown", 0},
	} {
		j := fresh(t)
		put(t, j, c.content)
		before := read(t, j)
		appendAll(t, j, intent("next"))
		log := read(t, j)
		if got := summary(log); got != c.plans || log.Torn != c.torn || before.Torn != c.torn {
			t.Errorf("%s: read %s, %d torn lines (%d before); want %s, %d", name, got, log.Torn, before.Torn, c.plans, c.torn)
		}
	}
}

// Readers of another version's records go on with its numbers.
func TestNumbersOfALaterVersion(t *testing.T) {
	j := fresh(t)
	put(t, j, whole+"\n"+`{"v":2,"id":"later","phase":"intent","n":2,"time":5}`+"\n")
	appendAll(t, j, intent("next"))
	if log := read(t, j); summary(log) != "whole 1 unknown, next 3 unknown" || log.Later != 1 || log.Torn != 0 {
		t.Errorf("read %s, %d later, %d torn", summary(log), log.Later, log.Torn)
	}
}

// Whatever the file holds, a record that is appended is read, and its number is the one that its place would give it.
func FuzzRead(f *testing.F) {
	for _, content := range []string{whole, whole + "\n" + whole, "\x00", `{"v":1,"id":"a","phase":"intent"}` + "\n{", `{"v":9,"id":"a","phase":"outcome","n":-5}`} {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		j := fresh(t)
		put(t, j, string(content)+"\n"+`{"v":1,"id":"next plan","phase":"intent"}`)
		log := read(t, j)
		want := log.Entries[len(log.Entries)-1].Intent.Number
		put(t, j, string(content))
		appendAll(t, j, intent("next plan"), outcome("next plan", Verified))
		log = read(t, j)
		if last := log.Entries[len(log.Entries)-1]; last.State() != Verified || last.Intent.Number != want {
			t.Errorf("read %s, want the number %d", summary(log), want)
		}
	})
}
