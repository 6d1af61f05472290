package code

import (
	"strings"
	"sync"
)

// language is what colouring needs to know of one: little enough that a scanner
// of our own does it. That colours a line in a microsecond, where an engine of
// regular expressions takes sixty, which a page of new lines would show.
type language struct {
	comment    string          // starts a comment that goes to the end of the line
	enclosures []enclosure     // longer openings before shorter ones
	words      map[string]kind // keywords and constants
	defining   map[string]bool // words before a name that they define
	prefixes   string          // letters that may stand in front of a string
	annotated  bool            // "@" and a name is an annotation
	keyed      bool            // a string before a colon is a key
}

// enclosure is text between two signs: a string or a comment.
type enclosure struct {
	open, close string
	kind        kind
	lines       bool // goes on over line ends
	escapes     bool // a backslash takes away the meaning of what follows it
	continued   bool // a backslash at the end of a line takes the next one in
}

// languageNamed returns nil for a language without colours.
func languageNamed(name string) *language {
	switch strings.ToLower(name) {
	case "python":
		return python()
	case "java":
		return java()
	case "json":
		return jsonLanguage()
	default:
		return nil
	}
}

// python knows the words of versions 2 and 3: the scripts of the server run in
// Jython, which is version 2.7.
var python = sync.OnceValue(func() *language {
	return &language{
		comment: "#",
		enclosures: []enclosure{
			{open: `"""`, close: `"""`, kind: literal, lines: true, escapes: true},
			{open: `'''`, close: `'''`, kind: literal, lines: true, escapes: true},
			{open: `"`, close: `"`, kind: literal, escapes: true, continued: true},
			{open: `'`, close: `'`, kind: literal, escapes: true, continued: true},
		},
		words: words(`and as assert async await break class continue def del elif else except exec finally for from global if
			import in is lambda nonlocal not or pass print raise return try while with yield`, "False None True"),
		defining: set("class def"), prefixes: "bBfFrRuU", annotated: true,
	}
})

var java = sync.OnceValue(func() *language {
	return &language{
		comment: "//",
		enclosures: []enclosure{
			{open: "/*", close: "*/", kind: comment, lines: true},
			{open: `"""`, close: `"""`, kind: literal, lines: true, escapes: true},
			{open: `"`, close: `"`, kind: literal, escapes: true},
			{open: `'`, close: `'`, kind: literal, escapes: true},
		},
		words: words(`abstract assert boolean break byte case catch char class const continue default do double else enum
			extends final finally float for goto if implements import instanceof int interface long native new package private
			protected public record return sealed short static strictfp super switch synchronized this throw throws transient
			try var void volatile while yield`, "false null true"),
		defining: set("class enum interface record"), annotated: true,
	}
})

var jsonLanguage = sync.OnceValue(func() *language {
	return &language{
		enclosures: []enclosure{{open: `"`, close: `"`, kind: literal, escapes: true}},
		words:      words("", "false null true"), keyed: true,
	}
})

// words makes the table of keywords and constants.
func words(keywords, constants string) map[string]kind {
	table := make(map[string]kind)
	for _, w := range strings.Fields(keywords) {
		table[w] = keyword
	}
	for _, w := range strings.Fields(constants) {
		table[w] = number
	}
	return table
}

func set(words string) map[string]bool {
	s := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}
