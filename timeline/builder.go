package timeline

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"time"

	"dateline/scraper"
)

// A Builder builds the timeline of a story again and again, and reads only the
// articles that were not there the time before, or have changed since: what an
// article says does not depend on the others. What it returns is what Build
// returns for the same articles, whatever came before. The zero Builder has read
// nothing yet. It is not safe for concurrent use.
type Builder struct {
	story Story
	known *readings
}

// Build is the timeline of a story's articles. For another story, or one whose
// keywords are others now, everything is read anew.
func (b *Builder) Build(story Story, articles []scraper.Article) Timeline {
	if !reflect.DeepEqual(story, b.story) {
		b.story, b.known = story, nil
	}
	known := b.known
	b.known = nil // its terms are about to be numbered anew
	c := read(story, articles, known)
	t := c.build()
	b.known = remember(c)
	return t
}

// readings are what was read of the articles of an earlier build.
type readings struct {
	docs   map[identity]document
	reader *reader // knows the terms by the numbers that the documents have
}

// identity is a digest of all that read reads of an article.
type identity [sha256.Size]byte

func identify(a *scraper.Article, piece int) (id identity) {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%t %q %q %q %s %t %q %t\n%s", piece == 0, a.URL, a.Title, a.Language, a.Published.Time.Format(time.RFC3339Nano), a.Published.HasTime,
		a.Authors, a.Relatedness >= related, a.Text) // a hash takes all it is given
	h.Sum(id[:0])
	return id
}

// identities are those of all articles of a corpus.
func (c *corpus) identities() []identity {
	all := make([]identity, len(c.articles))
	inParallel(len(all), func() func(int) {
		return func(i int) { all[i] = identify(&c.articles[i], c.parts[i].piece) }
	})
	return all
}

// remember keeps what a corpus has read, without the texts.
func remember(c *corpus) *readings {
	m := &readings{docs: make(map[identity]document, len(c.docs)), reader: &reader{names: c.terms}}
	for i, id := range c.identities() {
		c.docs[i].quote("", "")
		m.docs[id] = c.docs[i]
	}
	return m
}

// recall fills in the documents that are remembered, and returns their reader.
// A document is recalled but once, since its terms get new numbers.
func (m *readings) recall(c *corpus) []*reader {
	readers := make([]*reader, len(c.docs))
	if m == nil {
		return readers
	}
	for i, id := range c.identities() {
		doc, known := m.docs[id]
		if !known {
			continue
		}
		delete(m.docs, id)
		c.docs[i], readers[i] = doc, m.reader
		doc.quote(c.articles[i].Title, c.articles[i].Text)
	}
	return readers
}

// quote lets the time expressions of a document show their words in its title
// and text, or nothing where these are empty.
func (d *document) quote(title, text string) {
	for from, sentences := range [][]sentence{d.title, d.sentences} {
		whole := [...]string{title, text}[from]
		for i := range sentences {
			for k := range sentences[i].times {
				x := &sentences[i].times[k]
				if x.Text = ""; whole != "" {
					x.Text = whole[sentences[i].start:][x.Start:x.End]
				}
			}
		}
	}
}
