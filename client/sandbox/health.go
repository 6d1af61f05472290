package sandbox

import "net/http"

// healthRoutes are the public operations of ApiHealthCheck.java and HealthCheckResource.java.
func (c *configAPI) healthRoutes() []apiRoute {
	return []apiRoute{
		{method: http.MethodGet, path: "/health", handle: getHealth},
		{method: http.MethodGet, path: "/health/live", handle: getLiveness},
		{method: http.MethodGet, path: "/health/ready", handle: getReadiness},
		{method: http.MethodGet, path: "/health/server-stat", handle: getServerStat},
		{method: http.MethodGet, path: "/jans-auth-server/health", anyContent: true, handle: getAuthHealth},
	}
}

func liveness() []byte { return appendMembers(nil, "name", "jans-config-api liveness", "status", "UP") }

// readiness depends on the database. When that fails the answer is 200 all the same, and the error is this text instead of a message.
func (call *apiCall) readiness() []byte {
	if _, err := call.api.config.current(); err != nil {
		return appendMembers(nil, "name", "jans-config-api readiness", "status", "DOWN", "error", "e.getMessage()")
	}
	return appendMembers(nil, "name", "jans-config-api readiness", "status", "UP")
}

func getHealth(call *apiCall) apiAnswer {
	body := append([]byte{'['}, liveness()...)
	body = append(append(body, ','), call.readiness()...)
	return okJSON(append(body, ']'))
}

func getLiveness(*apiCall) apiAnswer { return okJSON(liveness()) }

func getReadiness(call *apiCall) apiAnswer { return okJSON(call.readiness()) }

// getServerStat has fixed figures: nothing of the machine that the sandbox runs on is shown.
func getServerStat(call *apiCall) apiAnswer {
	facts := appendMembers(nil, "memoryfree", "39.7%", "swapfree", "0.0%", "hostname", "sandbox", "ipaddress", "127.0.0.1",
		"uptime", "1 day, 3:54", "free_disk_space", "95.4%", "load_average", "0.13")
	body := appendMembers(nil, "dbType", "sql", "lastUpdate", call.api.options.Clock.Now().Format("2006-01-02T15:04:05"))
	body = append(body[:len(body)-1], `,"facterData":`...)
	return okJSON(append(append(body, facts...), '}'))
}

// getAuthHealth passes the auth server's answer on; anything but 200 becomes 200 without a body.
func getAuthHealth(call *apiCall) apiAnswer {
	status, body, err := call.api.auth.healthy()
	if err != nil || status != http.StatusOK {
		return apiAnswer{status: http.StatusOK}
	}
	return okJSON(body)
}
