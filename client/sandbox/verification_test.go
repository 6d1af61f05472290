package sandbox

import (
	"bytes"
	"context"
	"html"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestApproveOnThePage(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	b := f.browser()
	b.open(d.Complete)
	b.shows(d.UserCode)
	f.poll(d.DeviceCode, "x", "y").wants(t, "opened", 400, "slow_down")
	b.press(stepCode, "user_code", d.UserCode)
	b.shows("Sign in", "Jans TUI Client", d.UserCode)
	b.press(stepSignIn, "username", "admin", "password", "wrong")
	b.shows(signInFailed)
	b.signIn("admin")
	b.shows("You are signed in as", "admin", "Jans TUI Client", "offline_access", d.UserCode)
	f.clock.Advance(5 * time.Second)
	f.poll(d.DeviceCode).wants(t, "not approved yet", 400, "authorization_pending")
	b.press(stepApprove)
	b.shows("The device is connected.")
	a := f.poll(d.DeviceCode)
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	access := quoted(t, a.object(t)["access_token"])
	if user := f.introspect(access, access).object(t)["username"]; string(user) != `"admin"` {
		t.Errorf("user: %s", user)
	}
	if claims, err := f.instance.Load().auth.verifiedClaims(quoted(t, a.object(t)["id_token"])); err != nil || claims["sid"] == nil {
		t.Errorf("id_token: %v, %v", claims, err)
	}
	b.open(d.Complete)
	f.clock.Advance(time.Second)
	b.press(stepCode, "user_code", d.UserCode)
	b.shows(codeUnknown)
}

// The code can be typed too, in lower case, and the next device needs no password; but it can be given to somebody else.
func TestDenyOnThePage(t *testing.T) {
	f := newFixture(t)
	b := f.browser()
	b.open(f.Info().URL + devicePath)
	first, second := f.startDevice(), f.startDevice()
	b.press(stepCode, "user_code", " "+strings.ToLower(first.UserCode)+" ")
	b.signIn("admin")
	b.press(stepDeny)
	b.shows("The device gets no access.")
	f.poll(first.DeviceCode).wants(t, "denied", 400, "access_denied")

	f.clock.Advance(time.Second)
	b.open(second.Complete)
	b.press(stepCode, "user_code", second.UserCode)
	b.shows("You are signed in as", "admin")
	b.press(stepSwitch)
	b.signIn("auditor")
	b.shows("You are signed in as", "auditor")
	b.press(stepApprove)
	access := quoted(t, f.poll(second.DeviceCode).object(t)["access_token"])
	if user := f.introspect(access, access).object(t)["username"]; string(user) != `"auditor"` {
		t.Errorf("user: %s", user)
	}

	f.clock.Advance(time.Second)
	b.open(first.Complete)
	b.press(stepCode, "user_code", first.UserCode)
	b.shows(codeDenied)
}

func TestCodeExpiresWhileThePageIsOpen(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	b := f.browser()
	b.open(d.Complete)
	b.press(stepCode, "user_code", d.UserCode)
	b.signIn("admin")
	f.clock.Advance(1800 * time.Second)
	b.press(stepApprove)
	b.shows(codeOver)
	f.poll(d.DeviceCode).wants(t, "late", 400, "expired_token")
	b.open(f.Info().URL + devicePath)
	b.shows("Code shown on the device")
}

// Five wrong codes are the most in a session, and there has to be a pause between them.
func TestWrongCodes(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	b := f.browser()
	b.open(f.Info().URL + devicePath)
	try := func(code string, wait time.Duration) {
		t.Helper()
		f.clock.Advance(wait)
		b.press(stepCode, "user_code", code)
	}
	for i, code := range []string{"", "BBBB-BBBB", "AEIO-UYAE", "x", "BBBBBBBB"} {
		if i == 1 {
			try(code, 500*time.Millisecond)
			b.shows(tooOften)
		}
		try(code, 501*time.Millisecond)
		b.shows(codeUnknown)
	}
	try(d.UserCode, time.Minute)
	b.shows(tooOften)
	again := f.browser()
	again.open(d.Complete)
	again.press(stepCode, "user_code", d.UserCode)
	again.shows("Sign in")
}

// Forms are taken only from the page itself and from the browser it was shown to.
func TestFormsOfOtherPages(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	b, other := f.browser(), f.browser()
	b.open(d.Complete)
	b.press(stepCode, "user_code", d.UserCode)
	b.signIn("admin")
	other.open(d.Complete)
	approve := func(form string) url.Values { return url.Values{"step": {stepApprove}, "form": {form}} }
	form := b.hidden()
	for _, c := range []struct {
		name   string
		sender *browser
		form   string
		header []string
	}{
		{"no secret", b, "", nil},
		{"secret of another", b, other.hidden(), nil},
		{"other browser", other, form, nil},
		{"no cookie", f.browser(), form, nil},
		{"other origin", b, form, []string{"Origin", "https://evil.example"}},
		{"other site", b, form, []string{"Sec-Fetch-Site", "cross-site"}},
	} {
		c.sender.send(approve(c.form), c.header...)
		if c.sender.status != http.StatusForbidden || !strings.Contains(c.sender.page, html.EscapeString(formOld)) {
			t.Errorf("%s: %d", c.name, c.sender.status)
		}
	}
	f.clock.Advance(5 * time.Second)
	f.poll(d.DeviceCode).wants(t, "still undecided", 400, "authorization_pending")
	b.send(url.Values{"step": {"nonsense"}, "form": {form}})
	if b.status != http.StatusBadRequest {
		t.Errorf("unknown step: %d", b.status)
	}
	b.send(approve(form), "Origin", f.Info().URL, "Sec-Fetch-Site", "same-origin")
	b.shows("The device is connected.")
}

// Whoever knew the cookie before the sign-in is not signed in with it.
func TestSignInChangesTheCookie(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	b := f.browser()
	b.open(d.Complete)
	base, err := url.Parse(f.Info().URL)
	if err != nil {
		t.Fatal(err)
	}
	before := b.client.Jar.Cookies(base)
	b.press(stepCode, "user_code", d.UserCode)
	b.signIn("admin")
	thief := f.browser()
	thief.client.Jar.SetCookies(base, before)
	thief.open(f.Info().URL + devicePath)
	if strings.Contains(thief.page, "signed in") || !strings.Contains(thief.page, "Code shown on the device") {
		t.Errorf("the old cookie shows:\n%s", thief.page)
	}
	f.clock.Advance(86400 * time.Second)
	b.open(f.Info().URL + devicePath)
	b.shows("Code shown on the device")
}

// What comes from a link, a form or the name of a client is text, nothing else.
func TestHostileTexts(t *testing.T) {
	f := newFixture(t)
	const hostile = `"><script>alert(1)</script>{{.Form}}`
	b := f.browser()
	b.open(f.Info().URL + devicePath + "?" + url.Values{"user_code": {hostile}}.Encode())
	check := func(where string) {
		t.Helper()
		if strings.Contains(b.page, "<script") || !strings.Contains(b.page, "&lt;script&gt;") {
			t.Errorf("%s:\n%s", where, b.page)
		}
	}
	check("link")
	b.press(stepCode, "user_code", hostile)
	check("form")
	f.must("PATCH", "/openid/clients/"+f.Sample(ClientTUI).ID,
		`[{"op":"replace","path":"/displayName","value":"<script>x</script>"},{"op":"replace","path":"/clientName","value":"<script>x</script>"}]`)
	f.clock.Advance(time.Minute)
	d := f.startDevice()
	b.press(stepCode, "user_code", d.UserCode)
	b.open(f.Info().URL + devicePath)
	check("name of a client")
	policy := b.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") ||
		b.header.Get("Cache-Control") != "no-store" || b.header.Get("X-Frame-Options") != "DENY" {
		t.Errorf("headers: %v", b.header)
	}
}

// The log of a sign-in names requests, and neither codes nor passwords nor what a browser keeps.
func TestLogOfASignIn(t *testing.T) {
	var log bytes.Buffer
	f := newFixture(t, func(o *Options) {
		o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	d := f.startDevice()
	b := f.browser()
	b.open(d.Complete)
	b.press(stepCode, "user_code", d.UserCode)
	form := b.hidden()
	b.signIn("admin")
	b.press(stepApprove)
	tokens := f.poll(d.DeviceCode).object(t)
	ujwt := f.request(http.MethodPost, userinfoPath, "", bearer(quoted(t, tokens["access_token"]))...).body
	f.exchange(quoted(t, tokens["access_token"]), ujwt+"x")
	if err := f.Close(context.Background()); err != nil { // nothing is written to the log any more
		t.Fatal(err)
	}
	text := log.String()
	if !strings.Contains(text, devicePath) || !strings.Contains(text, "script denies a token") {
		t.Errorf("the log lacks requests: %s", text)
	}
	secrets := []string{d.DeviceCode, d.UserCode, form, ujwt, f.Info().Users[0].Password, f.Info().TUISecret}
	for _, name := range []string{"access_token", "refresh_token", "id_token"} {
		secrets = append(secrets, quoted(t, tokens[name]))
	}
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			t.Errorf("the log holds %q:\n%s", secret, text)
		}
	}
}
