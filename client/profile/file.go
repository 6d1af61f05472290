package profile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/jansadm/jansadm/client/schema"
)

// File is the file of profiles. Several processes may use it at once. What it says beyond what this program knows, comments included,
// is kept.
type File struct{ path string }

// Open names the file; nothing is read or created yet.
func Open(path string) *File { return &File{path: path} }

// Path is the file's name.
func (f *File) Path() string { return f.path }

// Profiles are the servers of a file.
type Profiles struct {
	Default string    // the name of the one to use when none is named; "" for none
	List    []Profile // as they stand in the file
}

// Find returns the profile of that name, and with "" the default one. Otherwise it is an *UnknownError.
func (p Profiles) Find(name string) (Profile, error) {
	if name == "" {
		name = p.Default
	}
	for _, candidate := range p.List {
		if candidate.Name == name {
			return candidate, nil
		}
	}
	names := p.Names()
	return Profile{}, &UnknownError{Name: name, Nearest: schema.NearestOf(name, names, 3), Known: names}
}

// Names are those of all profiles.
func (p Profiles) Names() []string {
	names := make([]string, len(p.List))
	for i, profile := range p.List {
		names[i] = profile.Name
	}
	return names
}

// taken says that another profile than the one at the given place has the name.
func (p Profiles) taken(name string, except int) error {
	for i, other := range p.List {
		if i != except && strings.EqualFold(other.Name, name) {
			return &DuplicateError{Name: name, Taken: other.Name}
		}
	}
	return nil
}

// Load reads the file. One that does not exist holds no profiles. One that is empty or cannot be understood is a *BrokenError, and
// stays as it is; SetAside makes room for a new one. A profile that cannot be used as it stands does not spoil the others: ask its
// Check.
func (f *File) Load() (Profiles, error) {
	_, profiles, err := f.read()
	return profiles, err
}

// largestFile is more than any number of profiles takes, in bytes.
const largestFile = 1 << 20

// read returns no tree when there is no file.
func (f *File) read() (*tree, Profiles, error) {
	info, err := os.Stat(f.path)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > largestFile) { // a pipe would never end
		return nil, Profiles{}, &BrokenError{Path: f.path, Reason: "it is no file of profiles: no regular file, or larger than any could be"}
	}
	content, err := os.ReadFile(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Profiles{}, nil
	case err != nil:
		return nil, Profiles{}, fmt.Errorf("cannot read the file of profiles: %w", err)
	case strings.TrimSpace(string(content)) == "":
		return nil, Profiles{}, &BrokenError{Path: f.path, Reason: "it is empty"}
	}
	t, err := parse(f.path, content)
	if err != nil {
		return nil, Profiles{}, err
	}
	profiles, err := t.profiles()
	return t, profiles, err
}

// SetAside renames a file that cannot be used, so that a new one can be made, and returns its new name. Nothing is overwritten. That there
// is no file is fs.ErrNotExist.
func (f *File) SetAside(ctx context.Context) (string, error) {
	if _, err := os.Lstat(f.path); err != nil {
		return "", fmt.Errorf("cannot put the file of profiles aside: %w", err)
	}
	unlock, err := Lock(ctx, f.path+".lock", lockWait)
	if err != nil {
		return "", fmt.Errorf("cannot put the file of profiles aside: %w", err)
	}
	defer unlock()
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.broken-%d", f.path, n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if err := os.Rename(f.path, aside); err != nil {
			return "", fmt.Errorf("cannot put the file of profiles aside: %w", err)
		}
		return aside, nil
	}
}

func (t *tree) profiles() (Profiles, error) {
	var found Profiles
	if e := entry(t.root, keyDefault); e != nil {
		found.Default = scalar(e.Value)
	}
	list, err := t.list()
	if err != nil || list == nil {
		return found, err
	}
	if err := t.merged(list); err != nil {
		return Profiles{}, err
	}
	for _, e := range list.Values {
		body, ok := e.Value.(*ast.MappingNode)
		if !ok {
			return Profiles{}, t.wrong(e, "a profile has members such as server")
		}
		p, err := t.profile(keyOf(e), body)
		if err != nil {
			return Profiles{}, err
		}
		found.List = append(found.List, p)
	}
	return found, nil
}

// list is the mapping of all profiles, nil when there is none.
func (t *tree) list() (*ast.MappingNode, error) {
	e := entry(t.root, keyProfiles)
	if e == nil || e.Value.Type() == ast.NullType {
		return nil, nil
	}
	list, ok := e.Value.(*ast.MappingNode)
	if !ok {
		return nil, t.wrong(e, "profiles stand below their names")
	}
	return list, nil
}

func (t *tree) profile(name string, body *ast.MappingNode) (Profile, error) {
	p := Profile{Name: name}
	if err := errors.Join(t.merged(body), t.misspelt(body)); err != nil {
		return Profile{}, err
	}
	for _, m := range members {
		e := entry(body, m.key)
		if e == nil || e.Value.Type() == ast.NullType {
			continue
		}
		switch value := e.Value.(type) {
		case *ast.BoolNode:
			if m.flag != nil {
				*m.flag(&p) = value.Value
				continue
			}
		case ast.ScalarNode:
			if m.text != nil {
				*m.text(&p) = scalar(value)
				continue
			}
		}
		// Whatever is meant: a read-only profile must not become one that writes.
		return Profile{}, t.wrong(e, m.key+" has to be "+m.kind())
	}
	return p, nil
}

// merged refuses the merge key of YAML: what it brings, such as read_only, would not be heeded.
func (t *tree) merged(mapping *ast.MappingNode) error {
	for _, e := range mapping.Values {
		if e.Key.Type() == ast.MergeKeyType {
			return t.wrong(e, "\"<<\" cannot be used: write the members out, nothing is merged")
		}
	}
	return nil
}

// misspelt refuses keys that are those of a member but for their writing: readOnly that is kept and not heeded would be no guard.
func (t *tree) misspelt(body *ast.MappingNode) error {
	plain := func(key string) string {
		return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(key))
	}
	for _, e := range body.Values {
		for _, m := range members {
			if key := keyOf(e); key != m.key && plain(key) == plain(m.key) {
				return t.wrong(e, fmt.Sprintf("%q is written %s", key, m.key))
			}
		}
	}
	return nil
}

func (m member) kind() string {
	if m.flag != nil {
		return "true or false"
	}
	return "a text"
}

func (t *tree) wrong(node ast.Node, reason string) error {
	return &BrokenError{Path: t.path, Line: line(node), Reason: reason}
}

func (p Profiles) equal(q Profiles) bool {
	return p.Default == q.Default && slices.Equal(p.List, q.List)
}
