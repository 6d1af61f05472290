package list

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// What the list keeps of an entry holds neither the source of a script nor a secret, and says that something is missing.
func TestRowsKeepNoSecrets(t *testing.T) {
	s := &Screen{session: &core.Session{Theme: theme.New(theme.Options{})}}
	s.kind.Cells = func(_ *theme.Theme, entity *ops.Entity) []table.Cell { return []table.Cell{{Text: entity.Name()}} }
	for resource, content := range map[change.Resource]string{
		change.Script: `{"inum":"1","name":"n","script":"one\ntwo\nthree","configurationProperties":[{"value1":"k","value2":"hidden-value","hide":true},{"value1":"a","value2":"b"}]}`,
		change.Client: `{"inum":"1","clientName":"n","clientSecret":"hidden-value","registrationAccessToken":"hidden-value","theirOwnPassword":"hidden-value"}`,
		change.Scope:  `{"inum":"1","id":"n","clients":[{"clientSecret":"hidden-value"}]}`,
	} {
		s.kind.Resource = resource
		doc, err := document.Parse([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		made := s.makeRow(ops.NewEntity(resource, doc))
		kept, err := made.entity.Document.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(kept), "hidden-value") || strings.Contains(string(kept), "three") || made.whole {
			t.Errorf("%s: kept %s, whole %v", resource, kept, made.whole)
		}
		if resource == change.Script && made.lines != 3 {
			t.Errorf("%d lines", made.lines)
		}
	}
	doc, err := document.Parse([]byte(`{"inum":"1","id":"n","unknown":{"a":1}}`))
	if err != nil {
		t.Fatal(err)
	}
	s.kind.Resource = change.Scope
	if made := s.makeRow(ops.NewEntity(change.Scope, doc)); !made.whole || !made.entity.Document.Has("unknown") {
		t.Errorf("something of %v was left out", made.entity.Document)
	}
}
