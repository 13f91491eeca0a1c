package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/timeline"
	"dateline/timeline/timex"
)

// Answers name reports and events that there are, so that no typing mistake counts
// against a timeline.
func TestAnswers(t *testing.T) {
	folders, err := filepath.Glob("*/gold.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, f := range folders {
		folder := filepath.Dir(f)
		t.Run(folder, func(t *testing.T) {
			_, articles, answers, err := read(folder)
			if err != nil {
				t.Fatal(err)
			}
			reports := map[string]bool{}
			for _, a := range articles {
				id := reportOf(a.URL)
				if reports[id] {
					t.Errorf("two reports %s", id)
				}
				reports[id] = true
			}
			check := func(where string, ids []string) {
				for _, id := range ids {
					if !reports[id] {
						t.Errorf("%s: no report %s", where, id)
					}
				}
			}
			var events []string
			for _, e := range answers.Events {
				check(e.ID, e.Reports)
				if len(e.Reports) == 0 || len(e.Words) == 0 {
					t.Errorf("%s: no reports or no words", e.ID)
				}
				events = append(events, e.ID)
			}
			for _, d := range slices.Concat(answers.Disputes, answers.NoDisputes) {
				if d.Event != "" && !slices.Contains(events, d.Event) {
					t.Errorf("%s %s: no event %s", d.ID, d.Type, d.Event)
				}
				check(d.ID+" "+d.Why, d.Reports)
				for _, s := range d.Sides {
					check(d.ID, s.Reports)
				}
			}
			for _, s := range answers.Series {
				for _, step := range s.Steps {
					check("series of "+s.Kind, []string{step.Report})
				}
			}
			for _, pair := range answers.copies {
				check("copy_of", pair[:])
			}
		})
	}
}

// A timeline that says what the answers say has every mark, and an empty one only
// those for what must not be there.
func TestScore(t *testing.T) {
	answers := new(gold)
	answers.Events = []goldEvent{{ID: "e1", Date: "2025-05-13", Tells: "arrest", Reports: []string{"r1", "r2"},
		Words: [][]string{{"captain", "capitán"}, {"arrest*", "detenid*"}}, Figures: []goldFigure{{Kind: "patients", Low: 3, High: 5}}}}
	answers.NotEvents = []goldEvent{{Date: "2025-05-13", Words: [][]string{{"collision"}}}}
	dispute := goldDispute{Type: "figure", Kind: "patients", Event: "e1"}
	for value, report := range map[string]string{"3": "r1", "5": "r2"} {
		dispute.Sides = append(dispute.Sides, struct {
			Value   string
			Reports []string
		}{value, []string{report}})
	}
	answers.Disputes = []goldDispute{dispute}
	answers.Actors.Joined = [][]string{{"Raúl Etcheverry", "Mr Etcheverry"}}

	span := timex.Span{Start: day("2025-05-13"), End: day("2025-05-14")}
	account := func(report, lang string) timeline.Account {
		return timeline.Account{Printed: &timeline.Printed{ArticleURL: address("a.example", report), Language: lang}, Dating: &timeline.Dating{}}
	}
	side := func(says, report string) timeline.Side {
		return timeline.Side{Says: says, Reports: []timeline.Report{{Article: address("a.example", report)}}}
	}
	full := timeline.Timeline{
		Events: []timeline.Event{{Span: span, Headline: "El capitán fue detenido", Accounts: []timeline.Account{account("r1", "es"), account("r2", "en")},
			Figures:  []timeline.Figure{{Name: "hospitalised", Value: 3, Scope: timeline.PerEvent}, {Name: "hospitalised", Value: 5, Scope: timeline.PerEvent}},
			Disputes: []timeline.Dispute{{About: "hospitalised", Sides: []timeline.Side{side("3", "r1"), side("at least 5", "r2")}}}}},
		Actors: []timeline.Actor{{Name: "Raúl Etcheverry", Also: []string{"Etcheverry"}}},
	}
	for _, m := range score(full, answers, nil).marks() {
		if m.right != m.of {
			t.Errorf("of a right timeline, %s: %d of %d: %s", m.name, m.right, m.of, strings.Join(m.wrong, "; "))
		}
	}
	right := 0
	empty := score(timeline.Timeline{}, answers, nil)
	for _, m := range empty.marks() {
		right += m.right
	}
	if right != 1 || empty.events.of != 1 || empty.figureDiff.of != 1 {
		t.Errorf("an empty timeline has %d marks, want 1: there is no event where none should be", right)
	}
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}
