package property

import (
	"slices"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// section is one paragraph of the card.
type section struct {
	style theme.Style
	text  string
	rank  int  // the lower, the sooner it gets room
	most  int  // lines it may take; 0 for as many as it needs
	whole bool // of no use when cut: an address
}

type sections struct {
	list     []section
	ellipsis string
	more     string // where to read what is cut
}

// sections are the card's paragraphs in reading order.
func (s *Screen) sections() sections {
	th := s.session.Theme
	all := sections{ellipsis: th.Glyphs.Ellipsis, more: th.Glyphs.Ellipsis + " ? shows all"}
	if s.Typing() { // it would be typed
		all.more = th.Glyphs.Ellipsis + " F1 shows all"
	}
	add := func(rank int, style theme.Style, content string) {
		if content != "" {
			all.list = append(all.list, section{style: style, text: content, rank: rank})
		}
	}
	add(4, th.Muted, typeLine(s.entry))
	if s.entry.Fixed != "" {
		add(0, th.Warn, "It cannot be set: "+s.entry.Fixed)
	} else if why := s.locked(); why != "" && compound(s.entry.Type) { // the editor of a value without an inside says it
		add(0, th.Warn, "It cannot be changed: "+why+".")
	}
	add(2, th.Text, s.entry.Help)
	add(3, th.Text, "Now: "+s.shown(s.entry.Value))
	add(1, th.Staged, clip(s.stagedLine(), len(s.value())))
	if compound(s.entry.Type) { // the editor shows all of it
		for i := range all.list {
			if rank := all.list[i].rank; rank == 1 || rank == 3 {
				all.list[i].most = 2
			}
		}
	}
	if s.unheard() {
		add(1, th.Warn, "Nothing is staged: to the server this is the same as what it holds.")
	}
	if s.stale {
		add(1, th.Warn, "The value was changed elsewhere meanwhile; what you typed is kept.")
	}
	add(5, th.Muted, shippedLine(s.entry))
	add(6, th.Muted, unsetLine(s.entry))
	if s.entry.DocURL != "" {
		all.list = append(all.list, section{style: th.Muted, text: s.entry.DocURL, rank: 7, whole: true})
	}
	return all
}

// lines lays the sections out in at most that many lines: each gets one, by rank, and then as many more as it needs, by rank.
func (s sections) lines(width, height int) []string {
	wrapped := make([][]string, len(s.list))
	given := make([]int, len(s.list))
	for i, part := range s.list {
		page := prose.New(width)
		page.Add(part.style, part.text)
		wrapped[i] = page.Lines()
	}
	for _, first := range []bool{true, false} {
		for _, i := range s.byRank() {
			wanted := len(wrapped[i])
			if most := s.list[i].most; most > 0 {
				wanted = min(wanted, most)
			}
			wanted -= given[i]
			if first && !s.list[i].whole {
				wanted = min(wanted, 1)
			}
			if s.list[i].whole && (wanted > height || first) {
				continue
			}
			wanted = min(wanted, max(height, 0))
			given[i] += wanted
			height -= wanted
		}
	}
	var lines []string
	last := s.lastCut(wrapped, given)
	for i, part := range wrapped {
		if given[i] > 0 && given[i] < len(part) {
			sign := s.ellipsis
			if i == last {
				sign = s.more
			}
			part = slices.Clone(part)
			part[given[i]-1] = text.Truncate(part[given[i]-1]+" "+sign, max(width-1, 0), sign)
		}
		lines = append(lines, part[:given[i]]...)
	}
	return lines
}

// lastCut is the last section that shows and is cut, -1 when none is: there it is said where the rest is.
func (s sections) lastCut(wrapped [][]string, given []int) int {
	for i, part := range slices.Backward(wrapped) {
		if given[i] > 0 && given[i] < len(part) {
			return i
		}
	}
	return -1
}

// byRank lists the sections' places, the most important first.
func (s sections) byRank() []int {
	var order []int
	for rank := 0; len(order) < len(s.list); rank++ {
		for i, part := range s.list {
			if part.rank == rank {
				order = append(order, i)
			}
		}
	}
	return order
}
