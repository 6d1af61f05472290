package ops

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// FeatureFlags is the wire name of the property that lists the features which are on. The documentation calls it
// enabledFeatureFlags, which the server would ignore (AppConfiguration.java).
const FeatureFlags = "featureFlags"

// Configuration is what the auth server's configuration held at one moment, with what the catalogue knows about it. It is not
// modified after it was read.
type Configuration struct {
	Document document.Document
	Read     time.Time
	known    []string // flags that the server knows; nil when it was not asked
}

// Load reads the configuration: one request.
func (o *Ops) Load(ctx context.Context) (*Configuration, error) {
	doc, err := o.deps.Configuration.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &Configuration{Document: doc, Read: o.deps.Now(), known: o.flags.get()}, nil
}

// LoadWithFlags is Load, and asks the server which flags it knows if it was not asked before.
func (o *Ops) LoadWithFlags(ctx context.Context) (*Configuration, error) {
	if _, err := o.knownFlags(ctx); err != nil {
		return nil, err
	}
	return o.Load(ctx)
}

// AskFlags returns the configuration with the flags that the server knows: one request the first time, none later.
func (o *Ops) AskFlags(ctx context.Context, c *Configuration) (*Configuration, error) {
	known, err := o.knownFlags(ctx)
	if err != nil {
		return nil, err
	}
	asked := *c
	asked.known = known
	return &asked, nil
}

// FlagsAsked says whether KnownFlags is the server's own list.
func (c *Configuration) FlagsAsked() bool { return len(c.known) > 0 }

// flagCache keeps the list of known flags, which changes only with the server's version.
type flagCache struct {
	mu    sync.Mutex
	known []string
}

func (f *flagCache) get() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known
}

// knownFlags asks once. A server without that route (older ones) is taken to know the catalogue's flags.
func (o *Ops) knownFlags(ctx context.Context) ([]string, error) {
	if known := o.flags.get(); known != nil {
		return known, nil
	}
	known, err := o.deps.Configuration.KnownFlags(ctx)
	if transport.KindOf(err) == transport.KindNotFound {
		known, err = impact.KnownFlags(), nil
	}
	if err != nil {
		return nil, err
	}
	o.flags.mu.Lock()
	defer o.flags.mu.Unlock()
	o.flags.known = slices.Clone(known)
	return o.flags.known, nil
}

// KnownFlags lists the flags that the server knows, or the catalogue's when it was not asked.
func (c *Configuration) KnownFlags() []string {
	if len(c.known) == 0 {
		return impact.KnownFlags()
	}
	return c.known
}

// Issuer is the server's issuer, from which the shipped addresses derive.
func (c *Configuration) Issuer() string {
	issuer, _ := document.Text(c.Document.Get("issuer"))
	return issuer
}

// Entry is one property with its present value.
type Entry struct {
	schema.Property
	Value   json.RawMessage // nil: empty or unset
	Present bool            // the server sent the member
	Shipped json.RawMessage // what a new installation of this server holds
}

// HasDefault says whether there is a shipped value to return to.
func (e Entry) HasDefault() bool { return e.Known && !e.Generated }

// Changed says whether the value differs from what a new installation holds.
func (e Entry) Changed() bool {
	if !e.HasDefault() || e.Fixed != "" || e.Type.Equal(e.Value, e.Shipped) {
		return false
	}
	// The server fills in false for a boolean that was never set when it stores the document for the first time.
	return !(e.Type.Kind == schema.KindBoolean && document.IsEmpty(e.Shipped) && string(e.Value) == "false")
}

// Empty says whether the value is empty or unset.
func (e Entry) Empty() bool { return document.IsEmpty(e.Value) }

// Entries lists all properties: the catalogue's in its order, then those that only the server knows, by name.
func (c *Configuration) Entries() []Entry {
	catalogue := schema.Catalogue()
	entries := make([]Entry, 0, len(catalogue))
	known := make(map[string]bool, len(catalogue))
	for _, property := range catalogue {
		known[property.Name] = true
		entries = append(entries, c.entry(property))
	}
	for _, name := range c.Document.Names() {
		if !known[name] {
			entries = append(entries, c.entry(schema.Infer(name, c.Document.Get(name))))
		}
	}
	return entries
}

func (c *Configuration) entry(property schema.Property) Entry {
	return Entry{
		Property: property,
		Value:    c.Document.Get(property.Name),
		Present:  c.Document.Has(property.Name),
		Shipped:  property.DefaultFor(c.Issuer()),
	}
}

// Lookup finds a property by wire name, alias or name in another case; the error is an UnknownNameError with the nearest names.
func (c *Configuration) Lookup(name string) (Entry, error) {
	if property, ok := schema.Lookup(name); ok {
		return c.entry(property), nil
	}
	if c.Document.Has(name) {
		return c.entry(schema.Infer(name, c.Document.Get(name))), nil
	}
	return Entry{}, &UnknownNameError{Thing: "property", Name: name, Nearest: schema.Nearest(name, 3)}
}
