package sandbox

import (
	"crypto/subtle"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// serveDevicePage is the page on which a person lets a device in. The real one sends the browser on to the authorization endpoint, which signs
// the person in; here both are one page that works without scripts. Consent is always asked for.
func (a *authServer) serveDevicePage(x *exchange) {
	session, err := x.session()
	if err != nil {
		x.broken(err)
		return
	}
	if x.r.Method != http.MethodPost {
		x.openDevicePage(session)
		return
	}
	if session == nil || !x.ownForm(session) {
		x.show(devicePage{Step: stepDone, Message: formOld, status: http.StatusForbidden})
		return
	}
	switch x.form.Get("step") {
	case stepCode:
		x.enterCode(session)
	case stepSignIn:
		x.signIn(session)
	case stepSwitch:
		session.UserDN = ""
		x.nextStep(session)
	case stepApprove, stepDeny:
		x.decide(session, x.form.Get("step") == stepApprove)
	default:
		x.show(devicePage{Step: stepDone, Message: formOld, status: http.StatusBadRequest})
	}
}

// openDevicePage begins with the code, which a link may fill in, or goes on where the session has got to.
func (x *exchange) openDevicePage(session *browserSession) {
	if session == nil {
		cookie, fresh, err := x.beginSession(browserSession{})
		if err != nil {
			x.broken(err)
			return
		}
		x.setSession(cookie)
		session = fresh
	}
	if x.r.URL.Query().Has("user_code") {
		x.show(devicePage{Step: stepCode, Form: session.Form, UserCode: x.r.URL.Query().Get("user_code")})
		return
	}
	x.showNext(session, "")
}

// ownForm says whether a form was sent from this page: by what browsers say of themselves, and by the secret in it.
func (x *exchange) ownForm(session *browserSession) bool {
	return http.NewCrossOriginProtection().Check(x.r) == nil &&
		subtle.ConstantTimeCompare([]byte(x.form.Get("form")), []byte(session.Form)) == 1
}

const (
	mostAttempts = 5
	attemptPause = 500 * time.Millisecond
)

var userCodePattern = regexp.MustCompile("^[" + userCodeAlphabet + "]{4}-[" + userCodeAlphabet + "]{4}$")

// enterCode checks a user code: at most five wrong ones in a session, half a second apart (DeviceAuthorizationAction.java).
func (x *exchange) enterCode(session *browserSession) {
	now := x.server.options.Clock.Now()
	refuse := func(message string) {
		x.show(devicePage{Step: stepCode, Form: session.Form, UserCode: x.form.Get("user_code"), Message: message})
	}
	if session.Attempts >= mostAttempts || now.Sub(time.UnixMilli(session.LastAttempt)) <= attemptPause {
		refuse(tooOften)
		return
	}
	session.Attempts, session.LastAttempt = session.Attempts+1, now.UnixMilli()
	if err := x.server.sessions.save(session); err != nil {
		x.broken(err)
		return
	}
	code := strings.ToUpper(strings.TrimSpace(x.form.Get("user_code")))
	if !userCodePattern.MatchString(code) {
		refuse(codeUnknown)
		return
	}
	request, err := x.server.devices.named(code)
	switch {
	case err != nil:
		x.broken(err)
	case request == nil:
		refuse(codeUnknown)
	case request.Status != devicePending:
		refuse(codeDenied)
	default:
		session.UserCode, session.Attempts, session.LastAttempt = code, 0, 0
		x.nextStep(session)
	}
}

// nextStep keeps what was entered and lets the browser load the page anew, so that going back does not send a form again.
func (x *exchange) nextStep(session *browserSession) {
	if err := x.server.sessions.save(session); err != nil {
		x.broken(err)
		return
	}
	x.seeDevicePage()
}

func (x *exchange) seeDevicePage() {
	x.w.Header().Set("Location", devicePath)
	x.uncached()
	x.write(http.StatusSeeOther, nil)
}

// signIn checks name and password. The session goes on under another cookie.
func (x *exchange) signIn(session *browserSession) {
	user, err := x.server.person(x.form.Get("username"))
	if err != nil {
		x.broken(err)
		return
	}
	if user == nil || !user.authenticates(x.form.Get("password")) {
		x.showNext(session, signInFailed)
		return
	}
	next := *session
	if next.UserDN != user.dn {
		next.SID, next.Attributes = "", nil // a session belongs to one person
	}
	next.signedIn(user, x.server.options.Clock.Now())
	cookie, _, err := x.beginSession(next)
	if err != nil {
		x.broken(err)
		return
	}
	x.setSession(cookie)
	x.seeDevicePage()
}

// decide approves or denies the request of a session, whose person is signed in.
func (x *exchange) decide(session *browserSession, approved bool) {
	user, err := x.server.personAt(session.UserDN)
	if err != nil {
		x.broken(err)
		return
	}
	if user == nil || session.UserCode == "" {
		x.showNext(session, formOld)
		return
	}
	clientID, scope := "", ""
	decided, err := x.server.devices.decide(session.UserCode, func(request *deviceRequest) {
		clientID, scope = request.ClientID, request.Scope
		if approved {
			request.approve(user.dn, session, time.UnixMilli(session.AuthTime))
		} else {
			request.Status = deviceDenied
		}
	})
	if err != nil {
		x.broken(err)
		return
	}
	session.UserCode = ""
	if decided && approved {
		session.grant(clientID, scope)
	}
	if err := x.server.sessions.save(session); err != nil {
		x.broken(err)
		return
	}
	switch {
	case !decided:
		x.showNext(session, codeOver)
	case approved:
		x.show(devicePage{Title: "Access approved", Step: stepDone, Text: "The device is connected. You can close this page and go back to it."})
	default:
		x.show(devicePage{Title: "Access denied", Step: stepDone, Text: "The device gets no access. You can close this page."})
	}
}
