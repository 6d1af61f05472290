package auth

import (
	"fmt"
	"sync"

	"github.com/jansadm/jansadm/client/transport"
)

// Actor is in whose name a connection acts: the first person whose login it meets. Another person's login is not used before Become says
// so, since whoever sits before the screen would act in a name that is not his. It is safe for concurrent use.
type Actor struct {
	tell func(Person)

	mu     sync.Mutex
	person Person
	known  bool
}

// NewActor is nobody yet. tell is told who it is, and again when more is known about him; nil tells nobody.
func NewActor(tell func(Person)) *Actor {
	if tell == nil {
		tell = func(Person) {}
	}
	return &Actor{tell: tell}
}

// Become makes it act in that person's name, as after somebody has signed in where the connection is used.
func (a *Actor) Become(person Person) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.person, a.known = person, true
	a.tell(person)
}

// admit returns a *LoginRequiredError for the login of somebody else.
func (a *Actor) admit(profile string, person Person) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known && !a.person.same(person) {
		return &LoginRequiredError{
			Profile: profile, Person: a.person, Instead: person, Err: transport.KindUnauthenticated,
			Reason: fmt.Sprintf("%s has signed in to this profile in the meantime, and here it was %s", person, a.person),
		}
	}
	a.person, a.known = person, true
	a.tell(person)
	return nil
}

// same compares what stays when a person is renamed first.
func (p Person) same(other Person) bool {
	for _, names := range [][2]string{{p.Inum, other.Inum}, {p.Sub, other.Sub}, {p.Login, other.Login}} {
		if names[0] != "" && names[1] != "" {
			return names[0] == names[1]
		}
	}
	return p.String() == other.String()
}
