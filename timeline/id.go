package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// accountKey tells an account from all others, as long as its article's
// sentence stands as it did.
type accountKey struct{ url, quote string }

func keyOf(a Account) accountKey { return accountKey{a.ArticleURL, a.Quote} }

// Reconcile gives the events of a timeline the ids of the prior timeline's
// events whose accounts they share, each id to the event that shares most, and
// mints ids for the others. An id once given to another event is never given
// again. Prior events that are gone or were split are added to the successions
// of prior, which become those of next. added are the minted ids, changed those
// of events that have an account or a date they did not have, both in the order
// of the timeline.
func Reconcile(prior Timeline, next *Timeline) (added, changed []string) {
	taken := map[string]bool{}
	owners := map[accountKey][]int{}
	for i, e := range prior.Events {
		taken[e.ID] = true
		for _, a := range e.Accounts {
			owners[keyOf(a)] = append(owners[keyOf(a)], i)
		}
	}
	for _, s := range prior.Successions {
		taken[s.ID] = taken[s.ID] || s.Gone() && len(s.Into) > 0 // one that is told no more may be told again
	}
	type match struct{ prior, next, shared int }
	var matches []match
	for i, e := range next.Events {
		shared := map[int]int{}
		for _, a := range e.Accounts {
			for _, p := range owners[keyOf(a)] {
				shared[p]++
			}
		}
		for p, n := range shared {
			matches = append(matches, match{p, i, n})
		}
		next.Events[i].ID = ""
	}
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), strings.Compare(prior.Events[a.prior].ID, prior.Events[b.prior].ID), cmp.Compare(a.next, b.next))
	})
	from := map[int]int{} // next -> prior
	to := map[int]int{}   // prior -> next
	for _, m := range matches {
		_, settled := from[m.next]
		_, used := to[m.prior]
		if !settled && !used {
			from[m.next], to[m.prior] = m.prior, m.next
			next.Events[m.next].ID = prior.Events[m.prior].ID
		}
	}
	for i := range next.Events {
		e := &next.Events[i]
		if p, known := from[i]; known {
			if differs(prior.Events[p], *e) {
				changed = append(changed, e.ID)
			}
			continue
		}
		e.ID = mint(next.Story, *e, taken)
		taken[e.ID] = true
		added = append(added, e.ID)
	}

	shares := make([][]int, len(prior.Events)) // the events that share accounts with each, the most first
	for _, m := range matches {
		shares[m.prior] = append(shares[m.prior], m.next)
	}
	next.Successions = slices.DeleteFunc(slices.Clone(prior.Successions), func(s Succession) bool {
		return len(s.Into) == 0 && slices.Contains(added, s.ID)
	})
	for p, e := range prior.Events {
		s := Succession{ID: e.ID, Headline: e.Headline, Span: e.Span}
		heir, stands := to[p]
		for _, n := range shares[p] {
			_, known := from[n]
			if !stands || n == heir || !known && parted(e, next.Events[n], next.Events[heir]) {
				s.Into = append(s.Into, next.Events[n].ID)
			}
		}
		if s.Gone() || len(s.Into) > 1 {
			next.Successions = append(next.Successions, s)
		}
	}
	return added, changed
}

// parted reports whether an account of an event has gone to a new one and does
// not stand in the one that has its id.
func parted(old, fresh, heir Event) bool {
	had := accountsOf(old)
	has := accountsOf(heir)
	return slices.ContainsFunc(fresh.Accounts, func(a Account) bool { return had[keyOf(a)] && !has[keyOf(a)] })
}

// differs reports whether an event has a date or an account it did not have.
func differs(old, now Event) bool {
	if old.Span != now.Span {
		return true
	}
	had := accountsOf(old)
	return slices.ContainsFunc(now.Accounts, func(a Account) bool { return !had[keyOf(a)] })
}

func accountsOf(e Event) map[accountKey]bool {
	set := make(map[accountKey]bool, len(e.Accounts))
	for _, a := range e.Accounts {
		set[keyOf(a)] = true
	}
	return set
}

// Heirs returns a function that tells which events tell now what the event with
// an id told when it stood: the id itself if it still stands, else the ids of
// those that its accounts went to, through all runs, the one with most of them
// first. None: nothing tells of it any more.
func (t *Timeline) Heirs() func(id string) []string {
	stands := make(map[string]bool, len(t.Events))
	for _, e := range t.Events {
		stands[e.ID] = true
	}
	tombstones := map[string][]string{}
	for _, s := range t.Successions {
		if s.Gone() {
			tombstones[s.ID] = s.Into
		}
	}
	return func(id string) (heirs []string) {
		met := map[string]bool{id: true}
		for open := []string{id}; len(open) > 0; open = open[1:] {
			if stands[open[0]] {
				heirs = append(heirs, open[0])
				continue
			}
			for _, next := range tombstones[open[0]] {
				if !met[next] {
					met[next] = true
					open = append(open, next)
				}
			}
		}
		return heirs
	}
}

// mint makes an id from the story and the event's first account, other than
// those taken.
func mint(story Story, e Event, taken map[string]bool) string {
	first := ""
	if len(e.Accounts) > 0 {
		first = e.Accounts[0].ArticleURL + "\x00" + strconv.Itoa(e.Accounts[0].Sentence) + "\x00" + e.Accounts[0].Quote
	}
	id := "EV-" + digest(story.Name, first)
	for n := 2; taken[id]; n++ {
		id = "EV-" + digest(story.Name, first, strconv.Itoa(n))
	}
	return id
}
