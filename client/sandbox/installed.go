package sandbox

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
)

const (
	scopePluginRead   = oauthPrefix + "config/plugin.readonly"
	scopePluginAdmin  = oauthPrefix + "config/plugin.admin"
	scopeVersionRead  = oauthPrefix + "config/app-version.readonly"
	scopeStatusRead   = oauthPrefix + "config/data.readonly"
	scopeHealthAdmin  = oauthPrefix + "config/health.admin"
	sandboxVersion    = "0.0.0-sandbox"
	sandboxBuild      = "0000000000000000000000000000000000000000"
	artifactAuth      = "jans-auth"
	artifactConfigAPI = "jans-config-api"
)

// installedRoutes tell what is installed: PluginResource.java, and the operations of ApiHealthCheck.java that want a token.
func (c *configAPI) installedRoutes() []apiRoute {
	plugins := access{plain: []string{scopePluginRead}, super: []string{scopePluginAdmin, scopeReadAll, scopeWriteAll}}
	health := func(scope string) access {
		return access{plain: []string{scope}, group: []string{scopeHealthAdmin}, super: []string{scopeReadAll}}
	}
	return []apiRoute{
		// No plugin: the sandbox is the core alone, and consoles hide what belongs to plugins then.
		{method: http.MethodGet, path: "/plugin", access: plugins, handle: fixed("[]")},
		{method: http.MethodGet, path: "/plugin/{pluginName}", access: plugins, handle: hasPlugin},
		{method: http.MethodGet, path: "/health/app-version", access: health(scopeVersionRead), handle: getVersions},
		{method: http.MethodGet, path: "/health/service-status", access: health(scopeStatusRead), handle: getServices},
	}
}

// hasPlugin is a bare boolean whatever the name.
func hasPlugin(*apiCall) apiAnswer { return okJSON([]byte(strconv.FormatBool(false))) }

// getVersions is what the program show_version prints: a list, or one object when an artifact is named. For one that is not installed that
// program fails and the answer is 200 without a body.
func getVersions(call *apiCall) apiAnswer {
	artifact := cmp.Or(strings.TrimSpace(call.r.URL.Query().Get("artifact")), "all")
	if !strings.EqualFold(artifact, "all") {
		if artifact != artifactAuth && artifact != artifactConfigAPI {
			return apiAnswer{status: http.StatusOK}
		}
		return okJSON(version(artifact))
	}
	body := append([]byte{'['}, version(artifactAuth)...)
	return okJSON(append(append(append(body, ','), version(artifactConfigAPI)...), ']'))
}

func version(artifact string) []byte {
	titles := map[string]string{artifactAuth: "Jans authentication server", artifactConfigAPI: "jans-config-api-server"}
	return appendMembers(nil, "title", titles[artifact], "version", sandboxVersion, "build", sandboxBuild, "buildDate", "2026-07-13 12:00:00",
		"branch", "main", "file", "/opt/jans/jetty/"+artifact+"/webapps/"+artifact+".war")
}

// getServices tells which applications run; one that is not known is told in the same way as one that is not installed.
func getServices(call *apiCall) apiAnswer {
	states := []string{artifactAuth, "Running", artifactConfigAPI, "Running"}
	for _, other := range []string{"jans-casa", "jans-fido2", "jans-scim", "jans-link", "jans-lock"} {
		states = append(states, other, "Not present")
	}
	service := cmp.Or(strings.TrimSpace(call.r.URL.Query().Get("service")), "all")
	if strings.EqualFold(service, "all") {
		return okJSON(appendMembers(nil, states...))
	}
	state := "Not present"
	if service == artifactAuth || service == artifactConfigAPI {
		state = "Running"
	}
	return okJSON(appendMembers(nil, service, state))
}
