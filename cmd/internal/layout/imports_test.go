package layout

import (
	"strings"
	"testing"
)

// graphOf makes a graph of lines "package: import import"; names are ours unless they contain a dot or are in std.
func graphOf(lines ...string) Graph {
	std := map[string]bool{"os": true, "testing": true}
	full := func(name string) string {
		if std[name] || strings.Contains(name, ".") {
			return name
		}
		return Module + "/" + name
	}
	graph := Graph{}
	for _, line := range lines {
		name, imports, _ := strings.Cut(line, ":")
		path := full(name)
		p := Package{ImportPath: path, Name: name[strings.LastIndex(name, "/")+1:], Standard: std[name]}
		for _, target := range strings.Fields(imports) {
			p.Imports = append(p.Imports, full(target))
			if _, known := graph[full(target)]; !known {
				graph[full(target)] = Package{ImportPath: full(target), Standard: std[target]}
			}
		}
		graph[path] = p
	}
	return graph
}

func TestRulesFindForbiddenImports(t *testing.T) {
	const (
		tea   = "github.com/charmbracelet/bubbletea"
		gloss = "github.com/charmbracelet/lipgloss"
		ptys  = "github.com/creack/pty"
	)
	for _, tc := range []struct {
		name  string
		graph []string
		want  string // start of the only problem; "" for none
	}{
		{"theme uses a library of its own", []string{"theme: " + gloss + " os"}, ""},
		{"theme uses another library", []string{"theme: " + tea}, "theme -> " + tea},
		{"theme uses ours", []string{"theme: tui/kit/text"}, "theme -> tui/kit/text"},
		{"client draws", []string{"client: client/auth", "client/auth: " + gloss}, "client -> client/auth -> " + gloss},
		{"client draws through a library", []string{"client/transport: example.org/x", "example.org/x: " + tea},
			"client/transport -> example.org/x -> " + tea},
		{"document uses ours", []string{"client/document: client/schema"}, "client/document -> client/schema"},
		{"schema uses document", []string{"client/schema: client/document"}, ""},
		{"schema uses client", []string{"client/schema: client/transport"}, "client/schema -> client/transport"},
		{"ops uses the client", []string{"client/ops/impact: client/schema client client/ops/change"}, ""},
		{"ops uses the sandbox's suite", []string{"client/ops: client/clienttest"}, "client/ops -> client/clienttest"},
		{"client uses ops", []string{"client: client/ops/change"}, "client -> client/ops/change"},
		{"sandbox uses its own", []string{"client/sandbox: client/sandbox/internal/x"}, ""},
		{"sandbox uses the client", []string{"client/sandbox/internal/x: client/document"},
			"client/sandbox/internal/x -> client/document"},
		{"command uses the sandbox", []string{"cmd/internal/verbs: client/sandbox"}, ""},
		{"test support uses the sandbox", []string{"tui/tuitest: client/sandbox"}, ""},
		{"new package uses the sandbox", []string{"client/new: client/sandbox"}, "client/new -> client/sandbox"},
		{"new console package uses the client", []string{"tui/new: client"}, "tui/new -> client"},
		{"kit uses kit", []string{"tui/kit/form: tui/kit/text theme " + tea}, ""},
		{"kit uses ops", []string{"tui/kit/form: client/ops"}, "tui/kit/form -> client/ops"},
		{"core uses ops", []string{"tui/core: client/ops " + tea}, ""},
		{"core uses kit", []string{"tui/core: tui/kit/text"}, "tui/core -> tui/kit/text"},
		{"editor uses ops", []string{"tui/editor: client/ops"}, "tui/editor -> client/ops"},
		{"screen uses its own", []string{"tui/screens/a: tui/screens/a/form tui/editor client/ops"}, ""},
		{"screen uses another", []string{"tui/screens/a: tui/screens/b"}, "tui/screens/a -> tui/screens/b"},
		{"root uses schema", []string{"tui: client/schema"}, "tui -> client/schema"},
		{"production uses the harness", []string{"tui/core: tui/tuitest/terminal"}, "tui/core -> tui/tuitest/terminal"},
		{"measuring uses the harness", []string{"cmd/internal/measure: tui/tuitest/terminal client/sandbox"}, ""},
		{"program contains test code", []string{"cmd/jansadm: example.org/x", "example.org/x: testing"},
			"cmd/jansadm -> example.org/x -> testing"},
		{"production uses a pseudo-terminal", []string{"cmd/internal/verbs: " + ptys}, "cmd/internal/verbs -> " + ptys},
	} {
		t.Run(tc.name, func(t *testing.T) {
			problems := CheckImports(graphOf(tc.graph...), Rules)
			if tc.want == "" {
				if len(problems) > 0 {
					t.Errorf("unexpected: %q", problems)
				}
				return
			}
			for _, problem := range problems {
				if strings.HasPrefix(problem, tc.want+": ") {
					return
				}
			}
			t.Errorf("got %q, want %q", problems, tc.want)
		})
	}
}

// A rule about packages that do not exist would hold for ever.
func TestEveryRuleCanBeBroken(t *testing.T) {
	for _, rule := range Rules {
		name := strings.NewReplacer("/...", "", "...", "any", "*", "x").Replace(rule.For[0])
		never := "example.org/anything"
		if len(rule.Never) > 0 {
			never = strings.TrimSuffix(rule.Never[0], "/...")
		} else if rule.Ours != nil {
			never = "nowhere"
		}
		if problems := CheckImports(graphOf(name+": "+never), []Rule{rule}); len(problems) != 1 {
			t.Errorf("%s -> %s: got %q", name, never, problems)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, tc := range []struct {
		pattern, name, star string
		want                bool
	}{
		{"...", "any/thing", "", true},
		{"client", "client", "", true},
		{"client", "client/ops", "", false},
		{"client", "client2", "", false},
		{"client/...", "client", "", true},
		{"client/...", "client/a/b", "", true},
		{"client/...", "clientele", "", false},
		{"a/*/...", "a/b/c", "b", true},
		{"a/*/...", "a", "", false},
		{"a/*", "a/b/c", "", false},
	} {
		if star, got := match(tc.pattern, tc.name); got != tc.want || star != tc.star {
			t.Errorf("%s, %s: got %q %v", tc.pattern, tc.name, star, got)
		}
	}
}

func TestVagueNames(t *testing.T) {
	problems := CheckNames(graphOf("tui/kit/text:", "client/utils:", "tui/helpers/x:", "example.org/common:"))
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "client/utils: ") {
		t.Errorf("got %q", problems)
	}
}
