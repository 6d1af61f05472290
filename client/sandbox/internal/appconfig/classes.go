package appconfig

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

var (
	text    = &jackson.Type{Kind: jackson.Text}
	boolean = &jackson.Type{Kind: jackson.Boolean}
	integer = &jackson.Type{Kind: jackson.Integer}
	flag    = &jackson.Type{Kind: jackson.Boolean, Primitive: true}
	number  = &jackson.Type{Kind: jackson.Integer, Primitive: true}
	texts   = &jackson.Type{Kind: jackson.List, Elem: text}
	textMap = &jackson.Type{Kind: jackson.Map, Elem: text}
)

func object(class *jackson.Class) *jackson.Type {
	return &jackson.Type{Kind: jackson.Object, Class: class}
}

func listOf(elem *jackson.Type) *jackson.Type {
	return &jackson.Type{Kind: jackson.List, Elem: elem}
}

func enumeration(enum *jackson.Enum) *jackson.Type {
	return &jackson.Type{Kind: jackson.Enumeration, Enum: enum}
}

// enums are the enumerations of the configuration, by their Java names.
func enums() map[string]*jackson.Enum {
	return map[string]*jackson.Enum{
		"XFrameOptions":        {Values: []string{"SAMEORIGIN", "DENY"}},
		"KeySelectionStrategy": {Values: []string{"OLDER", "NEWER", "FIRST"}},
		"SsaValidationType":    {Values: []string{"NONE", "SSA", "DCR"}},
		"WebKeyStorage":        {Values: []string{"keystore", "pkcs11"}, Unknown: jackson.BecomesFallback, Fallback: "keystore", FoldCase: true},
		"ErrorHandlingMethod":  {Values: []string{"internal", "remote"}, Unknown: jackson.BecomesNull, FoldCase: true},
		"ResponseType":         {Values: []string{"code", "token", "id_token"}, Unknown: jackson.BecomesNull},
		"ResponseMode": {Unknown: jackson.BecomesNull, Values: []string{
			"query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt",
		}},
		"GrantType": {Unknown: jackson.BecomesNull, Values: []string{
			"none", "authorization_code", "implicit", "password", "client_credentials", "refresh_token",
			"urn:ietf:params:oauth:grant-type:uma-ticket",
			"urn:ietf:params:oauth:grant-type:token-exchange",
			"urn:openid:params:grant-type:ciba",
			"urn:ietf:params:oauth:grant-type:device_code",
			"urn:ietf:params:oauth:grant-type:jwt-bearer",
		}},
		"KeySource": {
			Values: []string{"body", "header", "query", "unknown"}, Unknown: jackson.BecomesFallback, Fallback: "unknown",
			FoldCase: true, Trim: true,
		},
	}
}

// classes are the nested classes of the configuration, by their Java names.
func classes(enums map[string]*jackson.Enum) map[string]*jackson.Class {
	all := []*jackson.Class{
		filterClass("AuthenticationFilter"), filterClass("ClientAuthenticationFilter"), corsFilter(),
		{Name: "AuthorizationRequestCustomParameter", Members: []jackson.Member{
			{Name: "paramName", Type: text},
			{Name: "returnInResponse", Type: boolean, Null: "false"},
		}},
		{Name: "AuthenticationProtectionConfiguration", Members: []jackson.Member{
			{Name: "attemptExpiration", Type: number},
			{Name: "maximumAllowedAttemptsWithoutDelay", Type: number},
			{Name: "delayTime", Type: number},
			{Name: "bruteForceProtectionEnabled", Type: boolean},
		}},
		{Name: "CIBAEndUserNotificationConfig", Members: members(text, "apiKey", "authDomain", "databaseURL", "projectId",
			"storageBucket", "messagingSenderId", "appId", "notificationUrl", "notificationKey", "publicVapidKey")},
		{Name: "LockMessageConfig", Members: []jackson.Member{
			{Name: "enableTokenMessages", Type: boolean},
			{Name: "tokenMessagesChannel", Type: text},
		}},
		{Name: "ConnectionServiceConfiguration", Members: members(integer, "maxTotal", "maxPerRoute", "validateAfterInactivity")},
		{Name: "TrustedIssuerConfig", Members: []jackson.Member{
			{Name: "automaticallyGrantedScopes", Type: texts, Initial: "[]", Null: "[]"},
		}},
		{Name: "SsaConfiguration", OmitNull: true, Members: []jackson.Member{
			{Name: "ssaEndpoint", Type: text},
			{Name: "ssaCustomAttributes", Type: texts, Initial: "[]"},
			{Name: "ssaSigningAlg", Type: text, Initial: `"RS256"`},
			{Name: "ssaExpirationInDays", Type: integer, Initial: "30"},
			{Name: "ssaMapSoftwareRolesToScopes", Type: &jackson.Type{Kind: jackson.Map, Elem: texts}},
		}},
		engineConfig(), ssaValidation(enums["SsaValidationType"]), rateLimit(enums["KeySource"]),
	}
	byName := make(map[string]*jackson.Class, len(all))
	for _, class := range all {
		byName[class.Name] = class
	}
	return byName
}

func members(t *jackson.Type, names ...string) []jackson.Member {
	out := make([]jackson.Member, len(names))
	for i, name := range names {
		out[i] = jackson.Member{Name: name, Type: t}
	}
	return out
}

func filterClass(name string) *jackson.Class {
	return &jackson.Class{Name: name, Members: []jackson.Member{
		{Name: "filter", Type: text},
		{Name: "bind", Type: boolean},
		{Name: "baseDn", Type: text},
		{Name: "bindPasswordAttribute", Type: text},
	}}
}

func corsFilter() *jackson.Class {
	return &jackson.Class{Name: "CorsConfigurationFilter", Members: []jackson.Member{
		{Name: "filterName", Type: text},
		{Name: "corsEnabled", Type: boolean, Null: "true"},
		{Name: "corsAllowedOrigins", Type: text, Null: `"*"`, EmptyIsNull: true},
		{Name: "corsAllowedMethods", Type: text, Null: `"GET,POST,HEAD,OPTIONS"`, EmptyIsNull: true},
		{Name: "corsAllowedHeaders", Type: text, EmptyIsNull: true,
			Null: `"Origin,Accept,X-Requested-With,Content-Type,Access-Control-Request-Method,Access-Control-Request-Headers"`},
		{Name: "corsExposedHeaders", Type: text, Null: `""`},
		{Name: "corsSupportCredentials", Type: boolean, Null: "true"},
		{Name: "corsLoggingEnabled", Type: boolean, Null: "false"},
		{Name: "corsPreflightMaxAge", Type: integer, Null: "1800"},
		{Name: "corsRequestDecorate", Type: boolean, Null: "true"},
	}}
}

func engineConfig() *jackson.Class {
	return &jackson.Class{Name: "EngineConfig", Members: []jackson.Member{
		{Name: "enabled", Type: flag},
		{Name: "rootDir", Type: text},
		{Name: "templatesPath", Type: text, Initial: `"/ftl"`},
		{Name: "scriptsPath", Type: text, Initial: `"/scripts"`},
		{Name: "maxItemsLoggedInCollections", Type: number, Initial: "3"},
		{Name: "disableTCHV", Type: boolean},
		{Name: "pageMismatchErrorPage", Type: text},
		{Name: "interruptionErrorPage", Type: text},
		{Name: "crashErrorPage", Type: text},
		{Name: "finishedFlowPage", Type: text},
		{Name: "startEndUrlMapping", Type: textMap},
		{Name: "serializeRules", Type: &jackson.Type{Kind: jackson.Map, Elem: texts}},
		{Name: "defaultResponseHeaders", Type: textMap, Initial: `{"Cache-Control":"max-age=0, no-store"}`},
	}}
}

func ssaValidation(kind *jackson.Enum) *jackson.Class {
	list := func(name string) jackson.Member { return jackson.Member{Name: name, Type: texts, Null: "[]"} }
	return &jackson.Class{Name: "SsaValidationConfig", Members: slices.Concat(
		members(text, "id"),
		[]jackson.Member{{Name: "type", Type: enumeration(kind)}},
		members(text, "displayName", "description"),
		[]jackson.Member{list("scopes"), list("allowedClaims")},
		members(text, "jwks", "jwksUri"),
		[]jackson.Member{list("issuers")},
		members(text, "configurationEndpoint", "configurationEndpointClaim", "sharedSecret"),
	)}
}

func rateLimit(source *jackson.Enum) *jackson.Class {
	extractor := &jackson.Class{Name: "KeyExtractor", OmitNull: true, Members: []jackson.Member{
		{Name: "source", Type: enumeration(source)},
		{Name: "parameterNames", Type: texts, Null: "[]"},
		{Name: "wellFormed", Type: flag, ReadOnly: true},
	}}
	extractor.Tidy = func(o map[string]any) { o["parameterNames"] = trimmed(o["parameterNames"], strings.TrimSpace) }
	extractor.Derive = func(o map[string]any) {
		o["wellFormed"] = o["source"] != nil && length(o["parameterNames"]) > 0
	}
	rule := &jackson.Class{Name: "RateLimitRule", OmitNull: true, Members: []jackson.Member{
		{Name: "path", Type: text},
		{Name: "methods", Type: texts, Null: "[]"},
		{Name: "requestCount", Type: integer},
		{Name: "periodInSeconds", Type: integer},
		{Name: "keyExtractors", Type: listOf(object(extractor)), Null: "[]"},
		{Name: "wellFormed", Type: flag, ReadOnly: true},
	}}
	rule.Tidy, rule.Derive = tidyRule, deriveRule
	return &jackson.Class{Name: "RateLimitConfig", OmitNull: true, Members: []jackson.Member{
		{Name: "rateLimitRules", Type: listOf(object(rule)), Initial: "[]", Null: "[]"},
		{Name: "rateLoggingEnabled", Type: flag},
	}}
}
