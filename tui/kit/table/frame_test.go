package table_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/table"
)

func frame(th *theme.Theme, width, height int, change func(*table.Table)) string {
	source := grouped()
	source.rows["1"] = table.Row{
		Cells: []table.Cell{{Text: "日本語のプロパティ名前です"}, {Text: "300 s = 5 min", Style: th.Muted}},
		Mark:  table.Mark{Glyph: th.Glyphs.Staged, Style: th.Staged},
	}
	tab := table.New(th, append(columns(), table.Column{Title: "Used", Min: 4, Drop: 2, Right: true})...)
	source.rows["2"] = table.Row{Cells: []table.Cell{{Text: "two"}, {Text: "a value that is too long for its column anyhow"}, {Text: "12"}}}
	tab.SetSource(source)
	tab.SetSize(width, height)
	tab.Move(1)
	if change != nil {
		change(tab)
	}
	return tab.View() + "\n"
}

func TestGolden(t *testing.T) {
	states := map[string]func(*table.Table){
		"rows":    nil,
		"marking": func(tab *table.Table) { tab.SetMarking(true); press(tab, "x") },
		"blurred": func(tab *table.Table) { tab.SetFocused(false) },
		"empty": func(tab *table.Table) {
			tab.SetNotice("No property matches “revok”.\nPress esc to see all 329.", theme.Style{})
			tab.SetSource(numbered(0))
		},
	}
	for name, change := range states {
		for _, size := range [][2]int{{80, 10}, {40, 6}, {20, 5}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, frame(kittest.Mono(), size[0], size[1], change))
			})
		}
	}
	t.Run("ascii", func(t *testing.T) {
		golden.RequireEqual(t, frame(theme.New(theme.Options{ASCII: true, Profile: kittest.Mono().Profile}), 60, 8, nil))
	})
	t.Run("colour", func(t *testing.T) {
		golden.RequireEqual(t, frame(kittest.Themes()[1], 60, 8, func(tab *table.Table) { tab.SetHighlight("VALUE") }))
	})
}

func TestEveryLineHasTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := rapid.SampledFrom(kittest.Themes()).Draw(t, "theme")
		source := &list{rows: make(map[string]table.Row)}
		for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
			id := strconv.Itoa(i)
			if rapid.IntRange(0, 5).Draw(t, "group") == 0 {
				id = ""
			}
			cells := rapid.SliceOfN(kittest.Hostile(), 0, 4).Draw(t, "cells")
			row := table.Row{Mark: table.Mark{Glyph: rapid.SampledFrom([]string{"", "●", "日"}).Draw(t, "mark"), Style: th.Staged}}
			for _, c := range cells {
				row.Cells = append(row.Cells, table.Cell{Text: c, Style: th.Muted})
			}
			source.ids, source.rows[id] = append(source.ids, id), row
		}
		var cols []table.Column
		for range rapid.IntRange(0, 4).Draw(t, "columns") {
			cols = append(cols, table.Column{
				Title: kittest.Hostile().Draw(t, "title"), Min: rapid.IntRange(0, 12).Draw(t, "min"),
				Max: rapid.IntRange(0, 20).Draw(t, "max"), Weight: rapid.IntRange(0, 3).Draw(t, "weight"),
				Drop: rapid.IntRange(0, 2).Draw(t, "drop"), Right: rapid.Bool().Draw(t, "right"),
			})
		}
		tab := table.New(th, cols...)
		tab.SetSource(source)
		tab.SetNotice(kittest.Hostile().Draw(t, "notice"), th.Danger)
		tab.SetMarking(rapid.Bool().Draw(t, "marking"))
		tab.SetTitles(rapid.Bool().Draw(t, "titles"))
		tab.SetFocused(rapid.Bool().Draw(t, "focused"))
		tab.SetHighlight(rapid.SampledFrom([]string{"", "a", "日"}).Draw(t, "highlight"))
		width, height := rapid.IntRange(0, 50).Draw(t, "width"), rapid.IntRange(0, 8).Draw(t, "height")
		tab.SetSize(width, height)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "pgdown", "pgup", "home", "end", "x"}), 0, 8).Draw(t, "keys") {
			press(tab, key)
			if i := tab.Index(); i >= 0 && source.ids[i] != tab.Selected() {
				t.Fatalf("row %d has id %q, selected is %q", i, source.ids[i], tab.Selected())
			}
		}
		kittest.RequireBlock(t, tab.Lines(), width, height)
	})
}
