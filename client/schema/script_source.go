package schema

import (
	"regexp"
	"strings"
)

// CheckSource says what keeps the server from using the source of a script, as far as a look at it tells: the class, the methods, and
// indentation that Python reads differently from people. Whether the program is right is not judged. Types and languages that the catalogue
// does not know are asked for no class.
func CheckSource(scriptType, language, source string) []Problem {
	if strings.TrimSpace(source) == "" {
		return refusal("the script is empty", "write its source; the server shows a sample in its place but does not run it")
	}
	t, known := LookupScriptType(scriptType)
	switch {
	case language == "python":
		problems := mixedIndentation(source)
		if known {
			problems = append(checkPython(t, source), problems...)
		}
		return problems
	case language == "java" && known:
		return checkJava(t, source)
	}
	return nil
}

func checkPython(t ScriptType, source string) []Problem {
	if !regexp.MustCompile(`(?m)^class\s+` + t.Class + `\b`).MatchString(source) {
		return refusal("the script has no class "+t.Class, "the server looks for a class of this name in "+t.Name+" scripts")
	}
	return missingMethods(t, source, `(?m)^[ \t]+def[ \t]+`, `[ \t]*\(`)
}

var javaClass = regexp.MustCompile(`\bclass\s+\w+`)

func checkJava(t ScriptType, source string) []Problem {
	_, name, _ := strings.Cut(t.Interface, ".")
	if !javaClass.MatchString(source) {
		return refusal("the script has no class", "write a class that implements "+name)
	}
	problems := missingMethods(t, source, `\b`, `\s*\(`)
	if !regexp.MustCompile(`\b` + name + `\b`).MatchString(source) {
		problems = append(problems, warning("nothing in the script says that it implements "+name, "the server can use only classes that do")...)
	}
	return problems
}

// missingMethods refuses a source for each method it does not define.
func missingMethods(t ScriptType, source, before, after string) []Problem {
	var problems []Problem
	for _, method := range t.Methods {
		if !regexp.MustCompile(before + method + after).MatchString(source) {
			problems = append(problems, refusal("the method "+method+" is missing", t.Title+" scripts need "+strings.Join(t.Methods, ", "))...)
		}
	}
	return problems
}

// mixedIndentation warns when some lines begin with tabs and others with blanks.
func mixedIndentation(source string) []Problem {
	tabs, blanks := false, false
	for line := range strings.Lines(source) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if len(strings.TrimSpace(line)) == 0 {
			continue
		}
		tabs = tabs || strings.Contains(indent, "\t")
		blanks = blanks || strings.Contains(indent, " ")
	}
	if !tabs || !blanks {
		return nil
	}
	return warning("tabs and blanks are mixed at the beginning of lines", "use blanks only, or Python may see other blocks than you do")
}
