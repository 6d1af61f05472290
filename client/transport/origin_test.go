package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSameOrigin(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		same bool
	}{
		{"https://jans.example/a?b#c", "https://JANS.example.:0443", true},
		{"https://xn--bcher-kva.example", "https://B%C3%9CCHER\u3002example", true},
		{"https://jans.example", "http://jans.example", false},
		{"https://jans.example", "https://jans.example:8443", false},
		{"https://jans.example", "https://jans.example@other.example", false},
		{"https://127.1", "https://127.1", false},
		{"", "", false},
		{"https://jans.example", "%zz", false},
	} {
		if got := SameOrigin(tc.a, tc.b); got != tc.same || SameOrigin(tc.b, tc.a) != got {
			t.Errorf("%s and %s: %v", tc.a, tc.b, got)
		}
	}
}

// Whatever net/http dials alike is one origin, and an origin is dialled as it is written.
func TestAnOriginIsWhatIsDialled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := spelling(t, "a"), spelling(t, "b")
		one, err := originOf(a)
		if err != nil {
			t.Skip(err)
		}
		if again, err := originOf(one); again != one || err != nil {
			t.Fatalf("%s is %s, and that is %s, %v", a, one, again, err)
		}
		if dials(t, one) != dials(t, a) {
			t.Fatalf("%s is dialled as %s, and %s as %s", a, dials(t, a), one, dials(t, one))
		}
		if alike := dials(t, a) == dials(t, b); alike != SameOrigin(a, b) {
			t.Fatalf("%s and %s are dialled alike: %v", a, b, alike)
		}
	})
}

// spelling is one of many for one of a few servers.
func spelling(t *rapid.T, label string) string {
	host := rapid.SampledFrom([]string{
		"jans.example", "localhost", "127.0.0.1", "10.0.0.7", "xn--bcher-kva.example", "b\u00fccher.example", "stra\u00dfe.example", "strasse.example", "\u0130.example",
	}).Draw(t, label+" host")
	var spelt strings.Builder
	for _, r := range host {
		spelt.WriteString(rapid.SampledFrom(writings(r)).Draw(t, label))
		spelt.WriteString(rapid.SampledFrom([]string{"", "", "", "\u00ad", "%C2%AD", "\u200b"}).Draw(t, label+" nothing"))
	}
	root := rapid.SampledFrom([]string{"", "", ".", "\u3002"}).Draw(t, label+" root")
	port := rapid.SampledFrom([]string{"", ":", ":443", ":0443", ":8443", ":008443"}).Draw(t, label+" port")
	return "https://" + spelt.String() + root + port
}

// writings are ways to write a letter that lookups take for the same: capitals, full-width forms, other dots.
func writings(r rune) []string {
	small := string(r)
	switch {
	case r == '.':
		return []string{".", ".", "\u3002", "\uff0e", "\uff61", "%E3%80%82"}
	case '!' <= r && r <= '~':
		wide := string(r - '!' + '\uff01')
		return []string{small, small, small, strings.ToUpper(small), wide, url.PathEscape(wide)}
	}
	return []string{small, small, strings.ToUpper(small), url.PathEscape(small)}
}

// dials is the address that net/http dials, as package net understands it: names without regard to case and root, ports as numbers.
func dials(t *rapid.T, address string) string {
	dialled := ""
	network := &http.Transport{DialTLSContext: func(_ context.Context, _, address string) (net.Conn, error) {
		dialled = address
		return nil, errors.New("looked at")
	}}
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Skip(err)
	}
	if _, err := network.RoundTrip(request); dialled == "" { // the answer is always an error
		t.Skip(err)
	}
	host, port, err := net.SplitHostPort(dialled)
	if err != nil {
		t.Fatal(err)
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		host = ip.Unmap().String()
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return net.JoinHostPort(host, strconv.Itoa(number))
}
