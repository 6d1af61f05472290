package form

import (
	"context"
	"errors"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// Start reads the entry.
func (p *Page) Start() tea.Cmd {
	p.sync()
	return p.fetch(true)
}

// Close cancels what is being read.
func (p *Page) Close() {
	p.load.Cancel()
	p.asking.Cancel()
}

// loaded is the answer to reading the entry and what it refers to.
type loaded struct {
	entity  *ops.Entity
	err     error
	unnamed error
}

// Failure tells the header whether the server answered.
func (l loaded) Failure() error { return l.err }

// fetch reads the entry, and the names of what it refers to; fresh asks for those again that are known, as they may be gone.
func (p *Page) fetch(fresh bool) tea.Cmd {
	operations, target, entity, word := p.session().Ops, p.target, p.created(), p.word()
	return p.screen.Work(p, &p.load, func(ctx context.Context) tea.Msg {
		var err error
		switch {
		case !target.IsNew():
			entity, err = operations.Entity(ctx, target)
		case entity == nil: // created by now, or taken back
			entity, err = operations.Find(ctx, target.Resource, word)
		}
		if err != nil {
			return loaded{err: err}
		}
		return loaded{entity: entity, unnamed: resolve(ctx, operations, entity, fresh)}
	})
}

// concerns says whether scripts that were watched are the entry or what it refers to.
func (p *Page) concerns(late core.Late) bool {
	if late.About(p.target) {
		return true
	}
	if p.read == nil {
		return false
	}
	return slices.ContainsFunc(p.read.Kind.Fields, func(field schema.EntityField) bool {
		dns, _ := document.Strings(p.read.Get(field.Path))
		return field.Refers.Resource == string(change.Script) && slices.ContainsFunc(dns, func(dn string) bool {
			target, _ := directory.TargetOf(dn)
			return late.About(target)
		})
	})
}

// created is the entry as the draft would create it; nil when the draft does not.
func (p *Page) created() *ops.Entity {
	for _, entity := range p.session().Draft.Created(p.target.Resource) {
		if entity.Target == p.target {
			return entity
		}
	}
	return nil
}

// resolve reads the names of what an entry refers to.
func resolve(ctx context.Context, operations *ops.Ops, entity *ops.Entity, fresh bool) error {
	var failures []error
	again := map[change.Resource]bool{} // whether what is known is asked for again, as the entry may refer to what has gone
	for _, field := range entity.Kind.Fields {
		value := entity.Get(field.Path)
		switch resource := change.Resource(field.Refers.Resource); {
		case resource == "", document.IsEmpty(value) && (field.Fixed != "" || !field.For(entity.Type())):
		case resource == change.Scope:
			dns, _ := document.Strings(value)
			_, err := operations.ResolveScopes(ctx, dns)
			failures = append(failures, err)
		default:
			again[resource] = again[resource] || fresh && !document.IsEmpty(value)
		}
	}
	for _, resource := range slices.Sorted(maps.Keys(again)) {
		var err error
		if again[resource] {
			err = operations.RefreshDirectory(ctx, resource)
		} else {
			_, err = operations.LoadDirectory(ctx, resource)
		}
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}
