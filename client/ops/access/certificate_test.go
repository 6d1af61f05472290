package access

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/transport"
)

// However deep the certificate is in a failure, it is found, and whether it may be pinned.
func TestCertificateOf(t *testing.T) {
	cause := &transport.CertificateError{Host: "h", Reason: transport.ReasonPinChanged, Pin: "ab", Presented: transport.Certificate{Fingerprint: "0cde", Names: []string{"h"}}}
	problem := CertificateOf(fmt.Errorf("reading: %w", &transport.Error{Kind: transport.KindTLS, Err: cause}))
	if problem == nil || !problem.PinChanged || !problem.MayPin || problem.Fingerprint != "0C:DE" || !slices.Equal(problem.Names, []string{"h"}) {
		t.Fatalf("%+v", problem)
	}
	if again := CertificateOf(fmt.Errorf("signing in: %w", problem)); again != problem {
		t.Errorf("%+v", again)
	}
	if nothing := CertificateOf(&transport.CertificateError{Reason: transport.ReasonNotTLS}); nothing.Fingerprint != "" || nothing.MayPin || nothing.PinChanged {
		t.Errorf("%+v", nothing)
	}
	if other := CertificateOf(errors.New("no such host")); other != nil {
		t.Errorf("%+v", other)
	}
}

// Every field of a profile either says how its server is reached and trusted, or does not.
func TestSameWay(t *testing.T) {
	ways := []string{"Server", "ConfigURL", "AuthURL", "PlainHTTP", "CACert", "Pin", "ClientCert", "ClientKey", "Insecure"}
	for i := range reflect.TypeFor[Profile]().NumField() {
		var changed Profile
		switch field := reflect.ValueOf(&changed).Elem().Field(i); field.Kind() {
		case reflect.Bool:
			field.SetBool(true)
		default:
			field.SetString("x")
		}
		name := reflect.TypeFor[Profile]().Field(i).Name
		if SameWay(Profile{}, changed) == slices.Contains(ways, name) {
			t.Errorf("%s", name)
		}
	}
}
