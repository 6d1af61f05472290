package transport

import (
	"slices"
	"strings"
)

// Curl writes a request as a command line for a POSIX shell. Credentials are references to the environment variables that this program
// reads, never values; secrets within the body are the caller's to hide.
func (t *Transport) Curl(r Request) string {
	words := []string{"curl"}
	if r.Method != "GET" {
		words = append(words, "--request "+quoteWord(r.Method))
	}
	address := r.URL
	if len(r.Query) > 0 {
		address += "?" + r.Query.Encode()
	}
	words = append(words, quoteWord(address))
	words = append(words, r.credentialWords()...)
	header := func(name, value string) { words = append(words, "--header "+quoteWord(name+": "+value)) }
	for _, name := range sortedNames(r) {
		for _, value := range r.Header[name] {
			header(name, value)
		}
	}
	if r.Body != nil {
		if r.ContentType != "" {
			header("Content-Type", r.ContentType)
		}
		words = append(words, "--data-raw "+quoteWord(string(r.Body)))
	}
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
	var names []string
	for name := range r.Header {
		if !strings.EqualFold(name, "Authorization") && !strings.EqualFold(name, "Cookie") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// quoteWord makes a text one word of a POSIX shell.
func quoteWord(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
