package table_test

import (
	"fmt"
	"testing"

	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// BenchmarkKeyToFrame is what one key press costs from the key to the finished
// lines; it must not depend on the number of rows.
func BenchmarkKeyToFrame(b *testing.B) {
	keys := kittest.Keys("down", "down", "up", "pgdown", "pgup")
	for _, rows := range []int{329, 100_000} {
		b.Run(fmt.Sprintf("%d rows", rows), func(b *testing.B) {
			tab := table.New(kittest.Themes()[1], columns()...)
			tab.SetSource(numbered(rows))
			tab.SetSize(120, 40)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				tab.Key(keys[i%len(keys)])
				tab.Lines()
			}
		})
	}
}

func BenchmarkRefresh(b *testing.B) {
	tab := table.New(kittest.Mono(), columns()...)
	tab.SetSource(numbered(100_000))
	tab.SetSize(120, 40)
	for b.Loop() {
		tab.Refresh()
	}
}

// TestFrameAllocations holds the cost of a frame to a few allocations a line.
func TestFrameAllocations(t *testing.T) {
	tab := table.New(kittest.Themes()[1], columns()...)
	tab.SetSource(numbered(1000))
	tab.SetSize(120, 40)
	down := kittest.Key("down")
	allocations := testing.AllocsPerRun(50, func() {
		tab.Key(down)
		tab.Lines()
	})
	if allocations > 2*40 {
		t.Errorf("%v allocations for 40 lines", allocations)
	}
}
