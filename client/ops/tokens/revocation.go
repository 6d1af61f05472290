package tokens

import (
	"strconv"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Selection says what is to be revoked: the tokens of a filter, or those that are named. A Selection without anything is refused: nobody
// revokes every token of a server by leaving something out.
type Selection struct {
	Filter  Filter
	Codes   []string // read first, to see whom they belong to
	Entries []Entry  // that have been read already

	// WholeGrants takes every other token of the same grants as well.
	WholeGrants bool
}

// SessionSelection says which sessions are to be ended.
type SessionSelection struct {
	Filter   SessionFilter
	SIDs     []string
	Sessions []Session // that have been read already
}

// Revocation is what would be revoked, and whom that touches. It holds no documents: ten thousand tokens are a matter of a few megabytes.
type Revocation struct {
	Kind    change.Resource // Token or Session
	Title   string          // "5 tokens of the client 1800.a"
	Items   []Item          // in the order in which they go: this console's own last
	Clients []Affected      // by how much they lose
	Users   []Affected      // the same; tokens of clients have none
	Types   []Affected      // of tokens
	Expired int             // of the tokens are of no use any more
	Impacts []ops.Impact    // gravest first
	Stays   int             // other tokens of the same grants, as far as they were counted: WholeGrants takes them as well

	act    *ops.Act
	words  string // of the title, after the number
	filter Filter // that found it; zero when it was picked by hand
}

// Item is one token or session that is to go.
type Item struct {
	ID     string // code or sid
	Type   string // of a token
	Client string
	User   string
	Own    bool // this console works with it

	sent bool // it was tried before, and nobody knows whether it has gone: when it is not there now, that was it
}

// Affected is somebody who loses tokens or sessions, or a type of them.
type Affected struct {
	ID, Name string // Name is empty when it is not known
	Count    int
}

// Len is how many items there are.
func (r *Revocation) Len() int { return len(r.Items) }

// Word is what a person types to go on; empty when a yes is enough.
func (r *Revocation) Word() string { return r.act.Word() }

// Act is what guards and the journal see of it.
func (r *Revocation) Act() *ops.Act { return r.act }

// PathOf is where an item is removed, below the address of the Config API, for people who want to see the requests.
func PathOf(kind change.Resource, item Item) string {
	if kind == change.Session {
		return client.SessionPath(item.ID)
	}
	return client.TokenPath(item.ID)
}

// noun counts tokens or sessions.
func noun(kind change.Resource, n int) string {
	if n == 1 {
		return "1 " + string(kind)
	}
	return strconv.Itoa(n) + " " + string(kind) + "s"
}
