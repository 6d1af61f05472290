package ops

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// listOf serves lists only; every page is followed by a change of the list.
type listOf struct {
	EntriesAPI
	inums   []string
	changed func(*listOf)
	asked   []Query
}

func (l *listOf) List(_ context.Context, query Query) (client.Page, error) {
	l.asked = append(l.asked, query)
	page := client.Page{Start: query.Start, Total: len(l.inums)}
	for _, inum := range l.inums[min(query.Start, len(l.inums)):min(query.Start+query.Limit, len(l.inums))] {
		page.Entries = append(page.Entries, document.Document{"inum": document.Quote(inum)})
	}
	if l.changed != nil {
		l.changed(l)
	}
	return page, nil
}

func (l *listOf) read(t interface{ Fatal(...any) }, most int) []string {
	o := New(Deps{Entries: map[change.Resource]EntriesAPI{change.Scope: l}})
	var found []string
	for page, err := range o.Pages(context.Background(), change.Scope, Query{}, most) {
		if err != nil {
			t.Fatal(err)
		}
		for _, entity := range page.Entities {
			found = append(found, entity.Target.ID)
		}
	}
	return found
}

func numbered(n int) []string {
	inums := make([]string, n)
	for i := range inums {
		inums[i] = strconv.Itoa(i)
	}
	return inums
}

func TestPagesGiveEveryEntryOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, most := rapid.IntRange(0, 650).Draw(t, "size"), rapid.IntRange(0, 700).Draw(t, "most")
		list := &listOf{inums: numbered(size)}
		want := list.inums
		if most > 0 {
			want = want[:min(most, size)]
		}
		if got := list.read(t, most); !slices.Equal(got, want) {
			t.Fatalf("got %d entries, want %d", len(got), len(want))
		}
		for _, query := range list.asked {
			if query.Limit > pageSize || query.Limit < 1 {
				t.Fatalf("asked for %d entries", query.Limit)
			}
		}
	})
}

// Entries that others push to the next page come twice from the server, and once from here.
func TestPagesOfAListThatGrowsMeanwhile(t *testing.T) {
	list := &listOf{inums: numbered(450)}
	list.changed = func(l *listOf) { l.inums = append([]string{"new " + strconv.Itoa(len(l.inums))}, l.inums...) }
	found := list.read(t, 0)
	for _, inum := range numbered(450) {
		if count := len(slices.DeleteFunc(slices.Clone(found), func(other string) bool { return other != inum })); count != 1 {
			t.Errorf("%s comes %d times", inum, count)
		}
	}
}
