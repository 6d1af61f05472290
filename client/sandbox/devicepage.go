package sandbox

import (
	"net/http"
	"strings"
)

// The steps of the page. The first three are forms, and the others what the buttons of the third say.
const (
	stepCode    = "code"
	stepSignIn  = "sign-in"
	stepDecide  = "decide"
	stepApprove = "approve"
	stepDeny    = "deny"
	stepSwitch  = "switch"
	stepDone    = "done"
)

// devicePage is what the page shows.
type devicePage struct {
	Title, Message, Step, Text   string
	Form, UserCode, User, Client string
	Scopes                       []string
	Nonce                        string

	status int // 0 is 200
}

// titles are the headings by step.
var titles = map[string]string{
	stepCode: "Connect a device", stepSignIn: "Sign in", stepDecide: "Approve access?", stepDone: "Connect a device",
}

// show writes the page. Nothing may be loaded or run, and no other site may frame it or be sent its forms.
func (x *exchange) show(page devicePage) {
	nonce, err := newSecret(x.server.options.Rand)
	if err != nil {
		x.broken(err)
		return
	}
	page.Nonce = nonce
	if page.Title == "" {
		page.Title = titles[page.Step]
	}
	header := x.w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy",
		"default-src 'none'; style-src 'nonce-"+nonce+"'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "same-origin") // with none, browsers would send the forms with Origin: null
	x.uncached()
	x.write(max(page.status, http.StatusOK), []byte(page.html()))
}

// showNext shows the form that comes next in a session.
func (x *exchange) showNext(session *browserSession, message string) {
	page := devicePage{Step: stepCode, Message: message, Form: session.Form}
	if session.UserCode == "" {
		x.show(page)
		return
	}
	request, err := x.server.devices.named(session.UserCode)
	if err != nil {
		x.broken(err)
		return
	}
	if request == nil || request.Status != devicePending {
		page.Message = codeOver
		x.show(page)
		return
	}
	page.UserCode, page.Client, page.Scopes = session.UserCode, request.ClientID, strings.Fields(request.Scope)
	c, err := x.client(request.ClientID)
	if err != nil {
		x.broken(err)
		return
	}
	if c != nil && c.Name != "" {
		page.Client = c.Name
	}
	user, err := x.server.personAt(session.UserDN)
	if err != nil {
		x.broken(err)
		return
	}
	page.Step = stepSignIn
	if user != nil {
		page.Step, page.User = stepDecide, user.userID
	}
	x.show(page)
}

// The messages of the page.
const (
	codeUnknown  = "This code is not right. Compare it with the one on the device."
	codeOver     = "This code has expired or was used. Start again on the device."
	codeDenied   = "Access was denied for this code. Start again on the device."
	tooOften     = "Too many attempts. Wait a moment; after five wrong codes close the browser and start again."
	signInFailed = "User name or password is wrong."
	formOld      = "This form is out of date or comes from another page. Open the page again."
)
