package sandbox

import (
	"encoding/json"
	"strings"
)

// seedScripts stores the scripts of a fresh installation, and samples of the type revoke_token, of which setup ships none. Their sources are this project's own; the comments that begin with "sandbox:" tell
// the sandbox what running them does, see script.go.
func (s *seeder) seedScripts() error {
	return s.scriptsOf(func(string) bool { return true })
}

// scriptsOf stores those of some types.
func (s *seeder) scriptsOf(meant func(kind string) bool) error {
	return rows("scripts.tsv", 7, func(c []string) error {
		if !meant(c[2]) {
			return nil
		}
		source := javaSource(c[2])
		if c[5] == "python" {
			source = pythonSource(c[2], sampleEffects[c[1]])
		}
		return s.tables.scripts.seed(s.tx, document{
			"inum": c[0], "name": c[1], "scriptType": c[2], "enabled": c[3] == "true", "level": json.Number(c[4]), "programmingLanguage": c[5],
			"description": c[6], "revision": 1, "script": source,
			"moduleProperties":        []document{{"value1": "location_type", "value2": "db", "description": ""}},
			"configurationProperties": []document{},
		})
	})
}

// effect is what a sample does, as a comment for the sandbox, as Python, and as the list of its claims.
type effect struct{ directive, python, claims, imports string }

var sampleEffects = map[string]effect{
	"dynamic_permission": {
		directive: "set role from role[]", python: `claims.setClaim("role", user.getAttributeValues("role"))`, claims: `"role"`,
	},
	"org_name": {
		directive: "set org_name to Sandbox", python: `claims.setClaim("org_name", "Sandbox")`, claims: `"org_name"`,
	},
	"work_phone": {
		directive: "set work_phone from telephoneNumber", python: `claims.setClaim("work_phone", user.getAttribute("telephoneNumber"))`,
		claims: `"work_phone"`,
	},
	"role_based_scopes_update_token": {directive: rolesDirective},
	"revoke_token_fails": {
		directive: "raise NameError: global name 'tokenRevocationLog' is not defined", python: "tokenRevocationLog.write(context)",
	},
	"revoke_token_refuses": {directive: "return false", python: "return False"},
	"revoke_token_old_imports": {
		directive: "load error ImportError: No module named gluu", imports: "from org.gluu.model.custom.script.type.revoke import RevokeTokenType",
	},
}

// pythonSource is a script with all methods that its type needs.
func pythonSource(kind string, e effect) string {
	var out strings.Builder
	line := func(texts ...string) {
		for _, text := range texts {
			out.WriteString(text)
		}
		out.WriteByte('\n')
	}
	if e.directive != "" {
		line("# sandbox: ", e.directive)
	}
	if e.imports != "" {
		line(e.imports)
		line()
	}
	line("class ", scriptClasses()[kind], ":")
	line("    def __init__(self, currentTimeMillis):")
	line("        self.currentTimeMillis = currentTimeMillis")
	bodies := map[string]string{
		"init": "self, customScript, configurationAttributes", "destroy": "self, configurationAttributes", "getApiVersion": "self",
		"update": "self, dynamicScopeContext, configurationAttributes", "getSupportedClaims": "self, configurationAttributes",
		"revoke": "self, context", "authenticate": "self, configurationAttributes, requestParameters, step",
	}
	for _, method := range RequiredMethods(kind) {
		line()
		line("    def ", method, "(", bodies[method], "):")
		switch method {
		case "getApiVersion":
			line("        return 11")
		case "update":
			line("        user = dynamicScopeContext.getUser()")
			line("        claims = dynamicScopeContext.getJsonWebResponse().getClaims()")
			line("        ", e.python)
			line("        return True")
		case "getSupportedClaims":
			line("        return [", e.claims, "]")
		case "authenticate":
			line("        return False")
		case "revoke":
			if e.python != "" {
				line("        ", e.python)
			}
			line("        return True")
		default:
			line("        return True")
		}
	}
	return out.String()
}

// javaSource is a script in Java that does nothing.
func javaSource(kind string) string {
	return strings.TrimPrefix(`
import io.jans.model.custom.script.model.CustomScript;
import io.jans.model.SimpleCustomProperty;
import java.util.Map;

public class `+scriptClasses()[kind]+`Sample {
    public boolean init(Map<String, SimpleCustomProperty> configurationAttributes) {
        return true;
    }

    public boolean init(CustomScript customScript, Map<String, SimpleCustomProperty> configurationAttributes) {
        return true;
    }

    public boolean destroy(Map<String, SimpleCustomProperty> configurationAttributes) {
        return true;
    }

    public int getApiVersion() {
        return 11;
    }
}
`, "\n")
}
