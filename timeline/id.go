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

// Reconcile gives the events of a timeline the ids of the stored events whose
// accounts they share, each id to the event that shares most, and mints ids
// for the others. An id once given to another event is never given again.
// added are the minted ids, changed those of events that have an account or a
// date they did not have, both in the order of the timeline.
func Reconcile(prior []Event, next *Timeline) (added, changed []string) {
	taken := map[string]bool{}
	owners := map[accountKey][]int{}
	for i, e := range prior {
		taken[e.ID] = true
		for _, a := range e.Accounts {
			owners[keyOf(a)] = append(owners[keyOf(a)], i)
		}
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
		return cmp.Or(cmp.Compare(b.shared, a.shared), strings.Compare(prior[a.prior].ID, prior[b.prior].ID), cmp.Compare(a.next, b.next))
	})
	from := map[int]int{} // next -> prior
	used := map[int]bool{}
	for _, m := range matches {
		if _, settled := from[m.next]; !settled && !used[m.prior] {
			from[m.next], used[m.prior] = m.prior, true
			next.Events[m.next].ID = prior[m.prior].ID
		}
	}
	for i := range next.Events {
		e := &next.Events[i]
		if p, known := from[i]; known {
			if differs(prior[p], *e) {
				changed = append(changed, e.ID)
			}
			continue
		}
		e.ID = mint(next.Story, *e, taken)
		taken[e.ID] = true
		added = append(added, e.ID)
	}
	return added, changed
}

// differs reports whether an event has a date or an account it did not have.
func differs(old, now Event) bool {
	if old.Span != now.Span {
		return true
	}
	had := map[accountKey]bool{}
	for _, a := range old.Accounts {
		had[keyOf(a)] = true
	}
	return slices.ContainsFunc(now.Accounts, func(a Account) bool { return !had[keyOf(a)] })
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
