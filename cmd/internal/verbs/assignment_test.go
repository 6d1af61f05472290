package verbs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAssignment(t *testing.T) {
	for argument, want := range map[string]assignment{
		"a=b":           {name: "a", text: "b"},
		"a=":            {name: "a"},
		" a =b ":        {name: "a", text: "b "},
		"a=b=c":         {name: "a", text: "b=c"},
		"a=-":           {name: "a", source: fromInput},
		"a=--":          {name: "a", text: "--"},
		"a=-1":          {name: "a", text: "-1"},
		"a=@file":       {name: "a", source: fromFile, text: "file"},
		"a=@@file":      {name: "a", text: "@file"},
		"a=@@":          {name: "a", text: "@"},
		"a= @file":      {name: "a", text: " @file"},
		`a={"b":"c=d"}`: {name: "a", text: `{"b":"c=d"}`},
	} {
		got, err := parseAssignment(argument)
		if err != nil || got != want {
			t.Errorf("parseAssignment(%q) = %+v, %v; want %+v", argument, got, err, want)
		}
	}
	for _, argument := range []string{"", "a", "=b", " =b", "a=@"} {
		if got, err := parseAssignment(argument); exitCode(err) != exitUsage {
			t.Errorf("parseAssignment(%q) = %+v, %v; want a usage error", argument, got, err)
		}
	}
}

// Whatever text a person wants to give can be given.
func TestEveryTextCanBeAssigned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		written := text
		if strings.HasPrefix(text, "@") {
			written = "@" + text
		}
		if text == "-" {
			return // by file or standard input
		}
		got, err := parseAssignment("name=" + written)
		if err != nil {
			t.Fatal(err)
		}
		if value, err := got.value(strings.NewReader("")); err != nil || value != text {
			t.Fatalf("%q became %q, %v", text, value, err)
		}
	})
}

func TestParseAssignmentsReportsEverything(t *testing.T) {
	list, errs := parseAssignments([]string{"accessTokenLifetime=1", "foo", "ACCESSTOKENLIFETIME=2", "=x", "a=-", "b=-", "issuer=x"}, wireName)
	if len(errs) != 4 {
		t.Errorf("%d errors: %v", len(errs), errs)
	}
	if len(list) != 3 || list[2].name != "issuer" {
		t.Errorf("%+v", list)
	}
	if code := exitCode(errs); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
}

func TestAssignmentValue(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, tc := range []struct {
		name  string
		x     assignment
		input string
		want  string
		wrong string
	}{
		{name: "argument", x: assignment{text: "x\n"}, want: "x\n"},
		{name: "file", x: assignment{source: fromFile, text: write("a", "one\ntwo\n")}, want: "one\ntwo"},
		{name: "only one line break goes", x: assignment{source: fromFile, text: write("b", "one\n\n")}, want: "one\n"},
		{name: "Windows line break", x: assignment{source: fromFile, text: write("c", "one\r\n")}, want: "one"},
		{name: "empty file", x: assignment{source: fromFile, text: write("d", "")}, want: ""},
		{name: "input", x: assignment{source: fromInput}, input: "two\n", want: "two"},
		{name: "missing", x: assignment{name: "n", source: fromFile, text: filepath.Join(dir, "none")}, wrong: "cannot read the value of n"},
		{name: "folder", x: assignment{name: "n", source: fromFile, text: dir}, wrong: "cannot read the value of n"},
		{name: "too large", x: assignment{name: "n", source: fromInput}, input: strings.Repeat("x", largestValue+1), wrong: "larger than 4 MiB"},
		{name: "largest", x: assignment{source: fromInput}, input: strings.Repeat("x", largestValue), want: strings.Repeat("x", largestValue)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := tc.x.value(strings.NewReader(tc.input))
			switch {
			case tc.wrong == "" && (err != nil || got != tc.want):
				t.Errorf("%d bytes, %v", len(got), err)
			case tc.wrong != "" && (err == nil || !strings.Contains(err.Error(), tc.wrong) || exitCode(err) != exitUsage):
				t.Errorf("error %v, want %q as a usage error", err, tc.wrong)
			}
		})
	}
}
