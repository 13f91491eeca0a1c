// Package timeline works out what happened when: it dates the sentences of
// articles, joins the accounts of one happening across outlets, days and
// languages into events, and ranks them. It is pure: no clock, no network, no
// database; the same articles in any order give the same timeline.
package timeline

import (
	"slices"
	"time"

	"dateline/scraper"
	"dateline/timeline/figure"
	"dateline/timeline/timex"
)

// Story is what Build must know of the story it reads about.
type Story struct {
	Name      string
	Title     string
	From, To  time.Time // first and last day of the window, UTC midnight; zero To: open
	Languages []string  // ISO 639-1, the story's main language first
	Keywords  []string
}

// Timeline is a story's events, in order of time, and the articles they were read from.
type Timeline struct {
	Story    Story
	Events   []Event
	Articles []scraper.Article // by publication, then URL; Origin filled in

	Successions []Succession // where the accounts of earlier events went, the oldest first
	Series      []Series     // its running counts, the most reported first
	Actors      []Actor      // whom and what its reports name, the most named first
	LeftOut     []LeftOut    // dated sentences that no event rests on, and why
}

// Succession says where the accounts of an event went when a later run told
// them otherwise: to the event it was merged into, or, beside the event itself,
// to those split from it. An event that is gone leaves it as its tombstone, so
// that what a person wrote about its id can still be placed.
type Succession struct {
	ID       string     // of the event as it was
	Headline string     // of the event as it was
	Span     timex.Span // of the event as it was
	Into     []string   // ids of the events that had its accounts then, the most first; none: it was told no more
	Run      string     // R-…, the run that told them so; empty until it is saved
	At       time.Time  // when that run began; zero until it is saved
}

// Gone reports whether the event did not outlive the run.
func (s Succession) Gone() bool { return !slices.Contains(s.Into, s.ID) }

// Event is one happening that one or more accounts tell of.
type Event struct {
	ID         string     // EV-…, minted once, stored, never derived again
	Span       timex.Span // when it happened, as fine as the accounts agree
	Headline   string     // extractive, one line
	Summary    string     // extractive: sentences of the accounts, the most telling first
	Importance float64    // 0…1 within the timeline
	Confidence float64    // 0…1, that it happened then
	Why        string     // the confidence in words: "4 independent outlets, 3 say Tuesday 11 November"
	Accounts   []Account  // by publication, then URL, then place in the text
	Origins    int        // independent origins: copies of one text, and stages of one outlet's report, count once
	Actors     []string   // people, organisations, countries named, most named first
	Figures    []Figure   // each value at its first report, by name and then by day
	Disputes   []Dispute  // what its reports tell differently
}

// Account is one article's sentence about one event. What it shares with others is
// held once: a story has many times more accounts than articles. Neither part is nil
// in an account of a timeline, and neither may be written to there.
type Account struct {
	*Printed
	*Dating
	Quote    string // the sentence, as it stands
	Sentence int    // index of the sentence in the article; the title is -1
	Foretold bool   // by its words it was still to come, or only feared
}

// Printed is the article that an account stands in.
type Printed struct {
	ArticleURL string // canonical URL of the article
	Title      string // of the article
	Outlet     string // of the article
	Published  string // of the article, as scraper.Published.String
	Language   string // of the article
	Origin     string // of the article: copies share it
}

// Dating is how an account's words date it.
type Dating struct {
	Phrase     string     // the words: "Tuesday"; empty: dated by publication
	Anchor     string     // what the phrase was counted from: 2025-11-12
	AnchorFrom string     // "dct" or "text"; empty: the phrase is explicit
	Rule       string     // rule that read the phrase
	Span       timex.Span // when, by this account
	Confidence float64    // 0…1, of the reading; 0: it dates nothing
}

// Context reports whether an account tells of nothing that came about: its words
// name no day, and describe, comment, quote or say nothing of what the event's own
// accounts tell. It stands by what others tell.
func (a Account) Context() bool { return a.Phrase == "" && a.Confidence == 0 }

// Scope says what a figure counts.
type Scope string

// The scopes of a figure.
const (
	PerEvent   Scope = "event"      // this happening's own: "killing three"
	Cumulative Scope = "cumulative" // the story's so far: "at least 76 killed since September"
)

// Figure is a number the story lives by.
type Figure struct {
	Name      string  // what is counted, as figure/lang/*.yaml names it: killed, wounded, displaced, cases, strikes, tonnes, money, …
	Unit      string  // of money: USD, EUR, pesos, …
	Of        string  // who, where the words narrow it down: "fishermen"; empty: people
	Value     float64 // or the lower end of a range
	High      float64 // upper end of a range; 0: none
	Qualifier figure.Qualifier
	Scope     Scope
	Speaker   string // who says so, in the words of the report; empty: the report itself
	AsOf      string // day it was true, YYYY-MM-DD
	Article   string // canonical URL of the report
	Quote     string // the words it was read from
}

// Run is one execution of the whole flow for a story.
type Run struct {
	ID         string // R-…, in order of time
	Story      string
	Trigger    string // manual, schedule, catch-up, api
	State      string // running, done, partial (some sources failed), failed, interrupted
	Error      string // of a failed run
	StartedAt  time.Time
	FinishedAt time.Time
	Fates      map[scraper.Fate]int   // outcomes by fate
	Events     int                    // events after the run
	NewEvents  []string               // ids
	Changed    []string               // ids of events with new accounts
	Sources    []scraper.SourceResult // how each source did
}
