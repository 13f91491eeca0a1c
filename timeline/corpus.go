package timeline

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/scraper"
	"dateline/timeline/origin"
	"dateline/timeline/prose"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// A day counts days of the civil calendar from 1970-01-01. Days, not instants,
// are what events happen on: no zone can shift them.
type day int32

const noDay day = -1 << 30

// dayOf is the civil day a time shows, in whatever zone it is in.
func dayOf(t time.Time) day {
	if t.IsZero() {
		return noDay
	}
	y, m, d := t.Date()
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) span() timex.Span {
	return timex.Span{Start: d.time(), End: (d + 1).time(), Precision: timex.Day}
}

// daysOf are the first and the last day of a span; noDay where it is open.
func daysOf(s timex.Span) (first, last day) {
	last = noDay
	if !s.End.IsZero() {
		last = dayOf(s.End.Add(-time.Nanosecond))
	}
	return dayOf(s.Start), last
}

// A term is a stem of the corpus, by number.
type term = int32

const noTerm term = -1

// corpus is the articles of a story, read: cut into sentences, dated, in terms.
type corpus struct {
	story    Story
	kept     []scraper.Article // by publication, then URL
	articles []scraper.Article // the same, each entry of a live blog as one of its own
	parts    []pieceOf         // what articles are of kept
	docs     []document        // one for each of articles
	ids      []identity        // the same; none where nobody will ask for them
	late     []identity        // of what the accounts of those take that are not settled; none likewise
	anew     sync.Map          // identity -> *told: what is told this time of days and stretches that are not settled
	settled  *settled          // the part of them that new articles do not change; never nil
	origins  *origin.Memory    // which of them are copies
	terms    []string          // by number
	fresh    map[string]term   // numbers of those that the counted documents have not
	spread   []int32           // of each term: counted sentences that have it
	pairs    pairCounts        // of each pair of neighbouring terms: counted sentences that have it
	total    int               // counted sentences
	firstDay day               // of the first report; noDay: none has a date
	ring     keyring           // by which tellings are compared
	players  *cast             // whom and what it names
	imprints []imprint         // of each document
}

// document is one article, read.
type document struct {
	day       day         // of publication; noDay: unknown
	until     day         // last day that it can tell of as past: of publication, or the next if it was revised then
	span      *timex.Span // that day
	published string
	origin    int // lowest index of a document that is the same witness: its copies, its earlier stages
	onTopic   bool
	language  string
	before    int        // sentences of the live blog before this entry of it
	lang      uint8      // its number in the corpus
	title     []sentence // none or one
	sentences []sentence
	dated     []int32       // those that have time expressions or stand under one; -1: the title
	told      []telling     // the accounts it gives; nil: not known yet
	toldUntil day           // what until was then
	print     *origin.Print // of the text
	agency    string        // that it says it is from
	voice     float32       // share of its first words that speak of I and you, quotes apart
	counts    []counting    // running counts it gives, if it is on topic
	names     []appearance  // whom and what it names, if it is on topic
}

// sentence is one sentence of a document, without what the print set before it.
type sentence struct {
	start, end int32  // of the text, or of the title
	stems      []term // in order, stop words left out
	*dates            // never nil
	notes      *notes // nil: none were taken, since it tells of nothing
}

// dates are the time expressions of a sentence.
type dates struct {
	times []expression
	days  []day     // the days they name, each once, in order of the text; where they name none, the heading's
	under *sentence // whose first expression is the heading that it stands under; nil: it stands under none
}

// noDates is what most sentences have.
var noDates = &dates{}

func datesOf(times []expression) *dates {
	if len(times) == 0 {
		return noDates
	}
	return &dates{times: times, days: namedDays(times)}
}

const (
	// openings is how many sentences of an article say what it is about.
	openings = 5
	// leads is how many sentences of an article may tell, without a date, of the
	// day it was printed or the days before: after them come background and
	// reactions.
	leads = 12

	// mostCounters is how many tables of pairs there are at most while terms are
	// counted, and fewDocuments how many documents are not worth another.
	mostCounters = 4
	fewDocuments = 5000
)

// read sorts the articles, groups copies, and reads every text that is not
// remembered. It does its work in parallel and numbers the terms afterwards, in
// order of the texts.
func read(story Story, articles []scraper.Article, known *readings) *corpus {
	c := &corpus{story: story, kept: inOrder(articles)}
	c.part()
	c.docs = make([]document, len(c.articles))
	c.origins = &origin.Memory{}
	readers := known.recall(c) // that read each document, and know its terms; nil: it has still to be read
	inParallel(len(c.articles), func() func(int) {
		r := newReader(story)
		return func(i int) {
			if readers[i] == nil {
				c.docs[i], readers[i] = r.read(&c.articles[i], c.parts[i].piece), r
			}
		}
	})
	atOnce(c.findOrigins, c.settleWeekdays)
	c.whole()
	c.firstDay = noDay
	for i := range c.docs {
		if d := c.docs[i].day; d != noDay && (c.firstDay == noDay || d < c.firstDay) {
			c.firstDay = d
		}
	}
	c.settle(known)
	c.number(readers, known.ownReader())
	c.ring = c.keyring()
	return c
}

// inParallel calls, for 0 … n-1, functions made by setup: one for each worker.
// What a worker panics with, the caller does.
func inParallel(n int, setup func() func(int)) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var broken any
	next := 0
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					mu.Lock()
					defer mu.Unlock()
					broken, next = fmt.Sprintf("%v\n%s", p, debug.Stack()), n
				}
			}()
			do := setup()
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	if broken != nil {
		panic(broken)
	}
}

// atOnce calls some functions in parallel.
func atOnce(all ...func()) {
	inParallel(len(all), func() func(int) { return func(i int) { all[i]() } })
}

// number gives the terms of all documents their numbers in the corpus, and counts
// the sentences that hold them. The counted documents come first, in order of the
// texts; of the others the terms that are new follow in order of the alphabet, so
// that none that was there changes places with another.
func (c *corpus) number(readers []*reader, remembered *reader) {
	p := c.settled
	numbered := p.numbers != nil // those that were remembered
	if !numbered {
		p.numbers = map[string]term{}
	}
	in := map[*reader][]term{} // numbers in the corpus, by the reader's; noTerm: none yet
	renumber := func(i int, numberOf func(stem string) term) {
		r := readers[i]
		own := in[r]
		if own == nil {
			own = slices.Repeat([]term{noTerm}, len(r.names))
			in[r] = own
		}
		c.docs[i].eachStem(func(t *term) {
			if own[*t] == noTerm {
				own[*t] = numberOf(r.names[*t])
			}
			*t = own[*t]
		})
	}
	for i := range p.counted {
		if numbered && readers[i] == remembered {
			continue
		}
		renumber(i, func(stem string) term {
			n, known := p.numbers[stem]
			if !known {
				n = term(len(p.terms))
				p.numbers[stem] = n
				p.terms = append(p.terms, stem)
			}
			return n
		})
	}
	c.terms = slices.Clip(p.terms)
	fresh := map[string]term{}
	c.fresh = fresh
	for i := p.counted; i < len(c.docs); i++ {
		names := readers[i].names
		c.docs[i].eachStem(func(t *term) {
			if _, known := p.numbers[names[*t]]; !known {
				fresh[names[*t]] = noTerm
			}
		})
	}
	for _, stem := range slices.Sorted(maps.Keys(fresh)) {
		fresh[stem] = term(len(c.terms))
		c.terms = append(c.terms, stem)
	}
	for i := p.counted; i < len(c.docs); i++ {
		renumber(i, func(stem string) term {
			if n, known := p.numbers[stem]; known {
				return n
			}
			return fresh[stem]
		})
	}
	if p.spread == nil {
		c.count()
	}
	c.pairs, c.total = p.pairs, p.total
	c.spread = append(slices.Clip(p.spread), make([]int32, len(c.terms)-len(p.spread))...)
}

// eachStem calls do with each stem of a document, those of its title last.
func (d *document) eachStem(do func(*term)) {
	for _, sentences := range [][]sentence{d.sentences, d.title} {
		for k := range sentences {
			for j := range sentences[k].stems {
				do(&sentences[k].stems[j])
			}
		}
	}
}

// count counts the sentences that hold each term and each pair of neighbouring
// ones, the documents parted among the processors.
func (c *corpus) count() {
	p := c.settled
	for i := range p.counted {
		p.total += len(c.docs[i].sentences)
	}
	shares := min(runtime.GOMAXPROCS(0), mostCounters, 1+p.counted/fewDocuments)
	spread, pairs := make([][]int32, shares), make([]pairCounts, shares)
	inParallel(shares, func() func(int) {
		return func(share int) {
			own, ownPairs := make([]int32, len(p.terms)), newPairCounts(p.total, len(p.terms))
			last, at := make([]int32, len(p.terms)), int32(0) // sentence that had each term last, from 1
			for i := share * p.counted / shares; i < (share+1)*p.counted/shares; i++ {
				for k := range c.docs[i].sentences {
					at++
					stems := c.docs[i].sentences[k].stems
					for j, t := range stems {
						if last[t] != at {
							last[t] = at
							own[t]++
						}
						if j > 0 {
							ownPairs.add(stems[j-1], t)
						}
					}
				}
			}
			spread[share], pairs[share] = own, ownPairs
		}
	})
	p.spread, p.pairs = spread[0], pairs[0]
	for share := 1; share < shares; share++ {
		for t, n := range spread[share] {
			p.spread[t] += n
		}
		p.pairs.addAll(pairs[share])
	}
}

// distinct is the terms of a sentence, each once, in order of number. It
// reuses the memory of into.
func distinct(stems, into []term) []term {
	into = append(into[:0], stems...)
	sortTerms(into)
	return slices.Compact(into)
}

// reader reads articles, one after another, and numbers the terms it meets.
type reader struct {
	keywords []string
	stemmers map[string]*words.Stemmer
	known    map[string]map[string]term // by language: word -> its term, noTerm for a stop word
	numbers  map[string]term            // stem -> term
	names    []string                   // stems by term
	resolved map[resolved]*resolved
	counting []bool       // by term, as far as it was asked: it is of a word for what is counted
	stems    []term       // of the article at hand
	all      []words.Word // the same
	words    []words.Word // of the sentence at hand
}

func newReader(story Story) *reader {
	r := &reader{stemmers: map[string]*words.Stemmer{}, known: map[string]map[string]term{}, numbers: map[string]term{}, resolved: map[resolved]*resolved{}}
	for _, k := range story.Keywords {
		r.keywords = append(r.keywords, words.Fold(k))
	}
	return r
}

// terms adds the terms of some words of a text to those of the article at hand.
func (r *reader) terms(text string, tokens []words.Word, lang string) {
	known, stemmer := r.known[lang], r.stemmers[lang]
	if known == nil {
		known, stemmer = map[string]term{}, words.NewStemmer(lang)
		r.known[lang], r.stemmers[lang] = known, stemmer
	}
	for _, w := range tokens {
		spelled := w.Spelled(text)
		t, met := known[spelled]
		if !met {
			t = r.number(stemmer.Stem(spelled))
			known[strings.Clone(spelled)] = t
		}
		if t != noTerm {
			r.stems = append(r.stems, t)
		}
	}
}

func (r *reader) number(stem string) term {
	if stem == "" {
		return noTerm
	}
	t, known := r.numbers[stem]
	if !known {
		t = term(len(r.names))
		stem = strings.Clone(stem) // not to keep the article
		r.numbers[stem] = t
		r.names = append(r.names, stem)
	}
	return t
}

// read cuts an article into sentences and dates them. The terms are numbered
// by the reader. Of the pieces of a live blog the title belongs to the first.
// Readers' posts below the report are left out, except where texts are compared
// for being copies.
func (r *reader) read(a *scraper.Article, piece int) document {
	r.all = words.Append(r.all[:0], a.Text)
	all := r.all
	minima := origin.Read(all)
	report := *a
	report.Text = prose.Report(a.Text, a.Language)
	a = &report
	for len(all) > 0 && all[len(all)-1].End > len(a.Text) {
		all = all[:len(all)-1]
	}
	doc := document{day: dayOf(a.Published.Time), published: a.Published.String(), language: a.Language, agency: prose.Credit(a.Text, a.Authors)}
	doc.print = &minima
	printed := doc.day.span()
	doc.span = &printed
	r.stems = r.stems[:0]
	doc.voice = ownVoice(a.Text, all, languageOf(a.Language))
	times := timesOfPiece(a, piece)
	whole := make([]prose.Span, len(times))
	for i, t := range times {
		whole[i] = prose.Span{Start: t.Start, End: t.End}
	}
	times = slices.DeleteFunc(times, func(t timex.Timex) bool { return t.Stamp == timex.StampDateline }) // when it was filed
	at := 0
	cuts := prose.Split(a.Text, a.Language, whole)
	doc.sentences = make([]sentence, len(cuts))
	ends := make([]int, len(cuts)) // of the terms of each
	for i, s := range cuts {
		body := prose.Body(a.Text[s.Start:s.End], a.Language)
		start := s.End - len(body)
		for len(all) > 0 && all[0].Start < start {
			all = all[1:]
		}
		inside := 0
		for inside < len(all) && all[inside].End <= s.End {
			inside++
		}
		r.terms(a.Text, all[:inside], a.Language)
		ends[i] = len(r.stems)
		for at < len(times) && times[at].Start < start {
			at++
		}
		first := at
		for ; at < len(times) && times[at].End <= s.End; at++ {
			times[at].Start, times[at].End = times[at].Start-start, times[at].End-start
		}
		doc.sentences[i] = sentence{start: int32(start), end: int32(s.End), dates: datesOf(r.expressionsOf(times[first:at]))}
	}
	if body := prose.Body(a.Title, a.Language); piece == 0 && strings.TrimSpace(body) != "" {
		start := len(a.Title) - len(body)
		r.terms(body, words.Split(body), a.Language)
		t := sentence{start: int32(start), end: int32(start + len(strings.TrimRight(body, " \t\r\n"))), dates: datesOf(r.expressionsOf(timesOf(a, body)))}
		doc.title = []sentence{t}
	}
	stems, from := slices.Clone(r.stems), 0
	for i := range doc.sentences {
		doc.sentences[i].stems, from = stems[from:ends[i]:ends[i]], ends[i]
	}
	for i := range doc.title {
		doc.title[i].stems = stems[from:]
	}
	doc.findSections(a.Text)
	doc.findDated()
	if doc.onTopic = r.onTopic(a, doc); doc.onTopic {
		doc.counts, doc.names = r.runningCounts(a, &doc), r.appearances(a, &doc)
	}
	return doc
}

// findDated takes down which sentences have time expressions or stand under one: few do.
func (d *document) findDated() {
	var all []int32
	for i := -int32(len(d.title)); int(i) < len(d.sentences); i++ {
		if s := d.at(i); len(s.times) > 0 || s.under != nil {
			all = append(all, i)
		}
	}
	d.dated = slices.Clip(all)
}

// at is a sentence of a document; -1: the title.
func (d *document) at(i int32) *sentence {
	if i < 0 {
		return &d.title[0]
	}
	return &d.sentences[i]
}

// namedDays are the days that time expressions name, each once.
func namedDays(times []expression) []day {
	var out []day
	for _, t := range times {
		if d := dayNamed(t.resolved); d != noDay && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// dayNamed is the day that an expression names, or noDay where it names a
// longer stretch or nothing on the calendar. Each half of "on Sunday and Monday"
// names its own day.
func dayNamed(t *resolved) day {
	switch t.Span.Precision {
	case timex.Minute, timex.Hour, timex.PartDay, timex.Day:
	default:
		return noDay
	}
	if t.Span.Start.IsZero() || t.Span.End.IsZero() || t.Type != timex.Date && t.Type != timex.Time {
		return noDay
	}
	if length := t.Span.End.Sub(t.Span.Start); length > 36*time.Hour {
		own, err := time.Parse(time.DateOnly, t.Value)
		if length > 48*time.Hour || err != nil {
			return noDay
		}
		return dayOf(own)
	}
	return dayOf(t.Span.Start)
}

// related is the relatedness from which an article is on topic whether or not
// its opening names a keyword.
const related = .5

// onTopic reports whether an article names a keyword of the story in its title
// or opening, or was judged to belong by what it says. Without keywords every
// article is on topic.
func (r *reader) onTopic(a *scraper.Article, doc document) bool {
	if len(r.keywords) == 0 || a.Relatedness >= related {
		return true
	}
	opening := a.Title
	if n := min(len(doc.sentences), openings-1); n > 0 {
		for _, s := range doc.sentences[:n] {
			opening += "\n" + a.Text[s.start:s.end]
		}
	}
	opening = words.Fold(opening)
	for _, k := range r.keywords {
		if strings.Contains(opening, k) {
			return true
		}
	}
	return false
}

// digest is a short name for a text: 13 characters of base32, 65 bits.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:13]
}
