package ops

import (
	"errors"
	"testing"
)

func TestFlushDiscovery(t *testing.T) {
	for _, tc := range []struct{ stored, want string }{
		{"60", "59"}, {"59", "60"}, {"2", "1"}, {"1", "2"}, {"2147483647", "2147483646"}, {"null", "59"}, {"", "59"}, {"0", ""}, {"-5", ""}, {`"x"`, ""},
	} {
		member := `"discoveryCacheLifetimeInMinutes":` + tc.stored
		if tc.stored == "" {
			member = `"issuer":"https://jans.example.org"`
		}
		f := setUp(member)
		configuration, draft := f.stage(t, func(*Configuration, *Draft) error { return nil })
		err := configuration.FlushDiscovery(draft)
		refused := (*NotSettableError)(nil)
		if got := string(configuration.Value(draft, CacheLifetime)); tc.want != "" && (err != nil || got != tc.want) || tc.want == "" && (!errors.As(err, &refused) || draft.Len() > 0) {
			t.Errorf("%s: %s, %v; want %s", tc.stored, got, err, tc.want)
		}
	}
}

// A lifetime that is staged already flushes as well as another one.
func TestFlushDiscoveryKeepsWhatIsStaged(t *testing.T) {
	f := setUp(`"discoveryCacheLifetimeInMinutes":60`)
	configuration, draft := f.stage(t, set(CacheLifetime, "10"))
	if err := configuration.FlushDiscovery(draft); err != nil || string(configuration.Value(draft, CacheLifetime)) != "10" {
		t.Errorf("%s, %v", configuration.Value(draft, CacheLifetime), err)
	}
}
