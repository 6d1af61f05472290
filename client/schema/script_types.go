package schema

import "slices"

// ScriptType is a place where the server calls scripts (CustomScriptType.java).
type ScriptType struct {
	Name      string // wire value
	Class     string // name that the class of a Python script must have
	Interface string // Java interface that the class implements, below [ScriptInterfaces]
	Title     string
	Sentence  string // what scripts of the type do, for administrators
	// Methods are those without which a script does nothing. The interface may have more, which the server calls on occasion.
	Methods []string
	// RunsElsewhere means that the auth server does not load such scripts: another server does.
	RunsElsewhere bool
}

// ScriptInterfaces is the package that the interfaces of all types are in.
const ScriptInterfaces = "io.jans.model.custom.script.type"

// ScriptTypes lists the types of scripts in the server's order. Callers must not modify it.
func ScriptTypes() []ScriptType { return scriptTypes }

// LookupScriptType finds a type of script by its wire value.
func LookupScriptType(name string) (ScriptType, bool) {
	for _, t := range scriptTypes {
		if t.Name == name {
			return t, true
		}
	}
	return ScriptType{}, false
}

// everyScript is the methods of all scripts (BaseExternalType.java) with those of a type.
func everyScript(methods ...string) []string {
	return slices.Concat([]string{"init", "destroy", "getApiVersion"}, methods)
}

func scriptTypeNames() []string {
	names := make([]string, len(scriptTypes))
	for i, t := range scriptTypes {
		names[i] = t.Name
	}
	return names
}
