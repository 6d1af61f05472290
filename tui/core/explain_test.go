package core_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

func TestExplainNamesTheKey(t *testing.T) {
	err := &auth.LoginRequiredError{Profile: "prod", Reason: "nobody is signed in", Err: transport.KindUnauthenticated}
	if hint := core.Explain(err).Hint; hint != "Sign in with L." {
		t.Errorf("the hint is %q", hint)
	}
	_, files := transport.New(transport.Options{ClientCert: "cert.pem"})
	if files == nil {
		t.Fatal("a certificate without its key is taken")
	}
	unknown := &transport.CertificateError{Host: "jans.example.org", Reason: transport.ReasonUnknownAuthority}
	readOnly := ops.New(ops.Deps{Guards: ops.Guards{ReadOnly: true, ReadOnlyOf: "prod"}}).Writable()
	for _, err := range []error{files, unknown, readOnly, &transport.Error{Kind: transport.KindTLS, Hint: unknown.Hint()}} {
		problem := core.Explain(err)
		if said := regexp.MustCompile(`--[a-z]|jansadm [a-z]`).FindString(problem.Message + problem.Hint); said != "" {
			t.Errorf("%q is said in %q, %q", said, problem.Message, problem.Hint)
		}
	}
}

// Every page explains failures in these words, and none in those of the command line.
func TestNothingIsExplainedOtherwise(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || path == filepath.Join("..", "core", "explain.go") {
			return err
		}
		code, err := os.ReadFile(path)
		if strings.Contains(string(code), "ops.Explain(") {
			t.Errorf("%s explains with ops.Explain, and not with core.Explain", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Texts that nothing in the console can lead to by itself, as the guards and rules have them.
func TestHere(t *testing.T) {
	for said, want := range map[string]string{
		"say why with --reason TEXT":                                       "say why with m on the page of the review",
		"type the word that is asked for, or pass --accept-risk for: a, b": "type the word that is asked for",
		"type it exactly so when it is asked for, or pass --confirm prod":  "type it exactly so when it is asked for; r checks again, and asks",
		"pass --yes": "confirm it",
		"Enable them in the same plan: the review offers it, on the command line it is --enable-scripts.":         "Enable them in the same plan: the review offers it.",
		"Use the address that the server itself uses, with --server or --auth-url.":                               "Use the address that the server itself uses, as host and auth server of the profile.",
		"If only the auth server is there, give that its own address (--auth-url).":                               "If only the auth server is there, give that its own address (Auth server).",
		"The server asks for a client certificate: give one with --client-cert and --client-key, or another one.": "The server asks for a client certificate: give one in the profile, or another one.",
		"Give it to a client on the client's page, or with jansadm client add-scope CLIENT a.b.":                  "Give it to a client on the client's page.",
		"\"jansadm help revocation check\" lists what the check needs; nothing else was touched":                  "nothing else was touched",
		"it has failed: \"jansadm revocation status\" tells.":                                                     "it has failed: the page Revocation tells.",
		"it is the code of one; \"jansadm token revoke\" takes codes":                                             "it is the code of one; Tokens lists it",
		"Remove its entry, or its whole grant: \"jansadm token revoke abc --whole-grants\".":                      "Remove its entry, or its whole grant, as the result offers.",
		"nothing of the kind -- at all": "nothing of the kind -- at all",
	} {
		if got := core.Here(said); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
		if problem := core.Explain(errors.New(said)); problem.Message != want {
			t.Errorf("%q is explained as %q", said, problem.Message)
		}
	}
}

// A guard that another process has put up meets a person who has a console before them.
func TestExplainNamesTheWayPastAGuard(t *testing.T) {
	for want, guards := range map[string]ops.Guards{
		"lift that with e in Profiles where it is right to do so":           {ReadOnly: true, ReadOnlyOf: "prod"},
		"type it exactly so when it is asked for; r checks again, and asks": {ConfirmWord: "Go on", WordOf: "prod"},
		"say why with m on the page of the review":                          {RequireReason: true, ReasonOf: "prod"},
		"start without --read-only":                                         {ReadOnly: true},
	} {
		err := ops.New(ops.Deps{Guards: guards}).Guard(&ops.Plan{}, ops.Consent{Yes: true})
		if hint := core.Explain(err).Hint; hint != want {
			t.Errorf("the hint is %q", hint)
		}
	}
}
