package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/timeline"
)

func ids(tl timeline.Timeline) []string {
	var out []string
	for _, e := range tl.Events {
		out = append(out, e.ID)
	}
	return out
}

func TestReconcileKeepsIDs(t *testing.T) {
	s := load(t, "harbour")
	first := timeline.Build(s.Story, s.articles[:20])
	second := timeline.Build(s.Story, s.articles)
	before := ids(first)
	added, changed := timeline.Reconcile(first, &second)
	after := ids(second)
	for _, id := range before {
		if !slices.Contains(after, id) {
			t.Errorf("%s is gone", id)
		}
	}
	for _, id := range added {
		if slices.Contains(before, id) {
			t.Errorf("%s is not new", id)
		}
	}
	if len(added) != len(after)-len(before) {
		t.Errorf("%d added, %d before, %d after", len(added), len(before), len(after))
	}
	if len(changed) != 1 { // the Spanish report of the Senate's inquiry came in the first lot, the English one in the second
		t.Errorf("changed %v", changed)
	}
	third := timeline.Build(s.Story, s.articles)
	added, changed = timeline.Reconcile(second, &third)
	if len(added)+len(changed) != 0 {
		t.Errorf("the same articles again: added %v, changed %v", added, changed)
	}
	if diff := cmp.Diff(after, ids(third)); diff != "" {
		t.Error(diff)
	}
}

func account(url, quote string) timeline.Account {
	return timeline.Account{Printed: &timeline.Printed{ArticleURL: url}, Dating: &timeline.Dating{}, Quote: quote}
}

func TestReconcileSplitAndMerge(t *testing.T) {
	story := timeline.Story{Name: "harbour"}
	whole := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1"), account("b", "2"), account("c", "3")}},
	}}
	added, _ := timeline.Reconcile(timeline.Timeline{}, &whole)
	id := whole.Events[0].ID
	if len(added) != 1 || added[0] != id {
		t.Fatalf("added %v, id %s", added, id)
	}

	split := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1")}}, // would mint the very id that the larger part keeps
		{Accounts: []timeline.Account{account("b", "2"), account("c", "3")}},
	}}
	added, changed := timeline.Reconcile(whole, &split)
	if split.Events[1].ID != id || split.Events[0].ID == id || split.Events[0].ID == "" {
		t.Errorf("split into %v of %s", ids(split), id)
	}
	if len(added) != 1 || added[0] != split.Events[0].ID || len(changed) != 0 {
		t.Errorf("added %v, changed %v", added, changed)
	}
	parted := timeline.Succession{ID: id, Into: []string{id, split.Events[0].ID}}
	if diff := cmp.Diff([]timeline.Succession{parted}, split.Successions); diff != "" {
		t.Error(diff)
	}

	merged := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1"), account("b", "2"), account("c", "3")}},
	}}
	added, changed = timeline.Reconcile(split, &merged)
	if merged.Events[0].ID != id || len(added) != 0 || len(changed) != 1 {
		t.Errorf("merged into %v, added %v, changed %v", ids(merged), added, changed)
	}
	tombstone := timeline.Succession{ID: split.Events[0].ID, Into: []string{id}}
	if diff := cmp.Diff([]timeline.Succession{parted, tombstone}, merged.Successions); diff != "" {
		t.Error(diff)
	}
	if heirs := merged.Heirs()(tombstone.ID); !slices.Equal(heirs, []string{id}) {
		t.Errorf("the merged event's heirs are %v", heirs)
	}
	if heirs := merged.Heirs()(id); !slices.Equal(heirs, []string{id}) {
		t.Errorf("the heirs of an event that stands are %v", heirs)
	}
	if heirs := merged.Heirs()("EV-never"); heirs != nil {
		t.Errorf("an id that was never given has heirs %v", heirs)
	}

	none := timeline.Timeline{Story: story}
	timeline.Reconcile(merged, &none)
	if heirs := none.Heirs()(tombstone.ID); heirs != nil || len(none.Successions) != 3 {
		t.Errorf("nothing is told, heirs %v, %d successions", heirs, len(none.Successions))
	}
	back := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1"), account("b", "2"), account("c", "3")}},
	}}
	added, _ = timeline.Reconcile(none, &back)
	if !slices.Equal(added, []string{id}) || len(back.Successions) != 2 || !slices.Equal(back.Heirs()(tombstone.ID), []string{id}) {
		t.Errorf("told again as %v, want %s; successions %+v", ids(back), id, back.Successions)
	}
}

// What a person wrote about an event can be placed however often later runs
// merge and split it, and no id ever comes to mean another event.
func TestNotesOnEventsAreNotLost(t *testing.T) {
	story := timeline.Story{Name: "harbour"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		var prior timeline.Timeline
		var accounts []timeline.Account
		notes := map[string]bool{} // ids that a person may have written about
		for range 12 {
			for range 1 + r.IntN(6) {
				accounts = append(accounts, account(fmt.Sprint(len(accounts)), "q"))
			}
			next := timeline.Timeline{Story: story, Events: make([]timeline.Event, 1+r.IntN(6))}
			for _, a := range accounts {
				for range 1 + r.IntN(5)/4 { // some tell of two happenings
					e := &next.Events[r.IntN(len(next.Events))]
					if !slices.Contains(e.Accounts, a) {
						e.Accounts = append(e.Accounts, a)
					}
				}
			}
			next.Events = slices.DeleteFunc(next.Events, func(e timeline.Event) bool { return len(e.Accounts) == 0 })
			added, _ := timeline.Reconcile(prior, &next)
			for _, id := range added {
				if notes[id] {
					t.Fatalf("seed %d: %s was given to two events", seed, id)
				}
			}
			if distinct := slices.Compact(slices.Sorted(slices.Values(ids(next)))); len(distinct) != len(next.Events) {
				t.Fatalf("seed %d: ids %v", seed, ids(next))
			}
			for id := range notes {
				heirs := next.Heirs()(id)
				if len(heirs) == 0 {
					t.Fatalf("seed %d: the note on %s is lost", seed, id)
				}
				for _, heir := range heirs {
					if !slices.Contains(ids(next), heir) {
						t.Fatalf("seed %d: the note on %s goes to %s, which does not stand", seed, id, heir)
					}
				}
			}
			for _, e := range prior.Events { // the accounts of an event that has just gone are with its heirs
				if slices.Contains(ids(next), e.ID) {
					continue
				}
				heirs := next.Heirs()(e.ID)
				for _, a := range e.Accounts {
					if !slices.ContainsFunc(next.Events, func(n timeline.Event) bool { return slices.Contains(heirs, n.ID) && slices.Contains(n.Accounts, a) }) {
						t.Fatalf("seed %d: %s went to %v, its account %s did not", seed, e.ID, heirs, a.ArticleURL)
					}
				}
			}
			for _, e := range next.Events {
				notes[e.ID] = true
			}
			prior = next
		}
	}
}
