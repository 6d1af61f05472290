package profile

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Add stores a new profile. The first one becomes the default. Errors are *NameError, *ValueError, *DuplicateError, *BrokenError, or
// about the file.
func (f *File) Add(ctx context.Context, p Profile) error {
	return f.change(ctx, func(now *Profiles) error {
		if err := now.taken(p.Name, -1); err != nil {
			return err
		}
		now.List = append(now.List, p)
		if now.Default == "" && len(now.List) == 1 {
			now.Default = p.Name
		}
		return p.Check()
	})
}

// Edit changes a profile, its name included: secrets are kept under the name, so that the caller has to move them. Errors are those
// of Add, *UnknownError, and what change returns.
func (f *File) Edit(ctx context.Context, name string, change func(*Profile) error) error {
	return f.change(ctx, func(now *Profiles) error {
		i, err := now.index(name)
		if err != nil {
			return err
		}
		p := &now.List[i]
		if err := change(p); err != nil {
			return err
		}
		if now.Default == name {
			now.Default = p.Name
		}
		if err := now.taken(p.Name, i); err != nil {
			return err
		}
		return p.Check()
	})
}

// Remove takes a profile out. When it was the default, there is none afterwards. Its secrets are the caller's to remove.
func (f *File) Remove(ctx context.Context, name string) error {
	return f.change(ctx, func(now *Profiles) error {
		i, err := now.index(name)
		if err != nil {
			return err
		}
		now.List = slices.Delete(now.List, i, i+1)
		if now.Default == name {
			now.Default = ""
		}
		return nil
	})
}

// SetDefault names the profile to use when none is named.
func (f *File) SetDefault(ctx context.Context, name string) error {
	return f.change(ctx, func(now *Profiles) error {
		_, err := now.index(name)
		now.Default = name
		return err
	})
}

func (p Profiles) index(name string) (int, error) {
	i := slices.IndexFunc(p.List, func(candidate Profile) bool { return candidate.Name == name })
	if i >= 0 {
		return i, nil
	}
	_, err := Profiles{List: p.List}.Find(name)
	return i, err
}

// lockWait bounds how long a change waits for another process that is making one, which takes milliseconds.
const lockWait = 5 * time.Second

// change reads the file, changes what was found and writes it, while no other process does.
func (f *File) change(ctx context.Context, apply func(*Profiles) error) error {
	unlock, err := Lock(ctx, f.path+".lock", lockWait)
	if err != nil {
		return fmt.Errorf("cannot change the profiles: %w", err)
	}
	defer unlock()
	t, before, err := f.read()
	if err != nil {
		return err
	}
	if t == nil {
		if t, err = parse(f.path, []byte(newFile)); err != nil {
			return err
		}
	}
	after := Profiles{Default: before.Default, List: slices.Clone(before.List)}
	if err := apply(&after); err != nil {
		return err
	}
	if err := t.rewrite(before, after); err != nil {
		return err
	}
	content := t.bytes()
	if err := confirm(f.path, content, after); err != nil {
		return err
	}
	return WritePrivate(f.path, content)
}

// confirm reads what is about to be written: a file that says something else must not take the place of a good one. It happens with
// mappings within braces, which do not take new lines.
func confirm(path string, content []byte, want Profiles) error {
	t, err := parse(path, content)
	if err == nil {
		var got Profiles
		if got, err = t.profiles(); err == nil && got.equal(want) {
			return nil
		}
	}
	return fmt.Errorf("the change cannot be put into %s as it is written: edit it by hand, one member a line instead of {...}", path)
}

// rewrite brings the tree from one state to another; at most one profile differs.
func (t *tree) rewrite(before, after Profiles) error {
	if after.Default != before.Default {
		if err := set(t.root, keyDefault, orNil(after.Default)); err != nil {
			return err
		}
	}
	switch list, err := t.list(); {
	case err != nil:
		return err
	case len(after.List) == 0:
		remove(t.root, keyProfiles)
		return nil
	case len(after.List) < len(before.List):
		remove(list, lost(before, after))
		return nil
	case list == nil || len(list.Values) == 0:
		remove(t.root, keyProfiles)
		return add(t.root, keyProfiles, yaml.MapSlice{{Key: after.List[0].Name, Value: fresh(after.List[0])}})
	case len(after.List) > len(before.List):
		last := after.List[len(after.List)-1]
		return add(list, last.Name, fresh(last))
	default:
		return edit(list, before, after)
	}
}

// lost is the name of the first profile that is not there any more.
func lost(before, after Profiles) string {
	for i, p := range before.List {
		if i == len(after.List) || after.List[i].Name != p.Name {
			return p.Name
		}
	}
	return ""
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func fresh(p Profile) yaml.MapSlice {
	var lines yaml.MapSlice
	for _, m := range members {
		if value := m.value(&p); value != nil {
			lines = append(lines, yaml.MapItem{Key: m.key, Value: value})
		}
	}
	return lines
}

func edit(list *ast.MappingNode, before, after Profiles) error {
	for i, p := range after.List {
		old := before.List[i]
		if p == old {
			continue
		}
		e := entry(list, old.Name)
		body, ok := e.Value.(*ast.MappingNode)
		if !ok {
			return fmt.Errorf("the profile %q has no members", old.Name)
		}
		for _, m := range members {
			if m.value(&p) == m.value(&old) {
				continue
			}
			if err := set(body, m.key, m.value(&p)); err != nil {
				return err
			}
		}
		if p.Name != old.Name {
			return rename(e, p.Name)
		}
	}
	return nil
}

func rename(e *ast.MappingValueNode, name string) error {
	node, err := yaml.ValueToNode(name)
	if err != nil {
		return fmt.Errorf("cannot write the name %q as YAML: %w", name, err)
	}
	key, ok := node.(ast.MapKeyNode)
	if !ok {
		return fmt.Errorf("cannot write the name %q as YAML", name)
	}
	node.AddColumn(e.Key.GetToken().Position.Column - node.GetToken().Position.Column)
	if comment := e.Key.GetComment(); comment != nil {
		if err := node.SetComment(comment); err != nil {
			return err
		}
	}
	e.Key = key
	return nil
}
