package auth

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Person is who has signed in, as the server says: clean it before it reaches a terminal.
type Person struct {
	Login string   `json:"login,omitempty"` // the user name
	Name  string   `json:"name,omitempty"`
	Email string   `json:"email,omitempty"`
	Inum  string   `json:"inum,omitempty"`
	Sub   string   `json:"sub,omitempty"`
	Roles []string `json:"roles,omitempty"` // jansAdminUIRole
}

// IsZero says that nothing is known.
func (p Person) IsZero() bool {
	return p.Login == "" && p.Name == "" && p.Email == "" && p.Inum == "" && p.Sub == ""
}

// String is the best name there is.
func (p Person) String() string {
	return cmp.Or(p.Login, p.Name, p.Email, p.Inum, p.Sub, "an unknown person")
}

// person asks who a token belongs to. The proof is the answer as the server has signed it, which it checks itself when it is presented;
// here it has come over TLS from the server that made it, so that its signature would say nothing more.
func (s *SignIn) person(ctx context.Context, token string) (proof string, person Person, err error) {
	if s.server.UserinfoEndpoint == "" {
		return "", Person{}, &LoginError{Reason: LoginFeatureOff, Flag: "userinfo", Err: transport.KindNotPermitted}
	}
	response, err := s.transport.Do(ctx, transport.Request{
		Op: "ask who has signed in", Method: http.MethodGet, URL: s.server.UserinfoEndpoint, Auth: transport.Bearer(token),
		Accept: "application/jwt, application/json;q=0.5",
	})
	if err != nil {
		failure := (*transport.Error)(nil)
		if errors.As(err, &failure) && failure.Status == http.StatusForbidden && failure.Code == "access_denied" {
			return "", Person{}, &LoginError{Reason: LoginFeatureOff, Flag: "userinfo", Err: err}
		}
		return "", Person{}, userinfoRefusal(err, response)
	}
	proof = string(bytes.TrimSpace(response.Body))
	parts := strings.Split(proof, ".")
	if !isJWT(response) || len(parts) != 3 {
		// JSON and encrypted answers are of no use: the one is not signed, and nobody can read the other.
		if isJWT(response) || isObject(response.Body) {
			return "", Person{}, &LoginError{Reason: LoginNoProof, Err: transport.KindProtocol}
		}
		return "", Person{}, response.Malformed(errors.New("not a signed userinfo"))
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", Person{}, response.Malformed(errors.New("the signed userinfo is damaged"))
	}
	doc, err := document.Parse(claims)
	if err != nil {
		return "", Person{}, response.Malformed(errors.New("the signed userinfo is damaged"))
	}
	return proof, readPerson(doc), nil
}

func readPerson(doc document.Document) Person {
	text := func(name string) string { value, _ := document.Text(doc.Get(name)); return value }
	p := Person{
		Login: cmp.Or(text("user_name"), text("preferred_username")),
		Name:  text("name"), Email: text("email"), Inum: text("inum"), Sub: text("sub"),
	}
	roles, ok := document.Strings(doc.Get("jansAdminUIRole"))
	if role := text("jansAdminUIRole"); !ok && role != "" {
		roles = []string{role}
	}
	p.Roles = roles
	return p
}

func isObject(body []byte) bool {
	_, err := document.Parse(body)
	return err == nil
}
