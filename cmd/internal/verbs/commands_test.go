package verbs

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// server is a sandbox of its own.
type server struct {
	*ops.Ops
	t    *testing.T
	home string
}

func newServer(t *testing.T) server {
	t.Helper()
	s := server{t: t, home: t.TempDir()}
	s.Ops = s.open(t).Ops
	return s
}

func (s server) open(t *testing.T) *connect.Connection {
	t.Helper()
	env := func(name string) string { return map[string]string{"JANSADM_HOME": s.home}[name] }
	connection, err := connect.Open(t.Context(), connect.Settings{Sandbox: true, Timeout: transport.DefaultTimeout}, connect.RealSystem(env, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close(t.Context()) })
	return connection
}

func (s server) find(resource change.Resource, name string) *ops.Entity {
	s.t.Helper()
	entity, err := s.Find(s.t.Context(), resource, name)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.NamesOf(s.t.Context(), entity); err != nil {
		s.t.Fatal(err)
	}
	return entity
}

// create stages a new entry, whose references are given by names.
func (s server) create(draft *ops.Draft, resource change.Resource, members string) *ops.Entity {
	s.t.Helper()
	to := &unborn{document: ops.NewEntity(resource, document.Document{})}
	doc, err := document.Parse([]byte(members))
	if err == nil {
		err = giveDocument(s.t.Context(), s.Ops, to, doc)
	}
	var entity *ops.Entity
	if err == nil {
		entity, err = ops.Create(draft, resource, to.entity().Document)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return entity
}

func (s server) change(draft *ops.Draft, entity *ops.Entity, members string) {
	s.t.Helper()
	doc, err := document.Parse([]byte(members))
	if err == nil {
		err = giveDocument(s.t.Context(), s.Ops, stored{entity, draft}, doc)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// content is all that people can set, by name, with names in place of DNs.
func (s server) content() map[string]string {
	s.t.Helper()
	names, err := s.LoadDirectory(s.t.Context(), change.Claim, change.Script, change.Scope)
	if err != nil {
		s.t.Fatal(err)
	}
	found := map[string]string{}
	for _, resource := range []change.Resource{change.Claim, change.Script, change.Scope, change.Client} {
		for page, err := range s.Pages(s.t.Context(), resource, ops.Query{}, 0) {
			if err != nil {
				s.t.Fatal(err)
			}
			for _, entity := range page.Entities {
				found[string(resource)+" "+entity.Name()] = settable(entity, names)
			}
		}
	}
	return found
}

func settable(entity *ops.Entity, names ops.Directory) string {
	for _, field := range entity.Kind.Fields {
		switch {
		case field.Refers != (schema.Reference{}) && entity.Get(field.Path) != nil:
			words, _ := document.Strings(named(names, entity.Get(field.Path)))
			slices.Sort(words)
			entity = entity.WithMember(field.Path, document.QuoteAll(words))
		case field.Fixed != "":
			entity = entity.WithMember(field.Path, nil)
		}
	}
	whole, _ := entity.Document.MarshalJSON()
	return string(document.Indent(whole))
}

const someClient = "Sample application"

const commandSecret, commandSource = "s3cret", "class UpdateToken:\n  # it's\n  pass\n"

// The command lines that the console puts on the clipboard do on another server what the plan does on this one.
func TestCommandsDoWhatThePlanDoes(t *testing.T) {
	source := string(document.Quote(commandSource))
	for _, tc := range []struct {
		name  string
		stage func(server, *ops.Draft)
		lines string
	}{
		{"a scope with odd texts", func(s server, d *ops.Draft) {
			s.create(d, change.Scope, `{"id":"it's","scopeType":"openid","displayName":"@home","description":"-","claims":["given_name","email"],
				"groupClaims":true,"defaultScope":false,"attributes":{"showInConfigurationEndpoint":false},"iconUrl":"https://a.example/$x"}`)
		}, `jansadm scope create --type openid --id 'it'\''s' --display-name @home --description -`},
		{"a script, a scope that runs it, and a client that gets it", func(s server, d *ops.Draft) {
			script := s.create(d, change.Script, `{"name":"mine","scriptType":"dynamic_scope","programmingLanguage":"python","script":`+source+`,
				"configurationProperties":[{"value1":"a","value2":"@b","hide":false},{"value1":"key","value2":"`+commandSecret+`","hide":true}]}`)
			scope := s.create(d, change.Scope, `{"id":"mine","scopeType":"dynamic"}`)
			dns := string(document.QuoteAll([]string{script.Head().DN()}))
			must(scope.Set(d, "/dynamicScopeScripts", json.RawMessage(dns)))
			client := s.find(change.Client, someClient)
			scopes, _ := document.Strings(client.Get("/scopes"))
			must(client.Set(d, "/scopes", document.QuoteAll(append(scopes[1:], scope.Head().DN()))))
		}, "--source - --property a=@@b --hidden-property key=@FILE --no-check --yes"},
		{"scopes and tokens of a client", func(s server, d *ops.Draft) {
			client := s.find(change.Client, someClient)
			scopes, _ := document.Strings(client.Get("/scopes"))
			must(client.Set(d, "/scopes", document.QuoteAll(scopes[1:])))
			s.change(d, client, `{"accessTokenLifetime":600,"grantTypes":["authorization_code","refresh_token","client_credentials"],"accessTokenAsJwt":true,
				"attributes":{"idTokenLifetime":60,"requirePkce":true,"updateTokenScriptDns":["inum=2D3E.5A04,ou=scripts,o=jans"],"additionalAudience":["@a","it's"]}}`)
			must(client.Unset(d, "/description"))
			must(client.Unset(d, "/attributes/additionalTokenEndpointAuthMethods"))
		}, "--access-token-lifetime 600"},
		{"changes of a scope", func(s server, d *ops.Draft) {
			profile := s.find(change.Scope, "profile")
			s.change(d, profile, `{"id":"profile2","claims":["email","given_name"],"description":null,"attributes":{"showInConfigurationEndpoint":false}}`)
			must(profile.Unset(d, "/description"))
		}, "--claims email,given_name --unset description --id profile2 --yes"},
		{"changes of a script", func(s server, d *ops.Draft) {
			s.change(d, s.find(change.Script, "work_phone"), `{"enabled":true,"level":-3,"script":`+source+`,
				"configurationProperties":[{"value1":"x","value2":"y","hide":false,"description":"told"}]}`)
		}, "--set 'configurationProperties="},
		{"properties of a script that hold a secret and a description", func(s server, d *ops.Draft) {
			s.change(d, s.find(change.Script, "org_name"), `{"configurationProperties":[{"value1":"key","value2":"`+commandSecret+`","hide":true}]}`)
		}, "jansadm script update org_name --hidden-property key=- --yes"},
		{"a claim unlike what new ones are", func(s server, d *ops.Draft) {
			s.create(d, change.Claim, `{"name":"jansExtId","displayName":"D","description":"It's","dataType":"json","viewType":["owner"],
				"editType":["admin"],"attributeValidation":{"minLength":3}}`)
		}, "--unset usageType"},
		{"a deletion beside a setting", func(s server, d *ops.Draft) {
			must(s.find(change.Scope, "jans_stat").Delete(d))
			must(s.find(change.Claim, "birthdate").Set(d, "/tooltip", json.RawMessage(`"-"`)))
		}, "jansadm scope delete jans_stat --yes"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			here, there := newServer(t), newServer(t)
			draft := ops.NewDraft()
			tc.stage(here, draft)
			plan, err := here.Plan(t.Context(), draft.Edits())
			if err != nil {
				t.Fatal(err)
			}
			lines := plan.Commands()
			if all := strings.Join(lines, "\n"); !strings.Contains(all, tc.lines) || strings.Contains(all, commandSecret) || strings.Contains(all, "class") {
				t.Errorf("got %s", all)
			}
			if _, err := here.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
				t.Fatal(err)
			}
			for i, line := range lines { // each sandbox makes client ids of its own
				lines[i] = strings.ReplaceAll(line, here.find(change.Client, someClient).Target.ID, there.find(change.Client, someClient).Target.ID)
			}
			runLines(t, there.home, lines, riskFlags(plan))
			want, got := here.content(), newerView(t, there).content()
			for name := range want {
				if want[name] != got[name] {
					t.Errorf("%s is %s\nwant %s\nafter %s", name, got[name], want[name], strings.Join(lines, "\n"))
				}
			}
			if len(want) != len(got) {
				t.Errorf("%d entries, want %d", len(got), len(want))
			}
		})
	}
}

// newerView is a server without what was remembered of it.
func newerView(t *testing.T, s server) server {
	s.Ops = s.open(t).Ops
	return s
}

// riskFlags accept what the plan is dangerous for; a person sees the dangers when the line is run.
func riskFlags(plan *ops.Plan) (flags []string) {
	for _, i := range plan.Impacts {
		if i.Severity.NeedsConsent() {
			flags = append(flags, "--accept-risk "+i.ID)
		}
	}
	return flags
}

// runLines runs command lines in a shell, and gives them what they read.
func runLines(t *testing.T, home string, lines, flags []string) {
	t.Helper()
	p := newProgram(t)
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "FILE"), []byte(commandSecret), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		line = strings.Join(append([]string{line}, flags...), " ")
		command := exec.CommandContext(t.Context(), "sh", "-c", line)
		command.Dir = folder
		command.Env = []string{"JANSADM_HOME=" + home, "JANSADM_SANDBOX=1", "GORACE=" + quickEnd, "PATH=" + filepath.Dir(p.path) + ":" + os.Getenv("PATH")}
		command.Stdin = strings.NewReader(commandSecret)
		if strings.Contains(line, "--source -") {
			command.Stdin = strings.NewReader(commandSource)
		}
		var output bytes.Buffer
		command.Stdout, command.Stderr = &output, &output
		if err := command.Run(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, output.String())
		}
	}
}
