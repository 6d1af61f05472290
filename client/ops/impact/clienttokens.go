package impact

import (
	"fmt"

	"github.com/jansadm/jansadm/client/ops/change"
)

// clientLifetimes are the lifetimes of a client, by the property that counts where it has none of its own.
var clientLifetimes = []struct{ path, property, what string }{
	{"/accessTokenLifetime", "accessTokenLifetime", "access tokens"},
	{"/refreshTokenLifetime", "refreshTokenLifetime", "refresh tokens"},
	{"/attributes/idTokenLifetime", "idTokenLifetime", "id_tokens"},
	{"/attributes/txTokenLifetime", "txTokenLifetime", "transaction tokens"},
}

var clientLifetimeRules = []Rule{
	clientRule("client-lifetime-long", Caution, "tokens of a client live so long that a stolen one is a serious loss", findClientLifetimeLong, lifetimePaths()...),
	clientRule("client-lifetime-short", Caution, "tokens of a client live less than a minute", findClientLifetimeShort, lifetimePaths()...),
	clientRule("client-lifetime-own", Info, "a client gets a lifetime of its own, in place of the server's", findClientLifetimeOwn, lifetimePaths()...).withProperties(),
	clientRule("client-lifetime-server", Info, "a client loses its own lifetime, or it becomes 0, so that the server's counts", findServerLifetime, lifetimePaths()...).
		withProperties(),
	clientRule("client-lifetime-new-only", Info, "tokens of a client are to live shorter, which those already issued do not notice", findClientLifetimeShorter, lifetimePaths()...),
	clientRule("client-jwt-bounded-by-key", Info, "JWT access tokens of a client end with the signing key, before the lifetime that it is given", findClientKeyBound,
		"/accessTokenLifetime", clientAsJWT).wanting(findClientLifetime, Wanted{Properties: true}),
}

func lifetimePaths() []string {
	paths := make([]string, len(clientLifetimes))
	for i, l := range clientLifetimes {
		paths[i] = l.path
	}
	return paths
}

// lifetime is one lifetime of a client before and after a change; 0 is none of its own.
type lifetime struct {
	property, what string
	before, after  int64
}

func (e Entry) lifetime(path string) lifetime {
	for _, l := range clientLifetimes {
		if l.path == path {
			return lifetime{l.property, l.what, secondsAt(e.Before, path), secondsAt(e.After, path)}
		}
	}
	return lifetime{}
}

func findClientLifetimeLong(f Facts, e Entry, c change.Change) []Impact {
	is := e.lifetime(c.Path)
	for _, l := range longLifetimes {
		if l.property != is.property || is.after <= l.caution || is.before >= is.after {
			continue
		}
		severity := Caution
		if l.danger > 0 && is.after > l.danger {
			severity = Danger
		}
		return []Impact{{Severity: severity, When: entryPickUp, Message: duration(is.after) + " is long for " + is.what + " of the client " + e.word() + ". " + l.message}}
	}
	return nil
}

func findClientLifetimeShort(f Facts, e Entry, c change.Change) []Impact {
	is := e.lifetime(c.Path)
	return says(is.after > 0 && is.after < 60 && is.after != is.before, Impact{
		Message: fmt.Sprintf("The %s of the client %s live %s: a slow network or clocks that differ a little are enough to have them refused.", is.what, e.word(), duration(is.after)),
		When:    entryPickUp,
	})
}

func findClientLifetimeOwn(f Facts, e Entry, c change.Change) []Impact {
	is := e.lifetime(c.Path)
	instead := "the server's setting " + is.property
	if n, ok := f.Int(is.property); ok && f.properties() {
		instead = duration(n) + ", which " + is.property + " of the server says"
	}
	return says(is.before == 0 && is.after > 0, Impact{
		Message: fmt.Sprintf("The %s of the client %s live %s in place of %s. From now on changes of that setting do not reach this client.", is.what, e.word(), duration(is.after), instead),
		When:    entryPickUp,
	})
}

// findServerLifetime: 0 and less count as no lifetime of its own, not as forever (AbstractAuthorizationGrant.java).
func findServerLifetime(f Facts, e Entry, c change.Change) []Impact {
	is := e.lifetime(c.Path)
	if is.property == "" || is.after > 0 || is.before == 0 && c.Kind != change.Set {
		return nil
	}
	found := Impact{When: entryPickUp, Message: fmt.Sprintf("The %s of the client %s live as long as %s of the server says", is.what, e.word(), is.property)}
	if n, ok := f.Int(is.property); ok && f.properties() {
		found.Message += ", at present " + duration(n)
		if n <= 0 {
			found.Severity = Danger
			found.Message = fmt.Sprintf("The client %s gets no %s any more: without a lifetime of its own %s of the server counts, which is %d", e.word(), is.what, is.property, n)
		}
	}
	found.Message += ". 0 does not mean “never” or “unlimited” here."
	return []Impact{found}
}

func findClientLifetimeShorter(f Facts, e Entry, c change.Change) []Impact {
	is := e.lifetime(c.Path)
	return says(is.after > 0 && is.after < is.before, Impact{
		Message: fmt.Sprintf("The %s that the client %s has keep the expiry they were given, up to %s from their issue.", is.what, e.word(), duration(is.before)),
		When:    nextLogin, Advice: "Revoke them if they must end sooner.",
	})
}

// findClientLifetime speaks where a lifetime of JWT access tokens could be bounded by keys.
func findClientLifetime(f Facts, e Entry, c change.Change) []Impact {
	asked := c.Path == "/accessTokenLifetime" || c.Path == clientAsJWT
	return says(asked && isOn(e.After, clientAsJWT) && secondsAt(e.After, "/accessTokenLifetime") > 0, Impact{})
}

// findClientKeyBound: AbstractAuthorizationGrant.java, getAccessTokenLifetimeInSeconds.
func findClientKeyBound(f Facts, e Entry, c change.Change) []Impact {
	own := secondsAt(e.After, "/accessTokenLifetime")
	hours, ok := f.Int("keyRegenerationInterval")
	bound := f.properties() && ok && f.Bool("keyRegenerationEnabled") && hours > 0 && own > hours*3600
	return says(bound && isOn(e.After, clientAsJWT), Impact{
		Message: fmt.Sprintf("The server renews its signing keys every %d h, and no JWT access token lives beyond that: the client %s gets the rest of the interval in place of %s.", hours, e.word(), duration(own)),
		When:    entryPickUp,
	})
}
