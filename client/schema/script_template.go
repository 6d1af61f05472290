package schema

import (
	_ "embed"
	"strings"
)

// dynamicScopeTemplate works as it stands: its configuration properties lead from claims to attributes of the person.
//
//go:embed templates/dynamic_scope.py
var dynamicScopeTemplate string

// ScriptTemplate is a Python source to begin a script of a type with. The one for dynamic scopes works as it stands; the others have the
// methods that the type cannot be without, say so, and change nothing. It is false for a type that the catalogue does not know.
func ScriptTemplate(scriptType string) (string, bool) {
	t, ok := LookupScriptType(scriptType)
	if !ok {
		return "", false
	}
	if scriptType == "dynamic_scope" {
		return dynamicScopeTemplate, true
	}
	return skeleton(t), true
}

// methodParameters are the parameters of methods besides self, and what a method that changes nothing returns.
var methodParameters = map[string]struct{ parameters, result string }{
	"init":          {", customScript, configurationAttributes", "True"},
	"destroy":       {", configurationAttributes", "True"},
	"getApiVersion": {"", "11"},
	"revoke":        {", context", "True"},
	"authenticate":  {", configurationAttributes, requestParameters, step", "False"},
}

func skeleton(t ScriptType) string {
	folder, name, _ := strings.Cut(t.Interface, ".")
	var b strings.Builder
	for _, line := range []string{
		"# " + t.Title + " script. " + t.Sentence,
		"#",
		"# This is a beginning, not a working script: it has the methods that every script",
		"# of this type needs. What else the server may call is in the documentation of",
		"# " + name + ", at https://docs.jans.io/head/script-catalog/",
		"",
		"from " + ScriptInterfaces + "." + folder + " import " + name,
		"",
		"",
		"class " + t.Class + "(" + name + "):",
		"    def __init__(self, currentTimeMillis):",
		"        self.currentTimeMillis = currentTimeMillis",
	} {
		b.WriteString(line + "\n")
	}
	for _, method := range t.Methods {
		m := methodParameters[method]
		b.WriteString("\n    def " + method + "(self" + m.parameters + "):\n        return " + m.result + "\n")
	}
	return b.String()
}
