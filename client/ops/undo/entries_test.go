package undo_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

// A scope is deleted together with the references to it; the undo makes it again, says before what does not come back, and the references
// lead to the new one. Older records of the scope go on being about it.
func TestADeletedEntryIsMadeAgainWithItsReferences(t *testing.T) {
	th := open(t)
	renamed := th.apply(t, th.member(t, change.Scope, "address", "/description", `"one"`))
	scope := th.find(t, change.Scope, "address")
	holder := th.holder(t) // has the scope
	given := th.apply(t, th.remove(t, change.Scope, "address"), func(d *ops.Draft) error {
		list, _ := document.Strings(holder.Get("/scopes"))
		return holder.Set(d, "/scopes", document.QuoteAll(slices.DeleteFunc(list, func(dn string) bool { return dn == scope.Head().DN() })))
	})

	u := th.of(t, given)
	if len(u.Lost) != 1 || !strings.Contains(u.Lost[0], scope.Target.ID) || !strings.Contains(u.Lost[0], "created") {
		t.Errorf("lost: %q", u.Lost)
	}
	plan := th.plan(t, u)
	if notes := strings.Join(plan.Notes, "\n"); strings.Count(notes, u.Lost[0]) != 1 {
		t.Errorf("the plan does not say once what is lost: %s", notes)
	}
	undone := th.applyPlan(t, plan)

	made := th.find(t, change.Scope, "address")
	if made.Target == scope.Target || string(made.Get("/description")) != `"one"` || !made.Same("/claims", made.Get("/claims"), scope.Get("/claims")) {
		t.Errorf("made again: %s", made.Document)
	}
	if scopes := string(th.holder(t).Get("/scopes")); !strings.Contains(scopes, made.Head().DN()) || strings.Contains(scopes, "new:") {
		t.Errorf("the client has %s", scopes)
	}
	if u := th.of(t, given); len(u.Edits) != 0 || len(u.Left) != 2 {
		t.Errorf("it would be made twice: %+v", u)
	}
	if u := th.of(t, renamed); len(u.Edits) != 1 || u.Edits[0].Target != made.Target || len(u.Obstacles) != 0 {
		t.Errorf("the older record has lost track: %+v", u)
	}

	th.undo(t, undone)
	if _, err := th.Ops.Find(t.Context(), change.Scope, "address"); err == nil {
		t.Error("done again, the scope is still there")
	}
	if u := th.of(t, given); len(u.Edits) != 2 {
		t.Errorf("after a redo it cannot be taken back: %+v", u)
	}
}

// holder is a client with few scopes.
func (th theater) holder(t clienttest.T) *ops.Entity {
	t.Helper()
	return th.find(t, change.Client, "Sample application")
}

// What nobody can create is left out, by name, and nothing is made to refer to it again.
func TestWhatDoesNotComeBackIsNotReferredTo(t *testing.T) {
	th := open(t)
	doc, _, err := th.API.Scopes.Create(t.Context(), parse(t, `{"id":"a","scopeType":"spontaneous"}`))
	if err != nil {
		t.Fatal(err)
	}
	scope := ops.NewEntity(change.Scope, doc)
	before := th.holder(t)
	th.apply(t, th.with(t, change.Client, before.Name(), "/scopes", scope.Head().DN()))
	given := th.holder(t)
	entry := th.apply(t, scope.Delete, func(d *ops.Draft) error { return given.Set(d, "/scopes", before.Get("/scopes")) })
	u := th.of(t, entry)
	if got := reasons(u); len(u.Edits) != 0 || got[scope.Target.String()] != undo.NotRestorable || got[given.Target.String()+"/scopes"] != undo.Already {
		t.Errorf("got %+v", u)
	}
	if !strings.Contains(u.Left[0].String(), "scope a is left out: ") {
		t.Errorf("it is called %q", u.Left[0])
	}
}

func TestWhatOthersHadDeletedIsTheirs(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.remove(t, change.Scope, "address"))
	entry.Outcome.Parts[0].State = journal.AlreadyGone
	if u := th.of(t, entry); len(u.Edits) != 0 || len(u.Left) != 1 || u.Left[0].Reason != undo.DoneByOthers {
		t.Errorf("got %+v", u)
	}
}

// A reference that has led nowhere since an entry was made again is taken back all the same.
func TestAReferenceByAnOldInumIsTakenBack(t *testing.T) {
	th := open(t)
	before := th.holder(t)
	th.apply(t, th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`))
	old := th.find(t, change.Scope, "a")
	given := th.apply(t, th.with(t, change.Client, before.Name(), "/scopes", old.Head().DN()))
	th.undo(t, th.apply(t, old.Delete))
	th.undo(t, given)
	if now := th.holder(t); !now.Same("/scopes", now.Get("/scopes"), before.Get("/scopes")) {
		t.Errorf("the client has %s, want %s", now.Get("/scopes"), before.Get("/scopes"))
	}
}

// What led nowhere before a plan still does when the plan is taken back: the undo touches what the plan did, and nothing else.
func TestAReferenceThatLedNowhereIsLeftAlone(t *testing.T) {
	th := open(t)
	address := th.find(t, change.Scope, "address")
	th.undo(t, th.apply(t, address.Delete))
	before := th.holder(t)
	if !strings.Contains(string(before.Get("/scopes")), address.Head().DN()) {
		t.Fatal("the client does not refer to the scope of old")
	}
	th.apply(t, th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`))
	th.undo(t, th.apply(t, th.with(t, change.Client, before.Name(), "/scopes", th.find(t, change.Scope, "a").Head().DN())))
	if now := th.holder(t); !now.Same("/scopes", now.Get("/scopes"), before.Get("/scopes")) {
		t.Errorf("the client has %s, want %s", now.Get("/scopes"), before.Get("/scopes"))
	}
}

func TestWhatWasCreatedIsDeleted(t *testing.T) {
	for name, c := range map[string]struct {
		resource change.Resource
		doc      string
		name     string
	}{
		"scope":  {change.Scope, `{"id":"a","scopeType":"oauth"}`, "a"},
		"script": {change.Script, aScript + "[]}", "abc"},
		"claim":  {change.Claim, freshClaim, "carLicense"},
	} {
		t.Run(name, func(t *testing.T) {
			th := open(t)
			if c.resource == change.Claim {
				th.apply(t, th.remove(t, change.Claim, c.name))
			}
			entry := th.apply(t, th.create(c.resource, c.doc))
			undone := th.undo(t, entry)
			if _, err := th.Ops.Find(t.Context(), c.resource, c.name); err == nil {
				t.Fatal("it is still there")
			}
			th.undo(t, undone)
			again := th.find(t, c.resource, c.name)
			u := th.of(t, entry)
			if len(u.Edits) != 1 || u.Edits[0].Target != again.Target || u.Edits[0].Kind != change.Delete {
				t.Errorf("the first record has lost track: %+v", u)
			}
		})
	}
}

const freshClaim = `{"name":"carLicense","displayName":"Car","description":"A car","dataType":"string","viewType":["user","admin"],
"editType":["admin"],"usageType":["openid"],"status":"active"}`

// What others have put into a new entry, or given it to, keeps it from being deleted.
func TestANewEntryThatOthersHaveTakenUpIsNotDeleted(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`))
	scope := th.find(t, change.Scope, "a")

	described := th.apply(t, th.member(t, change.Scope, "a", "/description", `"one"`))
	_, err := th.of(t, entry).Plan(t.Context(), th.Ops)
	if got := isObstacle(t, err); len(got) != 1 || got[0].Path != "/description" || got[0].By == nil || got[0].By.Intent.ID != described.Intent.ID {
		t.Errorf("got %+v", got)
	}
	th.undo(t, described)

	given := th.apply(t, th.with(t, change.Client, th.holder(t).Name(), "/scopes", scope.Head().DN()))
	_, err = th.of(t, entry).Plan(t.Context(), th.Ops)
	if got := isObstacle(t, err); len(got) != 1 || len(got[0].Users) != 1 || got[0].By == nil || got[0].By.Intent.ID != given.Intent.ID {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(err.Error(), "client "+th.holder(t).Name()) {
		t.Errorf("%q does not name the client", err)
	}
	if rest := th.of(t, entry).Rest(); len(rest.Edits) != 0 || len(rest.Left) != 1 {
		t.Errorf("the rest is %+v", rest)
	}
}

// One plan makes a scope and gives it to a client: the undo takes it away before it deletes it.
func TestAPlanOfSeveralEntriesIsTakenBackInOrder(t *testing.T) {
	th := open(t)
	before := th.holder(t)
	entry := th.apply(t, th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`),
		th.with(t, change.Client, before.Name(), "/scopes", "inum=new:a,ou=scopes,o=jans"), th.property(t, lifetime, "4711"))
	plan := th.plan(t, th.of(t, entry))
	if len(plan.Requests) != 3 || plan.Requests[2].Method != http.MethodDelete {
		t.Fatalf("the requests are %+v", plan.Requests)
	}
	for _, i := range plan.Impacts {
		if i.Severity.NeedsConsent() {
			t.Errorf("it warns of %s", i.Message)
		}
	}
	undone := th.applyPlan(t, plan)
	if now := th.holder(t); !now.Same("/scopes", now.Get("/scopes"), before.Get("/scopes")) {
		t.Errorf("the client has %s, want %s", now.Get("/scopes"), before.Get("/scopes"))
	}
	th.undo(t, undone)
	if made := th.find(t, change.Scope, "a"); !strings.Contains(string(th.holder(t).Get("/scopes")), made.Head().DN()) {
		t.Error("done again, the client has not got the scope")
	}
}

func TestAnEntryThatIsGoneIsNamed(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.member(t, change.Scope, "address", "/description", `"one"`))
	gone := th.apply(t, th.remove(t, change.Scope, "address"))
	_, err := th.of(t, entry).Plan(t.Context(), th.Ops)
	if got := isObstacle(t, err); len(got) != 1 || !got[0].Gone || got[0].By == nil || got[0].By.Intent.ID != gone.Intent.ID {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(err.Error(), "scope address has been deleted since by ") {
		t.Errorf("got %v", err)
	}
}

func reasons(u *undo.Undo) map[string]undo.Reason {
	found := map[string]undo.Reason{}
	for _, left := range u.Left {
		found[left.Target.String()+left.Path] = left.Reason
	}
	return found
}
