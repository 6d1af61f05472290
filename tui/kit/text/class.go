package text

import (
	"unicode"
	"unicode/utf8"
)

// class is how the cleaner treats a character.
type class int

const (
	ordinary class = iota
	hidden         // never shown
	selector       // a variation selector: chooses a form of the character before it
	joiner         // joins or keeps apart the characters around it
	mark           // a combining mark without a width of its own
	spacing        // one that needs a base but takes cells
)

// controlPicture returns the Unicode picture of a control character.
func controlPicture(r rune) rune {
	switch {
	case r < ' ':
		return '\u2400' + r
	case r == 0x7f:
		return '\u2421'
	default:
		return '\uFFFD'
	}
}

// invisible lists what shows nothing although it is no control or format
// character: fillers, and the line and paragraph separators.
var invisible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034f, Hi: 0x034f, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115f, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17b4, Hi: 0x17b5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x2028, Hi: 0x2029, Stride: 1},
		{Lo: 0x2065, Hi: 0x2065, Stride: 1}, // unassigned, set aside to be ignorable
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // empty Braille pattern
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xffa0, Hi: 0xffa0, Stride: 1}, // its half-width form
		{Lo: 0xfff0, Hi: 0xfffb, Stride: 1}, // specials, interlinear annotation
	},
	R32: []unicode.Range32{
		{Lo: 0x1d159, Hi: 0x1d159, Stride: 1}, // musical null note head
		{Lo: 0xe0000, Hi: 0xe00ff, Stride: 1}, // tags
		{Lo: 0xe01f0, Hi: 0xe0fff, Stride: 1}, // set aside to be ignorable
	},
}

// prepended lists letters that form one character with what follows them. The
// width of a text would depend on what it is put in front of.
var prepended = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0d4e, Hi: 0x0d4e, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x111c2, Hi: 0x111c3, Stride: 1}, {Lo: 0x113d1, Hi: 0x113d1, Stride: 1},
		{Lo: 0x1193f, Hi: 0x1193f, Stride: 1}, {Lo: 0x11941, Hi: 0x11941, Stride: 1},
		{Lo: 0x11a3a, Hi: 0x11a3a, Stride: 1}, {Lo: 0x11a84, Hi: 0x11a89, Stride: 1},
		{Lo: 0x11d46, Hi: 0x11d46, Stride: 1}, {Lo: 0x11f02, Hi: 0x11f02, Stride: 1},
	},
}

// fused lists what joins with the character before it although it is no mark:
// Hangul vowels and finals, skin tones, half-width voicing marks.
var fused = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0e33, Hi: 0x0e33, Stride: 1}, {Lo: 0x0eb3, Hi: 0x0eb3, Stride: 1},
		{Lo: 0x1161, Hi: 0x11ff, Stride: 1}, {Lo: 0xd7b0, Hi: 0xd7fb, Stride: 1},
		{Lo: 0xff9e, Hi: 0xff9f, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x1f3fb, Hi: 0x1f3ff, Stride: 1}},
}

// based reports whether r, of class spacing, stands behind a character it can
// join. Some of the class join nothing and are characters of their own.
func based(prev, r rune) bool {
	if !single('日', r) && !(r >= 0x1161 && r <= 0x11ff) && !(r >= 0xd7b0 && r <= 0xd7fb) {
		return true
	}
	return prev >= utf8.RuneSelf && single(prev, r)
}

// single reports whether characters in a row are one to the reader.
func single(runes ...rune) bool {
	s := string(runes)
	first, _, _ := Grapheme(s)
	return first == s
}

func classify(r rune) class {
	switch {
	case r == 0x200c || r == 0x200d:
		return joiner
	case unicode.Is(unicode.Variation_Selector, r):
		return selector
	case unicode.Is(unicode.Cf, r), unicode.Is(invisible, r), unicode.Is(prepended, r),
		unicode.Is(unicode.Co, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return hidden
	case unicode.Is(fused, r), unicode.Is(unicode.Mc, r):
		return spacing
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return mark
	case unicode.IsGraphic(r):
		return ordinary
	}
	return unknown(r)
}

// unknown classifies a character that is newer than Go's tables by what the
// measuring library, whose tables may be newer, makes of it.
func unknown(r rune) class {
	switch {
	case single(r, '日'):
		return hidden
	case single('日', r):
		return spacing
	default:
		return ordinary
	}
}

// selectable reports whether the variation selector r means something behind
// prev: text or emoji form of a symbol, or a variant of an ideograph.
func selectable(prev, r rune) bool {
	if r == 0xfe0e || r == 0xfe0f {
		return pictographic(prev)
	}
	return unicode.Is(unicode.Han, prev)
}

// joinable reports whether the joiner r means something: the zero-width joiner
// between two emoji, of which base is the first whatever selectors and skin tone
// it has, and both joiners behind letters of scripts whose letters change their
// form with their neighbours. What follows those does not matter, so that a text
// may be cut behind the joiner.
func joinable(base, prev, r, following rune) bool {
	return shaping(prev) || r == zeroWidthJoiner && prev != r && pictographic(base) && pictographic(following)
}

func shaping(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Devanagari,
		unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar) &&
		classify(r) != hidden
}

const zeroWidthJoiner = '\u200d'

// pictographic reports whether r can have an emoji form: only such characters
// are joined into one by a joiner.
func pictographic(r rune) bool {
	return r >= utf8.RuneSelf && single(r, zeroWidthJoiner, '👩')
}
