package exports

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// eventRow is one row of the Timeline sheet.
type eventRow struct {
	timeline.Event
	outlets    []string // each once, by first report
	figures    []string // in words, each once
	link       string   // address of the earliest report on the web
	note       timeline.Note
	news       string // what the run brought of it, in words; empty: nothing
	n          int    // its place, from 0
	at         jump   // to this row
	accountsAt jump
}

// accountRow is one row of the Accounts sheet. There are many: it holds only
// what it tells of.
type accountRow struct {
	*timeline.Account
	event *eventRow
}

// sourceRow is one row of the Sources sheet: an address and what became of it.
type sourceRow struct {
	fate         scraper.Fate
	outlet       string
	title        string
	published    string
	publishedUTC time.Time
	lang         string
	judged       bool // relatedness is known
	relatedness  float64
	reasons      []string
	detail       string
	url, metAs   string
	events       int
	origin       string
	rung, words  string
	source       string
	status       int
	archived     string // file:offset
	versions     string // of a revised report, in words
	at           time.Time
}

// report is a Document laid out in rows, in the order they stand in.
type report struct {
	events   []eventRow
	accounts []accountRow
	sources  []sourceRow
	figures  []figureRow
	disputes []disputeRow
	actors   []actorRow
}

// lay puts a Document into rows. perSheet is how many of them a sheet holds,
// which decides where links lead.
func lay(d Document, perSheet int) report {
	r := report{events: layEvents(d, perSheet)}
	eventsOf := map[string]int{} // article URL -> events
	accounts := 0
	for _, e := range r.events {
		accounts += len(e.Accounts)
	}
	r.accounts = make([]accountRow, 0, accounts)
	for i := range r.events {
		e := &r.events[i]
		seen := map[string]bool{}
		for j := range e.Accounts {
			a := &e.Accounts[j]
			r.accounts = append(r.accounts, accountRow{a, e})
			if !seen[a.ArticleURL] {
				seen[a.ArticleURL] = true
				eventsOf[a.ArticleURL]++
			}
		}
	}
	r.sources = laySources(d, eventsOf)
	eventAt := func(i int) jump { return r.events[i].at }
	r.figures, r.disputes = layFigures(d.Timeline, eventAt), layDisputes(d.Timeline, eventAt)
	r.actors = layActors(d.Timeline)
	return r
}

// layEvents is the rows of the Timeline sheet.
func layEvents(d Document, perSheet int) []eventRow {
	eventColumn, accountColumn := letters(columnIndex(eventColumns, eventKey)), letters(columnIndex(accountColumns, eventKey))
	notes := notesOf(d.Notes)
	news := map[string]string{}
	for _, id := range d.Run.NewEvents {
		news[id] = "new"
	}
	for _, id := range d.Run.Changed {
		news[id] = "more accounts"
	}
	rows := make([]eventRow, 0, len(d.Timeline.Events))
	accounts := 0
	for i, e := range d.Timeline.Events {
		row := eventRow{Event: e, note: notes[e.ID], news: news[e.ID], n: i, at: jump{sheetName(timelineSheet, i/perSheet), eventColumn, e.ID}}
		if len(e.Accounts) > 0 {
			row.accountsAt = jump{sheetName(accountsSheet, accounts/perSheet), accountColumn, e.ID}
		}
		accounts += len(e.Accounts)
		for _, a := range e.Accounts {
			row.outlets = appendNew(row.outlets, a.Outlet)
			if row.link == "" && webAddress(a.ArticleURL) {
				row.link = a.ArticleURL
			}
		}
		row.figures = eventFigures(e.Figures)
		rows = append(rows, row)
	}
	return rows
}

// laySources is every article and every address met: kept articles first, by
// publication; then the others, by fate, outlet and address.
func laySources(d Document, eventsOf map[string]int) []sourceRow {
	kept := map[string]scraper.Outcome{} // canonical URL -> its outcome
	var others []sourceRow
	article := map[string]bool{}
	for _, a := range d.Timeline.Articles {
		article[a.URL] = true
	}
	for _, o := range d.Outcomes {
		url := cmp.Or(o.Canonical, o.URL)
		if _, taken := kept[url]; o.Fate == scraper.Kept && article[url] && !taken {
			kept[url] = o
			continue
		}
		others = append(others, outcomeRow(o))
	}
	slices.SortStableFunc(others, func(a, b sourceRow) int {
		return cmp.Or(cmp.Compare(fateRank(a.fate), fateRank(b.fate)), strings.Compare(string(a.fate), string(b.fate)),
			strings.Compare(a.outlet, b.outlet), strings.Compare(a.url, b.url), strings.Compare(a.metAs, b.metAs))
	})
	rows := make([]sourceRow, 0, len(d.Timeline.Articles)+len(others))
	for _, a := range d.Timeline.Articles {
		row := articleRow(a, kept[a.URL])
		row.events, row.archived = eventsOf[a.URL], d.Archived[a.URL]
		rows = append(rows, row)
	}
	return append(rows, others...)
}

// articleRow tells of a kept article; o is the outcome it came from, zero
// where no run on record met it.
func articleRow(a scraper.Article, o scraper.Outcome) sourceRow {
	row := sourceRow{
		fate: scraper.Kept, outlet: a.Outlet, title: a.Title, published: articlePublished(a.Published),
		lang: a.Language, judged: true, relatedness: a.Relatedness, reasons: a.Reasons, detail: o.Detail,
		url: a.URL, origin: a.Origin, rung: a.Published.Rung, words: a.Published.Words,
		source: cmp.Or(a.Source, o.Source), status: o.Status, at: o.At, versions: versionsOf(a),
	}
	if o.URL != a.URL {
		row.metAs = o.URL
	}
	if a.Published.HasTime {
		row.publishedUTC = a.Published.Time
	}
	return row
}

func articlePublished(p scraper.Published) string {
	text := publishedWords(p.String())
	if p.HasTime && !p.HasZone {
		text += " (zone assumed)"
	}
	return text
}

func outcomeRow(o scraper.Outcome) sourceRow {
	row := sourceRow{
		fate: o.Fate, outlet: o.Outlet, title: o.Title, published: publishedWords(o.Published), lang: o.Language,
		judged:      o.Relatedness != 0 || len(o.Reasons) > 0 || o.Fate == scraper.Unrelated || o.Fate == scraper.Borderline,
		relatedness: o.Relatedness, reasons: o.Reasons, detail: o.Detail,
		url: cmp.Or(o.Canonical, o.URL), source: o.Source, status: o.Status, at: o.At,
	}
	if o.URL != row.url {
		row.metAs = o.URL
	}
	if t, err := time.Parse(time.RFC3339, o.Published); err == nil {
		row.publishedUTC = t
	}
	return row
}

// fateRank is the place of a fate in fateDocs; unknown ones come last.
func fateRank(f scraper.Fate) int {
	for i, d := range fateDocs {
		if d.Fate == f {
			return i
		}
	}
	return len(fateDocs)
}

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
