package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/scraper"
	"dateline/timeline/prose"
	"dateline/timeline/timex"
)

// Times are the time expressions of an article's text, in order, with offsets
// into it. Each entry of a live blog is read from its own time, and readers' posts
// are not read.
func Times(a scraper.Article) []timex.Timex {
	var out []timex.Timex
	at := 0
	for i, p := range pieces(&a) {
		length := len(p.Text)
		p.Text = prose.Report(p.Text, p.Language)
		for _, t := range timesOfPiece(&p, i) {
			t.Start, t.End = t.Start+at, t.End+at
			out = append(out, t)
		}
		at += length
	}
	return out
}

// timesOf are the time expressions of a text that was written with an article.
func timesOf(a *scraper.Article, text string) []timex.Timex {
	return slices.Clone(timex.Tag(timex.Document{Text: text, Language: a.Language, DCT: a.Published.Time})) // without room for more
}

// timesOfPiece are the time expressions of a piece's text. The time of day that
// opens an entry is when it was written, whatever stands after it.
func timesOfPiece(a *scraper.Article, piece int) []timex.Timex {
	times := timesOf(a, a.Text)
	if piece > 0 && len(times) > 0 && times[0].Span.Precision == timex.Minute && strings.Trim(a.Text[:times[0].Start], " ([•–—-") == "" {
		times[0].Stamp = timex.StampEntry
	}
	return times
}

// pieces parts a live blog into what stands before its entries and an article
// for each of these: another time, other happenings, perhaps another subject.
// Their texts, joined, are the article's.
func pieces(a *scraper.Article) []scraper.Article {
	if len(a.Entries) == 0 {
		return []scraper.Article{*a}
	}
	head := *a
	head.Entries = nil
	out := []scraper.Article{head}
	for _, e := range a.Entries {
		if from := len(a.Text) - len(out[len(out)-1].Text); e.Start < from || e.Start >= len(a.Text) {
			continue // not of this text
		}
		p := head
		p.Published = e.Published
		p.Relatedness = 0 // of the whole
		p.Text = a.Text[e.Start:]
		last := &out[len(out)-1]
		last.Text = last.Text[:len(last.Text)-len(p.Text)]
		out = append(out, p)
	}
	return out
}

// pieceOf says which piece of which kept article one of the corpus's is.
type pieceOf struct{ kept, piece int }

// part makes the corpus's articles of those that were kept, by publication.
func (c *corpus) part() {
	if !slices.ContainsFunc(c.kept, func(a scraper.Article) bool { return len(a.Entries) > 0 }) {
		c.articles, c.parts = c.kept, make([]pieceOf, len(c.kept))
		for i := range c.parts {
			c.parts[i].kept = i
		}
		return
	}
	type part struct {
		scraper.Article
		of pieceOf
	}
	all := make([]part, 0, len(c.kept))
	for i := range c.kept {
		for k, p := range pieces(&c.kept[i]) {
			all = append(all, part{p, pieceOf{i, k}})
		}
	}
	if len(all) > len(c.kept) {
		slices.SortStableFunc(all, func(a, b part) int { return byPublication(&a.Article, &b.Article) })
	}
	c.articles, c.parts = make([]scraper.Article, len(all)), make([]pieceOf, len(all))
	for i, p := range all {
		c.articles[i], c.parts[i] = p.Article, p.of
	}
}

// whole brings together what was read of the pieces of each live blog: it is
// one witness, and its sentences are numbered through.
func (c *corpus) whole() {
	pieces := make([][]int, len(c.kept)) // documents, in order of the text
	for i, p := range c.parts {
		pieces[p.kept] = append(pieces[p.kept], i)
	}
	for k, list := range pieces {
		slices.SortFunc(list, func(a, b int) int { return cmp.Compare(c.parts[a].piece, c.parts[b].piece) })
		head := &c.docs[list[0]]
		c.kept[k].Origin = c.articles[list[0]].Origin
		n := 0
		for _, i := range list {
			c.docs[i].origin, c.articles[i].Origin = head.origin, c.kept[k].Origin
			c.docs[i].before = n
			n += len(c.docs[i].sentences)
		}
	}
}

// inOrder is a copy of articles by publication, then by what else tells them apart.
func inOrder(articles []scraper.Article) []scraper.Article {
	type keyed struct {
		day day
		at  int
	}
	keys := make([]keyed, len(articles))
	for i := range articles {
		keys[i] = keyed{dayOf(articles[i].Published.Time), i}
	}
	slices.SortStableFunc(keys, func(a, b keyed) int {
		if c := cmp.Compare(a.day, b.day); c != 0 {
			return c
		}
		return byPublication(&articles[a.at], &articles[b.at])
	})
	out := make([]scraper.Article, len(articles))
	for i, k := range keys {
		out[i] = articles[k.at]
	}
	return out
}

func byPublication(a, b *scraper.Article) int {
	return cmp.Or(cmp.Compare(dayOf(a.Published.Time), dayOf(b.Published.Time)), a.Published.Time.Compare(b.Published.Time),
		cmp.Compare(a.URL, b.URL), strings.Compare(a.Text, b.Text), cmp.Compare(a.Title, b.Title))
}
