package sandbox

import (
	"embed"
	"html"
	"strings"
)

// The page is a frame and one file for each step, in which {{name}} stands for a text. The template packages of Go are not used for so
// little: they call methods by name, so that the linker has to keep every method of the whole program, which makes it 2.5 MB larger.
//
//go:embed page
var pageFiles embed.FS

func (p devicePage) html() string {
	var scopes strings.Builder
	for _, scope := range p.Scopes {
		scopes.WriteString("<li><code>" + html.EscapeString(scope) + "</code></li>\n")
	}
	body := fill(p.Step, map[string]string{
		"form": html.EscapeString(p.Form), "code": html.EscapeString(p.UserCode), "user": html.EscapeString(p.User),
		"client": html.EscapeString(p.Client), "text": html.EscapeString(p.Text), "scopes": between("<ul>\n", scopes.String(), "</ul>\n"),
	})
	message := between(`<p class="message" role="alert">`, html.EscapeString(p.Message), "</p>\n")
	return fill("frame", map[string]string{"title": html.EscapeString(p.Title), "nonce": html.EscapeString(p.Nonce), "body": message + body})
}

// between puts something between two texts, and nothing where there is nothing.
func between(before, text, after string) string {
	if text == "" {
		return ""
	}
	return before + text + after
}

// fill reads a file of the page and puts HTML in the places of its names, all at once, so that nobody's text is taken for a name.
func fill(file string, parts map[string]string) string {
	content, err := pageFiles.ReadFile("page/" + file + ".html")
	if err != nil {
		panic(err) // a step without its file does not get past the tests
	}
	var places []string
	for name, part := range parts {
		places = append(places, "{{"+name+"}}", part)
	}
	return strings.NewReplacer(places...).Replace(string(content))
}
