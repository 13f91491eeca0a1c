package timeline_test

import (
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
	added, changed := timeline.Reconcile(first.Events, &second)
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
	added, changed = timeline.Reconcile(second.Events, &third)
	if len(added)+len(changed) != 0 {
		t.Errorf("the same articles again: added %v, changed %v", added, changed)
	}
	if diff := cmp.Diff(after, ids(third)); diff != "" {
		t.Error(diff)
	}
}

func account(url, quote string) timeline.Account {
	return timeline.Account{ArticleURL: url, Quote: quote}
}

func TestReconcileSplitAndMerge(t *testing.T) {
	story := timeline.Story{Name: "harbour"}
	whole := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1"), account("b", "2"), account("c", "3")}},
	}}
	added, _ := timeline.Reconcile(nil, &whole)
	id := whole.Events[0].ID
	if len(added) != 1 || added[0] != id {
		t.Fatalf("added %v, id %s", added, id)
	}

	split := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1")}}, // would mint the very id that the larger part keeps
		{Accounts: []timeline.Account{account("b", "2"), account("c", "3")}},
	}}
	added, changed := timeline.Reconcile(whole.Events, &split)
	if split.Events[1].ID != id || split.Events[0].ID == id || split.Events[0].ID == "" {
		t.Errorf("split into %v of %s", ids(split), id)
	}
	if len(added) != 1 || added[0] != split.Events[0].ID || len(changed) != 0 {
		t.Errorf("added %v, changed %v", added, changed)
	}

	merged := timeline.Timeline{Story: story, Events: []timeline.Event{
		{Accounts: []timeline.Account{account("a", "1"), account("b", "2"), account("c", "3")}},
	}}
	added, changed = timeline.Reconcile(split.Events, &merged)
	if merged.Events[0].ID != id || len(added) != 0 || len(changed) != 1 {
		t.Errorf("merged into %v, added %v, changed %v", ids(merged), added, changed)
	}
}
