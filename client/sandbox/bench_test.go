package sandbox

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
)

// The benchmarks are the two starts a command line sees: on a folder that exists, and on a fresh one.

func BenchmarkConnectExisting(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "data")
	token := firstGet(b, Options{Dir: dir}, "")
	for b.Loop() {
		firstGet(b, Options{Dir: dir}, token)
	}
}

func BenchmarkConnectFresh(b *testing.B) {
	root := b.TempDir()
	for i := 0; b.Loop(); i++ {
		firstGet(b, Options{Dir: filepath.Join(root, string(rune('a'+i%26)), string(rune('a'+i/26%26)), string(rune('a'+i/676)))}, "")
	}
}

// firstGet connects, gets a token unless one is given, reads the configuration and closes.
func firstGet(b *testing.B, o Options, token string) string {
	b.Helper()
	handle, err := Connect(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	f := &fixture{Server: handle.Server(), t: b}
	if token == "" {
		token = f.token(scopePropertiesRead)
	}
	if a := f.request(http.MethodGet, configPath, "", "Authorization", "Bearer "+token); a.status != http.StatusOK && a.status != http.StatusUnauthorized {
		b.Fatal(a.status)
	}
	if err := handle.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
	return token
}
