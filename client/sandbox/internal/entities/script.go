package entities

import (
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

// ScriptTypes are the values of CustomScriptType.java in the order of declaration.
func ScriptTypes() []string { return strings.Fields(scriptTypes) }

const scriptTypes = `person_authentication authorization_challenge introspection resource_owner_password_credentials application_session
	link_interception client_registration id_generator uma_rpt_policy uma_rpt_claims uma_claims_gathering access_evaluation
	access_evaluation_discovery token_exchange identity_assertion consent_gathering dynamic_scope spontaneous_scope end_session post_authn
	client_authn select_account create_user scim ciba_end_user_notification revoke_token persistence_extension idp discovery cookie
	health_check authz_detail update_token tx_token logout_status_jwt par config_api_auth modify_ssa_response fido2_extension lock_extension`

const locationProperty = "location_type"

// script is CustomScript.java. The constant of config_api_auth is CONFIG_API; all others are their values in upper case.
func script() *Entity {
	class, columns := table("CustomScript", `
		dn                      text       -
		inum                    text       inum               once
		name                    text       displayName
		aliases                 texts      jansAlias
		description             text       description
		script                  text       jansScr
		scriptType              Type       jansScrTyp
		programmingLanguage     Language   jansProgLng
		moduleProperties        Properties jansModuleProperty initial=[]
		configurationProperties Hideable   jansConfProperty
		level                   int        jansLevel
		revision                long       jansRevision
		enabled                 bool       jansEnabled
		scriptError             Error      jansScrError
		modified                bool       -
		internal                bool       -
		locationType            Location   -
		baseDn                  text       -
	`, map[string]*jackson.Type{
		"Type":     constants(strings.Replace(strings.ToUpper(scriptTypes), "CONFIG_API_AUTH", "CONFIG_API", 1), scriptTypes),
		"Language": upper("python java"),
		"Location": upper("ldap db"),
		"Properties": listOf(object("SimpleCustomProperty", `
			value1      text - initial=""
			value2      text - initial=""
			description text - initial=""
		`, nil)),
		"Hideable": listOf(object("SimpleExtendedCustomProperty", `
			value1      text - initial=""
			value2      text - initial=""
			description text - initial=""
			hide        bool -
		`, nil)),
		"Error": object("ScriptError", `
			raisedAt   date -
			stackTrace text -
		`, nil),
	})
	class.Derive = deriveScript
	return build(&Entity{
		Show:  showScript,
		Class: class, Branch: "scripts", Columns: columns, Assign: assignScript, Sort: "jansLevel",
		Search: []string{"displayName", "description", "inum"},
	})
}

// deriveScript works out the location type from the module properties.
func deriveScript(o map[string]any) {
	o["locationType"] = nil
	if property := locationOf(o["moduleProperties"]); property != nil {
		for _, known := range []string{"LDAP", "DB"} {
			if property["value2"] == strings.ToLower(known) {
				o["locationType"] = known
			}
		}
	}
}

// showScript gives a sample instead of a source that is null.
func showScript(o map[string]any) {
	if o["script"] == nil {
		o["script"] = Template(o["scriptType"] == "PERSON_AUTHENTICATION")
	}
}

// assignScript carries out setModuleProperties and setLocationType in the order of the members: a list of properties that comes last
// drops the location type.
func assignScript(source map[string]any, order []string) {
	assignDN(source, order)
	properties, _ := source["moduleProperties"].([]any)
	latest := ""
	for _, name := range order {
		if name == "moduleProperties" || name == "locationType" {
			latest = name
		}
	}
	location, ok := source["locationType"].(string)
	if !ok || location == "" || latest != "locationType" {
		return
	}
	for _, known := range []string{"ldap", "db"} {
		if !strings.EqualFold(location, known) {
			continue
		}
		if property := locationOf(properties); property != nil {
			property["value2"] = known
		} else {
			source["moduleProperties"] = append(properties, map[string]any{"value1": locationProperty, "value2": known})
		}
	}
}

// locationOf finds the module property that names the location.
func locationOf(properties any) map[string]any {
	list, _ := properties.([]any)
	for _, element := range list {
		property, _ := element.(map[string]any)
		if name, _ := property["value1"].(string); strings.EqualFold(name, locationProperty) {
			return property
		}
	}
	return nil
}

// Template is the sample that stands in for a source that is null: one for authentication scripts, one for all others, whatever their type.
func Template(authentication bool) string {
	if authentication {
		return authenticationTemplate
	}
	return consentTemplate
}

// The samples are this project's own words for ScriptTemplate.java. The second does not compile there either.
const (
	authenticationTemplate = `from io.jans.model.custom.script.type.auth import PersonAuthenticationType

class PersonAuthentication(PersonAuthenticationType):
    def __init__(self, currentTimeMillis):
        self.currentTimeMillis = currentTimeMillis

    def init(self, customScript, configurationAttributes):
        return True

    def destroy(self, configurationAttributes):
        return True

    def getApiVersion(self):
        return 11

    def authenticate(self, configurationAttributes, requestParameters, step):
        return False
`
	consentTemplate = `from io.jans.model.custom.script.type.authz import ConsentGatheringType

class SampleScript(ConsentGatheringType):
def __init__(self, currentTimeMillis):
    self.currentTimeMillis = currentTimeMillis
`
)
