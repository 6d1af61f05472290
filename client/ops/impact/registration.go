package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// registrationRules are about dynamic client registration (RegisterValidator.java, RegisterParamsValidator.java,
// RegisterService.java).
var registrationRules = slices.Concat([]Rule{
	{
		ID: "registration-grants", Severity: Caution,
		Summary: "grantTypesSupportedByDynamicRegistration gets a grant that lets clients act on their own or handle passwords",
		Find:    about(findRegistrationGrants, "grantTypesSupportedByDynamicRegistration"),
	},
	{
		ID: "redirect-allowlist", Severity: Caution,
		Summary: "clientWhiteList changes, which decides what redirect URIs clients may register",
		Find:    about(findAllowedRedirects, "clientWhiteList"),
	},
	{
		ID: "redirect-blocklist", Severity: Caution,
		Summary: "clientBlackList loses a pattern, so that clients may register such redirect URIs",
		Find:    about(findBlockedRedirects, "clientBlackList"),
	},
	{
		ID: "registration-expiry", Severity: Caution,
		Summary: "dynamicRegistrationExpirationTime makes clients that register expire, or no longer",
		Find:    about(findRegistrationExpiry, "dynamicRegistrationExpirationTime"),
	},
	{
		ID: "software-statement-unchecked", Severity: Danger,
		Summary: "softwareStatementValidationType becomes none, so that software statements are believed unread",
		Find:    about(findUncheckedStatements, "softwareStatementValidationType"),
	},
}, toggleRules(
	toggle{
		id: "dcr-credentials-off", property: "dcrAuthorizationWithClientCredentials", to: false, severity: Danger,
		message: "Managing a registration no longer takes an access token of the client itself; the registration access token alone is enough.",
	},
	toggle{
		id: "dcr-credentials-on", property: "dcrAuthorizationWithClientCredentials", to: true, severity: Caution,
		message: "Clients manage their registration with an access token from the client_credentials grant: applications that use their registration access token fail, and registering without that grant is refused.",
	},
	toggle{
		id: "dcr-signature-off", property: "dcrSignatureValidationEnabled", to: false, severity: Danger,
		message: "Registration requests are accepted without a signature.",
	},
	toggle{
		id: "dcr-signature-on", property: "dcrSignatureValidationEnabled", to: true, severity: Caution,
		message: "Registration requests must be signed JWTs: applications that register with plain JSON are refused.",
		advice:  "Give the keys in dcrSignatureValidationJwks, …JwksUri, …SharedSecret, or the claim of the software statement that holds them.",
	},
	toggle{
		id: "dcr-evidence-off", property: "dcrAttestationEvidenceRequired", to: false, severity: Caution,
		message: "Clients register without evidence of what they are.",
	},
	toggle{
		id: "dcr-evidence-on", property: "dcrAttestationEvidenceRequired", to: true, severity: Caution,
		message: "Registration requests without evidence are refused.",
	},
	toggle{
		id: "dcr-password-on", property: "dynamicRegistrationPasswordGrantTypeEnabled", to: true, severity: Danger,
		message: "Clients may register for the password grant: anybody can set up one that collects users' passwords and tries them here.",
	},
	toggle{
		id: "dcr-scopes-on", property: "dynamicRegistrationScopesParamEnabled", to: true, severity: Caution,
		message: "Clients that register may ask for scopes, and get those that have defaultScope.",
	},
	toggle{
		id: "dcr-scopes-off", property: "dynamicRegistrationScopesParamEnabled", to: false, severity: Caution,
		message: "The scopes that registration requests name are no longer looked at: new clients may lack scopes they need.",
	},
	toggle{
		id: "client-secret-on-read", property: "returnClientSecretOnRead", to: true, severity: Caution,
		message: "Reading a registration returns the client secret: whoever has the registration access token has the secret too.",
	},
	toggle{
		id: "client-secret-hidden", property: "returnClientSecretOnRead", to: false, severity: Caution,
		message: "Registration answers no longer hold the client secret, also not the first one: applications that register themselves never learn it.",
		advice:  "Try a registration before you rely on it.",
	},
	toggle{
		id: "registration-token-rotated", property: "rotateClientRegistrationAccessTokenOnUsage", to: true, severity: Caution,
		message: "Each use of a registration access token replaces it: applications that do not keep the new one lose control of their registration.",
	},
))

// bareGrants are grants for which a client needs no user at a login page.
var bareGrants = []string{"password", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:ietf:params:oauth:grant-type:token-exchange"}

func findRegistrationGrants(f Facts, c change.Change) []Impact {
	var risky []string
	for _, grant := range without(f.Strings(c.Target.ID), f.StringsBefore(c.Target.ID)) {
		if slices.Contains(bareGrants, grant) {
			risky = append(risky, grant)
		}
	}
	return says(len(risky) > 0, Impact{
		Message: "Clients that register themselves may use " + enumerate(risky) + ", which gets tokens without a user at a login page.",
		When:    pickUp,
		Advice:  "Check which scopes have defaultScope: a client that registers itself may have those.",
	})
}

func findAllowedRedirects(f Facts, c change.Change) []Impact {
	now, before := f.Strings("clientWhiteList"), f.StringsBefore("clientWhiteList")
	switch {
	case len(now) == 0:
		return []Impact{{Severity: Danger, When: pickUp, Advice: "To allow all, write *.",
			Message: "No redirect URI is allowed any more: every registration that names one is refused."}}
	case slices.Contains(now, "*") && !slices.Contains(before, "*"):
		message := "Clients may register any redirect URI that clientBlackList does not match."
		if f.Bool("allowPostLogoutRedirectWithoutValidation") {
			return []Impact{{Severity: Danger, When: pickUp, Message: message + " And since allowPostLogoutRedirectWithoutValidation is on, anybody can have users sent anywhere after they sign out."}}
		}
		return []Impact{{When: pickUp, Message: message}}
	}
	removed := without(before, now)
	return says(len(removed) > 0, Impact{When: pickUp,
		Message: "Registrations with redirect URIs like " + enumerate(quoted(removed)) + " are refused; clients already registered do not change."})
}

func findBlockedRedirects(f Facts, c change.Change) []Impact {
	removed := without(f.StringsBefore("clientBlackList"), f.Strings("clientBlackList"))
	return says(len(removed) > 0, Impact{When: pickUp,
		Message: "Clients may register redirect URIs like " + enumerate(quoted(removed)) + " if clientWhiteList lets them through."})
}

func findRegistrationExpiry(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	switch {
	case ok && n > 0:
		return []Impact{{When: pickUp,
			Message: "Clients that register from now on expire after " + duration(n) + " and are removed: their users can no longer sign in. Those already registered keep their expiry."}}
	case ok && had && before > 0:
		return []Impact{{When: pickUp, Message: "Clients that register from now on never expire; those already registered keep their expiry."}}
	}
	return nil
}

func findUncheckedStatements(f Facts, c change.Change) []Impact {
	return says(f.Text(c.Target.ID) == "none", Impact{When: pickUp,
		Message: "Software statements in registration requests are believed without looking at their signature: anybody can write one."})
}
