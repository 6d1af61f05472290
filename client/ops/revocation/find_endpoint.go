package revocation

// findFlagUnseen: each process compares the revision of the configuration every 30 s (ConfigurationFactory.java).
func findFlagUnseen(l *look) []Finding {
	s, verdict := l.status.Settings, l.status.Probe.Verdict
	const wait = "Each process of the auth server looks for changes every 30 s. If it stays so, the process that answers does not read this configuration: " +
		"look at its log, or restart it."
	switch {
	case !s.Known:
		return nil
	case !s.Flag && verdict == Live:
		return []Finding{{ID: "live-while-off", Severity: caution, Says: "The flag revoke_token is off, but the endpoint still revokes tokens.", Explains: wait}}
	case s.Flag && verdict == Off:
		return []Finding{{ID: "off-while-on", Severity: caution,
			Says: "The flag revoke_token is on, but the endpoint still answers 403: no client can revoke a token.", Explains: wait}}
	}
	return nil
}

func findProbeTrouble(l *look) []Finding {
	finding := Finding{ID: "probe-" + string(l.status.Probe.Verdict), Severity: danger, Says: l.status.Probe.Says}
	switch l.status.Probe.Verdict {
	case WrongPath:
		finding.Explains = "A server or proxy in front of the auth server does not hand this path on, or the address of the auth server is wrong. No client can revoke a token."
	case Unreachable:
		finding.Explains = "No client that takes the same way can revoke a token."
	case Odd:
		finding.Explains = "Look into the log of the auth server: scripts of the type revoke_token can change the answer too."
	case Unauthorised:
		finding.Severity = caution
		finding.Explains = "Authentication comes before the flag and before the token, so nothing more can be told. Check the secret of the console's client, and " +
			"that its method of authentication is client_secret_basic."
	default:
		return nil
	}
	return []Finding{finding}
}

// findAliasTrouble: the property adds a line to discovery, and nothing else: no listener and no routing.
func findAliasTrouble(l *look) []Finding {
	probe := l.status.MTLSProbe
	finding := Finding{ID: "mtls-" + string(probe.Verdict), Severity: caution, Says: "The address for mutual TLS, " + quoted(probe.URL) + ": " + probe.Says}
	switch probe.Verdict {
	case WrongPath, Unreachable, Odd:
		finding.Explains = "Setting " + propMTLS + " makes discovery show it and opens nothing: a web server has to listen there, ask for certificates " +
			"and hand them on."
	case Unauthorised:
		finding.Severity = info
		finding.Explains = "The console showed its certificate and its id, and no secret. It is accepted only from a client of the method tls_client_auth or " +
			"self_signed_tls_client_auth whose certificate this is."
	default:
		return nil
	}
	return []Finding{finding}
}
