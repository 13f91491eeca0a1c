package storetest

import (
	"testing"

	"dateline/timeline"
)

func notes(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	list := func(story string) []timeline.Note {
		t.Helper()
		all, err := s.Notes(ctx, story)
		must(t, err)
		return all
	}
	if got := list("harbour"); got != nil {
		t.Errorf("an empty store has notes: %v", got)
	}
	b, a := timeline.Note{Event: "EV-b", Status: "checked"}, timeline.Note{Event: "EV-a", Text: "=1+1\n“¿quién?” 🚢"}
	must(t, s.SaveNotes(ctx, "harbour", []timeline.Note{b, a}))
	must(t, s.SaveNotes(ctx, "bridge", []timeline.Note{{Event: "EV-a", Text: "of another story"}}))
	same(t, "notes, by event", list("harbour"), []timeline.Note{a, b})

	// What is not named stays, what is named is replaced, what is empty goes.
	b.Text = "by phone"
	must(t, s.SaveNotes(ctx, "harbour", []timeline.Note{{Event: "EV-a"}, b, {Event: "EV-none"}}))
	must(t, s.SaveNotes(ctx, "harbour", nil))
	again := again(t, open, t.Name())
	got, err := again.Notes(ctx, "harbour")
	must(t, err)
	same(t, "notes after a change", got, []timeline.Note{b})

	// They outlive the timeline that they were written in.
	must(t, s.SaveTimeline(ctx, begun(t, s, "harbour").ID, timeline.Timeline{Story: timeline.Story{Name: "harbour"}}))
	same(t, "notes after a new timeline", list("harbour"), []timeline.Note{b})
}
