package code

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// letters stand for kinds in the tests.
const letters = ".KSNCD"

// kinds shows the kind of every byte of lines in a row.
func kinds(l *language, lines ...string) string {
	var b strings.Builder
	from := outside
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		row := []byte(strings.Repeat(letters[:1], len(line)))
		spans, to := l.scan(line, from)
		for _, s := range spans {
			for n := s.start; n < s.end; n++ {
				row[n] = letters[s.kind]
			}
		}
		b.Write(row)
		from = to
	}
	return b.String()
}

func TestKinds(t *testing.T) {
	tests := map[string]struct {
		language *language
		lines    string
		want     string
	}{
		"definition":       {python(), "def f(x1):", "KKK.D....."},
		"class":            {python(), "class A(B): pass", "KKKKK.D.....KKKK"},
		"comment":          {python(), "a = 'x' # if 'y'", "....SSS.CCCCCCCC"},
		"no comment":       {python(), "'#' + \"#\"", "SSS...SSS"},
		"constants":        {python(), "None, 1.5e3 x2", "NNNN..NNNNN..."},
		"prefixes":         {python(), `u"a" rb'b' xu"c"`, `SSSS.SSSSS...SSS`[:16]},
		"escaped quote":    {python(), `'a\'b' if`, "SSSSSS.KK"},
		"escaped escape":   {python(), `'a\\' if`, "SSSSS.KK"},
		"open string":      {python(), "'ab\nif", "SSS\nKK"},
		"taken on":         {python(), "'ab\\\nif' if", "SSSS\nSSS.KK"},
		"docstring":        {python(), "x \"\"\"a\nif 'b'\n\"\" \"\"\" if", "..SSSS\nSSSSSS\nSSSSSS.KK"},
		"other docstring":  {python(), "'''a\n\"\"\"\n''' if", "SSSS\nSSS\nSSS.KK"},
		"empty string":     {python(), "'' if \"\" if", "SS.KK.SS.KK"},
		"annotation":       {python(), "@a.b(1) @ 2", "DDDD.N....N"},
		"name not keyword": {python(), "iffy defé", "........."[:9] + "."},
		"java":             {java(), "public class A { // x", "KKKKKK.KKKKK.D...CCCC"},
		"java comment":     {java(), "a /* if\n* \"b\n*/ if", "..CCCCC\nCCCC\nCC.KK"},
		"java character":   {java(), `'"' "'" null`, "SSS.SSS.NNNN"},
		"java division":    {java(), "a / b", "....."},
		"text block":       {java(), "\"\"\"\nint \\\"\"\"\n\"\"\";", "SSS\nSSSSSSSS\nSSS."},
		"java annotation":  {java(), "@Override int x", "DDDDDDDDD.KKK.."},
		"json":             {jsonLanguage(), `{"a" : ["b", 1, true]}`, ".DDD....SSS..N..NNNN.."},
		"json escape":      {jsonLanguage(), `{"a\":": "b"}`, ".DDDDDD..SSS."},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := kinds(tc.language, strings.Split(tc.lines, "\n")...); got != tc.want {
				t.Errorf("\n%s\n%s, want\n%s", tc.lines, got, tc.want)
			}
		})
	}
}

// The quick look at a line must come to the same end as the close one, and the pieces must be in order.
func TestAfterAgreesWithScan(t *testing.T) {
	pieces := []string{`"`, `""`, `"""`, "'", "'''", `\`, "/*", "*/", "/", "*", "#", "//", "a", "if", " ", "1", "@", "u", "日", ":"}
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom([]*language{python(), java(), jsonLanguage()}).Draw(t, "language")
		line := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 10).Draw(t, "line"), "")
		for from := range state(len(l.enclosures) + 1) {
			if from != outside && !l.enclosures[from-1].lines && !l.enclosures[from-1].continued {
				continue // nothing starts in these
			}
			spans, to := l.scan(line, from)
			if got := l.after(line, from); got != to {
				t.Fatalf("%q from %d: %d at a glance, %d in truth", line, from, got, to)
			}
			at := int32(0)
			for _, s := range spans {
				if s.start < at || s.end < s.start || int(s.end) > len(line) || s.kind == ordinary {
					t.Fatalf("%q from %d: %v", line, from, spans)
				}
				at = s.end
			}
		}
	})
}
