// Package relate judges whether an article belongs to a story. It looks at
// three things, and says what it saw:
//
//   - the story's keywords: in the title, in the lead, close together, and how
//     dense they stand, so that a passing mention weighs little;
//   - vocabulary: whether the article's words are rather those of the reports
//     that are surely of the story, or those of the others met beside them;
//   - the window of days and the languages that the story follows.
//
// The vocabulary is learned from the articles of a run, all at once, so the
// order in which they came does not change a verdict.
package relate

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/config"
	"dateline/scraper"
)

// A Verdict is what the judge makes of an article.
type Verdict struct {
	Score   float64      // 0…1, how surely it belongs to the story
	Reasons []string     // why, for people
	Fate    scraper.Fate // Kept, Unrelated, OutsideWindow or OtherLanguage
	Sure    bool         // the keywords alone settle it: learning more cannot change Fate
}

// enough is how many reports a vocabulary is learned from at least: with
// fewer, the accidents of one report would count as words of the story.
const enough = 5

// Where the lines are drawn between 0 and 1.
const (
	// keepFrom is the score from which an article is kept.
	keepFrom = 0.5
	// keepPickedFrom is the same for articles that a person put there, in a
	// file or as a page of the story: they are left out only where hardly
	// anything speaks for them.
	keepPickedFrom = 0.1
	// sureFrom is the keyword score from which an article is kept whatever its
	// other words, and the story's vocabulary is learned from it.
	sureFrom = 0.75
	// otherBelow is the keyword score below which an article teaches the
	// vocabulary of what is not the story.
	otherBelow = 0.25
)

// A Judge scores articles against one story. It is safe for concurrent use.
type Judge struct {
	languages []string
	from, to  time.Time // first day, and the day after the last; zero to: open
	keywords  []keyword
	picked    map[string]bool // sources, as config.Source.String
	lexicon   *lexicon

	mu      sync.RWMutex
	seeds   map[string]bool      // URLs
	learned map[string]*contrast // by language
}

// A contrast is the vocabulary of the story beside that of other news of the
// same days and outlets: words that both use a lot tell nothing.
type contrast struct {
	story, other *profile
	pile         map[string]side // URL -> which of the two it was learned from
}

type side int

const (
	neither side = iota
	storySide
	otherSide
)

// difference is how much more like the story's an article's words are than
// like those of other news, -1…1, with the two likenesses.
func (c *contrast) difference(url string, b bag) (diff, ours, others float64) {
	s := c.pile[url]
	ours = c.story.likeness(b, s == storySide)
	others = c.other.likeness(b, s == otherSide)
	return ours - others, ours, others
}

// New makes a judge of a story. Seeds are the reports that are certainly of
// it; more is learned by Learn.
func New(story config.Story, seeds []scraper.Article) *Judge {
	j := &Judge{
		languages: story.Languages,
		from:      story.From.Time(),
		to:        story.To.Time(),
		seeds:     map[string]bool{},
		picked:    map[string]bool{},
		lexicon:   newLexicon(),
	}
	if !j.to.IsZero() {
		j.to = j.to.AddDate(0, 0, 1)
	}
	words := story.Keywords
	if len(words) == 0 { // the title is all that is known of it
		eachWord(story.Title, func(w string) { words = append(words, w) })
	}
	j.keywords = readKeywords(j.lexicon, words)
	for _, u := range story.Seeds {
		j.seeds[u] = true
	}
	for _, s := range seeds {
		j.seeds[s.URL] = true
	}
	for _, s := range story.Sources {
		if s.Kind == config.SourceFiles || s.Kind == config.SourcePage {
			j.picked[s.String()] = true
		}
	}
	j.Learn(seeds)
	return j
}

// Learn replaces what is known of the story's vocabulary by what these
// articles tell: those whose keywords leave no doubt speak for the story,
// those with hardly any for the rest. Their order does not matter.
func (j *Judge) Learn(articles []scraper.Article) {
	type pile struct {
		story, other, all []bag
		sides             map[string]side
	}
	piles := map[string]*pile{}
	for i := range articles {
		a := &articles[i]
		title, body := j.read(a)
		p := piles[j.language(a)]
		if p == nil {
			p = &pile{sides: map[string]side{}}
			piles[j.language(a)] = p
		}
		b := newBag(append(title, body...))
		p.all = append(p.all, b)
		k := j.evidence(a, title, body).score()
		switch {
		case k >= sureFrom || j.isSeed(a):
			p.story = append(p.story, b)
			p.sides[a.URL] = storySide
		case k < otherBelow:
			p.other = append(p.other, b)
			p.sides[a.URL] = otherSide
		}
	}
	learned := map[string]*contrast{}
	for lang, p := range piles {
		if len(p.story) >= enough && len(p.other) >= enough {
			learned[lang] = &contrast{newProfile(p.story, p.all), newProfile(p.other, p.all), p.sides}
		}
	}
	j.mu.Lock()
	j.learned = learned
	j.mu.Unlock()
}

// Score judges an article. Where more than one thing speaks against it, the
// Fate is the first of language, window, relatedness.
func (j *Judge) Score(a scraper.Article) Verdict {
	title, body := j.read(&a)
	e := j.evidence(&a, title, body)
	v := Verdict{Score: e.score(), Reasons: e.reasons(), Fate: scraper.Kept}
	v.Sure = v.Score >= sureFrom

	j.mu.RLock()
	c := j.learned[j.language(&a)]
	j.mu.RUnlock()
	if c != nil {
		diff, ours, others := c.difference(a.URL, newBag(append(title, body...)))
		v.Score = weigh(v.Score, diff)
		v.Reasons = append(v.Reasons, fmt.Sprintf("words like the story's %.2f, like other news %.2f", ours, others))
	}
	bar := keepFrom
	switch {
	case j.isSeed(&a):
		v.Score, v.Sure = 1, true
		v.Reasons = append([]string{"named as a seed of the story"}, v.Reasons...)
	case v.Sure:
		v.Score = max(v.Score, keepFrom)
	case j.picked[a.Source] && c != nil:
		bar = keepPickedFrom
	case j.picked[a.Source]: // among reports of the story only: its absence would be the news
		bar = 0
	}
	v.Score = math.Round(v.Score*1000) / 1000
	if v.Score < bar {
		v.Fate = scraper.Unrelated
	}
	if why := j.outside(&a); why != "" {
		v.Fate, v.Sure = scraper.OutsideWindow, true
		v.Reasons = append(v.Reasons, why)
	}
	if !j.Follows(a.Language) {
		v.Fate, v.Sure = scraper.OtherLanguage, true
		v.Reasons = append(v.Reasons, "in language "+a.Language)
	}
	return v
}

// weigh moves a keyword score by what the vocabulary says. A difference of
// .04 between two likenesses, which is what a report of a neighbouring story
// shows, weighs as much as a step from .5 to .73.
func weigh(keywords, difference float64) float64 {
	k := min(max(keywords, .02), .98)
	return 1 / (1 + math.Exp(-(math.Log(k/(1-k)) + 25*difference)))
}

// Mentions counts the story's keywords in a line of text: an anchor, a
// headline, the words of an address.
func (j *Judge) Mentions(line string) int {
	n := 0
	for st, lang := range [...]string{stemEnglish: "en", stemSpanish: "es"} {
		n = max(n, len(find(j.keywords, j.lexicon.read(line, lang), st).at))
	}
	return n
}

// InWindow reports whether a day of publication lies in the story's window,
// give or take some days: what a feed, a sitemap or an address says of a
// date is only nearly right.
func (j *Judge) InWindow(t time.Time, slack int) bool {
	d := civil(t)
	return !d.Before(j.from.AddDate(0, 0, -slack)) && (j.to.IsZero() || d.Before(j.to.AddDate(0, 0, slack)))
}

// BeforeWindow reports whether a time lies before the window, give or take
// some days.
func (j *Judge) BeforeWindow(t time.Time, slack int) bool {
	return civil(t).Before(j.from.AddDate(0, 0, -slack))
}

// Overlaps reports whether a stretch of days reaches into the window, give or
// take some days.
func (j *Judge) Overlaps(first, last time.Time, slack int) bool {
	return !j.BeforeWindow(last, slack) && (j.to.IsZero() || first.Before(j.to.AddDate(0, 0, slack)))
}

// Follows reports whether the story follows a language. What is unknown is
// let through: a short text often is.
func (j *Judge) Follows(lang string) bool {
	return lang == "" || len(j.languages) == 0 || slices.Contains(j.languages, lang)
}

// Seed notes another address of a seed: the one it redirects to, or its
// canonical one.
func (j *Judge) Seed(url string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seeds[url] = true
}

// outside says why an article's date is not in the window; "" when it is, or
// when there is no date. The window counts days of publication, each in the
// article's own zone, first and last included.
func (j *Judge) outside(a *scraper.Article) string {
	t := a.Published.Time
	switch {
	case t.IsZero() || j.isSeed(a) || j.InWindow(t, 0):
		return ""
	case j.BeforeWindow(t, 0):
		return fmt.Sprintf("published %s, before %s", t.Format(time.DateOnly), j.from.Format(time.DateOnly))
	}
	return fmt.Sprintf("published %s, after %s", t.Format(time.DateOnly), j.to.AddDate(0, 0, -1).Format(time.DateOnly))
}

// civil is the calendar day of t in t's own zone, as midnight UTC.
func civil(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (j *Judge) language(a *scraper.Article) string {
	if a.Language == "" && len(j.languages) > 0 {
		return j.languages[0]
	}
	return a.Language
}

func (j *Judge) isSeed(a *scraper.Article) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.seeds[a.URL] || a.FetchedURL != "" && j.seeds[a.FetchedURL]
}

// read is the article's headline and body as terms. The standfirst counts as
// the body's beginning.
func (j *Judge) read(a *scraper.Article) (title, body []term) {
	lang := j.language(a)
	text := a.Text
	if a.Description != "" && !strings.HasPrefix(text, a.Description) {
		text = a.Description + "\n\n" + text
	}
	return j.lexicon.read(a.Title, lang), j.lexicon.read(text, lang)
}

func (j *Judge) evidence(a *scraper.Article, title, body []term) evidence {
	st := stemmer(j.language(a))
	return weighHits(find(j.keywords, title, st), find(j.keywords, body, st), len(body))
}
