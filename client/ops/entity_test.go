package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// One plan creates a script, a scope that runs it, and gives the scope to a client: what is created is referred to before it has an inum.
func TestAPlanRefersToWhatItCreates(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	script, err := ops.Create(draft, change.Script, parse(t, `{"name":"badge","scriptType":"dynamic_scope","programmingLanguage":"python","script":"# sandbox: set badge to gold"}`))
	if err != nil {
		t.Fatal(err)
	}
	scope, err := ops.Create(draft, change.Scope, parse(t, `{"id":"badge","scopeType":"dynamic","dynamicScopeScripts":["`+script.Head().DN()+`"]}`))
	if err != nil {
		t.Fatal(err)
	}
	page, err := w.List(t.Context(), change.Client, ops.Query{})
	if err != nil || len(page.Entities) == 0 {
		t.Fatal(err)
	}
	holder := page.Entities[0]
	var scopes []string
	_ = json.Unmarshal(holder.Get("/scopes"), &scopes)
	if err := holder.Set(draft, "/scopes", document.QuoteAll(append(scopes, scope.Head().DN()))); err != nil {
		t.Fatal(err)
	}

	result := w.apply(draft)
	if !result.Verified() || len(result.Parts()) != 3 {
		t.Fatalf("%+v %+v", result, result.Parts())
	}
	order := []change.Resource{change.Script, change.Scope, change.Client}
	for i, part := range result.Parts() {
		if part.Target.Resource != order[i] || part.State != journal.Verified || part.RequestID == "" {
			t.Errorf("part %d is %+v", i, part)
		}
	}
	made, stored := w.find(change.Scope, "badge"), w.find(change.Script, "badge")
	if refers, _ := document.Strings(made.Get("/dynamicScopeScripts")); len(refers) != 1 || refers[0] != stored.Head().DN() {
		t.Errorf("the scope runs %v, want %s", refers, stored.Head().DN())
	}
	if given := string(w.stored(holder.Target).Get("scopes")); !strings.Contains(given, made.Head().DN()) || strings.Contains(given, "new:") {
		t.Errorf("the client has %s", given)
	}
	if settings := string(stored.Get("/moduleProperties")); !strings.Contains(settings, "location_type") {
		t.Errorf("the script is stored nowhere: %s", settings)
	}
	if draft.Done(result.Settled(&ops.Plan{Edits: draft.Edits()})); draft.Len() != 0 {
		t.Errorf("%d edits are left", draft.Len())
	}
}

func TestAnEntryIsFoundByNameOrInum(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, c := range []struct {
		resource   change.Resource
		name, inum string
	}{
		{change.Scope, "address", "C17A"}, {change.Scope, "C17A", "C17A"},
		{change.Scope, "https://jans.io/auth/ssa.admin", "B9D2-D6E5"},
		{change.Claim, "displayName", "2B29"}, {change.Claim, "given_name", "B4B0"}, {change.Claim, "B4B0", "B4B0"},
		{change.Script, "work_phone", "031C-5622"},
	} {
		if found := w.find(c.resource, c.name); found.Target.ID != c.inum {
			t.Errorf("%s %s is %s, want %s", c.resource, c.name, found.Target.ID, c.inum)
		}
	}
	var unknown *ops.UnknownNameError
	if _, err := w.Find(t.Context(), change.Scope, "adress"); !errors.As(err, &unknown) || len(unknown.Nearest) == 0 || unknown.Nearest[0] != "address" {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{"", " ", "a/b", "..", "x,y=z", "\x1b[2J"} {
		if _, err := w.Find(t.Context(), change.Scope, name); !errors.As(err, &unknown) {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

func TestAnAmbiguousNameListsTheCandidates(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, title := range []string{"one", "two"} {
		if _, _, err := w.api.Scopes.Create(t.Context(), parse(t, `{"id":"twin","displayName":"`+title+`"}`)); err != nil {
			t.Fatal(err)
		}
	}
	var ambiguous *ops.AmbiguousNameError
	if _, err := w.Find(t.Context(), change.Scope, "twin"); !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Fatalf("got %v", err)
	}
	problem := ops.Explain(ambiguous)
	if problem.Kind != ops.ProblemUsage || !strings.Contains(problem.Hint, "(one)") || !strings.Contains(problem.Hint, ambiguous.Candidates[1].Inum) {
		t.Errorf("explained as %+v", problem)
	}
}

func TestOthersChangesOfAnEntry(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	scope := w.find(change.Scope, "email")
	draft := ops.NewDraft()
	if err := scope.SetText(draft, "/description", "mine"); err != nil {
		t.Fatal(err)
	}
	other := func(patch ...document.Op) {
		t.Helper()
		if _, _, err := w.api.Scopes.Patch(t.Context(), scope.Target.ID, patch); err != nil {
			t.Fatal(err)
		}
	}

	other(document.Op{Op: document.OpReplace, Path: "/displayName", Value: json.RawMessage(`"elsewhere"`)})
	if plan := w.plan(draft); len(plan.Conflicts) != 0 || len(plan.Changes) != 1 {
		t.Errorf("a change of another member is a conflict: %+v", plan.Conflicts)
	}
	plan := w.plan(draft)
	other(document.Op{Op: document.OpReplace, Path: "/description", Value: json.RawMessage(`"theirs"`)})
	var conflict *ops.ConflictError
	if _, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true}); !errors.As(err, &conflict) || string(conflict.Conflicts[0].Theirs) != `"theirs"` ||
		!strings.Contains(err.Error(), "since it was read: scope email: Description;") {
		t.Errorf("got %v", err)
	}
	plan = w.plan(draft)
	if len(plan.Conflicts) != 1 || string(plan.Conflicts[0].Mine) != `"mine"` || string(plan.Conflicts[0].Theirs) != `"theirs"` {
		t.Fatalf("%+v", plan.Conflicts)
	}
	draft.Rebase(plan.Conflicts[0])
	if result := w.apply(draft); !result.Verified() || string(w.stored(scope.Target).Get("description")) != `"mine"` {
		t.Errorf("%+v", result)
	}
}

func TestSomebodyElseDeletesTheEntry(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	doc, _, err := w.api.Scopes.Create(t.Context(), parse(t, `{"id":"shortlived"}`))
	if err != nil {
		t.Fatal(err)
	}
	scope := ops.NewEntity(change.Scope, doc)
	edits, deletion := ops.NewDraft(), ops.NewDraft()
	if err := errors.Join(scope.SetText(edits, "/description", "mine"), scope.Delete(deletion)); err != nil {
		t.Fatal(err)
	}
	planned := w.plan(edits)
	if _, err := w.api.Scopes.Delete(t.Context(), scope.Target.ID); err != nil {
		t.Fatal(err)
	}
	var conflict *ops.ConflictError
	if _, err := w.Apply(t.Context(), planned, ops.Consent{Yes: true}); !errors.As(err, &conflict) || !conflict.Conflicts[0].Gone {
		t.Errorf("got %v", err)
	}
	if plan := w.plan(edits); len(plan.Conflicts) != 1 || !plan.Conflicts[0].Gone || plan.Conflicts[0].Name() != "scope shortlived: Description" ||
		plan.Subject(scope.Target, "").Title != "scope shortlived" {
		t.Errorf("%+v", plan.Conflicts)
	}
	if plan := w.plan(deletion); !plan.Empty() || len(plan.Already) != 1 || len(plan.Conflicts) != 0 {
		t.Errorf("%+v", plan)
	}
}

func TestADeletionIsRefusedWhenTheEntryHasChanged(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	scope := w.find(change.Scope, "mobile_phone")
	draft := ops.NewDraft()
	if err := scope.Delete(draft); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.api.Scopes.Patch(t.Context(), scope.Target.ID, document.Patch{{Op: document.OpReplace, Path: "/description", Value: json.RawMessage(`"news"`)}}); err != nil {
		t.Fatal(err)
	}
	if plan := w.plan(draft); len(plan.Conflicts) != 1 || !plan.Empty() {
		t.Errorf("%+v", plan)
	}
}

// When a part in the middle fails, what was applied is told apart from what was not, and only the rest stays staged.
func TestAFailureInTheMiddle(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	for _, id := range []string{"one", "two", "three"} {
		doc, _, err := w.api.Scopes.Create(t.Context(), parse(t, `{"id":"`+id+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		if err := ops.NewEntity(change.Scope, doc).Delete(draft); err != nil {
			t.Fatal(err)
		}
	}
	plan := w.plan(draft)
	second := plan.Changes[1].Target.ID
	faults, err := sandbox.ParseFault("DELETE */scopes/" + second + "=403")
	if err != nil {
		t.Fatal(err)
	}
	w.server.SetFaults([]sandbox.Fault{faults})
	result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	var partial *ops.PartialError
	if !errors.As(err, &partial) || len(partial.Done) != 1 || partial.Failed.ID != second || len(partial.Left) != 1 {
		t.Fatalf("got %v", err)
	}
	if said := err.Error(); !strings.Contains(said, "then scope two failed") || !strings.HasSuffix(said, "not tried: scope three") || strings.Contains(said, second) {
		t.Errorf("said: %s", said)
	}
	if result.State != journal.Partial || result.Applied() || ops.Explain(err).Kind != ops.ProblemPartial {
		t.Errorf("%+v, %+v", result, ops.Explain(err))
	}
	draft.Done(result.Settled(plan))
	if draft.Len() != 2 {
		t.Errorf("%d edits are left, want 2", draft.Len())
	}
	w.server.SetFaults(nil)
	if result := w.apply(draft); !result.Verified() || len(result.Items) != 2 {
		t.Errorf("going on: %+v", result)
	}
}

// When the first part fails, the error names it, and says that nothing was changed.
func TestAFailureAtTheBeginning(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	for _, id := range []string{"one", "two"} {
		doc, _, err := w.api.Scopes.Create(t.Context(), parse(t, `{"id":"`+id+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		if err := ops.NewEntity(change.Scope, doc).Delete(draft); err != nil {
			t.Fatal(err)
		}
	}
	plan := w.plan(draft)
	fault, err := sandbox.ParseFault("DELETE */scopes/*=403")
	if err != nil {
		t.Fatal(err)
	}
	w.server.SetFaults([]sandbox.Fault{fault})
	result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	var failed *ops.FirstFailedError
	if !errors.As(err, &failed) || result.State != journal.NotApplied || ops.Explain(err).Kind != ops.ProblemNotPermitted {
		t.Fatalf("got %v", err)
	}
	if said := err.Error(); !strings.HasPrefix(said, "scope one failed: ") || !strings.HasSuffix(said, "nothing was changed, not tried: scope two") {
		t.Errorf("said: %s", said)
	}
}

// A lost answer is looked into: what was made is found, and what was not is reported so.
func TestLostAnswersOfEntries(t *testing.T) {
	for _, c := range []struct {
		name, fault string
		stage       func(t *testing.T, w world, draft *ops.Draft)
	}{
		{"create", "POST */scopes=cut", func(t *testing.T, _ world, draft *ops.Draft) {
			if _, err := ops.Create(draft, change.Scope, parse(t, `{"id":"lost","scopeType":"oauth"}`)); err != nil {
				t.Fatal(err)
			}
		}},
		{"change", "PATCH */scopes/*=cut", func(t *testing.T, w world, draft *ops.Draft) {
			if err := w.find(change.Scope, "phone").SetText(draft, "/description", "lost"); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			draft := ops.NewDraft()
			c.stage(t, w, draft)
			fault, err := sandbox.ParseFault(c.fault)
			if err != nil {
				t.Fatal(err)
			}
			w.server.SetFaults([]sandbox.Fault{fault})
			if result := w.apply(draft); !result.Verified() {
				t.Errorf("%+v", result)
			}
		})
	}
}

func TestAWriteThatWasNotMade(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	if _, err := ops.Create(draft, change.Scope, parse(t, `{"id":"never","scopeType":"oauth"}`)); err != nil {
		t.Fatal(err)
	}
	fault, err := sandbox.ParseFault("POST */scopes=500html")
	if err != nil {
		t.Fatal(err)
	}
	w.server.SetFaults([]sandbox.Fault{fault})
	plan := w.plan(draft)
	result, err := w.Apply(context.Background(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	var failed *ops.NotAppliedError
	if !errors.As(err, &failed) || result.State != journal.NotApplied || transport.KindOf(err) != transport.KindServer {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestNewEntriesAreChecked(t *testing.T) {
	for _, c := range []struct {
		resource change.Resource
		doc      string
	}{
		{change.Scope, `{}`}, {change.Scope, `{"id":" ","scopeType":"openid"}`}, {change.Scope, `{"id":"two words","scopeType":"openid"}`},
		{change.Scope, `{"id":"a\u0007","scopeType":"openid"}`}, {change.Scope, `{"id":"a","scopeType":"spontaneous"}`},
		{change.Scope, `{"id":"a","scopeType":"openid","claims":"x"}`}, {change.Claim, `{"name":"a b"}`}, {change.Script, `{"name":"x","scriptType":"dynamic_scope"}`},
	} {
		draft := ops.NewDraft()
		if _, err := ops.Create(draft, c.resource, parse(t, c.doc)); err == nil || draft.Len() != 0 {
			t.Errorf("%s %s: %v, %d staged", c.resource, c.doc, err, draft.Len())
		}
	}
}

func TestWhereUsed(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	users, err := w.Users(t.Context(), w.find(change.Claim, "given_name").Target)
	if err != nil || len(users) != 1 || users[0].Name != "profile" {
		t.Errorf("given_name is used by %+v, %v", users, err)
	}
	users, err = w.Users(t.Context(), w.find(change.Script, "dynamic_permission").Target)
	if err != nil || len(users) != 1 || users[0].Name != "role" {
		t.Errorf("dynamic_permission is used by %+v, %v", users, err)
	}
	users, err = w.Users(t.Context(), w.find(change.Scope, "openid").Target)
	if err != nil || len(users) == 0 || users[0].Name == "" {
		t.Errorf("openid is used by %+v, %v", users, err)
	}
}

// A renamed claim is written as a whole, so that the server checks that its database has the attribute.
func TestARenamedClaimIsCheckedByTheServer(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	if err := w.find(change.Claim, "nickname").SetText(draft, "/name", "noSuchColumn"); err != nil {
		t.Fatal(err)
	}
	plan := w.plan(draft)
	if plan.Requests[0].Method != "PUT" {
		t.Errorf("sends %s", plan.Requests[0].Method)
	}
	_, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if transport.KindOf(err) != transport.KindInvalid || !strings.Contains(err.Error(), "not defined in DB schema") {
		t.Errorf("got %v", err)
	}
}

// A dangling reference is shown as what it is, and stays when something else is edited.
func TestADanglingReferenceIsKept(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const dangling = "inum=DEAD,ou=attributes,o=jans"
	scope := w.find(change.Scope, "phone")
	add := document.Patch{{Op: document.OpAdd, Path: "/claims/-", Value: document.Quote(dangling)}}
	if _, _, err := w.api.Scopes.Patch(t.Context(), scope.Target.ID, add); err != nil {
		t.Fatal(err)
	}
	scope = w.find(change.Scope, "phone")
	draft := ops.NewDraft()
	if err := scope.SetText(draft, "/displayName", "Phone"); err != nil {
		t.Fatal(err)
	}
	plan := w.plan(draft)
	shown := plan.Subject(scope.Target, "/claims").Display(scope.Get("/claims"))
	if !strings.Contains(shown, dangling+" (does not exist)") || !strings.Contains(shown, "phone_number") {
		t.Errorf("shown as %s", shown)
	}
	w.apply(draft)
	if stored := string(w.stored(scope.Target).Get("claims")); !strings.Contains(stored, dangling) {
		t.Errorf("the server holds %s", stored)
	}
}

// Several people change different things of one script at the same time: nothing is lost, and whoever is in the way is told.
func TestConcurrentChangesOfAScript(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	script := w.find(change.Script, "work_phone")
	first := json.RawMessage(`[{"value1":"z","value2":"mail"}]`)
	draft := ops.NewDraft()
	if err := script.Set(draft, "/configurationProperties", first); err != nil {
		t.Fatal(err)
	}
	plan := w.plan(draft)
	elsewhere := func(path, value string) {
		t.Helper()
		if _, _, err := w.api.Scripts.Patch(t.Context(), script.Target.ID, document.Patch{{Op: document.OpReplace, Path: path, Value: json.RawMessage(value)}}); err != nil {
			t.Fatal(err)
		}
	}
	// Between the last look and the write somebody else saves another value of the same script: the change is sent again on top of it.
	interfere(t, w, http.MethodPatch, func() { elsewhere("/level", "7") })
	result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if err != nil || !result.Verified() || string(w.stored(script.Target).Get("level")) != "7" {
		t.Fatalf("%+v, %v", result, err)
	}
	// The same value: nothing is written over it.
	script = w.find(change.Script, "work_phone")
	draft = ops.NewDraft()
	if err := script.Set(draft, "/configurationProperties", json.RawMessage(`[{"value1":"mine","value2":"mail"}]`)); err != nil {
		t.Fatal(err)
	}
	plan = w.plan(draft)
	interfere(t, w, http.MethodPatch, func() { elsewhere("/configurationProperties", `[{"value1":"theirs","value2":"mail"}]`) })
	var conflict *ops.ConflictError
	if _, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); !errors.As(err, &conflict) {
		t.Fatalf("got %v", err)
	}
	if stored := string(w.stored(script.Target).Get("configurationProperties")); !strings.Contains(stored, "theirs") || strings.Contains(stored, "mine") {
		t.Errorf("the server holds %s", stored)
	}
}

// interfere does something once, right before the next request of the method is delivered.
func interfere(t *testing.T, w world, method string, what func()) {
	t.Helper()
	done := false
	*w.before = func(r *http.Request) {
		if r.Method == method && !done {
			done = true
			what()
		}
	}
}

// A deletion that the server has not carried out is no success, whatever it answered.
func TestADeletionThatWasNotMade(t *testing.T) {
	for _, answer := range []string{"404", "nonsense"} {
		t.Run(answer, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			draft := ops.NewDraft()
			if err := w.find(change.Scope, "mobile_phone").Delete(draft); err != nil {
				t.Fatal(err)
			}
			fault, err := sandbox.ParseFault("DELETE */scopes/*=" + answer)
			if err != nil {
				t.Fatal(err)
			}
			w.server.SetFaults([]sandbox.Fault{fault})
			plan := w.plan(draft)
			result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
			if err == nil || result.Applied() || result.State != journal.NotApplied {
				t.Errorf("%+v, %v", result, err)
			}
		})
	}
}

// What the server stores only once is refused before it is sent.
func TestAURNIsGivenOnce(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	var fixed *ops.NotSettableError
	if err := w.find(change.Claim, "sn").SetText(draft, "/urn", "urn:x"); !errors.As(err, &fixed) || draft.Len() != 0 {
		t.Errorf("got %v", err)
	}
	doc := ops.Fresh(change.Claim)
	for name, value := range parse(t, `{"name":"jansProfileURL","displayName":"Profile","description":"Address","urn":"urn:x"}`) {
		doc[name] = value
	}
	if _, err := ops.Create(draft, change.Claim, doc); err != nil {
		t.Error(err)
	}
}
