package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/store"
	"dateline/timeline"
)

// inspectStored explains what a story's store holds of addresses: what became
// of each and why, who led to it, and what it feeds.
func (a *app) inspectStored(ctx context.Context, name string, addresses []string) (err error) {
	cfg, chosen, err := a.chosen([]string{name})
	if err != nil {
		return err
	}
	story := chosen[0]
	if unstored(cfg) {
		return failed(fmt.Errorf("%s: nothing is stored yet", story.Name), "dateline run-now "+story.Name)
	}
	s, _, err := a.open(ctx, cfg, pipeline.Options{})
	if err != nil {
		return err
	}
	defer closing(s, &err)
	known, err := remembered(ctx, s, story)
	if err != nil {
		return err
	}
	var failures []error
	w := bufio.NewWriter(plain(a.stdout))
	for i, address := range addresses {
		about := known.about(address)
		if len(about.outcomes) == 0 && about.article == nil {
			failures = append(failures, fmt.Errorf("%s: %s has met no such address", address, story.Name))
			continue
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		if about.addresses, err = addressesOf(ctx, s, about); err != nil {
			return err
		}
		about.explain(w)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(failures) > 0 {
		return failed(errors.Join(failures...), "the Sources sheet lists all that were met; dateline inspect URL, without --story, reads the page")
	}
	return nil
}

// memory is what the store holds of a story.
type memory struct {
	story    config.Story
	timeline timeline.Timeline
	articles []scraper.Article
	outcomes []scraper.Outcome
	places   map[string]scraper.Record
}

func remembered(ctx context.Context, s store.Store, story config.Story) (m memory, err error) {
	m.story = story
	if m.timeline, _, err = s.Timeline(ctx, story.Name); err != nil && !errors.Is(err, store.ErrNoTimeline) {
		return m, err
	}
	if m.articles, err = s.Articles(ctx, story.Name); err != nil {
		return m, err
	}
	if m.outcomes, err = s.Outcomes(ctx, story.Name); err != nil {
		return m, err
	}
	m.places, err = s.Places(ctx, story.Name)
	return m, err
}

// A remembrance is what is known of one report.
type remembrance struct {
	memory
	outcomes []scraper.Outcome // of all its addresses, the telling one first
	article  *scraper.Article  // nil: it was not kept

	addresses []scraper.Address // that it is asked for at
}

// addressesOf are those that a report or list is asked for at.
func addressesOf(ctx context.Context, s store.Store, r remembrance) (all []scraper.Address, err error) {
	met := map[string]bool{}
	for _, o := range r.outcomes {
		for _, url := range []string{o.URL, o.Canonical} {
			if url == "" || met[url] {
				continue
			}
			met[url] = true
			found, err := s.AddressesAt(ctx, r.story.Name, url)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	return all, nil
}

// explainDue tells when it was asked for, and when that is due again.
func (r remembrance) explainDue(field func(name, value string)) {
	for _, a := range r.addresses {
		const minute = "2006-01-02 15:04 UTC"
		var said string
		switch {
		case !a.Past.Asked.IsZero():
			said = a.Past.Asked.UTC().Format(minute)
			if !a.Past.Changed.IsZero() {
				said += ", changed last " + a.Past.Changed.UTC().Format(minute)
			}
		case a.Due.IsZero():
			continue
		default:
			said = "not yet"
		}
		field("asked", said)
		if !a.Due.IsZero() {
			field("due", a.Due.UTC().Format(minute)+": "+a.Reason)
		}
		if a.Stated.Before(a.Due) && !a.Stated.IsZero() {
			field("", "by hand "+a.Stated.UTC().Format(minute))
		}
	}
}

// about gathers what is known of a report by any of its addresses.
func (m memory) about(address string) remembrance {
	r := remembrance{memory: m}
	names := map[string]bool{address: true, extract.CanonicalURL(address): true}
	for range 3 { // from a redirect to a twin to the report, and back to all of its addresses
		for _, o := range m.outcomes {
			if names[o.URL] || o.Canonical != "" && names[o.Canonical] {
				names[o.URL] = true
				if o.Canonical != "" {
					names[o.Canonical] = true
				}
			}
		}
	}
	for _, o := range m.outcomes {
		if names[o.URL] {
			r.outcomes = append(r.outcomes, o)
		}
	}
	slices.SortStableFunc(r.outcomes, func(a, b scraper.Outcome) int {
		return cmp.Or(cmp.Compare(tells(a), tells(b)), cmp.Compare(b.At.Unix(), a.At.Unix()))
	})
	for i, a := range m.articles {
		if names[a.URL] || names[a.FetchedURL] {
			r.article = &m.articles[i]
		}
	}
	return r
}

// tells orders outcomes by how much they say of a report.
func tells(o scraper.Outcome) int {
	switch o.Fate {
	case scraper.Kept:
		return 0
	case scraper.Duplicate:
		return 2
	}
	return 1
}

// explain shows it for people.
func (r remembrance) explain(w io.Writer) {
	var o scraper.Outcome
	if len(r.outcomes) > 0 {
		o = r.outcomes[0]
	}
	a := r.article
	if a == nil {
		a = &scraper.Article{URL: cmp.Or(o.Canonical, o.URL), Title: o.Title, Outlet: o.Outlet, Language: o.Language, Relatedness: o.Relatedness, Reasons: o.Reasons}
	}
	fmt.Fprintln(w, cmp.Or(a.Title, "(no title)"))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %-11s %s\n", name, value)
		}
	}
	field("url", a.URL)
	field("outlet", a.Outlet)
	field("fate", r.fate(o))
	if len(a.Reasons) > 0 {
		field("relatedness", fmt.Sprintf("%.3f; reports are kept from %.2f", a.Relatedness, r.story.KeepFrom))
		for _, reason := range a.Reasons {
			field("", reason)
		}
	}
	switch {
	case r.article != nil:
		field("published", cmp.Or(a.Published.String(), "unknown")+publishedBy(a.Published))
		for _, other := range a.Published.Others {
			field("", fmt.Sprintf("%s says %q", other.Rung, other.Words))
		}
	default:
		field("published", o.Published)
	}
	field("language", a.Language)
	r.explainLinks(field)
	r.explainDue(field)
	r.explainOrigin(field)
	if place, ok := r.places[a.URL]; ok {
		field("archived", fmt.Sprintf("%s:%d", place.File, place.Offset))
	}
	r.explainEvents(w)
}

// fate is what became of the report, by its last looks.
func (r remembrance) fate(o scraper.Outcome) string {
	said := string(o.Fate) + detail(o)
	if !o.At.IsZero() {
		said += ", " + o.At.UTC().Format("2006-01-02 15:04 UTC")
	}
	switch {
	case o.Fate == "":
		return "kept by an earlier run"
	case r.article != nil && o.Fate != scraper.Kept:
		return "kept by an earlier run; last looked at: " + said
	}
	return said
}

// explainLinks tells who led to the report, and by which addresses.
func (r remembrance) explainLinks(field func(name, value string)) {
	for _, o := range r.outcomes {
		led := o.Source
		if o.From != "" {
			led += ", by a link on " + o.From
		}
		field("found by", led)
		if o.Fate == scraper.Duplicate {
			field("", "as "+o.URL+detail(o))
		}
	}
}

// explainOrigin names the copies of the report's text.
func (r remembrance) explainOrigin(field func(name, value string)) {
	if r.article == nil {
		return
	}
	origin := ""
	for _, a := range r.timeline.Articles {
		if a.URL == r.article.URL {
			origin = a.Origin
		}
	}
	if origin == "" {
		return
	}
	var copies []string
	for _, a := range r.timeline.Articles {
		if a.Origin == origin && a.URL != r.article.URL {
			copies = append(copies, a.Outlet+", "+a.URL)
		}
	}
	if len(copies) == 0 {
		field("origin", origin+", with no copies")
		return
	}
	field("origin", fmt.Sprintf("%s, with %s", origin, plural2(len(copies), "copy", "copies")))
	for _, c := range copies {
		field("", c)
	}
}

// explainEvents shows what the timeline takes from the report.
func (r remembrance) explainEvents(w io.Writer) {
	if r.article == nil {
		return
	}
	var lines []string
	events := 0
	for _, e := range r.timeline.Events {
		var quotes []string
		for _, account := range e.Accounts {
			if account.ArticleURL != r.article.URL {
				continue
			}
			dated := "dated by the publication"
			if account.Phrase != "" {
				dated = fmt.Sprintf("dated by %q", account.Phrase)
			}
			quotes = append(quotes, fmt.Sprintf("      %s: %s\n", dated, clip(account.Quote, 160)))
		}
		if len(quotes) > 0 {
			events++
			lines = append(lines, fmt.Sprintf("    %-12s %s  %s\n", days(e.Span), e.ID, clip(e.Headline, 100)))
			lines = append(lines, quotes...)
		}
	}
	fmt.Fprintf(w, "\n  %s\n%s", plural(events, "event"), strings.Join(lines, ""))
}
