// Package relate judges whether an article belongs to a story. It looks at
// three things, and says what it saw:
//
//   - the story's keywords: in the title, in the lead, close together, and how
//     dense they stand, so that a passing mention weighs little. In a language
//     that a keyword is not of, what is spelt like it stands for it;
//   - vocabulary: whether the article's words, names and figures are rather
//     those of the reports that are surely of the story, or those of other news.
//     So reports without any keyword are found, and those in a language that
//     the keywords are not of;
//   - the window of days and the languages that the story follows.
//
// The vocabulary is learned from the articles of a run, all at once, so the
// order in which they came does not change a verdict.
package relate

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"iter"
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
	Fate    scraper.Fate // Kept, Borderline, Unrelated, OutsideWindow or OtherLanguage
	Sign    bool         // its keywords, or words spelt like them, are more than a passing mention
	Sure    bool         // the keywords alone settle it: learning more cannot change Fate
}

// enough is how many reports of other news must have been met before their
// words speak against a report that a person put there.
const enough = 5

// manyOthers is about how many reports not surely of the story the vocabulary
// is learned from; each takes some 4 KB while it is. More of them hardly change
// what is known of the rest of the world.
const manyOthers = 8_000

// Where the lines are drawn between 0 and 1.
const (
	// keepFrom is the score from which an article is kept where the story does
	// not say.
	keepFrom = 0.5
	// borderline is the part of the bar from which an article that is not kept is
	// one for a person to look at.
	borderline = 0.7
	// keepPickedFrom is the same for articles that a person put there, in a
	// file or as a page of the story: they are left out only where hardly
	// anything speaks for them.
	keepPickedFrom = 0.03
	// sureFrom is the keyword score from which an article is kept whatever its
	// other words, and the story's vocabulary is learned from it.
	sureFrom = 0.75
	// otherBelow is the keyword score of a passing mention: below it an article
	// counts as one without keywords.
	otherBelow = 0.25
)

// A Judge scores articles against one story. It is safe for concurrent use.
type Judge struct {
	languages []string
	bar       float64   // score from which an article is kept
	from, to  time.Time // first day, and the day after the last; zero to: open
	keywords  []keyword
	spoken    map[term]bool // keywords of one word
	spelt     map[key]int   // and their spellings
	anySpelt  map[int]bool  // the keywords that have one
	lexicon   *lexicon
	recent    *recent

	mu      sync.RWMutex
	seeds   map[string]bool // URLs
	picked  map[string]bool // URLs
	learned *knowledge      // nil before there was anything to learn from
}

// New makes a judge of a story. Seeds are the reports that are certainly of
// it; more is learned by Learn.
func New(story config.Story, seeds []scraper.Article) *Judge {
	j := &Judge{
		languages: story.Languages,
		bar:       cmp.Or(story.KeepFrom, keepFrom),
		from:      story.From.Time(),
		to:        story.To.Time(),
		seeds:     map[string]bool{},
		picked:    map[string]bool{},
		lexicon:   newLexicon(),
		recent:    newRecent(),
	}
	if !j.to.IsZero() {
		j.to = j.to.AddDate(0, 0, 1)
	}
	words := story.Keywords
	if len(words) == 0 { // the title is all that is known of it
		eachWord(story.Title, func(w string) { words = append(words, w) })
	}
	j.keywords = readKeywords(j.lexicon, words)
	j.spoken = map[term]bool{}
	for _, k := range j.keywords {
		for _, form := range k.forms {
			if len(form) == 1 {
				j.spoken[form[0]] = true
			}
		}
	}
	j.spelt = spelt(j.lexicon, j.keywords)
	j.anySpelt = map[int]bool{}
	for _, i := range j.spelt {
		j.anySpelt[i] = true
	}
	for _, u := range story.Seeds {
		j.seeds[u] = true
	}
	for _, s := range seeds {
		j.seeds[s.URL] = true
	}
	j.Learn(seeds)
	return j
}

// Learn replaces what is known of the story's vocabulary by what these
// articles tell. Seeds and those whose keywords leave no doubt are of the
// story; the others are not known to be of it, which is less than to be of
// something else. Their order does not matter.
func (j *Judge) Learn(articles []scraper.Article) {
	j.LearnFrom(len(articles), slices.Values(articles))
}

// LearnFrom is Learn from about n articles that need not be in memory
// together. Where there are very many, part of those not surely of the story
// are left out, chosen by their URLs.
func (j *Judge) LearnFrom(n int, articles iter.Seq[scraper.Article]) {
	part := uint64(1 + n/manyOthers)
	var docs []*document
	use := map[string]usage{} // by language
	for one := range articles {
		a := &one
		title, body := j.read(a)
		lang := j.language(a)
		h := j.hear(title, body, stemmer(lang))
		if use[lang] == nil {
			use[lang] = usage{}
		}
		use[lang].count(&h)
		d := &document{
			url: a.URL, language: lang, bag: j.bag(title, body), sentences: sentences(a.Text),
			core: j.isSeed(a), outside: j.outside(a) != "",
		}
		d.weigh(h.evidence(nil))
		if h.inTitle != nil || h.inBody != nil {
			d.hearing = &h
		}
		if !d.core && d.keywords < sureFrom && d.hearing == nil && part > 1 {
			h := fnv.New64a()
			h.Write([]byte(a.URL))
			if h.Sum64()%part != 0 {
				continue
			}
		}
		docs = append(docs, d)
	}
	foreign := map[string]map[int]bool{}
	for lang, u := range use {
		foreign[lang] = u.foreign()
	}
	known := false
	docs = slices.DeleteFunc(docs, func(d *document) bool {
		if d.hearing != nil {
			d.weigh(d.hearing.evidence(foreign[d.language]))
			d.bag = j.without(d.bag, foreign[d.language])
			d.hearing = nil
		}
		d.core = d.core || d.keywords >= sureFrom
		known = known || d.core && !d.outside
		return d.core && d.outside // of the same words, and of other days
	})
	var k *knowledge
	if known {
		k = learn(j.lexicon, docs)
		k.foreign = foreign
	}
	j.mu.Lock()
	j.learned = k
	j.mu.Unlock()
}

// Score judges an article. Where more than one thing speaks against it, the
// Fate is the first of language, window, relatedness.
func (j *Judge) Score(a scraper.Article) Verdict {
	title, body := j.read(&a)
	lang := j.language(&a)
	h := j.hear(title, body, stemmer(lang))
	e := h.evidence(nil)
	v := Verdict{Score: e.score(), Fate: scraper.Kept}
	v.Sign = v.Score >= otherBelow || h.evidence(j.anySpelt).score() >= otherBelow
	v.Sure = v.Score >= max(sureFrom, j.bar)

	j.mu.RLock()
	k := j.learned
	j.mu.RUnlock()
	sure := v.Sure
	if k == nil {
		v.Reasons = e.reasons(j.keywords)
	} else {
		e = h.evidence(k.foreign[lang])
		sure = e.score() >= max(sureFrom, j.bar)
		signals := k.profile.signals(lang, j.without(j.bag(title, body), k.foreign[lang]), k.witness[a.URL])
		v.Score = chance(k.odds(lang, leaning(signals), e.score()))
		v.Reasons = append(e.reasons(j.keywords), j.wording(&a, title, body, signals)...)
	}
	bar := j.bar
	switch {
	case j.isSeed(&a):
		v.Score, v.Sure = 1, true
		v.Reasons = append([]string{"named as a seed of the story"}, v.Reasons...)
	case sure:
		v.Score = max(v.Score, bar)
	case j.isPicked(&a) && k != nil && k.rest[lang] >= enough:
		bar = keepPickedFrom
	case j.isPicked(&a): // among reports of the story only: its absence would be the news
		bar = 0
	}
	v.Score = math.Round(v.Score*1000) / 1000
	switch {
	case v.Score >= bar:
	case bar == j.bar && v.Score >= borderline*bar:
		v.Fate = scraper.Borderline
	default:
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

// Mentions counts the story's keywords in a line of text: an anchor, a
// headline, the words of an address.
func (j *Judge) Mentions(line string) int {
	n := 0
	for st, lang := range [...]string{stemEnglish: "en", stemSpanish: "es"} {
		ts := j.lexicon.read(line, lang)
		n = max(n, len(find(j.keywords, ts, st).at)+len(j.standIns(ts, st)))
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

// Pick notes the URL of an article that a person put there, one by one: as a
// page of the configuration, or in a file that is no crawl's archive.
func (j *Judge) Pick(url string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.picked[url] = true
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

func (j *Judge) isPicked(a *scraper.Article) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.picked[a.URL]
}

func (j *Judge) isSeed(a *scraper.Article) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.seeds[a.URL] || a.FetchedURL != "" && j.seeds[a.FetchedURL]
}

// read is the article's headline and body as terms.
func (j *Judge) read(a *scraper.Article) (title, body []term) {
	lang, text := j.language(a), bodyOf(a)
	return j.recent.read(a.Title, text, lang, func() (title, body []term) {
		return j.lexicon.read(a.Title, lang), j.lexicon.read(text, lang)
	})
}

// bodyOf is an article's text with its standfirst, which counts as its beginning.
func bodyOf(a *scraper.Article) string {
	if a.Description == "" || strings.HasPrefix(a.Text, a.Description) {
		return a.Text
	}
	return a.Description + "\n\n" + a.Text
}

// bag is an article's words without the keywords, whose say is separate: else
// reports that hold none would look unlike those by which the story is known.
func (j *Judge) bag(title, body []term) bag {
	return newBag(slices.DeleteFunc(slices.Concat(title, body), func(t term) bool { return j.spoken[t] }))
}

// without is a bag without the words that stand for foreign keywords.
func (j *Judge) without(b bag, foreign map[int]bool) bag {
	if len(foreign) == 0 {
		return b
	}
	spelt := j.lexicon.spellings()
	return slices.DeleteFunc(b, func(c count) bool {
		i, ok := j.spelt[spelt[c.term]]
		return ok && foreign[i]
	})
}
