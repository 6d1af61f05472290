package transport

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Curl writes a request as a command line for a POSIX shell. Credentials are references to the environment variables that this program
// reads, never values; secrets within the body are the caller's to hide.
func (t *Transport) Curl(r Request) string {
	address := r.URL
	if len(r.Query) > 0 {
		address += "?" + r.Query.Encode()
	}
	var body []string
	if r.Body != nil {
		body = append(contentWords(r), "--data-raw "+quoteWord(string(r.Body)))
	}
	return t.curl(r, address, body)
}

// curlOf is Curl for a request that was sent: what is secret in its address is hidden, and in its form a reference to an environment
// variable. Another body is a file to be named: it may be long, and nobody here knows what is secret in it.
func (t *Transport) curlOf(c *call) string {
	var body []string
	switch {
	case c.form != nil:
		body = c.formWords()
	case c.body != nil:
		body = append(contentWords(c.asked), "--data-binary '@body'")
	}
	return t.curl(c.asked, c.shownURL(), body)
}

func (t *Transport) curl(r Request, address string, body []string) string {
	words := []string{"curl"}
	if r.Method != "GET" {
		words = append(words, "--request "+quoteWord(r.Method))
	}
	words = append(words, quoteWord(address))
	words = append(words, r.credentialWords()...)
	if r.Accept != "" {
		words = append(words, headerWord("Accept", r.Accept))
	}
	for _, name := range sortedNames(r) {
		for _, value := range r.Header[name] {
			words = append(words, headerWord(name, value))
		}
	}
	words = append(words, body...)
	for _, option := range []struct{ name, value string }{
		{"--cacert", t.options.CACert}, {"--cert", t.options.ClientCert}, {"--key", t.options.ClientKey},
	} {
		if option.value != "" {
			words = append(words, option.name+" "+quoteWord(option.value))
		}
	}
	if t.options.Insecure {
		words = append(words, "--insecure")
	}
	return strings.Join(words, " ")
}

func headerWord(name, value string) string { return "--header " + quoteWord(name+": "+value) }

func contentWords(r Request) []string {
	if r.ContentType == "" {
		return nil
	}
	return []string{headerWord("Content-Type", r.ContentType)}
}

// formWords are the fields of a form, sorted. A secret one is a reference: JANSADM_ and its name.
func (c *call) formWords() []string {
	var words []string
	for _, name := range sortedKeys(c.form) {
		for _, value := range c.form[name] {
			if slices.Contains(secretFields, name) {
				words = append(words, `--data-urlencode "`+name+"=$JANSADM_"+strings.ToUpper(name)+`"`)
				continue
			}
			words = append(words, "--data-urlencode "+quoteWord(name+"="+c.scrub(value)))
		}
	}
	return words
}

// openParameters are the parameters of a query whose values may be seen: those of the searches of the Config API.
var openParameters = []string{"limit", "startIndex", "pattern", "status", "sortBy", "sortOrder", "fieldValuePair", "withAssociatedClients"}

// shownURL is the address with what is secret in it hidden.
func (c *call) shownURL() string {
	shown := c.scrub(plainURL(c.url))
	if c.url.RawQuery == "" {
		return shown
	}
	query, err := url.ParseQuery(c.url.RawQuery)
	if err != nil { // it was written by hand
		return shown + "?" + hidden
	}
	var pairs []string
	for _, name := range sortedKeys(query) {
		for _, value := range query[name] {
			if !slices.Contains(openParameters, name) || c.scrub(value) != value {
				pairs = append(pairs, url.QueryEscape(name)+"="+hidden)
				continue
			}
			pairs = append(pairs, url.QueryEscape(name)+"="+url.QueryEscape(value))
		}
	}
	return shown + "?" + strings.Join(pairs, "&")
}

func (r Request) credentialWords() []string {
	if r.Auth.IsZero() {
		return nil
	}
	if header, _ := r.Auth.reveal(); strings.HasPrefix(header, "Basic ") {
		return []string{`--user "$JANSADM_CLIENT_ID:$JANSADM_CLIENT_SECRET"`}
	}
	return []string{`--header "Authorization: Bearer $JANSADM_ACCESS_TOKEN"`}
}

func sortedNames(r Request) []string {
	return slices.DeleteFunc(sortedKeys(r.Header), func(name string) bool {
		return strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Cookie")
	})
}

func sortedKeys(values map[string][]string) []string {
	return slices.Sorted(maps.Keys(values))
}

// quoteWord makes a text one word of a POSIX shell.
func quoteWord(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
