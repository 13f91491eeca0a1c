// Package extract reads a page as an outlet served it and tells what it says:
// headline, authors, text, language, links, and when it was published. It is
// bounded in time and memory whatever the page holds, and needs no clock and
// no network: the same page gives the same answer.
package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"time"

	"dateline/scraper"
)

// Page is what Read reads.
type Page struct {
	URL         string             // the address that answered; relative links start here
	Body        []byte             // after content decoding
	ContentType string             // the header, for its charset
	Decoded     bool               // Body is UTF-8 already: charset declarations in it are ignored
	FetchedAt   time.Time          // upper bound of publication, and what "3 days ago" counts from; zero: no bound
	Zone        *time.Location     // of dates written without one; nil: UTC
	Hints       []scraper.DateRead // dates that feeds and sitemaps gave for this page
	Outlet      string             // the outlet's name, where configured; empty: read from the page
}

// Link is one link of a page.
type Link struct {
	URL    string // absolute, fragment removed, otherwise as written
	Text   string // anchor text, white space collapsed
	InBody bool   // it stands in the text of the report
}

// Result is what was read from a page.
type Result struct {
	Article   scraper.Article // as much as could be read, also where Fate is set
	Fate      scraper.Fate    // why it is no report to keep; empty: it is one
	Detail    string          // Fate's reason, for people; of a report, what it keeps back
	Canonical string          // canonical URL; as Article.URL
	Twins     []string        // other addresses of the report that the page names: AMP, print
	Links     []Link          // all links, in order, each address once
	Next      string          // the page after this one, of a list; empty: it names none
	Refresh   string          // where the page sends its readers on by itself; empty: nowhere
	NoIndex   bool            // robots meta element asks not to be indexed
	Free      bool            // false: the page says that part of the text is for subscribers only
}

// Read reads a page. A page that is no report (an error in words, a wall, a
// list of links) has a Fate and no error; an error means that the page could
// not be read at all, and comes with Fate Malformed or TooLarge.
func Read(p Page) (res Result, err error) {
	canonical := CanonicalURL(p.URL)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("extract: read %s: the parser gave up: %v", p.URL, r)
			res = Result{Fate: scraper.Malformed, Detail: fmt.Sprintf("the parser gave up: %v", r), Canonical: canonical, Free: true}
			res.Article.URL = canonical
		}
	}()
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	text := string(p.Body)
	if p.Decoded {
		text = validUTF8(text)
	} else if text, err = DecodeHTML(p.Body, p.ContentType); err != nil {
		return failed(canonical, scraper.Malformed, err), fmt.Errorf("extract: read %s: %w", p.URL, err)
	}
	root, err := parse(text)
	if err != nil {
		fate := scraper.Malformed
		if errors.Is(err, errTooLarge) {
			fate = scraper.TooLarge
		}
		return failed(canonical, fate, err), fmt.Errorf("extract: read %s: %w", p.URL, err)
	}
	base, _ := url.Parse(p.URL)
	return read(newDocument(root, base), p), nil
}

func failed(canonical string, fate scraper.Fate, err error) Result {
	return Result{Article: scraper.Article{URL: canonical}, Canonical: canonical, Fate: fate, Detail: err.Error(), Free: true}
}

// read fills a Result from a parsed page. The order matters: facts and links
// are read from the whole tree, dates and authors after readers' comments and
// boxes of other reports are gone, and the text last, since finding it
// rearranges the tree.
func read(d *document, p Page) Result {
	facts := readLD(d.ldScripts)
	main := facts.article(d)
	if shown := d.mainText(); letters(shown) < leastData && (main == nil || letters(main.body) < leastData) {
		main = main.with(d.embedded())
	}
	d.adoptHeadline(main)
	var r Result
	r.Links = d.links()
	r.Next, r.Refresh = d.next(), d.refresh()
	r.NoIndex = d.noIndex()
	report := main != nil && main.headline != "" || d.meta("og:type") == "article"
	r.Free = (main == nil || main.free) && !facts.keepsBack() && d.meta("article:content_tier") != "locked"
	a := &r.Article
	a.URL = d.canonical(p.URL)
	r.Canonical = a.URL
	r.Twins = d.twins(a.URL)
	a.FetchedURL = p.URL
	a.Outlet = d.outlet(p.Outlet, facts, main)
	a.Title = d.headline(main, a.Outlet)

	wall := d.findWall(a.Title)
	d.pageClock = d.clock(p)
	d.prune()
	lang := d.declaredLanguage(main)
	dates := newDater(d, p, lang)
	d.setEntries(d.findEntries(main, dates.dayFirst))
	a.Published, a.Updated = dates.read(p, main)
	a.Authors = d.authors(main, a.Outlet)
	d.markBody()
	d.plainNames()
	b := d.body(main, a.Title, a.Authors)
	a.Text = b.text
	a.Entries = dates.entries(a, main)
	a.Description = b.description
	a.Language = language(lang, a.Title+"\n"+a.Text)
	a.Links = b.links
	r.flagBody(b.links)
	sum := sha256.Sum256([]byte(a.Text))
	a.Hash = hex.EncodeToString(sum[:])
	r.Fate, r.Detail = judge(d, b, wall, a, report, r.Free)
	r.Free = r.Free && (r.Fate != "" || r.Detail == "")
	return r
}

// flagBody marks the links that stand in the text.
func (r *Result) flagBody(body []string) {
	in := make(map[string]bool, len(body))
	for _, u := range body {
		in[u] = true
	}
	for i := range r.Links {
		r.Links[i].InBody = in[r.Links[i].URL]
	}
}
