package timeline

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"strconv"
	"time"

	"dateline/scraper"
	"dateline/timeline/origin"
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
	if known == nil {
		known = &readings{origins: &origin.Memory{}}
	}
	c := read(story, articles, known)
	t := c.build()
	b.known = remember(c)
	return t
}

// readings are what was read of the articles of an earlier build.
type readings struct {
	docs    map[identity]document
	reader  *reader // knows the terms by the numbers that the documents have
	origins *origin.Memory
	settled *settled
}

// identity is a digest of all that read reads of an article.
type identity [sha256.Size]byte

func identify(a *scraper.Article, piece int) (id identity) {
	h := sha256.New()
	var buffer [1024]byte
	b := strconv.AppendBool(buffer[:0], piece == 0)
	b = strconv.AppendBool(b, a.Relatedness >= related)
	b = strconv.AppendBool(b, a.Published.HasTime)
	b = a.Published.Time.AppendFormat(b, time.RFC3339Nano)
	for _, s := range []int{len(b), len(a.URL), len(a.Title), len(a.Language), len(a.Authors)} {
		b = binary.AppendUvarint(b, uint64(s))
	}
	for _, author := range a.Authors {
		b = binary.AppendUvarint(b, uint64(len(author)))
		b = append(b, author...)
	}
	b = append(append(append(b, a.URL...), a.Title...), a.Language...)
	_, _ = h.Write(b) // a hash takes all it is given
	for text := a.Text; text != ""; text = text[len(b):] {
		b = append(buffer[:0], text[:min(len(text), len(buffer))]...)
		_, _ = h.Write(b)
	}
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
	m := &readings{docs: make(map[identity]document, len(c.docs)), reader: &reader{names: c.terms}, origins: c.origins, settled: c.settled}
	for i, id := range c.ids {
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
	c.origins, c.ids = m.origins, c.identities()
	for i, id := range c.ids {
		doc, known := m.docs[id]
		if !known {
			continue
		}
		delete(m.docs, id)
		c.docs[i], readers[i] = doc, m.reader
	}
	return readers
}

// ownReader is the reader of the documents that are remembered; nil: none are.
func (m *readings) ownReader() *reader {
	if m == nil {
		return nil
	}
	return m.reader
}
