package connect

import "sync"

// news are warnings that come up while servers and what is kept of them are used.
type news struct {
	mu   sync.Mutex
	list []error
}

func (n *news) add(warning error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, warning)
}

// take returns the warnings that have come up since it was called last.
func (n *news) take() []error {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.list
	n.list = nil
	return list
}

// told are the news as texts.
func (n *news) told() []string { return texts(n.take()) }

func texts(warnings []error) []string {
	var list []string
	for _, warning := range warnings {
		list = append(list, warning.Error())
	}
	return list
}
