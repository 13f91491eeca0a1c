package storetest

import (
	"errors"
	"testing"

	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

func savedTimeline(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	if _, _, err := s.Timeline(ctx, "harbour"); !errors.Is(err, store.ErrNoTimeline) {
		t.Errorf("the timeline of an empty store: %v, want ErrNoTimeline", err)
	}
	first, second := fullArticle("https://paper.example/z"), fullArticle("https://paper.example/a")
	first.Published.Time = second.Published.Time.AddDate(0, 0, -1)
	for _, a := range []scraper.Article{second, first} {
		must(t, s.Keep(ctx, "harbour", a))
	}
	first.Origin, second.Origin = "O-1", "O-2"
	run := begun(t, s, "harbour")
	want := timeline.Timeline{
		Story:    timeline.Story{Name: "harbour"},
		Events:   []timeline.Event{fullEvent("EV-2"), {ID: "EV-1"}, farEvent("EV-0")},
		Articles: []scraper.Article{first, second},
		Successions: []timeline.Succession{
			{ID: "EV-4", Headline: "El puente cerró", Span: farEvent("EV-4").Span, Into: []string{"EV-1", "EV-2"}},
			{ID: "EV-3"},
		},
		Actors:  []timeline.Actor{{Name: "Ana Núñez", Kind: timeline.Person, Also: []string{"Núñez"}, Articles: 3, Origins: 2, First: "2025-11-12", Last: "2025-11-14"}, {Name: "Cádiz"}},
		LeftOut: []timeline.LeftOut{{Account: timeline.Account{Printed: &timeline.Printed{ArticleURL: "https://paper.example/a"}, Dating: &timeline.Dating{Span: fullEvent("").Span}, Quote: "El puente reabrirá el lunes.", Foretold: true}, Reason: "foretold"}},
		Series: []timeline.Series{{Name: "killed", Since: "2025-09-02", Steps: []timeline.Step{
			{Figure: timeline.Figure{Name: "killed", Value: 57, Scope: timeline.Cumulative, AsOf: "2025-10-28"}, Outlet: "El Faro", Language: "es", Origins: 2},
			{Figure: timeline.Figure{Name: "killed", Value: 76, Scope: timeline.Cumulative}, Title: "Reabre el puente", Published: "2025-11-12"},
		}}},
	}
	must(t, s.SaveTimeline(ctx, run.ID, want))
	for i := range want.Successions {
		want.Successions[i].Run, want.Successions[i].At = run.ID, run.StartedAt
	}
	run = fullRun(run)
	must(t, s.FinishRun(ctx, run))

	got, by, err := again(t, open, t.Name()).Timeline(ctx, "harbour")
	must(t, err)
	same(t, "timeline", got, want)
	same(t, "run of the timeline", by, run)
	events, err := s.Events(ctx, "harbour")
	must(t, err)
	same(t, "events", events, want.Events)
	successions, err := s.Successions(ctx, "harbour")
	must(t, err)
	same(t, "successions", successions, want.Successions)

	// An article that came after, or changed since, waits for the next timeline.
	must(t, s.Keep(ctx, "harbour", fullArticle("https://paper.example/new")))
	must(t, s.Keep(ctx, "harbour", first))
	got, _, err = s.Timeline(ctx, "harbour")
	must(t, err)
	same(t, "timeline after more articles", got, want)

	want.Events = want.Events[:1]
	want.Events[0].Accounts = want.Events[0].Accounts[:1]
	want.Articles = want.Articles[1:]
	want.Successions = append(want.Successions[1:], timeline.Succession{ID: "EV-1", Into: []string{"EV-2"}})
	run = begun(t, s, "harbour")
	must(t, s.SaveTimeline(ctx, run.ID, want))
	want.Successions[1].Run, want.Successions[1].At = run.ID, run.StartedAt
	got, _, err = s.Timeline(ctx, "harbour")
	must(t, err)
	same(t, "timeline after it shrank", got, want)

	// Another order, an event more, an account told otherwise, and the rest as it was.
	third := fullEvent("EV-3")
	third.Accounts[0].Quote = "El puente reabrió el martes."
	want.Events = []timeline.Event{third, want.Events[0]}
	run = begun(t, s, "harbour")
	must(t, s.SaveTimeline(ctx, run.ID, want))
	want.Events[0].Accounts[0].Sentence, want.Events[1].Importance = 9, .1
	must(t, s.SaveTimeline(ctx, run.ID, want))
	got, _, err = s.Timeline(ctx, "harbour")
	must(t, err)
	same(t, "events after some changed", got.Events, want.Events)
}

func emptyTimeline(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	want := timeline.Timeline{Story: timeline.Story{Name: "harbour"}}
	must(t, s.SaveTimeline(ctx, run.ID, want))
	got, by, err := s.Timeline(ctx, "harbour")
	must(t, err)
	same(t, "timeline", got, want)
	same(t, "run of the timeline", by, run)
	events, err := s.Events(ctx, "harbour")
	must(t, err)
	same(t, "events", events, []timeline.Event(nil))
}

func atomicTimeline(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	want := timeline.Timeline{
		Story:  timeline.Story{Name: "harbour"},
		Events: []timeline.Event{fullEvent("EV-1")},
	}
	must(t, s.SaveTimeline(ctx, run.ID, want))
	broken := want
	broken.Events = []timeline.Event{fullEvent("EV-2"), fullEvent("EV-2")} // an id twice
	if s.SaveTimeline(ctx, run.ID, broken) == nil {
		t.Fatal("a timeline with an id twice was saved")
	}
	got, _, err := s.Timeline(ctx, "harbour")
	must(t, err)
	same(t, "timeline after one that could not be saved", got, want)
}

func separate(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	for _, story := range []string{"harbour", "bridge"} {
		a := fullArticle("https://paper.example/a")
		a.Title = story
		must(t, s.Keep(ctx, story, a))
		run := begun(t, s, story)
		e := fullEvent("EV-1")
		e.Headline = story
		must(t, s.SaveTimeline(ctx, run.ID, timeline.Timeline{
			Story: timeline.Story{Name: story}, Events: []timeline.Event{e}, Articles: []scraper.Article{a},
		}))
		must(t, s.Record(ctx, story, run.ID, scraper.Outcome{URL: a.URL, Title: story, Fate: scraper.Kept, At: noon}))
	}
	for _, story := range []string{"harbour", "bridge"} {
		got, run, err := s.Timeline(ctx, story)
		must(t, err)
		outcomes, err := s.Outcomes(ctx, story)
		must(t, err)
		if len(got.Events) != 1 || len(got.Articles) != 1 || len(outcomes) != 1 {
			t.Fatalf("%s: %d events, %d articles, %d outcomes; want one each", story, len(got.Events), len(got.Articles), len(outcomes))
		}
		same(t, "what each story says", []string{got.Events[0].Headline, got.Articles[0].Title, outcomes[0].Title, run.Story},
			[]string{story, story, story, story})
	}
}
