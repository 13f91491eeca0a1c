package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/scraper"
	"dateline/timeline"
	"dateline/timeline/timex"
)

// explain shows for people what was read from one report.
func explain(w io.Writer, d document) {
	a := d.article
	fmt.Fprintln(w, cmp.Or(a.Title, "(no title)"))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %-10s %s\n", name, value)
		}
	}
	field("url", a.URL)
	field("outlet", a.Outlet)
	field("authors", strings.Join(a.Authors, ", "))
	field("published", cmp.Or(a.Published.String(), "unknown: relative dates stay open")+publishedBy(a.Published))
	for _, other := range a.Published.Others {
		field("", fmt.Sprintf("%s says %q", other.Rung, other.Words))
	}
	if !a.Updated.IsZero() {
		field("updated", a.Updated.Format("2006-01-02T15:04:05Z07:00"))
	}
	field("language", cmp.Or(a.Language, "unknown: numeric dates only"))
	field("text", fmt.Sprintf("%s, %s, %s", plural(len(strings.Fields(a.Text)), "word"), plural(utf8.RuneCountInString(a.Text), "character"), plural(len(a.Links), "link")))
	if n := len(a.Entries); n > 0 {
		first, last := a.Entries[0].Published, a.Entries[n-1].Published
		field("entries", fmt.Sprintf("%d of a live blog, the first of %s, the last of %s", n, first, last))
	}
	for _, r := range a.Revisions {
		field("version", revisionLine(r))
		for _, c := range r.Changed {
			field("", strings.Join(c.Words, "; ")+" in: "+clip(c.After, 100))
		}
		for _, s := range r.Added {
			field("", "new: "+clip(s, 100))
		}
		for _, s := range r.Removed {
			field("", "gone: "+clip(s, 100))
		}
	}
	if d.fate != "" {
		field("not kept", string(d.fate)+": "+d.detail)
	}

	found := timeline.Times(d.article)
	fmt.Fprintf(w, "\n  %s\n", plural(len(found), "time expression"))
	for _, t := range found {
		explainTimex(w, a.Text, t)
	}
	explainEvents(w, d, found)
}

// explainTimex shows an expression in its words, what it was read as, and why.
func explainTimex(w io.Writer, text string, t timex.Timex) {
	before, after := around(text, t.Start, t.End)
	fmt.Fprintf(w, "    %s[%s]%s\n", before, clip(t.Text, 60), after)
	edtf := t.Span.EDTF()
	if edtf == "" {
		edtf = "no place on the calendar"
	}
	why := "explicit"
	if t.Anchor != "" {
		why = "counted from " + t.Anchor
		switch t.AnchorFrom {
		case "dct":
			why += ", the publication"
		case "text":
			why += ", earlier in the text"
		}
	}
	fmt.Fprintf(w, "      %s %s  edtf %s  rule %s  %s\n", t.Type, t.Value, edtf, t.Rule, why)
}

// around is a few words on either side of a stretch of the text.
func around(text string, start, end int) (before, after string) {
	const width = 36
	before = oneLine(text[max(0, start-4*width):start])
	after = oneLine(text[end:min(len(text), end+4*width)])
	if r := []rune(before); len(r) > width {
		before = "…" + string(r[len(r)-width:])
	}
	if r := []rune(after); len(r) > width {
		after = string(r[:width]) + "…"
	}
	return before, after
}

// oneLine keeps a space at either end, where the text has one, and cut
// characters out.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t', '\r':
			return ' '
		case utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// explainEvents shows the events that the report alone would give.
func explainEvents(w io.Writer, d document, found []timex.Timex) {
	if d.article.Published.Time.IsZero() {
		fmt.Fprintf(w, "\n  no events: nothing tells when the report was published; --published DAY does\n")
		return
	}
	article := d.article
	article.URL = cmp.Or(article.URL, "text:")
	story := timeline.Story{Name: "inspect", Title: article.Title}
	if article.Language != "" {
		story.Languages = []string{article.Language}
	}
	t := timeline.Build(story, []scraper.Article{article})
	fmt.Fprintf(w, "\n  %s\n", plural(len(t.Events), "event"))
	for _, e := range t.Events {
		fmt.Fprintf(w, "    %-12s %s\n", days(e.Span), clip(e.Headline, 120))
		for _, account := range e.Accounts {
			dated := "dated by the publication"
			if account.Phrase != "" {
				dated = fmt.Sprintf("dated by %q", account.Phrase)
			}
			fmt.Fprintf(w, "      %s: %s\n", dated, clip(account.Quote, 160))
		}
	}
	explainLeftOut(w, article, found, t.Events)
}

// explainLeftOut shows the time expressions that date no event, and why.
func explainLeftOut(w io.Writer, a scraper.Article, found []timex.Timex, events []timeline.Event) {
	var quoted [][2]int // stretches of the text
	for _, e := range events {
		for _, account := range e.Accounts {
			for at := 0; account.Quote != ""; {
				i := strings.Index(a.Text[at:], account.Quote)
				if i < 0 {
					break
				}
				at += i + len(account.Quote)
				quoted = append(quoted, [2]int{at - len(account.Quote), at})
			}
		}
	}
	title := "  left out\n"
	for _, t := range found {
		if slices.ContainsFunc(quoted, func(q [2]int) bool { return q[0] <= t.Start && t.End <= q[1] }) {
			continue
		}
		fmt.Fprintf(w, "%s    [%s] %s\n", title, clip(t.Text, 60), leftOutBecause(t, a.Published.Time))
		title = ""
	}
}

// leftOutBecause says why a time expression dates no event.
func leftOutBecause(t timex.Timex, published time.Time) string {
	switch {
	case t.Stamp != "":
		return "says when the report was written"
	case t.Type == "DURATION":
		return "is a length of time"
	case t.Type == "SET":
		return "happens again and again"
	case t.Span.Start.IsZero() && t.Span.End.IsZero():
		return "has no place on the calendar"
	case t.Span.Start.After(published):
		return "had not come when the report was published"
	}
	return "its sentence tells of no dated happening of its own"
}
