// Package sandbox is an embedded imitation of a Janssen server: discovery, token, revocation and introspection endpoints of the auth
// server, and the Config API, with their real paths, payloads, error bodies and quirks. It stores raw JSON documents in one folder and
// listens on loopback with TLS; its handler can also be used without a socket.
//
// Where the server's documentation and its code disagree, the code is imitated and a comment says so. Comments cite the source files
// of the Janssen repository by name.
package sandbox
