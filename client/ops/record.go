package ops

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

func (o *Ops) intent(id string, plan *Plan, consent Consent) journal.Record {
	return o.signed(journal.Record{
		ID: id, Phase: journal.Intent, Time: o.deps.Now().UTC(), Reason: consent.Reason,
		Changes: journal.Changes(concealed(plan)), Names: names(plan), Accepted: accepted(plan.Impacts), UndoOf: plan.UndoOf, Partly: plan.Partly,
	})
}

// signed says in a record who acts, on which server, with what.
func (o *Ops) signed(record journal.Record) journal.Record {
	record.Program, record.Server, record.Profile = o.deps.Program, o.deps.Server, o.deps.Profile
	record.User, record.UserInum = o.User(), o.userInum()
	return record
}

func (o *Ops) userInum() string {
	if o.deps.UserInum == nil {
		return ""
	}
	return o.deps.UserInum()
}

// names are what people call the entries at this moment: the journal is read when they may have gone.
func names(plan *Plan) map[Target]string {
	found := map[Target]string{}
	for _, c := range plan.Changes {
		if c.Target.Resource != change.Property {
			found[c.Target] = plan.Name(c.Target)
		}
	}
	return found
}

// concealed masks the secrets inside objects and names the changes that touch one: no value of a secret may be kept.
func concealed(plan *Plan) []Change {
	changes := slices.Clone(plan.Changes)
	for i, c := range changes {
		if c.Secret {
			continue // journal.Changes leaves out the values of a secret itself
		}
		var before, after bool
		changes[i].Old, before = plan.Hide(c, c.Old)
		changes[i].New, after = plan.Hide(c, c.New)
		changes[i].Masked = before || after
	}
	return changes
}

// HideWhole masks the secrets of a whole entry, and says whether there were any. What one of its other versions hides is a secret as well.
func HideWhole(resource change.Resource, value json.RawMessage, versions ...json.RawMessage) (json.RawMessage, bool) {
	doc, ok := document.Members(value)
	if !ok || document.IsEmpty(value) {
		return value, false
	}
	masked := false
	whole := &Entity{Kind: kindOf(resource), Document: doc}
	for _, field := range append(slices.Clone(whole.Kind.Fields), whole.unknownFields()...) {
		for _, version := range versions {
			other, _ := document.Members(version)
			field = field.Veiling(memberAt(other, field.Path))
		}
		hidden, found := field.Hide(memberAt(doc, field.Path))
		if found {
			doc, masked = withMember(doc, field.Path, hidden), true
		}
	}
	if !masked {
		return value, false
	}
	out, _ := doc.MarshalJSON() // cannot fail: the members are JSON already
	return out, true
}

func accepted(impacts []Impact) []string {
	var names []string
	for _, i := range impacts {
		if i.Severity.NeedsConsent() {
			names = append(names, i.ID)
		}
	}
	return names
}

// Settle records of a plan whose end was never written that it was applied as asked, once the server has shown that. The parts say what came of
// its requests. Where its own process does get to write the outcome after all, that counts.
func (o *Ops) Settle(ctx context.Context, id string, parts []journal.Part) error {
	record := journal.Record{ID: id, Phase: journal.Outcome, Time: o.deps.Now().UTC(), State: journal.Verified}
	if len(parts) > 1 || len(parts) == 1 && parts[0].Target != AllProperties {
		record.Parts = parts
	}
	return o.deps.Journal.Append(ctx, record)
}

// record writes the outcome. Cancelling the caller does not cancel it: what happened must be on disk.
func (o *Ops) record(ctx context.Context, plan *Plan, result *Result, failure error) error {
	now := o.deps.Now().UTC()
	record := journal.Record{
		ID: result.ID, Phase: journal.Outcome, Time: now, Millis: now.Sub(result.began).Milliseconds(),
		State: result.State, RequestID: result.RequestID,
	}
	if failure != nil {
		record.Error = plan.withoutSecrets(failure.Error()) // servers repeat in their messages what they were sent
	}
	for _, item := range result.Items {
		if !item.OK && !item.Change.Secret {
			got, _ := plan.Hide(item.Change, item.Got)
			record.Stored = append(record.Stored, journal.Stored{Target: item.Change.Target, Path: item.Change.Path, Value: document.Compact(got)})
		}
	}
	if len(result.parts) > 1 || len(result.parts) == 1 && result.parts[0].Target != AllProperties {
		record.Parts = result.parts
	}
	return o.deps.Journal.Append(context.WithoutCancel(ctx), record)
}
