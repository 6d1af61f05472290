package code

import "strings"

// kind is what a piece of source is.
type kind uint8

const (
	ordinary kind = iota
	keyword
	literal
	number
	comment
	definition
)

// span is a piece of a line, in bytes, that is not ordinary.
type span struct {
	start, end int32
	kind       kind
}

// state is what a line starts in: outside, or in the enclosure of that number,
// counted from 1.
type state uint8

const outside state = 0

// after returns the state behind a line. It looks closer only where the line
// has a sign that can change it.
func (l *language) after(line string, from state) state {
	if from != outside {
		if e := l.enclosures[from-1]; e.lines && !strings.Contains(line, e.close) {
			return from
		}
	} else if !l.mayOpen(line) {
		return outside
	}
	_, to := l.scan(line, from)
	return to
}

// mayOpen reports whether anything in a line may go on behind its end.
func (l *language) mayOpen(line string) bool {
	for _, e := range l.enclosures {
		if e.lines && strings.Contains(line, e.open) || e.continued && strings.HasSuffix(line, `\`) {
			return true
		}
	}
	return false
}

// scan returns the coloured pieces of a line, in order, and the state behind it.
func (l *language) scan(line string, from state) ([]span, state) {
	s := scanner{language: l, line: line}
	if from != outside {
		from = s.enclosed(from, 0, 0)
	}
	for s.at < len(line) {
		from = s.token()
	}
	return s.spans, from
}

// scanner walks over one line.
type scanner struct {
	*language
	line  string
	at    int
	spans []span
	names bool // the next word is a name that is defined
}

func (s *scanner) add(start, end int, k kind) {
	s.spans = append(s.spans, span{start: int32(start), end: int32(end), kind: k})
	s.at = end
}

// token passes over what is at the present place and returns the state behind.
func (s *scanner) token() state {
	c := s.line[s.at]
	switch {
	case s.comment != "" && strings.HasPrefix(s.line[s.at:], s.comment):
		s.add(s.at, len(s.line), comment)
	case letter(c):
		return s.word()
	case digit(c):
		s.add(s.at, s.while(s.at, func(c byte) bool { return letter(c) || digit(c) || c == '.' }), number)
	case c == '@' && s.annotated && s.at+1 < len(s.line) && letter(s.line[s.at+1]):
		s.add(s.at, s.while(s.at+1, func(c byte) bool { return letter(c) || digit(c) || c == '.' }), definition)
	default:
		if n := s.opening(s.at); n != outside {
			return s.enclosed(n, s.at, s.at+len(s.enclosures[n-1].open))
		}
		s.at++
	}
	return outside
}

// word passes over a word, or a string that starts with letters.
func (s *scanner) word() state {
	start := s.at
	end := s.while(start, func(c byte) bool { return letter(c) || digit(c) })
	word := s.line[start:end]
	if strings.Trim(word, s.prefixes) == "" && len(word) <= 2 {
		if n := s.opening(end); n != outside {
			return s.enclosed(n, start, end+len(s.enclosures[n-1].open))
		}
	}
	kind := s.words[word]
	if s.names && kind == ordinary {
		kind = definition
	}
	s.names = s.defining[word]
	if s.at = end; kind != ordinary {
		s.add(start, end, kind)
	}
	return outside
}

// opening returns the enclosure that opens at a place.
func (s *scanner) opening(at int) state {
	for i, e := range s.enclosures {
		if strings.HasPrefix(s.line[at:], e.open) {
			return state(i + 1)
		}
	}
	return outside
}

// enclosed passes over an enclosure that starts at a place and has its inside
// from another on, and returns the state behind what there is of it.
func (s *scanner) enclosed(n state, start, from int) state {
	e := s.enclosures[n-1]
	for i := from; i < len(s.line); i++ {
		switch {
		case e.escapes && s.line[i] == '\\':
			i++
			if i == len(s.line) && e.continued {
				s.add(start, len(s.line), e.kind)
				return n
			}
		case strings.HasPrefix(s.line[i:], e.close):
			s.add(start, i+len(e.close), s.closed(e.kind, i+len(e.close)))
			return outside
		}
	}
	s.add(start, len(s.line), e.kind)
	if e.lines {
		return n
	}
	return outside
}

// closed returns the kind of an enclosure that ends at a place.
func (s *scanner) closed(k kind, end int) kind {
	if s.keyed && strings.HasPrefix(strings.TrimLeft(s.line[end:], " "), ":") {
		return definition
	}
	return k
}

// while returns the end of what belongs together from a place on.
func (s *scanner) while(from int, belongs func(byte) bool) int {
	for from < len(s.line) && belongs(s.line[from]) {
		from++
	}
	return from
}

// letter reports whether a byte can start a name; those of characters beyond
// ASCII count as letters.
func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= 0x80
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
