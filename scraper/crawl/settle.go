package crawl

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/relate"
)

// A reading is an article that was read, and waits for its last verdict. It is
// as small as can be: a run may have a hundred thousand.
type reading struct {
	key       string    // of its task
	url       string    // canonical
	fetched   string    // the address that it was read from
	text      digest    // of its site and text
	head      digest    // of its headline
	published time.Time // zero: unknown
	first     scraper.Fate
	score     float64  // of the verdict that is recorded
	recorded  bool     // the first verdict was final, and is recorded
	page      bool     // of the web or an archive, which may have the article under other addresses
	twin      *reading // of which it is another address; nil: none
	place     place    // of all else
}

// A digest stands for texts too long to be kept for being compared.
type digest [16]byte

func digestOf(texts ...string) digest {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\n")))
	return digest(sum[:16])
}

// settlers is how many readings are settled at once: their verdicts are written
// together.
const settlers = 64

// hold judges an article, and says what it takes it for and whether it is new.
// A verdict that cannot change is kept and recorded at once, since the web
// takes its time; others wait for settle, and so do those on files, which are
// read in a moment, on twins, and on pages that name another address than theirs.
func (g *gather) hold(t *task, l leaf, page bool) (first scraper.Fate, fresh bool) {
	a := &l.Article
	l.Outcome = g.filled(t, l.Outcome)
	v := g.judge.Score(*a)
	r := &reading{key: t.key, url: a.URL, fetched: a.FetchedURL, published: a.Published.Time, first: v.Fate, page: page}
	if fresh = true; page {
		r.text, r.head = digestOf(siteKey(mustParse(a.URL)), a.Hash), digestOf(normalTitle(a.Title))
		fresh = !g.isTwin(r)
	}
	if fresh && v.Sure && !g.fromFile(t) && (!page || ownAddress(a.FetchedURL) == a.URL) {
		r.recorded, r.score = true, v.Score
		g.conclude(l, v)
	}
	r.place = g.drawer.put(l)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.read = append(g.read, r)
	g.titles[titleKey(a.Title, a.Outlet, a.Published.Time)] = a.URL
	if t.rank == rankPlain && (v.Sign || v.Fate == scraper.Kept) { // what it is taken for may change, and the host is not to suffer
		g.tallyOf(t).promising++
	}
	return v.Fate, fresh
}

func (g *gather) fromFile(t *task) bool {
	return t.source != noSource && g.story.Sources[t.source].Kind == config.SourceFiles
}

// conclude acts on an article's verdict.
func (g *gather) conclude(l leaf, v relate.Verdict) {
	g.keepIf(l, v)
	o := l.verdict(v)
	g.store(o)
	g.OnOutcome(o)
}

func (g *gather) keepIf(l leaf, v relate.Verdict) {
	if v.Fate == scraper.Kept {
		l.Article.Relatedness, l.Article.Reasons = v.Score, v.Reasons
		g.keep(l.Article)
	}
}

func (l leaf) verdict(v relate.Verdict) scraper.Outcome {
	o := l.Outcome
	o.Fate, o.Relatedness, o.Reasons = v.Fate, v.Score, v.Reasons
	if len(v.Reasons) > 0 && v.Fate != scraper.Kept {
		o.Detail = v.Reasons[len(v.Reasons)-1]
	}
	return o
}

// settle gives the last verdicts: the vocabulary is learned from all articles
// that were read, in whatever order they came, and all are judged by it. What
// was concluded before keeps its fate, and gets its last score.
func (g *gather) settle() {
	read, twins := partTwins(g.read)
	sample := g.sampleOf(read)
	g.judge.LearnFrom(len(sample), g.articlesOf(sample))
	kept := map[string]bool{} // URLs of articles
	g.each(read, func(r *reading, l leaf) {
		v := g.judge.Score(l.Article)
		switch {
		case !r.recorded:
			g.conclude(l, v)
		case v.Fate == scraper.Kept && v.Score != r.score:
			g.keepIf(l, v)
			g.store(l.verdict(v))
		}
		if v.Fate == scraper.Kept {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.same[r.key], kept[r.url] = r.url, true
		}
	})
	g.each(twins, g.concludeTwin)
	for i, led := range g.led {
		g.results[i].Kept = g.countKept(led, kept)
	}
}

// sampleOf leaves out the reports of other days of which a list had said so. They
// were read only where something else led to them before that list came, and
// what a run learns must not depend on that.
func (g *gather) sampleOf(read []*reading) []*reading {
	return slices.DeleteFunc(slices.Clone(read), func(r *reading) bool { return r.first == scraper.OutsideWindow && g.off[r.key] })
}

// articlesOf reads back the articles of readings, one after the other.
func (g *gather) articlesOf(read []*reading) iter.Seq[scraper.Article] {
	return func(yield func(scraper.Article) bool) {
		for _, r := range read {
			l, err := g.readBack(r)
			if err != nil {
				g.cancel(err)
				continue
			}
			if !yield(l.Article) {
				return
			}
		}
	}
}

// readBack is what is known of a reading, under the address that it has by now.
func (g *gather) readBack(r *reading) (leaf, error) {
	l, err := g.drawer.get(r.place)
	if err != nil {
		return l, fmt.Errorf("crawl: read back %s: %w", r.url, err)
	}
	if l.Article.URL != r.url {
		l.Article.URL, l.Outcome.Canonical = r.url, r.url
	}
	return l, nil
}

// each calls f with readings and what is known of them, several at once.
func (g *gather) each(read []*reading, f func(*reading, leaf)) {
	next := make(chan *reading)
	var workers sync.WaitGroup
	for range min(settlers, len(read)) {
		workers.Go(func() {
			for r := range next {
				if l, err := g.readBack(r); err != nil {
					g.cancel(err)
				} else {
					f(r, l)
				}
			}
		})
	}
	for _, r := range read {
		next <- r
	}
	close(next)
	workers.Wait()
}
