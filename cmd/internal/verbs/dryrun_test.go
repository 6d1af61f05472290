package verbs

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
)

// changingVerbs are the verbs that change the server, each with arguments that change something. A file named EDITED is what the editor makes.
var changingVerbs = map[string][]string{
	"flag disable":             {"stat"},
	"flag enable":              {"uma"},
	"property set":             {"idTokenLifetime=601"},
	"property unset":           {"idTokenLifetime"},
	"property reset":           {"accessTokenLifetime"},
	"property edit":            {"loggingLevel"},
	"property flush-discovery": nil,
	"scope create":             {"--id", "dry", "--type", "oauth"},
	"scope clone":              {"profile", "--id", "dry"},
	"scope update":             {"profile", "--description", "dry"},
	"scope delete":             {"jans_stat"},
	"scope edit":               {"address"},
	"claim create":             {"--name", "jansExtId", "--display-name", "dry", "--description", "dry"},
	"claim update":             {"birthdate", "--description", "dry"},
	"claim delete":             {"birthdate"},
	"claim edit":               {"birthdate"},
	"script create":            {"--name", "dry", "--type", "dynamic_scope", "--source", "SOURCE", "--no-check"},
	"script update":            {"work_phone", "--description", "dry"},
	"script delete":            {"work_phone"},
	"script enable":            {"work_phone"},
	"script disable":           {"demo_authz_detail"},
	"script edit":              {"work_phone", "--no-check"},
	"client add-scope":         {someClient, "jans_stat"},
	"client remove-scope":      {someClient, "profile"},
	"client update":            {someClient, "--access-token-lifetime", "10m"},
	"client edit":              {someClient},
}

// lookingVerbs are the verbs that change nothing.
var lookingVerbs = strings.Fields("list get describe preview standard users check types")

// Every verb that changes the server can show before what it would do: for people, as JSON, and as requests. A new verb has to be listed above.
func TestEveryChangingVerbHasADryRun(t *testing.T) {
	s := newServer(t)
	must(os.WriteFile(filepath.Join(s.home, "source.py"), []byte("class X:\n  pass\n"), 0o600))
	draft := ops.NewDraft()
	configuration, err := s.Load(t.Context())
	must(err)
	must(configuration.SetText(draft, "accessTokenLifetime", "601")) // so that there is something to reset
	plan, err := s.Plan(t.Context(), draft.Edits())
	must(err)
	_, err = s.Apply(t.Context(), plan, ops.Consent{Yes: true})
	must(err)
	before, settings := s.content(), s.settings()
	found := 0
	for _, noun := range (&app{}).root().Commands() {
		switch noun.Name() {
		case "flag", "property", "scope", "claim", "script", "client":
		default:
			continue // these change profiles, tokens and sandboxes
		}
		for _, verb := range noun.Commands() {
			args, changes := changingVerbs[noun.Name()+" "+verb.Name()]
			if !changes {
				if !contains(lookingVerbs, verb) {
					t.Errorf("%s %s: does it change the server?", noun.Name(), verb.Name())
				}
				continue
			}
			found++
			s.dryRun(t, append([]string{noun.Name(), verb.Name()}, args...))
		}
	}
	if found != len(changingVerbs) {
		t.Errorf("%d of %d verbs were found", found, len(changingVerbs))
	}
	if after := s.settings(); !document.Equal(settings, after) {
		t.Errorf("the settings were %s, and are %s", settings, after)
	}
	for name, now := range s.content() {
		if before[name] != now {
			t.Errorf("%s was %s, and is %s", name, before[name], now)
		}
	}
}

func contains(names []string, verb *cobra.Command) bool {
	for _, name := range names {
		if name == verb.Name() {
			return true
		}
	}
	return false
}

func (s server) settings() json.RawMessage {
	s.t.Helper()
	configuration, err := s.Load(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	whole, err := configuration.Document.MarshalJSON()
	if err != nil {
		s.t.Fatal(err)
	}
	return whole
}

// dryRun runs a verb twice, for people and for programs.
func (s server) dryRun(t *testing.T, args []string) {
	t.Helper()
	name := strings.Join(args[:2], " ")
	for i, arg := range args {
		if arg == "SOURCE" {
			args[i] = filepath.Join(s.home, "source.py")
		}
	}
	table := s.runDry(t, name, args)
	for _, title := range []string{"Changes", "Requests", "/"} {
		if !strings.Contains(table, title) {
			t.Errorf("%s: the table lacks %q:\n%s", name, title, table)
		}
	}
	var shape struct {
		Applied  bool              `json:"applied"`
		DryRun   bool              `json:"dry_run"`
		Changes  []json.RawMessage `json:"changes"`
		Requests []json.RawMessage `json:"requests"`
	}
	if err := json.Unmarshal([]byte(s.runDry(t, name, append(args, "-o", "json"))), &shape); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if shape.Applied || !shape.DryRun || len(shape.Requests) == 0 || len(shape.Changes) == 0 {
		t.Errorf("%s: %+v", name, shape)
	}
}

func (s server) runDry(t *testing.T, name string, args []string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), Program{
		Args:    append([]string{"--sandbox", "--dry-run"}, args...),
		Streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Width: func() int { return 120 }},
		Env: func(variable string) string {
			return map[string]string{"JANSADM_HOME": s.home, "EDITOR": testEditor}[variable]
		},
	})
	if code != exitDone {
		t.Fatalf("%s: exit code %d: %s", name, code, &errs)
	}
	return out.String()
}

// testEditor changes something in every text: a level of the log, a name, a line of a program, the way a client authenticates.
const testEditor = `sed -i.bak -e s/INFO/WARN/ -e s/view_/see_/ -e s/Birth/Day/ -e s/class/CLASS/ -e s/client_secret_basic/client_secret_post/`
