package sandbox

import (
	"testing"
)

// BenchmarkSearch is what a person waits for in a server with 100,000 more scopes.
func BenchmarkSearch(b *testing.B) {
	f := newFixture(b, func(o *Options) { o.Seed.Scopes = 100_000 })
	header := f.everything()
	for _, c := range []struct{ name, path string }{
		{"first page", "/scopes"},
		{"last page", "/scopes?startIndex=100100"},
		{"rare pattern", "/scopes?pattern=sample_099999"},
		{"common pattern", "/scopes?pattern=sample"},
		{"two patterns with wildcards", "/scopes?pattern=no%25where,no_where"},
		{"sorted by name", "/scopes?sortBy=displayName&sortOrder=descending"},
		{"exact id", "/scopes?fieldValuePair=id=sample_050000"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if a := f.request("GET", api+c.path, "", header...); a.status != 200 {
					b.Fatal(a.status, a.body)
				}
			}
		})
	}
}

// BenchmarkTokenSearch is the same for a server with 100,000 more tokens.
func BenchmarkTokenSearch(b *testing.B) {
	f := newFixture(b, func(o *Options) { o.Seed.Tokens = 100_000 })
	header := f.everything()
	for _, c := range []struct{ name, query string }{
		{"first page", ""},
		{"last page", "?startIndex=100000"},
		{"rare pattern", "?pattern=tx_token"},
		{"common pattern", "?pattern=person"},
		{"no match", "?pattern=nobody,nowhere"},
		{"of a client", "?fieldValuePair=clientId=" + f.Sample(ClientApp).ID},
		{"of a person", "?fieldValuePair=userId=person0042,tokenType=refresh_token"},
		{"expired", "?fieldValuePair=expirationDate%3C2026-07-13T12:00:00"},
		{"next to expire", "?sortBy=exp"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if a := f.request("GET", api+"/token/search"+c.query, "", header...); a.status != 200 {
					b.Fatal(a.status, a.body)
				}
			}
		})
	}
}
