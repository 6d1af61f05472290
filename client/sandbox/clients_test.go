package sandbox

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

func TestTokenOfADisabledClient(t *testing.T) {
	f := newFixture(t)
	f.changeClient(ClientOther, func(doc map[string]any) { doc["disabled"] = true })
	if a := f.form(tokenPath, f.Sample(ClientOther), clientCredentials("openid")); a.status != http.StatusForbidden || a.envelope(t).Error != "disabled_client" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// changeClient edits a stored client document.
func (f *fixture) changeClient(sample string, change func(map[string]any)) {
	f.t.Helper()
	var doc map[string]any
	id := f.Sample(sample).ID
	if ok, err := f.store.decode(bucketClients, id, &doc); !ok || err != nil {
		f.t.Fatalf("%v, %v", ok, err)
	}
	change(doc)
	raw, err := json.Marshal(doc)
	if err != nil {
		f.t.Fatal(err)
	}
	if err := f.store.put(bucketClients, id, raw); err != nil {
		f.t.Fatal(err)
	}
}

// A client entry is cached for a minute, unless useLocalCache is off.
func TestClientsAreCached(t *testing.T) {
	f := newFixture(t)
	status := func() int { return f.form(tokenPath, f.Sample(ClientOther), clientCredentials("openid")).status }
	disable := func(disabled bool) {
		f.changeClient(ClientOther, func(doc map[string]any) { doc["disabled"] = disabled })
	}
	if got := status(); got != http.StatusOK {
		t.Fatal(got)
	}
	disable(true)
	f.clock.Advance(59 * time.Second)
	if got := status(); got != http.StatusOK {
		t.Errorf("within the minute: %d", got)
	}
	f.clock.Advance(time.Second)
	if got := status(); got != http.StatusForbidden {
		t.Errorf("after the minute: %d", got)
	}
	f.replace("useLocalCache", "false")
	disable(false)
	if got := status(); got != http.StatusOK {
		t.Errorf("without the cache: %d", got)
	}
}
