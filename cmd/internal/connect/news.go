package connect

import "sync"

// news are warnings that come up while a connection is used.
type news struct {
	mu   sync.Mutex
	list []error
}

func (n *news) add(warning error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, warning)
}

// News returns the warnings that have come up since it was called last.
func (c *Connection) News() []error {
	c.news.mu.Lock()
	defer c.news.mu.Unlock()
	list := c.news.list
	c.news.list = nil
	return list
}

// told are the news as texts.
func (c *Connection) told() []string { return texts(c.News()) }

func texts(warnings []error) []string {
	var list []string
	for _, warning := range warnings {
		list = append(list, warning.Error())
	}
	return list
}
