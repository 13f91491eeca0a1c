package timeline

import (
	"cmp"
	"maps"
	"slices"
)

// samePhase is how many days apart two accounts may say that a count began:
// "since September", "since early September", "since Sept. 2".
const samePhase = 31

// phases joins the accounts that count the same thing since about the same day
// ("at least 57 killed since September", "76 …") into one phase for each, whose
// figures can be followed, and returns the other tellings.
func (j *joiner) phases(wide []int) (rest []int) {
	counting := map[string][]int{} // what is counted -> its tellings
	for _, m := range wide {
		if name := j.running(m); name != "" {
			counting[name] = append(counting[name], m)
		} else {
			rest = append(rest, m)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(counting)) {
		members := counting[name]
		slices.SortStableFunc(members, func(a, b int) int { return j.tellings[a].span.Start.Compare(j.tellings[b].span.Start) })
		for from := 0; from < len(members); {
			first := dayOf(j.tellings[members[from]].span.Start)
			to := from
			for to < len(members) && dayOf(j.tellings[members[to]].span.Start) <= first+samePhase {
				to++
			}
			j.tolls = append(j.tolls, j.phase(members[from:to]))
			from = to
		}
	}
	return rest
}

// phase is the happening of accounts that count since about the same day; it
// begins when most of them say.
func (j *joiner) phase(members []int) *happening {
	votes := map[string]int{}
	for _, m := range members {
		votes[j.tellings[m].span.EDTF()]++
	}
	most := slices.MaxFunc(members, func(a, b int) int {
		s, t := j.tellings[a].span, j.tellings[b].span
		return cmp.Or(cmp.Compare(votes[s.EDTF()], votes[t.EDTF()]), t.Start.Compare(s.Start))
	})
	h := &happening{span: *j.tellings[most].span, day: noDay, bag: &bag{}, toll: true}
	members = slices.Clone(members)
	slices.Sort(members)
	j.add(h, members...)
	return h
}

// running is what a telling counts since a day until now; empty: nothing.
func (j *joiner) running(m int) string {
	t := &j.tellings[m]
	if t.span.Start.IsZero() || !t.span.End.IsZero() {
		return ""
	}
	for _, f := range t.s.notes.figures {
		if f.Scope == Cumulative && f.Name != "strikes" && f.Name != "vessels" {
			return f.Name
		}
	}
	return ""
}
