package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"dateline/scraper"
	"dateline/timeline"
	"dateline/timeline/figure"
	"dateline/timeline/timex"
)

var (
	noon   = time.Date(2025, 11, 12, 12, 0, 0, 123_456_789, time.UTC)
	bogota = time.FixedZone("", -5*60*60)
	nepal  = time.FixedZone("", 5*60*60+45*60)
)

func capture(url string, status int, body string) scraper.Capture {
	sum := sha256.Sum256([]byte(body))
	return scraper.Capture{
		URL:         url,
		Status:      status,
		Header:      http.Header{"Content-Type": {"text/html"}, "Etag": {`W/"a\"b"`}, "Link": {"<a>", "<b>"}},
		Body:        []byte(body),
		Digest:      hex.EncodeToString(sum[:]),
		FetchedAt:   noon,
		ValidatedAt: noon.Add(time.Hour),
	}
}

// fullArticle has a value in every field but Origin, which the timeline gives.
func fullArticle(url string) scraper.Article {
	return scraper.Article{
		URL:        url,
		FetchedURL: url + "?from=feed",
		Outlet:     "El Faro de Cádiz",
		Title:      "Reabre el puente",
		Authors:    []string{"Ana Núñez", "J. O'Neill"},
		Published: scraper.Published{
			Time:    time.Date(2025, 11, 12, 9, 30, 0, 0, bogota),
			HasTime: true,
			HasZone: true,
			Words:   "2025-11-12T09:30:00-05:00",
			Rung:    "json-ld",
			Others: []scraper.DateRead{
				{Rung: "url", Words: "/2025/11/12/", Time: time.Date(2025, 11, 12, 0, 0, 0, 0, time.UTC)},
				{Rung: "text", Words: "12 de noviembre", Time: time.Date(2025, 11, 12, 0, 0, 0, 0, nepal)},
			},
		},
		Updated:     time.Date(2025, 11, 12, 18, 0, 0, 0, nepal),
		Language:    "es",
		Description: "Tras tres semanas de obras.",
		Text:        "El puente reabrió el martes.\n\nVolvió el tráfico.",
		Entries: []scraper.Entry{
			{Published: scraper.Published{Time: time.Date(2025, 11, 12, 9, 31, 0, 0, bogota), HasTime: true, HasZone: true, Words: "9:31", Rung: "text"}},
			{Published: scraper.Published{Time: time.Date(2025, 11, 12, 17, 0, 0, 0, nepal), HasTime: true, Words: "17.00 h", Rung: "time"}, Start: 34},
		},
		Links:       []string{"https://paper.example/1", "https://paper.example/2"},
		Hash:        "4f6a",
		Relatedness: 0.7123456789,
		Reasons:     []string{`keyword "puente" in title`},
		Capture:     "9b1c",
		SeenAt:      noon,
		Revisions: []scraper.Revision{
			{Hash: "77aa", Title: "Reabre el puente"},
			{SeenAt: noon, Hash: "4f6a", Title: "Reabre el puente", Added: []string{"Volvió el tráfico."},
				Changed: []scraper.Rewording{{Before: "El puente reabrió.", After: "El puente reabrió el martes.", Words: []string{"reabrió. → reabrió el martes."}}}},
		},
		Source: "feed https://paper.example/rss",
	}
}

func fullOutcome(url string) scraper.Outcome {
	return scraper.Outcome{
		URL:         url,
		Canonical:   url,
		Fate:        scraper.Kept,
		Detail:      "as asked",
		Status:      200,
		NotModified: true,
		Source:      "feed https://paper.example/rss",
		From:        "https://paper.example/",
		Title:       "Reabre el puente",
		Outlet:      "El Faro de Cádiz",
		Published:   "2025-11-12T09:30:00-05:00",
		Language:    "es",
		Relatedness: 0.71,
		Reasons:     []string{"a", "b"},
		At:          noon,
	}
}

// fullRun fills in what a run has at its end.
func fullRun(r timeline.Run) timeline.Run {
	r.State, r.Error = "partial", "1 of 2 sources failed"
	r.FinishedAt = noon.Add(time.Minute)
	r.Fates = map[scraper.Fate]int{scraper.Kept: 2, scraper.Robots: 1}
	r.Events = 3
	r.NewEvents, r.Changed = []string{"EV-1", "EV-2"}, []string{"EV-0"}
	r.Sources = []scraper.SourceResult{
		{Source: "feed https://paper.example/rss", Found: 10, Kept: 2},
		{Source: "site https://gone.example/", Error: "no such host"},
	}
	return r
}

func fullEvent(id string) timeline.Event {
	day := timex.Span{
		Start:     time.Date(2025, 11, 11, 0, 0, 0, 0, time.UTC),
		End:       time.Date(2025, 11, 12, 0, 0, 0, 0, time.UTC),
		Precision: timex.Day,
	}
	hour := timex.Span{
		Start:     time.Date(2025, 11, 11, 9, 0, 0, 1, time.UTC),
		End:       time.Date(2025, 11, 11, 10, 0, 0, 0, time.UTC),
		Precision: timex.Hour, Approx: true, Uncertain: true, OneOf: true, Zone: "-05:00",
	}
	return timeline.Event{
		ID:         id,
		Span:       day,
		Headline:   "El puente reabrió",
		Summary:    "El puente reabrió el martes. Volvió el tráfico.",
		Importance: 1.0 / 3,
		Confidence: 0.8,
		Why:        "2 independent outlets",
		Accounts: []timeline.Account{
			{
				Printed: &timeline.Printed{ArticleURL: "https://paper.example/a", Title: "Reabre el puente", Outlet: "El Faro", Published: "2025-11-12", Language: "es", Origin: "O-1"},
				Dating:  &timeline.Dating{Phrase: "el martes", Anchor: "2025-11-12", AnchorFrom: "dct", Rule: "weekday-past", Span: day, Confidence: 0.9},
				Quote:   "El puente reabrió el martes.", Sentence: 3,
			},
			{Printed: &timeline.Printed{ArticleURL: "https://paper.example/b"}, Dating: &timeline.Dating{Span: hour}, Sentence: -1, Foretold: true},
		},
		Origins: 2,
		Actors:  []string{"Ana Núñez", "Cádiz"},
		Figures: []timeline.Figure{
			{
				Name: "killed", Value: 76, High: 80, Qualifier: figure.AtLeast, Scope: timeline.Cumulative, Speaker: "the ministry",
				AsOf: "2025-11-11", Article: "https://paper.example/a", Quote: "at least 76",
			},
			{Name: "tonnes", Value: 1.5, Scope: timeline.PerEvent},
		},
		Disputes: []timeline.Dispute{{About: "killed", Sides: []timeline.Side{
			{Says: "5", Origins: 2, Reports: []timeline.Report{{Article: "https://paper.example/a", Outlet: "El Faro", Published: "2025-11-12", Quote: "cinco muertos"}}},
			{Says: "at least 7", Origins: 1, Reports: []timeline.Report{{Article: "https://paper.example/b", Speaker: "the union"}}},
		}}},
	}
}

// spanning is an account of which nothing but the span is known.
func spanning(s timex.Span) timeline.Account {
	return timeline.Account{Printed: &timeline.Printed{}, Dating: &timeline.Dating{Span: s}}
}

// farEvent has spans at the ends of the calendar, and open ones.
func farEvent(id string) timeline.Event {
	return timeline.Event{
		ID: id,
		Span: timex.Span{
			Start: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), Precision: timex.Year,
		},
		Accounts: []timeline.Account{
			spanning(timex.Span{Start: time.Date(-43, 3, 15, 0, 0, 0, 0, time.UTC), End: time.Date(-43, 3, 16, 0, 0, 0, 0, time.UTC)}),
			spanning(timex.Span{Start: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}),
			spanning(timex.Span{End: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}),
		},
	}
}
