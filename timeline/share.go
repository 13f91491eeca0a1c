package timeline

import "slices"

const (
	severalTell = 3  // independent origins of one of a day's happenings, beside which ...
	oneTells    = .6 // ... what a single one tells has this part of its own share
)

// events are tales as events, on a day of some weight, and the sentences that each
// is told in.
func (w *writer) events(told []*tale, weight float64) (events []Event, picks [][]pick) {
	events, picks = make([]Event, 0, len(told)), make([][]pick, 0, len(told))
	shares := w.shares(told)
	for i, t := range told {
		for _, h := range t.from {
			t.members = append(t.members, h.members...)
		}
		slices.Sort(t.members)
		events, picks = append(events, w.eventOf(t, weight*shares[i])), append(picks, t.picks)
	}
	return events, picks
}

// shares are what parts of a day's weight its tales have, the first 1: by their best
// sentences, and less where one origin alone tells of something beside what several tell.
func (w *writer) shares(told []*tale) []float64 {
	shares, origins, first := make([]float64, len(told)), make([]int, len(told)), 0.0
	for i, t := range told {
		origins[i] = w.originsOf(slices.Concat(t.from, t.near))
	}
	several := len(told) > 0 && slices.Max(origins) >= severalTell
	for i, t := range told {
		shares[i] = t.picks[0].gain / t.best
		if several && origins[i] == 1 {
			shares[i] *= oneTells
		}
		first = max(first, shares[i])
	}
	for i := range shares {
		shares[i] /= first
	}
	return shares
}
