package schema

import (
	"math"
	"sync"
)

// configurationProperties is the path of the settings of a script, some of which are secret.
const configurationProperties = "/configurationProperties"

// Script is an interception script (CustomScript.java, CustomScriptResource.java).
func Script() Entity { return scriptEntity() }

var scriptEntity = sync.OnceValue(func() Entity {
	return complete(Entity{
		Resource: "script", Title: "Script", Plural: "Scripts", NameField: "name", TypeField: "scriptType", Container: "scripts",
		Fields: append(append(scriptBasics(), scriptSource()...), scriptState()...),
		Sections: []Group{
			{ID: "basics", Title: "Basics", Help: "What the script is called and when it runs."},
			{ID: "source", Title: "Source", Help: "The program and its settings."},
			{ID: "state", Title: "State", Help: "What became of it on the server."},
		},
	})
})

// ProgrammingLanguage.java, ScriptLocationType.java
var (
	language = enum("python", "java")
	location = enum("db", "ldap")
)

// Settings are pairs of texts (SimpleCustomProperty.java, SimpleExtendedCustomProperty.java).
var (
	moduleSetting = object(
		Field{Name: "value1", Type: str, Help: "name of the setting"},
		Field{Name: "value2", Type: str, Help: "its value"},
		Field{Name: "description", Type: str, Help: "note for people"},
	)
	scriptSetting = object(append(moduleSetting.Fields[:len(moduleSetting.Fields):len(moduleSetting.Fields)],
		Field{Name: "hide", Type: boolean, Help: "whether consoles mask the value, as that of a password"},
	)...)
	scriptFailure = object(
		Field{Name: "raisedAt", Type: moment, Help: "when it went wrong"},
		Field{Name: "stackTrace", Type: str, Help: "what the script engine said"},
	)
)

// scriptTypeWords leads to the constants of CustomScriptType.java.
func scriptTypeWords() map[string]string {
	words := upper(scriptTypeNames())
	words["config_api_auth"] = "CONFIG_API"
	return words
}

func scriptBasics() []EntityField {
	return []EntityField{
		{
			Path: "/scriptType", Title: "Script Type", Required: true, PatchWords: scriptTypeWords(),
			Property: Property{Type: enum(scriptTypeNames()...), Group: "basics", Help: "Where the server calls the script, and with which methods."},
		},
		{
			Path: "/name", Title: "Name", Required: true,
			Property: Property{
				Type: Type{
					Kind: KindString, MaxLength: 60, Pattern: `^[a-zA-Z0-9_\-:/.]{2,}$`,
					PatternWords: "2 to 60 letters, digits and the signs _ - : / .",
				},
				Group: "basics",
				Help:  "What the script is called. The name of an authentication script is the acr value that clients ask for.",
			},
		},
		{
			Path: "/enabled", Title: "Enabled",
			Property: Property{Type: boolean, Group: "basics", Default: raw(`false`), Help: "Whether the server loads the script. A disabled one never runs."},
		},
		{
			Path: "/description", Title: "Description",
			Property: Property{Type: str, Group: "basics", Help: "What the script does, in words for administrators."},
		},
		{
			Path: "/level", Title: "Level",
			Property: Property{
				Type: number(math.MinInt32), Group: "basics", Default: raw(`0`),
				Help: "Rank among scripts of its type, where the type has one. Dynamic scopes ignore it.",
			},
		},
		{
			Path: "/aliases", Title: "Aliases", Types: []string{"person_authentication"},
			Property: Property{Type: listOf(named(FormatACR)), Group: "basics", Help: "More acr values that lead to this authentication script."},
		},
		{
			Path: "/inum", Title: "Inum",
			Property: Property{Type: str, Group: "basics", Fixed: madeByServer, Help: "The server's own identifier of the script. It never changes."},
		},
	}
}

func scriptSource() []EntityField {
	return []EntityField{
		{
			Path: "/programmingLanguage", Title: "Language", Required: true, PatchWords: upper(language.Values),
			Property: Property{Type: language, Group: "source", Help: "Language of the source. Python means Jython, which knows the syntax of Python 2."},
		},
		{
			Path: "/script", Title: "Source", Required: true,
			Property: Property{
				Type: str, Group: "source",
				Help: "Text of the program. In place of an empty one the server shows a sample that it does not run.",
			},
		},
		{
			Path: configurationProperties, Title: "Configuration properties",
			Property: Property{
				Type: listOf(scriptSetting), Group: "source",
				Help: "Settings that the script reads by name. Values marked as hidden are masked in consoles, not on the server.",
			},
		},
		{
			Path: "/moduleProperties", Title: "Module properties",
			Property: Property{
				Type: listOf(moduleSetting), Group: "source",
				Help: "Settings for the server: location_type is db, usage_type says when an authentication script is offered (interactive, service, " +
					"both).",
			},
		},
		{
			Path: "/locationType", Title: "Location", PatchWords: upper(location.Values),
			Property: Property{
				Type: location, Group: "source",
				Help: "Where the source is kept: in the database. The server refuses ldap for a new script.",
			},
		},
	}
}

func scriptState() []EntityField {
	return append([]EntityField{
		{
			Path: "/scriptError", Title: "Error", Volatile: true,
			Property: Property{
				Type: scriptFailure, Group: "state", Fixed: writtenByRuns,
				Help: "What went wrong when the script was loaded or run. It goes away when the script is loaded without an error.",
			},
		},
		{
			Path: "/revision", Title: "Revision", Volatile: true,
			Property: Property{
				Type: Type{Kind: KindInteger, Min: limit(0), Max: limit(math.MaxInt64)}, Group: "state", Fixed: madeByServer,
				Help: "Counts the changes. The auth server loads the script anew when it sees another number, within half a minute.",
			},
		},
		{
			Path: "/modified", Title: "Modified", Volatile: true,
			Property: Property{Type: boolean, Group: "state", Fixed: notStored, Help: "A mark of the server for its own use."},
		},
		{
			Path: "/internal", Title: "Internal", Volatile: true,
			Property: Property{Type: boolean, Group: "state", Fixed: notStored, Help: "Whether the script is built into the server."},
		},
	}, dnFields("state")...)
}
