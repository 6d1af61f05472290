package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// sessionsAndTokens stores sessions of the sample persons, and tokens of several clients, grants and types. Nobody has the tokens themselves:
// they are entries to look at and to remove. Some end soon; some have ended and wait to be cleaned up.
func (s *seeder) sessionsAndTokens() error {
	persons, err := s.persons()
	if err != nil {
		return err
	}
	sessions, err := s.sampleSessions(persons)
	if err != nil {
		return err
	}
	more, err := s.moreSessions()
	if err != nil {
		return err
	}
	if err := s.putSessions(append(slices.Collect(maps.Values(sessions)), more...)); err != nil {
		return err
	}
	tokens, err := s.sampleTokens(persons, sessions)
	if err != nil {
		return err
	}
	lots, err := s.moreTokens()
	if err != nil {
		return err
	}
	return (&tokenStore{table: s.tables.tokens}).put(s.tx, append(tokens, lots...)...)
}

func (s *seeder) putSessions(sessions []*browserSession) error {
	slices.SortFunc(sessions, func(a, b *browserSession) int { return strings.Compare(a.ID, b.ID) })
	store := &sessionStore{table: s.tables.sessions}
	for _, session := range sessions {
		if err := store.put(s.tx, session); err != nil {
			return err
		}
	}
	return nil
}

// persons are the users by name, also those of a folder that was filled by an older version.
func (s *seeder) persons() (map[string]*person, error) {
	persons := make(map[string]*person)
	err := s.tx.Bucket(bucketUsers).ForEach(func(inum, raw []byte) error {
		user, err := readPerson(string(inum), raw)
		if err == nil {
			persons[user.userID] = user
		}
		return err
	})
	return persons, err
}

// sampleSessions are those of the file, by their labels.
func (s *seeder) sampleSessions(persons map[string]*person) (map[string]*browserSession, error) {
	sessions := make(map[string]*browserSession)
	return sessions, rows("sessions.tsv", 6, func(c []string) error {
		began, err := s.ago(c[4])
		if err != nil {
			return err
		}
		used, err := s.ago(c[5])
		if err != nil {
			return err
		}
		sessions[c[0]], err = s.session(persons[c[1]], s.in.Clients[c[2]].ID, c[3], began, used)
		return err
	})
}

// session makes one that began at some time. No cookie belongs to it.
func (s *seeder) session(user *person, clientID, scope string, began, used time.Time) (*browserSession, error) {
	session := &browserSession{
		Created: began.UnixMilli(), Used: used.UnixMilli(), Expires: began.Add(24 * time.Hour).UnixMilli(),
		Attributes: map[string]string{
			"client_id": clientID, "scope": scope, "response_type": "code", "redirect_uri": s.in.Base + "/callback", "acr_values": builtInMethod,
		},
	}
	for _, id := range []*string{&session.ID, &session.SID} {
		var err error
		if *id, err = newUUID(s.source); err != nil {
			return nil, err
		}
	}
	session.attribute("session_id", session.ID)
	session.attribute("sid", session.SID)
	session.attribute("opbs", tokenHash(session.SID)[:32])
	if user != nil {
		session.signedIn(user, began)
		session.grant(clientID, scope)
	}
	return session, nil
}

func (s *seeder) ago(age string) (time.Time, error) {
	d, err := time.ParseDuration(age)
	return s.now.Add(-d), err
}

// sampleTokens are those of the file. Lines with one label have a grant in common.
func (s *seeder) sampleTokens(persons map[string]*person, sessions map[string]*browserSession) ([]*tokenRecord, error) {
	var tokens []*tokenRecord
	grants := make(map[string]string)
	return tokens, rows("tokens.tsv", 9, func(c []string) error {
		id, ok := grants[c[0]]
		if !ok {
			var err error
			if id, err = newUUID(s.source); err != nil {
				return err
			}
			grants[c[0]] = id
		}
		g := grant{id: id, grantType: c[4], clientID: s.in.Clients[c[1]].ID, scope: c[6]}
		created, err := s.ago(c[7])
		if err != nil {
			return err
		}
		if user := persons[c[2]]; user != nil {
			g.userID, g.userDN, g.subject, g.authTime = user.userID, user.dn, user.inum, created
		}
		if session := sessions[c[3]]; session != nil {
			g.sid, g.session, g.authTime = session.SID, session.ID, time.UnixMilli(session.AuthTime)
		}
		left, err := time.ParseDuration(c[8])
		if err != nil {
			return err
		}
		record, err := s.token(g, c[5], created, s.now.Add(left))
		if err == nil {
			tokens = append(tokens, record)
		}
		return err
	})
}

func (s *seeder) token(g grant, kind string, created, expires time.Time) (*tokenRecord, error) {
	text, err := newUUID(s.source)
	if err != nil {
		return nil, err
	}
	record := g.token(tokenHash(text), kind, created, expires)
	if kind == typeLogoutStatus {
		record.JTI, err = newUUID(s.source)
	}
	return record, err
}

// moreSessions are the additional sessions that Seed asks for: three of four signed in.
func (s *seeder) moreSessions() ([]*browserSession, error) {
	sessions := make([]*browserSession, s.in.Seed.Sessions)
	for i := range sessions {
		user, began := samplePerson(i), s.now.Add(-time.Duration(i%1200)*time.Minute)
		if i%4 == 3 {
			user = nil
		}
		var err error
		if sessions[i], err = s.session(user, s.in.Clients[ClientApp].ID, "openid profile", began, began); err != nil {
			return nil, err
		}
	}
	return sessions, nil
}

// manyPersons is how many persons the additional sessions and tokens are of.
const manyPersons = 200

// samplePerson is one of many without an entry, as on a server whose people have been removed since.
func samplePerson(i int) *person {
	name := fmt.Sprintf("person%04d", i%manyPersons)
	hash := tokenHash(name)
	inum := hash[:8] + "-" + hash[8:12] + "-4" + hash[12:15] + "-a" + hash[15:18] + "-" + hash[18:30]
	return &person{inum: inum, userID: name, dn: distinguishedName(inum, "people")}
}

// moreTokens are the additional tokens that Seed asks for: grants of an access, a refresh and an id token of a person, and of an access token
// of a client alone in turn. One in sixty has expired.
func (s *seeder) moreTokens() ([]*tokenRecord, error) {
	tokens := make([]*tokenRecord, 0, s.in.Seed.Tokens)
	samples := []string{ClientApp, ClientOther, ClientConfigAPI, ClientPublic}
	for i := 0; len(tokens) < s.in.Seed.Tokens; i++ {
		id, err := newUUID(s.source)
		if err != nil {
			return nil, err
		}
		g := grant{id: id, grantType: grantClientCredentials, clientID: s.in.Clients[samples[i%len(samples)]].ID, scope: "openid"}
		kinds := []string{typeAccess}
		if i%2 == 0 {
			user := samplePerson(i / 2)
			g.grantType, g.userID, g.userDN, g.subject, g.scope = grantAuthorizationCode, user.userID, user.dn, user.inum, "openid profile email"
			kinds = []string{typeAccess, typeRefresh, typeID}
		}
		for _, kind := range kinds[:min(len(kinds), s.in.Seed.Tokens-len(tokens))] {
			expires := s.now.Add(time.Duration(i%3600-59) * time.Minute)
			record, err := s.token(g, kind, expires.Add(-time.Duration(i%3600+1)*time.Minute), expires)
			if err != nil {
				return nil, err
			}
			tokens = append(tokens, record)
		}
	}
	return tokens, nil
}
