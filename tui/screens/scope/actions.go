package scope

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// ofEntry are the actions on the scope as a whole.
func ofEntry(p *form.Page) []core.Action {
	var actions []core.Action
	if claimsInVain(p.Staged()) {
		actions = append(actions, core.Action{ID: "scope.openid", Keys: []string{"o"}, Title: "Make OpenID",
			Help: "Stages the type OpenID, in which the claims are released.",
			Risk: core.Stage, Verb: p.Verb() + " --type openid", Disabled: p.Locked(), Run: func() tea.Cmd { return p.Set("/scopeType", document.Quote("openid")) }})
	}
	if off := disabled(p); len(off) > 0 {
		actions = append(actions, core.Action{ID: "scope.enable", Keys: []string{"t"}, Title: "Enable script",
			Help: "Stages enabling the disabled scripts of the scope, in the same plan.",
			Risk: core.Stage, Verb: "jansadm script enable " + text.CleanLine(off[0].Name), Disabled: p.Locked(), Run: func() tea.Cmd { return enable(p, off) }})
	}
	noClone := ""
	if p.Entity().Locked() != "" {
		noClone = "the server itself makes scopes of this type"
	}
	actions = append(actions, choosing(p)...)
	return append(actions,
		giveAction(p),
		core.Action{ID: "scope.preview", Keys: []string{"p"}, Title: "Preview", Help: "Shows which claims userinfo would release for the scope.",
			Run: func() tea.Cmd { return p.Screen().Session.Post(core.Open{ID: "auth.preview", Arg: p.Target().ID}) }},
		p.UsersAction(),
		core.Action{ID: "scope.clone", Keys: []string{"c"}, Title: "Clone", Help: "Begins a new scope with all that this one has.", Risk: core.Stage,
			Verb: "jansadm scope create --id ID", Disabled: noClone,
			Run: func() tea.Cmd {
				return p.Screen().Session.Post(core.Open{ID: "auth.scope.add", Arg: "clone:" + p.Target().ID + " " + p.Entity().Name()})
			}},
	)
}

// disabled are the scripts of the scope that would not run once the draft is applied.
func disabled(p *form.Page) []ops.Head {
	var off []ops.Head
	for _, head := range scripts(p) {
		if !p.Screen().Enabled(head) {
			off = append(off, head)
		}
	}
	return off
}

// enable stages enabling scripts, in the same plan as the scope.
func enable(p *form.Page, off []ops.Head) tea.Cmd {
	draft := p.Screen().Session.Draft
	var names []string
	for _, head := range off {
		entity := ops.NewEntity(change.Script, document.Document{"inum": document.Quote(head.Inum), "enabled": json.RawMessage("false")})
		entity.Target = head.Target()
		if err := entity.Set(draft, "/enabled", json.RawMessage("true")); err != nil {
			return p.Screen().Session.Say(core.Failure, core.Explain(err).Message)
		}
		names = append(names, text.CleanLine(head.Name))
	}
	p.Refresh()
	return p.Screen().Session.Say(core.Plain, "Staged: enable "+strings.Join(names, ", ")+". ctrl+s reviews.")
}

// choosing are the lists that a scope of the type is made of, without going to their field first.
func choosing(p *form.Page) []core.Action {
	var actions []core.Action
	add := func(id, key, title, path string) {
		field := p.Entity().Field(path)
		if !field.For(p.Staged().Type()) {
			return
		}
		actions = append(actions, core.Action{ID: "scope." + id, Keys: []string{key}, Title: title, Help: "Chooses: " + field.Title + ".", Risk: core.Stage, Verb: p.Verb(),
			Disabled: p.Locked(), Run: func() tea.Cmd {
				p.Select(path)
				return p.Open()
			}})
	}
	add("claims", "a", "Claims", "/claims")
	add("scripts", "S", "Scripts", "/dynamicScopeScripts")
	add("policies", "S", "Policies", "/umaAuthorizationPolicies")
	return actions
}
