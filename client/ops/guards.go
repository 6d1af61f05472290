package ops

import "strings"

// Guards hold for every change, whatever it is about. Each is the wish of a profile, which is named beside it.
type Guards struct {
	ReadOnly      bool
	ReadOnlyOf    string // the profile; "" when the session was started so
	ConfirmWord   string // has to be typed, exactly so, before anything is changed
	WordOf        string // where several profiles have a word each, all of them: "one and two"
	RequireReason bool   // every change needs a reason
	ReasonOf      string
}

// Guards are those that were in force when they were looked at last: when a plan was made or was to be applied.
func (o *Ops) Guards() Guards {
	if seen := o.guards.Load(); seen != nil {
		return *seen
	}
	return o.deps.Guards
}

// ReadOnly says whether writing is switched off.
func (o *Ops) ReadOnly() bool { return o.Guards().ReadOnly }

// NeedsReason says whether every change needs a reason.
func (o *Ops) NeedsReason() bool { return o.Guards().RequireReason }

// Writable says whether anything may be applied at all: nil, or the RefusedError of a read-only session. The guards are looked at again.
func (o *Ops) Writable() error {
	guards, err := o.guardsNow()
	if err != nil {
		return &RefusedError{
			Why:  "the profiles cannot be read, so nobody knows whether one of them forbids it: " + err.Error(),
			Hint: "mend the file of profiles, or put it aside",
		}
	}
	return guards.Writable()
}

// guardsNow finds out which guards are in force now: another process may have changed a profile. A connection that was opened to be read-only
// stays so until the next one, because its tokens can only read; all else holds and ends at once.
func (o *Ops) guardsNow() (Guards, error) {
	if o.deps.Reread == nil {
		return o.deps.Guards, nil
	}
	now, err := o.deps.Reread()
	if err != nil {
		return o.Guards(), err
	}
	if opened := o.deps.Guards; opened.ReadOnly && !now.ReadOnly {
		now.ReadOnly, now.ReadOnlyOf = true, opened.ReadOnlyOf
	}
	o.guards.Store(&now)
	return now, nil
}

// Writable is nil, or the RefusedError that says who forbids all changes.
func (g Guards) Writable() error {
	switch {
	case !g.ReadOnly:
		return nil
	case g.ReadOnlyOf != "":
		return &RefusedError{Why: "the profile " + g.ReadOnlyOf + " is read-only, and guards this server",
			Hint: "lift that with \"jansadm profile edit " + g.ReadOnlyOf + " --read-only=false\" where it is right to do so"}
	}
	return &RefusedError{Why: "this session is read-only", Hint: "start without --read-only"}
}

// WhoseWord says in a sentence who wants the word.
func (g Guards) WhoseWord() string {
	return want(g.WordOf) + " a word to be typed before anything is changed"
}

// WhoseReason says who wants a reason.
func (g Guards) WhoseReason() string { return want(g.ReasonOf) + " a reason for every change" }

// want begins the sentence about what profiles want.
func want(profiles string) string {
	if strings.Contains(profiles, And) {
		return "the profiles " + profiles + " want"
	}
	return "the profile " + profiles + " wants"
}

// And stands between the names of profiles that want the same.
const And = " and "
