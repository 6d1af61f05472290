package tokens

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// restless is a list whose entries come and go between its pages.
type restless struct {
	API
	codes []string // sorted
	pages int
	turn  func(*restless) // between two pages
}

func (l *restless) List(_ context.Context, q client.Query) (client.Page, error) {
	if l.pages++; l.pages > 1 {
		l.turn(l)
	}
	page := client.Page{Start: q.Start, Total: len(l.codes)}
	for _, code := range l.codes[min(q.Start, len(l.codes)):min(q.Start+q.Limit, len(l.codes))] {
		page.Entries = append(page.Entries, document.Document{"tokenCode": json.RawMessage(fmt.Sprintf("%q", code))})
	}
	return page, nil
}

// Whatever comes and goes while a list is read, what is there from the beginning to the end is seen, and nothing is seen twice.
func TestScanMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.SampledFrom([]int{0, 1, 199, 200, 201, 399, 400, 700, 1200}).Draw(t, "count")
		list := &restless{}
		stays := map[string]bool{}
		for i := range count {
			code := fmt.Sprintf("%06d", 10*i)
			list.codes = append(list.codes, code)
			stays[code] = true
		}
		list.turn = func(l *restless) {
			if l.pages > 6 { // it calms down
				return
			}
			for range rapid.IntRange(0, 3).Draw(t, "gone") {
				if len(l.codes) == 0 {
					return
				}
				from := rapid.IntRange(0, len(l.codes)-1).Draw(t, "from")
				to := min(len(l.codes), from+rapid.SampledFrom([]int{1, 2, 199, 200, 201, 450}).Draw(t, "many"))
				for _, code := range l.codes[from:to] {
					delete(stays, code)
				}
				l.codes = slices.Delete(l.codes, from, to)
			}
			for range rapid.IntRange(0, 5).Draw(t, "new") {
				code := fmt.Sprintf("%06d", 10*rapid.IntRange(0, 1300).Draw(t, "place")+1+l.pages%9)
				if at, there := slices.BinarySearch(l.codes, code); !there {
					l.codes = slices.Insert(l.codes, at, code)
				}
			}
		}
		seen := map[string]int{}
		err := scan(context.Background(), list, client.Query{}, "tokenCode", func(doc document.Document) bool {
			seen[text(doc, "tokenCode")]++
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		for code := range stays {
			if seen[code] != 1 {
				t.Fatalf("%s is seen %d times", code, seen[code])
			}
		}
		for code, times := range seen {
			if times > 1 {
				t.Fatalf("%s is seen %d times", code, times)
			}
		}
	})
}

// A list without an order is given up, in the end.
func TestScanEnds(t *testing.T) {
	list := &restless{codes: []string{"5"}}
	for i := range 300 {
		list.codes = append(list.codes, fmt.Sprint(900-i))
	}
	list.turn = func(l *restless) { slices.Reverse(l.codes) }
	if err := scan(t.Context(), list, client.Query{}, "tokenCode", func(document.Document) bool { return true }); list.pages > 1000 {
		t.Errorf("%d pages, %v", list.pages, err)
	}
}

// What is asked of the server, letter by letter.
func TestFilters(t *testing.T) {
	at := time.Date(2026, 7, 13, 12, 0, 0, 0, time.FixedZone("", 2*60*60))
	const inum = "de637452-54ca-477c-a992-a5334527c5ef"
	for name, tc := range map[string]struct {
		filter  Filter
		pattern string
		fields  string
	}{
		"nothing":  {Filter{}, "", ""},
		"all":      {Filter{Client: "c", User: "u", Type: "id", Grant: "g", GrantID: "i"}, "", "clnId=c,usrId=u,tknTyp=id_token,grtTyp=g,grtId=i"},
		"inum":     {Filter{User: inum}, "", "jansUsrDN=" + inum},
		"DN":       {Filter{User: "inum=" + inum + ",ou=people,o=jans"}, "", "jansUsrDN=" + inum},
		"in full":  {Filter{Type: "refresh_token"}, "", "tknTyp=refresh_token"},
		"unknown":  {Filter{Type: "moon_token"}, "", "tknTyp=moon_token"},
		"scope":    {Filter{Scope: "openid"}, "openid", ""},
		"text":     {Filter{Text: "a,b"}, "a,b", ""},
		"expiring": {Filter{ExpiresAfter: at, ExpiresBefore: at}, "", "expirationDate<=2026-07-13T10:00:00,expirationDate>=2026-07-13T10:00:00"},
	} {
		q, err := tc.filter.query()
		said := ""
		for i, f := range q.Fields {
			if i > 0 {
				said += ","
			}
			operator := f.Op
			if operator == "" {
				operator = "="
			}
			said += f.Name + operator + f.Value
		}
		if err != nil || q.Pattern != tc.pattern || said != tc.fields {
			t.Errorf("%s: %q, %q, %v", name, q.Pattern, said, err)
		}
	}
}

// Dates come in several forms and mean UTC; what is none is no date.
func TestMoments(t *testing.T) {
	for raw, want := range map[string]string{
		`"2026-07-13T10:00:00"`: "2026-07-13T10:00:00Z", `"2026-07-13T10:00:00.123"`: "2026-07-13T10:00:00Z",
		`"2026-07-13T12:00:00+02:00"`: "2026-07-13T10:00:00Z", `1783936800000`: "2026-07-13T10:00:00Z",
		`"soon"`: "", `null`: "", `{}`: "", ``: "", `-5`: "",
	} {
		at, said := moment(json.RawMessage(raw)), ""
		if !at.IsZero() {
			said = at.UTC().Truncate(time.Second).Format(time.RFC3339)
		}
		if said != want {
			t.Errorf("%s: %q", raw, said)
		}
	}
}

// Whatever a server puts into an entry, reading it does not fail.
func TestHostileEntries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"tokenCode", "tokenType", "scope", "userDn", "userId", "expirationDate", "sessionDn", "sessionAttributes", "grantId"}
		values := []string{`"x"`, `1`, `[]`, `{"a":1}`, `true`, `"inum="`, `"\u001b[31m"`, `null`, `"jansId=a<b"`}
		doc := document.Document{}
		for range rapid.IntRange(0, 6).Draw(t, "members") {
			doc[rapid.SampledFrom(names).Draw(t, "name")] = json.RawMessage(rapid.SampledFrom(values).Draw(t, "value"))
		}
		e := newEntry(doc)
		_, _ = e.User(), e.Expired(time.Now())
		if _, err := url.Parse(PathOf("token", Item{ID: e.Code})); err != nil {
			t.Fatal(err)
		}
	})
}
