package sandbox

import (
	"net/http"
	"strings"
)

const (
	scopeConfigRead  = oauthPrefix + "config/properties.readonly"
	scopeConfigWrite = oauthPrefix + "config/properties.write"
	scopeConfigAdmin = oauthPrefix + "config/properties.admin"
)

// apiProperties are the Config API's own settings as far as the sandbox acts by them (ApiAppConfiguration.java). The plugin is named, as setup
// does it, and not there; assets can be looked for, and there are none. Nothing of it can be changed.
const apiProperties = `{"serviceName":"jans-config-api","configOauthEnabled":true,"disableLoggerTimer":false,"disableAuditLogger":false,` +
	`"customAttributeValidationEnabled":true,"acrValidationEnabled":true,"returnClientSecretInResponse":true,` +
	`"returnEncryptedClientSecretInResponse":true,"apiApprovedIssuer":["BASE"],"apiProtectionType":"oauth2","endpointInjectionEnabled":false,` +
	`"authIssuerUrl":"BASE","maxCount":200,"acrExclusionList":["simple_password_auth"],` +
	`"auditLogConf":{"enabled":true,"logData":true,"ignoreHttpMethod":["GET"],"headerAttributes":["User-inum","jans-client"]},` +
	`"assetMgtConfiguration":{"assetMgtEnabled":false,"assetServerUploadEnabled":false,"fileExtensionValidationEnabled":true,` +
	`"moduleNameValidationEnabled":true,"assetDirMapping":[{"directory":"/opt/jans/jetty/%s/custom/static","type":["css","js","png"],` +
	`"jansServiceModule":["jans-auth"],"description":"Style sheets, scripts and pictures of pages"}]},` +
	`"plugins":[{"name":"scim","description":"scim plugin","className":"io.jans.configapi.plugin.scim.rest.ApiApplication"}]}`

// apiPropertyRoutes are the reading half of ConfigApiResource.java.
func (c *configAPI) apiPropertyRoutes() []apiRoute {
	read := readAccess(scopeConfigRead, scopeConfigWrite, scopeConfigAdmin)
	return []apiRoute{{method: http.MethodGet, path: "/api-config", access: read, handle: getAPIProperties}}
}

func getAPIProperties(call *apiCall) apiAnswer {
	return okJSON([]byte(strings.ReplaceAll(apiProperties, "BASE", call.api.base)))
}
