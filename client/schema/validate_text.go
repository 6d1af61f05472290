package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text checks a string: its members or suggestions first, its format second.
// An empty string passes as the empty value, except for an enum.
func (c *check) text(t Type, s string) {
	if s == "" {
		if t.Kind == KindEnum {
			c.report(Refuse, "a value is needed", "one of "+strings.Join(t.Values, ", "))
		}
		return
	}
	if len(t.Values) > 0 && !listed(t, s) {
		c.unlisted(t, s)
		return
	}
	c.form(t, s)
	c.format(t.Format, s)
}

// form checks length and pattern, which columns and bean constraints of the
// server set.
func (c *check) form(t Type, s string) {
	if n := utf8.RuneCountInString(s); t.MaxLength > 0 && n > t.MaxLength {
		c.report(Refuse, fmt.Sprintf("this has %d characters, the server keeps %d", n, t.MaxLength), "shorten it")
		return
	}
	if matches, err := regexp.MatchString(t.Pattern, s); err == nil && !matches {
		c.report(Refuse, strconv.Quote(shortened(s))+" is not in a form that the server accepts", "write "+t.PatternWords)
	}
}

// shortened keeps a text that is quoted in a message from filling the screen.
func shortened(s string) string {
	const enough = 60
	if runes := []rune(s); len(runes) > enough {
		return string(runes[:enough-1]) + "…"
	}
	return s
}

func listed(t Type, s string) bool {
	for _, v := range t.Values {
		// The server matches flags in any case (FeatureFlagType.java).
		if v == s || t.Format == FormatFlag && strings.EqualFold(v, s) {
			return true
		}
	}
	return false
}

func (c *check) unlisted(t Type, s string) {
	severity, hint := Refuse, "one of "+strings.Join(t.Values, ", ")
	message := strconv.Quote(s) + " is not one of the values"
	if t.Open {
		severity, hint = Warn, "known: "+strings.Join(t.Values, ", ")
		message = strconv.Quote(s) + " is unusual: the server stores it without knowing it"
	}
	for _, v := range t.Values {
		if strings.EqualFold(v, s) {
			hint = "write " + v
		}
	}
	c.report(severity, message, hint)
}

func (c *check) format(f Format, s string) {
	switch f {
	case FormatURL:
		c.url(s)
	case FormatRegexp:
		c.regexp(s)
	case FormatDN:
		if !strings.Contains(s, "=") {
			c.report(Refuse, strconv.Quote(s)+" is not a distinguished name", "write name=value pairs separated by commas, as in ou=people,o=jans")
		}
	case FormatJSON:
		if !json.Valid([]byte(s)) {
			c.report(Refuse, "the text is not JSON", "the server reads this text as a JSON document")
		}
	case FormatDomain:
		if strings.ContainsAny(s, "/:") || strings.ContainsFunc(s, unicode.IsSpace) {
			c.report(Refuse, strconv.Quote(s)+" is not a domain name", "write the name alone, without https://, port or path")
		}
	case FormatScope, FormatClaim, FormatClient, FormatFlag:
		if at := strings.IndexFunc(s, outOfWords); at >= 0 {
			r, _ := utf8.DecodeRuneInString(s[at:])
			c.report(Refuse, strconv.Quote(s)+" contains "+characterName(r), "write a single name")
		}
	}
}

// outOfWords says whether a character is part of no word: a blank, or one that nobody can see.
func outOfWords(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }

func (c *check) url(s string) {
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, unicode.IsSpace):
		c.report(Refuse, "the address contains a blank", "")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		c.report(Refuse, strconv.Quote(s)+" is not a web address", "write it whole, as in https://op.example.org/path")
	case u.Fragment != "":
		c.report(Warn, "the address has a fragment, which browsers and clients do not send", "take away what follows the #")
	}
}

// regexp refuses what no dialect can read and warns about what looks broken. The server uses Java's, which also knows what Go's lacks.
func (c *check) regexp(s string) {
	_, err := syntax.Parse(s, syntax.Perl)
	var broken *syntax.Error
	if !errors.As(err, &broken) {
		return
	}
	severity, looks := Refuse, "is"
	switch broken.Code {
	case syntax.ErrMissingBracket, syntax.ErrTrailingBackslash, syntax.ErrMissingRepeatArgument:
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
		if strings.Contains(s, "[") {
			severity, looks = Warn, "looks" // Java's classes can be nested, and where they end decides which parentheses count
		}
	default:
		return
	}
	c.report(severity, "the regular expression "+looks+" broken: "+broken.Error(), "the server would fail each time it uses it")
}
