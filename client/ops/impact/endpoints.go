package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// otherAddresses are addresses of this server that discovery does not show.
var otherAddresses = []string{
	"baseEndpoint", "openIdDiscoveryEndpoint", "openIdConfigurationEndpoint", "umaConfigurationEndpoint", "backchannelRedirectUri",
	"backchannelDeviceRegistrationEndpoint",
}

// ownRule are endpoints that do more than name an address in discovery, or whose text has a rule of its own.
var ownRule = []string{"issuer", "tokenEndpoint", "introspectionEndpoint", "jwksUri", "authorizationEndpoint", "tokenRevocationEndpoint"}

var endpointRules = []Rule{
	{
		ID: "endpoint-plain-http", Severity: Danger,
		Summary: "an endpoint's address starts with http:",
		Find:    about(findPlainHTTP, slices.Concat(endpointNames(), mtlsNames(), otherAddresses)...),
	},
	{
		ID: "endpoint-outside-issuer", Severity: Caution,
		Summary: "an endpoint's address is not below the issuer",
		Find:    about(findOutsideIssuer, slices.Concat(endpointNames(), otherAddresses)...),
	},
	{
		ID: "endpoint-text", Severity: Caution,
		Summary: "an endpoint's address changes, which moves nothing: it is only what discovery says",
		Find:    about(findEndpointText, without(endpointNames(), ownRule)...),
	},
	{
		ID: "mtls-endpoint-text", Severity: Caution,
		Summary: "an mTLS alias is set, which adds a line to discovery and nothing else",
		Find:    about(findMTLSText, mtlsNames()...),
	},
	{
		ID: "registration-client-uri", Severity: Caution,
		Summary: "registrationEndpoint changes: clients are told to manage their registration there",
		Find:    about(findRegistrationURI, "registrationEndpoint"),
	},
	{
		ID: "endpoint-left-behind", Severity: Caution,
		Summary: "issuer changes while addresses stay below the old one, in the plan as a whole",
		Find:    about(findLeftBehind, "issuer"),
	},
	{
		ID: "configuration-endpoint", Severity: Info,
		Summary: "openIdConfigurationEndpoint changes, which moves nothing: it is where other parts of the server look for discovery",
		Find:    about(findConfigurationEndpoint, "openIdConfigurationEndpoint"),
	},
	{
		ID: "base-endpoint", Severity: Caution,
		Summary: "baseEndpoint changes, from which UMA makes its addresses",
		Find:    about(findBaseEndpoint, "baseEndpoint"),
	},
}

func endpointNames() []string {
	names := make([]string, len(endpoints))
	for i, e := range endpoints {
		names[i] = e.property
	}
	return names
}

func mtlsNames() []string {
	var names []string
	for _, e := range endpoints {
		if e.mtls != "" {
			names = append(names, e.mtls)
		}
	}
	return names
}

// endpointOf finds the endpoint that a property, plain or mTLS, describes.
func endpointOf(property string) endpoint {
	i := slices.IndexFunc(endpoints, func(e endpoint) bool { return e.property == property || e.mtls == property })
	if i < 0 {
		return endpoint{}
	}
	return endpoints[i]
}

// realAddress is where the server answers whatever the property says; empty when there is no such endpoint or no issuer.
func realAddress(f Facts, property string) string {
	e, issuer := endpointOf(property), f.Text("issuer")
	if e.path == "" || issuer == "" {
		return ""
	}
	return strings.TrimRight(issuer, "/") + e.path
}

func below(address, issuer string) bool {
	return issuer != "" && (address == issuer || strings.HasPrefix(address, strings.TrimRight(issuer, "/")+"/"))
}

func findPlainHTTP(f Facts, c change.Change) []Impact {
	value := f.Text(c.Target.ID)
	const scheme = "http:"
	plain := len(value) >= len(scheme) && strings.EqualFold(value[:len(scheme)], scheme)
	return says(plain, Impact{
		Message: shown(value) + " is not encrypted: tokens, codes and client secrets sent there can be read and altered on the way.",
		When:    pickUp,
		Advice:  "Use https.",
	})
}

func findOutsideIssuer(f Facts, c change.Change) []Impact {
	value, issuer := f.Text(c.Target.ID), f.Text("issuer")
	if c.Target.ID == "issuer" || value == "" || issuer == "" {
		return nil
	}
	return says(!below(value, issuer), Impact{
		Message: shown(value) + " is not below the issuer " + shown(issuer) + ". Whoever runs that address receives what is meant for this server, and strict applications refuse it.",
		When:    pickUp,
	})
}

func findEndpointText(f Facts, c change.Change) []Impact {
	e := endpointOf(c.Target.ID)
	value, real := f.Text(e.property), realAddress(f, e.property)
	when, _ := f.discoveryWhen()
	switch {
	case e.flag != "" && !f.FlagOn(e.flag):
		return []Impact{{When: pickUp, Message: "Discovery does not show " + e.key + " while the flag " + e.flag + " is off, whatever this address is."}}
	case value == "":
		return []Impact{{When: when, Message: e.key + " leaves the discovery document; the endpoint itself goes on answering, if it did before."}}
	case value == real:
		return nil
	}
	message := "Only the text in discovery changes: applications use " + shown(value) + "."
	if real != "" {
		message += " The server goes on answering at " + shown(real) + " and nowhere else."
	}
	return []Impact{{Message: message, When: when}}
}

func findMTLSText(f Facts, c change.Change) []Impact {
	e, value := endpointOf(c.Target.ID), f.Text(c.Target.ID)
	if e.flag != "" && !f.FlagOn(e.flag) {
		return []Impact{{When: pickUp, Message: "Discovery does not show this alias while the flag " + e.flag + " is off."}}
	}
	when, _ := f.discoveryWhen()
	if value == "" {
		return []Impact{{When: when, Message: "Applications that use mutual TLS no longer find an alias for " + e.key + " and fall back to the plain address."}}
	}
	return []Impact{{
		Message: "Discovery gets one line more, mtls_endpoint_aliases." + e.key + ", and nothing else happens: no listener is opened and no certificate asked for. Applications that use mutual TLS go to " + shown(value) + ".",
		When:    when,
		Advice:  "See that the web server in front answers there and asks for a client certificate.",
	}}
}

// findRegistrationURI: RegisterJsonService.java.
func findRegistrationURI(f Facts, c change.Change) []Impact {
	value := f.Text("registrationEndpoint")
	return says(value != realAddress(f, "registrationEndpoint"), Impact{
		Message: "Registration answers tell clients to manage themselves below " + shown(value) + " (registration_client_uri).",
		When:    pickUp,
	})
}

// findLeftBehind is about the addresses that the plan does not take along.
func findLeftBehind(f Facts, c change.Change) []Impact {
	now, before := f.Text("issuer"), f.TextBefore("issuer")
	var left []string
	for _, name := range without(slices.Concat(endpointNames(), otherAddresses), []string{"issuer", "jwksUri"}) {
		if value := f.Text(name); value != "" && now != "" && below(value, before) && !below(value, now) {
			left = append(left, name)
		}
	}
	return says(len(left) > 0, Impact{
		Message: "The issuer moves to " + shown(now) + ", and these addresses stay below the old one: " + enumerate(left) + ". Strict applications refuse addresses that are not below the issuer.",
		When:    pickUp,
		Advice:  "Change them in the same plan.",
	})
}

// findConfigurationEndpoint: the Config API hands the value to its plugins (AuthUtil.java); it does not check tokens by it.
func findConfigurationEndpoint(f Facts, c change.Change) []Impact {
	value := f.Text("openIdConfigurationEndpoint")
	const stays = " The document itself stays below the issuer, and the Config API checks tokens without this address."
	if value == "" {
		return []Impact{{Severity: Caution, When: pickUp, Message: "Parts of the server that read discovery at this address, such as plugins of the Config API, have none left." + stays}}
	}
	return []Impact{{Severity: Caution, When: pickUp,
		Message: "Parts of the server that read discovery at this address, such as plugins of the Config API, go to " + shown(value) + "." + stays,
		Check:   &Check{Kind: CheckConfiguration, Value: value, Passed: Info},
	}}
}

// findBaseEndpoint: UmaMetadataWS.java, UmaNeedsInfoService.java, UmaGatheringWS.java.
func findBaseEndpoint(f Facts, c change.Change) []Impact {
	value := f.Text("baseEndpoint")
	issuer := strings.TrimRight(f.Text("issuer"), "/")
	return says(issuer == "" || strings.TrimRight(value, "/") != issuer+"/jans-auth/restv1", Impact{
		Message: "UMA tells resource servers and people to go to addresses below " + shown(value) + ": its metadata and the pages that gather claims. The server answers below /jans-auth/restv1 of the issuer.",
		When:    pickUp,
	})
}
