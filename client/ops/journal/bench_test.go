package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
)

// full is a journal that takes as much as one can: 32 MiB of plans.
func full(b *testing.B) *Journal {
	b.Helper()
	j := Open(filepath.Join(b.TempDir(), "journal.jsonl"))
	text := json.RawMessage(`"` + strings.Repeat("print('script')\\n", 200) + `"`)
	var batch []byte // a record at a time would wait for the disk 18000 times
	for i := range 9000 {
		id := fmt.Sprintf("%08x", i)
		plan := intent(id)
		plan.Version, plan.Number = Version, int64(i+1)
		plan.Changes = append(plan.Changes, Change{Target: change.Target{Resource: change.Script, ID: "A1"}, Path: "/script", Old: text})
		line, _ := json.Marshal(plan)
		end, _ := json.Marshal(Record{Version: Version, ID: id, Phase: Outcome, State: Verified})
		batch = append(append(append(append(batch, line...), '\n'), end...), '\n')
		if i%50 < 49 {
			continue
		}
		if err := j.put(batch); err != nil {
			b.Fatal(err)
		}
		batch = nil
	}
	return j
}

func BenchmarkRead(b *testing.B) {
	j := full(b)
	for b.Loop() {
		if _, err := j.Read(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadLast(b *testing.B) {
	j := full(b)
	for b.Loop() {
		log, err := j.ReadLast(100)
		if err != nil || len(log.Entries) != 100 {
			b.Fatal(err, len(log.Entries), log.Torn)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	j := full(b)
	for b.Loop() {
		if err := j.Append(context.Background(), intent("a")); err != nil {
			b.Fatal(err)
		}
	}
}
