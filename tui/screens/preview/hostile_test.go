package preview

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Whatever a server puts into names, values and traces, the page keeps its size and nothing on it is obeyed by a terminal.
func TestHostileServer(t *testing.T) {
	themes := kittest.Themes()
	rapid.Check(t, func(t *rapid.T) {
		hostile := func(label string) string { return strings.ToValidUTF8(kittest.Hostile().Draw(t, label), "?") }
		quoted := func(label string) string { return string(document.Quote(hostile(label))) }
		s := newStand(t, "P,A,K,F,B", func(s *stand) {
			s.session.Theme = rapid.SampledFrom(themes).Draw(t, "theme")
			s.width, s.height = rapid.IntRange(1, 140).Draw(t, "width"), rapid.IntRange(1, 40).Draw(t, "height")
			name := hostile("claim")
			s.claims.docs["N"] = parse(t, `{"inum":"N","name":`+quoted("attribute")+`,"claimName":`+string(document.Quote(name))+`}`)
			s.scripts.docs["F"] = parse(t, `{"inum":"F","name":`+quoted("script")+`,"scriptType":"dynamic_scope","enabled":true,"script":`+quoted("source")+
				`,"scriptError":{"stackTrace":`+quoted("trace")+`}}`)
			s.scopes.docs["A"] = parse(t, `{"inum":"A","id":`+quoted("scope")+`,"scopeType":`+quoted("type")+`,"groupClaims":true,"claims":["inum=N,ou=attributes,o=jans"]}`)
			s.scopes.docs["B"] = parse(t, `{"inum":"B","id":"b","claims":[`+quoted("DN")+`]}`)
			s.people.names = []string{hostile("person")}
			s.people.answer = ops.Userinfo{Exact: true, Claims: document.Document{name: document.Quote(hostile("value")), hostile("other"): []byte("[1]")}}
		})
		s.keys(rapid.SampledFrom([]string{"down", "end", "p", "r"}).Draw(t, "key"))
		if help := s.screen.HelpText(); text.Clean(help) != help {
			t.Fatalf("the help holds %q", help)
		}
	})
}
