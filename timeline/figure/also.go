package figure

// alsoTold is what a second participle says of those whom a number counts: "two men were
// rescued and arrested", "tres fueron detenidos y luego liberados". Its name is empty where
// there is none.
func (s *sentence) alsoTold(r Reading, n numeral) Reading {
	if !s.people[r.Name] || r.Name == "killed" || n.ordinal || n.article {
		return Reading{}
	}
	name, end := s.subject(n, s.phrase(n).end)
	if name == "" {
		return Reading{}
	}
	for end < len(s.words) && !s.and[s.folded(end)] && end < n.end+farthestVerb && s.gap(end) == " " && !s.numberAt(end) && !s.conjunction[s.folded(end)] {
		end++
	}
	if end+1 >= len(s.words) || !s.and[s.folded(end)] || s.gap(end) != " " {
		return Reading{}
	}
	for _, at := range []int{end + 1, end + 2} {
		other := s.passive[s.folded(at)]
		if other != "" && other != r.Name && other != "killed" && s.people[other] && !s.states[other] && s.idle(at+1) && !s.planned(n.start, at) && s.fits(Reading{Name: other, Value: r.Value}) {
			r.Name = other
			return r
		}
		if s.numberAt(at) || s.auxiliary[s.folded(at)] || s.article[s.folded(at)] {
			break
		}
	}
	return Reading{}
}
