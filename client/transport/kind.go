package transport

import (
	"context"
	"errors"
)

// Kind says what sort of failure an Error is, which is what callers decide by: exit codes, whether to log in again, whether to
// offer a reload. A Kind is itself an error, so that errors.Is(err, KindConflict) works.
type Kind string

// The kinds of failure.
const (
	KindUnauthenticated Kind = "unauthenticated" // no credentials, or the server did not accept them
	KindNotPermitted    Kind = "not_permitted"   // accepted, but not allowed to do this
	KindNotFound        Kind = "not_found"       // the object or the path does not exist
	KindConflict        Kind = "conflict"        // somebody else changed it, or the name is taken
	KindInvalid         Kind = "invalid"         // the server refused the content of the request
	KindServer          Kind = "server"          // the server failed
	KindUnreachable     Kind = "unreachable"     // no connection, or it broke before the whole answer arrived
	KindTimeout         Kind = "timeout"         // no answer in time
	KindCanceled        Kind = "canceled"        // given up by the caller
	KindReadOnly        Kind = "read_only"       // refused here, nothing was sent
	KindTooLarge        Kind = "too_large"       // the answer is larger than Options.MaxBody, or the request than the server accepts
	KindProtocol        Kind = "protocol"        // the answer was not understood
	KindRateLimited     Kind = "rate_limited"    // too many requests
	KindTLS             Kind = "tls"             // no secure connection could be made
)

type wording struct{ words, hint string }

var wordings = map[Kind]wording{
	KindUnauthenticated: {"the server did not accept the credentials",
		"Check the client id and secret of the profile, or log in again."},
	KindNotPermitted: {"not permitted",
		"Ask an administrator to give this client the missing scope, or use another profile."},
	KindNotFound: {"not found",
		"It may have been deleted meanwhile; reload. If everything is not found, check the server's address."},
	KindConflict: {"in conflict with the server's present state",
		"Reload, look at what is there now, and try again."},
	KindInvalid: {"the server refused the request",
		"Correct the value and try again; nothing was changed."},
	KindServer: {"the server failed",
		"Try again; if it stays, look for the request id in the server's log."},
	KindUnreachable: {"the server cannot be reached",
		"Check the address, the network and that the server is running."},
	KindTimeout: {"no answer in time",
		"The server or the network is slow; try again or allow more time with --timeout."},
	KindCanceled: {"cancelled", "Start it again when wanted."},
	KindReadOnly: {"refused: this connection is read-only",
		"Connect without --read-only, or with a profile that may write."},
	KindTooLarge: {"too large",
		"Narrow the search so that less is transferred."},
	KindProtocol: {"the answer was not understood",
		"Check that the address is a Janssen server, and not a portal or proxy in front of it."},
	KindRateLimited: {"too many requests",
		"Wait a moment and try again."},
	KindTLS: {"no secure connection",
		"Check the address and the server's certificate; a private CA is given with --ca-cert."},
}

// Error says the kind in words.
func (k Kind) Error() string {
	if w, ok := wordings[k]; ok {
		return w.words
	}
	return "failed"
}

// KindOf returns the kind of the first Error, Kind or context error in err's chain, "" when there is none.
func KindOf(err error) Kind {
	var failure *Error
	if errors.As(err, &failure) {
		return failure.Kind
	}
	var kind Kind
	switch {
	case errors.As(err, &kind):
		return kind
	case errors.Is(err, context.Canceled):
		return KindCanceled
	case errors.Is(err, context.DeadlineExceeded):
		return KindTimeout
	}
	return ""
}
