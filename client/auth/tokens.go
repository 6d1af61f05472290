package auth

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// issued is what a token endpoint has handed out.
type issued struct {
	access  grant
	refresh string // "" for none
}

// readTokens reads a token response (RFC 6749 section 5.1); asked is when it was asked for. Causes are not passed on where they could
// quote a token.
func readTokens(response transport.Response, asked time.Time) (issued, error) {
	var answer struct {
		Token   string   `json:"access_token"`
		Refresh string   `json:"refresh_token"`
		Type    string   `json:"token_type"`
		Expires *float64 `json:"expires_in"`
	}
	switch err := json.Unmarshal(response.Body, &answer); {
	case err != nil:
		return issued{}, response.Malformed(errors.New("not the JSON of a token response"))
	case answer.Token == "":
		return issued{}, response.Malformed(errors.New("the token response has no access_token"))
	case !strings.EqualFold(answer.Type, "Bearer"):
		return issued{}, response.Malformed(errors.New("the token response is not about a bearer token"))
	}
	got := issued{access: grant{token: answer.Token}, refresh: answer.Refresh}
	if answer.Expires != nil {
		got.access.expires, got.access.margin = lifetime(asked, *answer.Expires)
	}
	return got, nil
}

// lifetime turns a number of seconds into an end; margins of short lives are short.
func lifetime(asked time.Time, seconds float64) (end time.Time, margin time.Duration) {
	const longest = 100 * 365 * 24 * 60 * 60 // of any sense, and far from what a time.Duration holds
	life := time.Duration(min(max(seconds, 0), longest) * float64(time.Second))
	return asked.Add(life), min(expiryMargin, life/10)
}
