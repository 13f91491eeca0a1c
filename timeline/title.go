package timeline

import "slices"

// underTitle is how like a title a first sentence must be, as a cosine, to tell
// of the same as the report of that title.
const underTitle = .1

// underTitles joins happenings of one day that a report tells of in its title
// and in its first sentence: "will cut off aid" above "would end payments and
// subsidies".
func (j *joiner) underTitles(printed []int, found []*happening, owner []*happening, carriers map[int][]int) {
	gone := map[*happening]*happening{} // what was taken over -> by which
	of := func(h *happening) *happening {
		for gone[h] != nil {
			h = gone[h]
		}
		return h
	}
	touched := map[day]bool{}
	for n, m := range printed {
		t := &j.tellings[m]
		if t.sentence >= 0 || found[n] == nil {
			continue
		}
		for _, first := range carriers[t.doc] {
			if f := &j.tellings[first]; f.sentence != 0 || f.beside {
				continue
			}
			title, lead := of(found[n]), of(owner[first])
			if title == lead || j.c.across(title, lead, j.tellings) || title.day != lead.day || j.c.vector(&j.tellings[first]).dot(j.c.vector(t)) < underTitle {
				continue
			}
			if len(lead.members) > len(title.members) {
				title, lead = lead, title
			}
			j.add(title, lead.members...)
			gone[lead] = title
			touched[title.day] = true
		}
	}
	for d := range touched {
		j.days[d].groups = slices.DeleteFunc(j.days[d].groups, func(h *happening) bool { return gone[h] != nil })
	}
	for n, h := range found {
		if h != nil {
			found[n] = of(h)
		}
	}
}
