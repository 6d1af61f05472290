package tui_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/core"
)

func hostileAnswer(status int, contentType, body string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return says(status, contentType, body), nil }
}

func TestHostileErrors(t *testing.T) {
	t.Parallel()
	everything := strings.Join(attacks, " ")
	quoted := string(document.Quote(everything))
	for name, body := range map[string][2]string{
		"html":       {"text/html", "<html><title>" + everything + "</title><h1>" + everything + "</h1>" + everything},
		"api":        {"application/json", `{"code":` + quoted + `,"message":` + quoted + `,"description":` + quoted + `}`},
		"oauth":      {"application/json", `{"error":` + quoted + `,"error_description":` + quoted + `}`},
		"text":       {"text/plain", everything},
		"long":       {"text/plain", long},
		"long html":  {"text/html", "<html><title>" + long + "</title>"},
		"deep":       {"application/json", nested(10_002)},
		"not closed": {"application/json", `{"a":` + quoted},
		"type":       {everything, everything},
	} {
		for _, status := range []int{200, 302, 401, 500} {
			if status == http.StatusOK && (name == "api" || name == "oauth") {
				continue // a configuration, if a strange one
			}
			if status == http.StatusFound && strings.HasPrefix(name, "long") {
				continue // the text is not looked at
			}
			t.Run(name+" "+strconv.Itoa(status), func(t *testing.T) {
				server := newInstallation(map[string]string{"newSwitch": "true"})
				p := prove(t, server, 80, 24)
				answer := hostileAnswer(status, body[0], body[1])
				server.answer = answer
				for i, place := range places {
					if i > 0 && status != http.StatusInternalServerError {
						break // one is enough to see that it is the same everywhere
					}
					p.Send(place.open)
					p.look()
					p.Expect(place.failed)
					p.Send(core.Pop{})
				}
				server.answer = nil
				p.find("newSwitch")
				p.press("space", "r")
				server.answer = answer
				p.press("r", "ctrl+s", "end")
				p.Expect("1 staged")
			})
		}
	}
}

// Ten thousand levels are more than the standard library reads: the page says so, and nothing breaks.
func TestTooDeepAConfiguration(t *testing.T) {
	server := attacking()
	server.answer = hostileAnswer(http.StatusOK, "application/json", `{"customPage":`+nested(10_002)+`}`)
	p := prove(t, server, 80, 24)
	p.press("enter", "enter")
	p.Expect("The configuration could not be read.", "exceeded max depth")
}
