package schema

// Group is a chapter of the catalogue.
type Group struct {
	ID    string // stable, used on the command line
	Title string
	Help  string
}

// Groups lists the groups in display order. Callers must not modify it.
func Groups() []Group { return groups }

// LookupGroup finds a group by its ID.
func LookupGroup(id string) (Group, bool) {
	for _, g := range groups {
		if g.ID == id {
			return g, true
		}
	}
	return Group{}, false
}
