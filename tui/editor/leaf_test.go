package editor

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/schema"
)

func TestBoolean(t *testing.T) {
	p := known(t, "errorReasonEnabled")
	newBench(t, p, "false").keys(" ").committed("true").shows("(•) true").keys(" ").committed("true", "false")
	b := newBench(t, p, "true").keys("j", "enter").committed("false")
	if b.done != 1 {
		t.Errorf("enter went back %d times", b.done)
	}
	newBench(t, p, "").shows("Neither is chosen").keys("down").committed().keys(" ").committed("false")
	newBench(t, p, "true").keys("right", " ").committed("false")
}

// A second enter on the way in must not choose where nothing is chosen.
func TestHastyEnter(t *testing.T) {
	b := newBench(t, known(t, "errorReasonEnabled"), "").keys("enter").committed().shows("Choose first")
	b.keys("up").hides("Choose first").keys("enter").committed("true")
	b = newBench(t, known(t, "keySelectionStrategy"), "").keys("enter").committed().shows("Choose first")
	if b.done != 0 {
		t.Error("enter went back")
	}
	b.write("old").keys("enter").committed(`"OLDER"`)
}

func TestIntegerReadsAmounts(t *testing.T) {
	p := known(t, "accessTokenLifetime")
	b := newBench(t, p, "300").shows("300 s (5 min)", "from 1 to 2147483647")
	b.keys("ctrl+u").write("1h 30m").shows("= 5400 s (1 h 30 min)").committed().keys("enter").committed("5400")
	if b.done != 1 {
		t.Errorf("enter went back %d times", b.done)
	}
	newBench(t, p, "300").keys("ctrl+u").write("600").keys("ctrl+s").committed("600")
}

// Wrong input is refused where it is typed, with the reason, and stays there.
func TestIntegerRefuses(t *testing.T) {
	for typed, reason := range map[string]string{
		"12x": "is not a whole number", "0": "out of range", "99999999999": "out of range", "-1": "out of range",
		"1.5": "is not a whole number", "1500ms": "is not a whole number of seconds",
	} {
		b := newBench(t, known(t, "accessTokenLifetime"), "300").keys("ctrl+u").write(typed).keys("enter")
		b.committed().shows("› "+typed, "✗", reason)
		if b.done != 0 || !strings.Contains(b.editor.Pending(), "accessTokenLifetime") {
			t.Errorf("%s: gone back %d times, pending %q", typed, b.done, b.editor.Pending())
		}
		b.keys("ctrl+u").write("60").hides("✗").keys("enter").committed("60")
	}
	newBench(t, known(t, "accessTokenLifetime"), "300").keys("ctrl+u", "enter").shows("a number is needed", "unset the property").committed()
}

// The documented "no expiry" of sessions is -1.
func TestIntegerTakesMinus(t *testing.T) {
	newBench(t, known(t, "sessionIdLifetime"), "86400").keys("ctrl+u").write("-1").keys("enter").committed("-1")
}

// Numbers that no machine number holds come back as they were.
func TestIntegerIsExact(t *testing.T) {
	wide := schema.Infer("new", []byte("9223372036854775806"))
	newBench(t, wide, "9223372036854775806").keys("ctrl+u").write("9223372036854775807").keys("enter").committed("9223372036854775807")
	newBench(t, known(t, "accessTokenLifetime"), "300.0").shows("300.0", "where a whole number belongs").committed()
}

func TestText(t *testing.T) {
	p := known(t, "cookieDomain")
	newBench(t, p, `"a.example.org"`).keys("ctrl+u").write("b.example.org").keys("enter").committed(`"b.example.org"`)
	newBench(t, p, `"a.example.org"`).keys("ctrl+u").write("https://b").keys("enter").committed().shows("is not a domain name", "https://b")
	newBench(t, p, `"a.example.org"`).keys("ctrl+u", "enter").committed(`""`)
	newBench(t, known(t, "tokenRevocationEndpoint"), "").shows("A whole address").write("ftp://x").keys("enter").committed().shows("is not a web address")
	newBench(t, known(t, "tokenRevocationEndpoint"), "").paste("https://a.example.org/r\n").keys("enter").committed(`"https://a.example.org/r"`)
	newBench(t, known(t, "backchannelBindingMessagePattern"), "").write("[a").keys("enter").committed().shows("is broken")
	newBench(t, known(t, "backchannelBindingMessagePattern"), "").write("[a[b](c]").shows("looks broken").keys("enter").committed(`"[a[b](c]"`)
}

// A text that was not touched keeps its bytes, escapes and all; one with half a surrogate pair is never decoded.
func TestTextIsExact(t *testing.T) {
	b := newBench(t, known(t, "staticKid"), "\"A\\/B\x20\\u00e9\"").keys("left", "right", "enter").committed()
	if b.done != 1 {
		t.Error("enter did not go back")
	}
	newBench(t, known(t, "staticKid"), `"a\ud800b"`).shows("not valid Unicode", `\ud800`).keys("enter", "backspace").committed()
	newBench(t, known(t, "staticKid"), `"a\ud83d\ude00b"`).write("c").keys("enter").committed(`"a😀bc"`)
}

// Characters that cannot be seen are shown by signs and stay unless they are deleted.
func TestTextWithControlCharacters(t *testing.T) {
	b := newBench(t, known(t, "staticKid"), `"a\u001b[31m\u202eb\u0000"`).shows("cannot be seen")
	b.write("c").keys("enter").committed(`"a\u001b[31m` + "\u202e" + `b\u0000c"`)
}

// Pasting lines into a text opens the longer editor; the text typed before stays.
func TestTextGrowsIntoLines(t *testing.T) {
	b := newBench(t, known(t, "staticKid"), "").write("one ").paste("two\nthree").shows("one two", "three", "ctrl+s stages")
	b.keys("enter").committed().keys("backspace").write("!").keys("ctrl+s").committed(`"one two\nthree!"`)
	newBench(t, known(t, "tokenRevocationEndpoint"), "").paste("https://a\nhttps://b").shows("several lines").committed()
}

func TestLongText(t *testing.T) {
	b := newBench(t, known(t, "dcrSignatureValidationJwks"), "").write("{x").keys("ctrl+s").committed().shows("the text is not JSON")
	b.keys("ctrl+u").write(`{"keys":[]}`).keys("ctrl+s").committed(`"{\"keys\":[]}"`)
}

// A secret is masked until it is revealed, and no message repeats it.
func TestSecret(t *testing.T) {
	p := known(t, "keyStoreSecret")
	b := newBench(t, p, `"hunter2"`).hides("hunter2").shows("•••••••")
	b.write("X").hides("hunter2X", "X")
	if pending := b.editor.Pending(); pending == "" || strings.Contains(pending, "hunter2") {
		t.Errorf("pending: %q", pending)
	}
	b.keys("ctrl+r").shows("hunter2X").keys("ctrl+r").hides("hunter2").keys("enter").committed(`"hunter2X"`)

	p.Type.Format = schema.FormatURL
	newBench(t, p, `"hunter2"`).write("X").keys("enter").committed().hides("hunter2").shows("the value is not accepted")
	b = newBench(t, p, `"hunter2"`).keys("ctrl+o")
	if b.file != "" || len(b.said) != 1 {
		t.Errorf("the secret went to a file: %q, %v", b.file, b.said)
	}
	if b.keys("ctrl+r", "ctrl+o"); b.file != "\"hunter2\"\n" {
		t.Errorf("the file holds %q", b.file)
	}
}

func TestEnum(t *testing.T) {
	p := known(t, "keySelectionStrategy")
	b := newBench(t, p, `"OLDER"`).shows("OLDER the present value").keys("down", "enter").committed(`"NEWER"`)
	if b.done != 1 {
		t.Error("enter did not go back")
	}
	newBench(t, p, `"OLDER"`).keys("enter").committed()
	newBench(t, p, `"OLDER"`).write("fir").keys("enter").committed(`"FIRST"`)
	b = newBench(t, p, `"OLDER"`).hides("Typing filters").write("j").shows("Typing filters the list: the arrows move").write("zz").keys("enter").committed()
	if n := strings.Count(b.screen(), "no value has that in its name"); n != 1 {
		t.Errorf("said %d times that nothing matches:\n%s", n, b.screen())
	}
	if !b.editor.Inside() || !b.editor.Up() || b.editor.Inside() {
		t.Error("esc does not empty the filter")
	}
	b.shows("NEWER")
	newBench(t, p, `"older"`).shows("older the present value; unusual").keys("enter").committed()
	newBench(t, p, "7").shows("where a text belongs")
}

// Where values are suggestions another one can be typed.
func TestSuggestions(t *testing.T) {
	p := known(t, "defaultSignatureAlgorithm")
	b := newBench(t, p, `"RS256"`).write("other").keys("enter").write("RS1").shows("unusual")
	if b.editor.Pending() == "" {
		t.Error("what is typed counts as staged")
	}
	b.keys("enter").committed(`"RS1"`)
	b = newBench(t, p, `"RS256"`).write("other").keys("enter").write("x").keys("esc").shows("Filter: other").keys("esc").shows("ES256", "other").committed()
	if b.editor.Pending() != "" {
		t.Errorf("pending: %q", b.editor.Pending())
	}
}

func TestJSON(t *testing.T) {
	p := known(t, "dynamicRegistrationDefaultCustomAttributes")
	b := newBench(t, p, `{"b":12345678901234567890,"a":[1]}`).shows(`"b": 12345678901234567890`)
	b.keys("down", "end", "backspace", "ctrl+s").committed().shows("line 3, column 3", "not JSON")
	b.keys("up", "end").write("1, ").keys("ctrl+s").committed(`{"b":123456789012345678901,"a":[1]}`)
}

// What does not fit its type is edited as JSON, and stays as it is otherwise.
func TestMisfits(t *testing.T) {
	for name, value := range map[string]string{
		"errorReasonEnabled": `"true"`, "accessTokenLifetime": `"5"`, "grantTypesSupported": `{"a":1}`, "acrMappings": `[]`,
		"lockMessageConfig": `[1]`, "tokenRevocationEndpoint": `["x"]`, "keySelectionStrategy": `false`,
	} {
		b := newBench(t, known(t, name), value).shows("belongs. It is edited as JSON").committed()
		b.keys("ctrl+s", "end").write(" ").keys("ctrl+s")
		if len(b.commits) > 0 || b.done > 0 {
			t.Errorf("%s: %v was committed", name, b.commits)
		}
	}
	newBench(t, known(t, "acrMappings"), `{"a":"x","a":"y"}`).shows("A name occurs twice").committed()
	newBench(t, known(t, "errorReasonEnabled"), `"true"`).keys("end").keys("ctrl+u").write("true").keys("ctrl+s").committed("true")
}

// A session that may not write shows values and takes no key as an edit.
func TestLocked(t *testing.T) {
	for name, value := range map[string]string{
		"errorReasonEnabled": "true", "accessTokenLifetime": "300", "tokenRevocationEndpoint": `"https://x.example.org/"`,
		"keySelectionStrategy": `"OLDER"`, "grantTypesSupported": `["implicit"]`, "externalUriWhiteList": `["a","b"]`,
		"acrMappings": `{"a":"b"}`, "lockMessageConfig": `{"enableTokenMessages":true}`, "responseTypesSupported": `[["code"]]`,
		"dynamicRegistrationDefaultCustomAttributes": `{"a":1}`, "keyStoreSecret": `"hunter2"`,
	} {
		b := newBench(t, known(t, name), value, lockedFor("this session is read-only"))
		b.keys(" ", "d", "a", "J", "u", "n", "x", "ctrl+s", "ctrl+o", "delete", "backspace").paste("p\nq")
		b.keys("home", "enter", " ", "d", "a", "x").paste("p\nq").keys("enter", "esc", "esc")
		b.edited(`"other"`)
		if len(b.commits) > 0 || string(b.editor.Value()) != value || b.editor.Typing() || b.editor.Pending() != "" {
			t.Errorf("%s: became %s (%v)", name, b.editor.Value(), b.commits)
		}
		for _, action := range b.editor.Actions() {
			if action.Verb != "" && action.Disabled == "" {
				t.Errorf("%s: %s is possible", name, action.ID)
			}
		}
	}
	newBench(t, known(t, "accessTokenLifetime"), "300", lockedFor("this session is read-only")).shows("300 s (5 min)", "this session is read-only")
	newBench(t, known(t, "keyStoreSecret"), `"hunter2"`, lockedFor("read-only")).hides("hunter2").keys("ctrl+r").shows("hunter2")
}
