package ops

import (
	"context"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// readLive reads what the rules of impacts ask for beyond what is planned. What cannot be read is left out, with a note: the rules then assume
// the worst. The error is that of the context.
func (o *Ops) readLive(ctx context.Context, plan *Plan, facts *impact.Facts) error {
	facts.Self = o.deps.ClientID
	wanted := impact.WantedFor(*facts, plan.Changes)
	for _, read := range []struct {
		wanted bool
		what   string
		read   func(context.Context, *impact.Facts) error
	}{
		{wanted.Me && o.deps.Me != nil, "whether it shuts you out yourself", o.readMe},
		{wanted.OwnClient, "what the client of this console is set to", o.readOwnClient},
		{wanted.Properties && plan.Present == nil && o.deps.Configuration != nil, "how the server is set", o.readProperties},
		{wanted.Discovery && o.deps.Discovery != nil, "what the discovery document shows", o.readDiscovery},
		{wanted.Scripts, "which scripts there are", o.readScripts},
		{len(wanted.Scopes) > 0, "a scope that it depends on", func(ctx context.Context, facts *impact.Facts) error {
			return o.readScopes(ctx, wanted.Scopes, facts)
		}},
	} {
		if !read.wanted {
			continue
		}
		if err := read.read(ctx, facts); err != nil {
			if ctx.Err() != nil {
				return err
			}
			plan.unchecked(read.what, err)
		}
	}
	return nil
}

// unchecked notes what the plan was made without.
func (p *Plan) unchecked(what string, err error) {
	p.Notes = append(p.Notes, "It could not be checked "+what+": "+Explain(err).Message+".")
}

func (o *Ops) readMe(ctx context.Context, facts *impact.Facts) error {
	me, err := o.deps.Me(ctx)
	if err != nil {
		return err
	}
	facts.Me = &me
	if facts.Self == "" {
		facts.Self = me.ClientID
	}
	return nil
}

// readOwnClient takes the entry from the plan where that has it. Nothing is read as long as nobody knows who this is.
func (o *Ops) readOwnClient(ctx context.Context, facts *impact.Facts) error {
	if facts.Me == nil || facts.Self == "" {
		return nil
	}
	target := Target{Resource: change.Client, ID: facts.Self}
	if entry, planned := facts.Entries[target]; planned {
		facts.OwnClient = entry.Before
		return nil
	}
	if _, served := o.deps.Entries[change.Client]; !served {
		return nil
	}
	found, err := o.Entity(ctx, target)
	if err != nil {
		return err
	}
	facts.OwnClient = found.Document
	return nil
}

func (o *Ops) readProperties(ctx context.Context, facts *impact.Facts) error {
	present, err := o.Load(ctx)
	if err != nil {
		return err
	}
	known := impact.With(present.Document, present.KnownFlags(), nil)
	facts.Before, facts.After, facts.KnownFlags = known.Before, known.After, known.KnownFlags
	return nil
}

func (o *Ops) readDiscovery(ctx context.Context, facts *impact.Facts) error {
	found, err := o.deps.Discovery(ctx)
	facts.Discovery = found
	return err
}

func (o *Ops) readScripts(ctx context.Context, facts *impact.Facts) error {
	if _, served := o.deps.Entries[change.Script]; !served {
		return nil
	}
	if err := o.RefreshDirectory(ctx, change.Script); err != nil {
		return err
	}
	facts.Directory = facts.Directory.Completed(change.Script, o.Directory().All(change.Script))
	return nil
}

func (o *Ops) readScopes(ctx context.Context, ids []string, facts *impact.Facts) error {
	if _, served := o.deps.Entries[change.Scope]; !served {
		return nil
	}
	scopes := map[string]document.Document{}
	for _, id := range ids {
		found, err := o.exactly(ctx, change.Scope, "id", id)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			scopes[id] = found[0].Document
		}
	}
	facts.Scopes = scopes
	return nil
}
