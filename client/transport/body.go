package transport

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Error bodies of the servers come in several shapes, whatever their content type says: the Config API labels bare text JSON.
type errorBody struct {
	shape       shape
	code        string
	message     string
	description string
}

type shape int

const (
	shapeEmpty shape = iota
	shapeText        // bare text
	shapeAPI         // {"code","message","description"}: ApiError, and what GlobalErrorHandler.java would send
	shapeOAuth       // {"error","error_description","reason"}: the auth server, RFC 6749 section 5.2
	shapeJSON        // any other JSON
	shapeHTML        // a page of a proxy, a load balancer or the servlet container
)

const (
	maxText          = 2000 // bytes of server text kept in an Error
	htmlPage         = "an HTML page, probably from a proxy or load balancer"
	correlationLabel = "CorrelationId:"
)

func parseErrorBody(contentType string, body []byte) errorBody {
	text := strings.TrimSpace(string(body))
	switch {
	case text == "":
		return errorBody{shape: shapeEmpty}
	case isHTML(contentType, text):
		return errorBody{shape: shapeHTML, message: htmlPage, description: pageTitle(text)}
	case !json.Valid([]byte(text)):
		return errorBody{shape: shapeText, message: text}
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		var bare string
		if json.Unmarshal([]byte(text), &bare) == nil {
			return errorBody{shape: shapeText, message: strings.TrimSpace(bare)}
		}
		return errorBody{shape: shapeJSON, message: text}
	}
	if code := scalar(members["error"]); code != "" {
		return oauthError(code, members)
	}
	message := scalar(members["message"])
	if message == "" {
		return errorBody{shape: shapeJSON, message: text}
	}
	return errorBody{shape: shapeAPI, code: scalar(members["code"]), message: message, description: scalar(members["description"])}
}

// oauthError takes the correlation id off the description, where the auth server puts it; a description that only repeats the code
// says nothing (ErrorResponseFactory.java).
func oauthError(code string, members map[string]json.RawMessage) errorBody {
	message, _, _ := strings.Cut(scalar(members["error_description"]), correlationLabel)
	message = strings.TrimSpace(message)
	if message == "" {
		message = code
	}
	return errorBody{shape: shapeOAuth, code: code, message: message, description: scalar(members["reason"])}
}

// scalar reads a string, or anything that is neither object, array nor null as its JSON text.
func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	var text string
	switch {
	case len(raw) == 0 || raw[0] == '{' || raw[0] == '[' || raw[0] == 'n':
		return ""
	case json.Unmarshal(raw, &text) == nil:
		return strings.TrimSpace(text)
	}
	return string(raw)
}

var pagePattern = regexp.MustCompile(`(?i)<(html|!doctype html|head|title|body)[\s>]`)

var titlePattern = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

func isHTML(contentType, text string) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "text/html") || strings.HasPrefix(text, "<") && pagePattern.MatchString(text)
}

func pageTitle(page string) string {
	match := titlePattern.FindStringSubmatch(page)
	if match == nil {
		return ""
	}
	return strings.Join(strings.Fields(html.UnescapeString(match[1])), " ")
}

// bound shortens a text to maxText bytes without splitting a character.
func bound(text string) string {
	if len(text) <= maxText {
		return text
	}
	cut := maxText
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
