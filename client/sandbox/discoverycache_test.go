package sandbox

import (
	"net/http"
	"testing"
	"time"
)

// The cache outlives a reload of the configuration.
func TestDiscoveryLagsBehind(t *testing.T) {
	f := newFixture(t)
	f.discover()
	f.replace("featureFlags", `["userinfo"]`)
	if f.discover()["revocation_endpoint"] == nil {
		t.Error("the cache was cleared by the reload")
	}
	if a := f.form(revokePath, f.Sample(ClientOther), tokenForm("x")); a.status != http.StatusForbidden {
		t.Errorf("the endpoint is still open: %d", a.status)
	}
	f.clock.Advance(60*time.Minute - 31*time.Second)
	if f.discover()["revocation_endpoint"] == nil {
		t.Error("the cache ended early")
	}
	f.clock.Advance(time.Second)
	if f.discover()["revocation_endpoint"] != nil {
		t.Error("the cache did not end")
	}
}

func TestDiscoveryCacheIsFlushedByItsLifetime(t *testing.T) {
	f := newFixture(t)
	f.discover()
	f.patch(`[{"op":"replace","path":"/featureFlags","value":["userinfo"]},{"op":"replace","path":"/discoveryCacheLifetimeInMinutes","value":59}]`)
	f.clock.Advance(29 * time.Second)
	if f.discover()["revocation_endpoint"] == nil {
		t.Error("flushed before the timer")
	}
	f.clock.Advance(time.Second)
	if f.discover()["revocation_endpoint"] != nil {
		t.Error("not flushed")
	}
	// A negative lifetime cannot be built: the old cache stays.
	f.patch(`[{"op":"replace","path":"/featureFlags","value":[]},{"op":"replace","path":"/discoveryCacheLifetimeInMinutes","value":-1}]`)
	f.clock.Advance(30 * time.Second)
	if f.discover()["revocation_endpoint"] != nil {
		t.Error("flushed by a negative lifetime")
	}
}

func TestDiscoveryCacheIsFlushedByScripts(t *testing.T) {
	f := newFixture(t)
	f.discover()
	f.replace("featureFlags", `["userinfo"]`)
	f.clock.Advance(time.Second)
	f.putScript("A1", scriptRevokeToken, "", true)
	if f.discover()["revocation_endpoint"] == nil {
		t.Error("flushed before the timer")
	}
	f.clock.Advance(30 * time.Second)
	if f.discover()["revocation_endpoint"] != nil {
		t.Error("not flushed")
	}
}

// Values that the code does not expect make it throw, and the answer is empty.
func TestDiscoveryBreaks(t *testing.T) {
	for _, c := range [][2]string{
		{"grantTypesSupported", `["authorization_code","bogus"]`}, {"grantTypesSupported", `null`}, {"responseTypesSupported", `null`},
		{"responseTypesSupported", `[["code","bogus"]]`}, {"responseTypesSupported", `[null]`}, {"responseModesSupported", `["bogus"]`},
		{"frontChannelLogoutSessionSupported", `null`},
	} {
		f := uncachedDiscovery(t)
		f.replace(c[0], c[1])
		if a := f.request(http.MethodGet, discoveryPath, ""); a.status != http.StatusOK || a.body != "" {
			t.Errorf("%s = %s: %d %.80q", c[0], c[1], a.status, a.body)
		}
	}
}

func TestTimingOfNothing(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Timing = Timing{EntityCache: time.Second} })
	f.patch(`[{"op":"replace","path":"/featureFlags","value":["userinfo"]}]`)
	if a := f.form(revokePath, f.Sample(ClientOther), tokenForm("x")); a.status != http.StatusForbidden {
		t.Errorf("without a delay the change is not seen at once: %d", a.status)
	}
}
