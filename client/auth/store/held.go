package store

import "context"

// held is a secret in memory, in place of the kept one that it was to replace.
type held struct{ secret, instead string }

// Hold keeps a secret in memory that could not be stored. It is what Get returns until Set works, or until somebody changes or deletes what
// is kept.
func (s *Store) Hold(ctx context.Context, key Key, secret string) {
	if key.check() != nil {
		return
	}
	instead, err := s.kept(ctx, key)
	if err != nil {
		return // then Get cannot return anything either
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holding[key] = held{secret, instead}
}

// Held says whether a secret is in memory that could not be stored.
func (s *Store) Held(key Key) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.holding[key]
	return ok
}

// newer is what is held in place of a kept secret, or that one.
func (s *Store) newer(key Key, kept string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.holding[key]; ok && h.instead == kept {
		return h.secret
	}
	delete(s.holding, key) // somebody else has changed it
	return kept
}

func (s *Store) letGo(key Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.holding, key)
}
