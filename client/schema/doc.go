// Package schema is the catalogue of the Janssen auth server's configuration:
// its 329 properties and 26 feature flags, each with its type, limits, shipped
// default and a line of help for administrators.
//
// The server checks almost nothing it is sent, so the rules are here: [Parse]
// turns typed text into a wire value, [Validate] and [Property.Check] say what
// is wrong with one, [Type.Equal] tells whether two values mean the same to the
// server, and [Text] and [Display] show one. Properties and flags which the
// catalogue does not know are handled through [Infer].
//
// It describes the entries of the server as well: scopes, claims, scripts and
// clients are each an [Entity] whose [EntityField]s say what a member means, who
// makes it and how a patch spells it. Around them are the types of scopes and
// scripts, the scopes and claims of OpenID Connect, and a beginning for scripts.
//
// The facts follow the server's own source: AppConfiguration.java for names,
// types and Java defaults, jans-auth-config.json of the setup for what a new
// installation ships, AuthConfigResource.java for what a write does.
package schema
