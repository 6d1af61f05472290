// Package sandbox is an embedded imitation of a Janssen server: the auth server's endpoints from discovery and device authorization to
// revocation and the end of a session, and the Config API, with their real paths, payloads, error bodies and quirks. It stores raw JSON
// documents in one folder and listens on loopback with TLS; its handler can also be used without a socket. People sign in on a small page
// of its own.
//
// Interception scripts are stored, enabled and reloaded as on a real server but not executed. The shipped samples of dynamic scope scripts
// have their effect, and so have scripts made from the project's template (see TemplateMarker); all others run without effect. What is
// missing in a script shows in its scriptError. Comments of the form "sandbox: ..." make a script behave in a given way, see script.go. Among
// the samples are scripts of the type revoke_token, off, that fail in the ways such scripts can fail.
//
// Every endpoint that a feature flag switches is there. Those that the sandbox has no function for answer as to an empty request, see gate.
//
// Tokens and browser sessions are entries that the Config API shows and removes. A fresh sandbox has some of several clients and persons, and
// one client whose access tokens are JWTs.
//
// Where the server's documentation and its code disagree, the code is imitated and a comment says so. There are three exceptions, where the
// code is suspected to do harm or nothing: see Options.AsCoded. Comments cite the source files
// of the Janssen repository by name.
package sandbox
