package crawl

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

// press is a newspaper over HTTP under a clock of its own, followed from run to run.
type press struct {
	*httptest.Server
	t      *testing.T
	now    time.Time
	memory *memory
	shelf  *shelf
	story  config.Story
	most   fetch.Options // bounds of the client

	mu    sync.Mutex
	pages map[string]func(http.ResponseWriter, *http.Request)
	asked []string // since the last run began
}

func newPress(t *testing.T) *press {
	p := &press{t: t, now: testNow, memory: newMemory(), shelf: newShelf(), pages: map[string]func(http.ResponseWriter, *http.Request){}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		p.mu.Lock()
		page := p.pages[q.URL.RequestURI()]
		if q.URL.Path != "/robots.txt" {
			p.asked = append(p.asked, q.URL.RequestURI())
		}
		w.Header().Set("Date", p.now.Format(http.TimeFormat))
		p.mu.Unlock()
		if page == nil {
			http.NotFound(w, q)
			return
		}
		page(w, q)
	}))
	t.Cleanup(p.Close)
	return p
}

// print puts a page at a path, with an ETag and header fields: "Name: value".
func (p *press) print(path, body string, fields ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	body = strings.ReplaceAll(body, "BASE", p.URL)
	p.pages[path] = func(w http.ResponseWriter, q *http.Request) {
		for _, f := range fields {
			name, value, _ := strings.Cut(f, ": ")
			w.Header().Set(name, value)
		}
		tag := `"` + printOf(body) + `"`
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", typeOf(path, body))
		if q.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, body)
	}
}

// run gathers once, and returns what was asked for, in order.
func (p *press) run(after time.Duration, o Options) string {
	p.t.Helper()
	return p.runIn(p.t.Context(), after, o)
}

func (p *press) runIn(ctx context.Context, after time.Duration, o Options) string {
	p.t.Helper()
	p.mu.Lock()
	p.now, p.asked = p.now.Add(after), nil
	p.mu.Unlock()
	clock := func() time.Time {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.now
	}
	f := p.most
	f.AllowPrivate, f.Pace, f.Archive, f.Now = true, -1, p.memory, clock
	client := fetch.New(f)
	defer client.Close()
	o.Client, o.Archive, o.Frontier, o.Now = client, p.memory, p.shelf, clock
	if _, err := Gather(fetch.WithRun(ctx, o.Resume), p.story, "R-1", o); err != nil && ctx.Err() == nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.asked, " ")
}

// A step is a run, some time after the one before, and what it asks for.
type step struct {
	after time.Duration
	by    Options
	asks  string
}

var byHand, bySchedule, fresh = Options{ByHand: true}, Options{}, Options{ByHand: true, Fresh: true}

func (p *press) steps(all ...step) {
	p.t.Helper()
	for n, s := range all {
		if got := p.run(s.after, s.by); got != s.asks {
			p.t.Errorf("run %d, %s later: asked for %q, want %q", n+1, s.after, got, s.asks)
		}
	}
}

func rssWith(extra string, items ...[3]string) string {
	return strings.Replace(strings.Replace(rss(items...), "<channel>", "<channel>"+extra, 1), `version="2.0"`,
		`version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`, 1)
}

// A feed is asked for again when it says so, or its host does, but at least
// daily; by the schedule not more often than every ten minutes, and seldom
// while nothing is new in it. A person can have it asked for at any time.
func TestFeedsAreAskedWhenTheyAreDue(t *testing.T) {
	const hour, minute = time.Hour, time.Minute
	at := func(d time.Duration) string { return testNow.Add(d).Format(http.TimeFormat) }
	for name, test := range map[string]struct {
		extra  string
		fields []string
		why    string // of the rest
		steps  []step
	}{
		"ttl": {"<ttl>60</ttl>", nil, "the feed says 60 minutes",
			[]step{{30 * minute, byHand, ""}, {0, bySchedule, ""}, {0, fresh, "/feed"}, {31 * minute, byHand, ""}, {29 * minute, byHand, "/feed"}}},
		"a tenth early is due": {"<ttl>60</ttl>", nil, "the feed says 60 minutes",
			[]step{{53 * minute, byHand, ""}, {minute, byHand, "/feed"}}},
		"a week is a day": {"<ttl>10080</ttl>", nil, "the feed says 1440 minutes",
			[]step{{23 * hour, byHand, ""}, {hour, byHand, "/feed"}, {24 * hour, bySchedule, "/feed"}}},
		"updated twice an hour": {"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", nil, "the feed says 2 times hourly",
			[]step{{20 * minute, byHand, ""}, {10 * minute, byHand, "/feed"}}},
		"the longer of two": {"<ttl>15</ttl><sy:updatePeriod> hourly </sy:updatePeriod>", []string{"Cache-Control: max-age=1800"}, "the feed says hourly",
			[]step{{45 * minute, byHand, ""}, {15 * minute, byHand, "/feed"}}},
		"skipped hours": {"<ttl>60</ttl><skipHours><hour>13</hour><hour>14</hour></skipHours>", nil, "the feed asks not to be read at some hours or days",
			[]step{{60 * minute, byHand, ""}, {100 * minute, byHand, ""}, {10 * minute, byHand, "/feed"}}}, // at 14:50
		"all hours skipped": {"<ttl>60</ttl><skipHours>" + strings.Repeat("<hour>9</hour>", 3) + allHours() + "</skipHours>", nil, "the feed says 60 minutes",
			[]step{{60 * minute, byHand, "/feed"}}},
		"skipped days": {"<skipDays><day>Saturday</day><day>Sunday</day></skipDays>", nil, "", // it is Friday noon
			[]step{{hour, byHand, "/feed"}, {12 * hour, byHand, "/feed"}, {12 * hour, byHand, ""}, {13 * hour, byHand, "/feed"}}},
		"max-age": {"", []string{"Cache-Control: public, max-age=3600"}, "its host says Cache-Control: max-age=3600",
			[]step{{30 * minute, byHand, ""}, {30 * minute, byHand, "/feed"}}},
		"max-age less age": {"", []string{"Cache-Control: max-age=3600", "Age: 3000"}, "its host says Cache-Control: max-age=3600",
			[]step{{5 * minute, byHand, ""}, {5 * minute, byHand, "/feed"}}},
		"Expires": {"", []string{"Expires: " + at(hour)}, "its host says Expires",
			[]step{{30 * minute, byHand, ""}, {30 * minute, byHand, "/feed"}}},
		"stale at once": {"", []string{"Cache-Control: max-age=0, must-revalidate"}, "",
			[]step{{time.Second, byHand, "/feed"}, {time.Second, byHand, "/feed"}, {time.Second, bySchedule, ""}, {10 * minute, bySchedule, "/feed"}}},
		"no-cache": {"", []string{"Cache-Control: no-cache, max-age=3600"}, "",
			[]step{{time.Second, byHand, "/feed"}}},
		"nothing said": {"", nil, "",
			[]step{{time.Second, byHand, "/feed"}, {time.Second, bySchedule, ""}, {hour, bySchedule, "/feed"}, {10 * minute, bySchedule, ""}, {6 * hour, bySchedule, "/feed"},
				{3 * hour, bySchedule, ""}, {48 * hour, bySchedule, "/feed"}, {5 * hour, bySchedule, ""}, {hour, bySchedule, "/feed"}, {hour, byHand, "/feed"}}},
		"what nobody can read": {"<ttl>soon</ttl><sy:updatePeriod>fortnightly</sy:updatePeriod><sy:updateFrequency>-3</sy:updateFrequency><skipHours><hour>noon</hour></skipHours>",
			[]string{"Cache-Control: max-age"}, "", []step{{time.Second, byHand, "/feed"}}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPress(t)
			p.print("/feed", rssWith(test.extra), test.fields...)
			p.story = petro(feed(p.URL + "/feed"))
			p.steps(step{0, byHand, "/feed"})
			p.steps(test.steps...)
			if test.why == "" {
				return
			}
			p = newPress(t)
			p.print("/feed", rssWith(test.extra), test.fields...)
			p.story = petro(feed(p.URL + "/feed"))
			p.steps(step{0, byHand, "/feed"}, step{time.Minute, byHand, ""})
			o := p.memory.outcomes[p.URL+"/feed"]
			if o.Fate != scraper.Listing || !o.NotModified || !strings.Contains(o.Detail, "; not due until 2025-12-0") || !strings.HasSuffix(o.Detail, "UTC: "+test.why) && !strings.Contains(o.Detail, "UTC: "+test.why+", and ") {
				t.Errorf("told as %s %q", o.Fate, o.Detail)
			}
		})
	}
}

func allHours() (s string) {
	for h := range 25 {
		s += fmt.Sprintf("<hour>%d</hour>", h)
	}
	return s
}

// A source's result tells when its list is due again, and why.
func TestResultTellsWhenAListIsDue(t *testing.T) {
	p := newPress(t)
	p.print("/feed", rssWith("<ttl>90</ttl>"))
	client := fetch.New(fetch.Options{AllowPrivate: true, Pace: -1, Archive: p.memory})
	defer client.Close()
	results, err := Gather(t.Context(), petro(feed(p.URL+"/feed")), "R-1", Options{Client: client, Archive: p.memory, Frontier: p.shelf, Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatal(err)
	}
	if r := results[0]; !r.Due.Equal(testNow.Add(90*time.Minute)) || r.Why != "the feed says 90 minutes" {
		t.Errorf("due %s: %s", r.Due, r.Why)
	}
}

// What is new in a list that is due is found, and a list that changes often is
// not left alone for long.
func TestNewReportsAreFound(t *testing.T) {
	p := newPress(t)
	p.story = petro(feed(p.URL + "/feed"))
	var items [][3]string
	for n := range 6 {
		path := fmt.Sprintf("/2025/11/28/petro-%d.html", n)
		r := onStory(path, n)
		p.print(path, r.html())
		p.print("/feed", rss(append(items, [3]string{p.URL + path, r.title, ""})...))
		items = append(items, [3]string{p.URL + path, r.title, ""})
		if got, want := p.run(time.Hour, bySchedule), "/feed "+path; got != want {
			t.Errorf("run %d asked for %q, want %q", n+1, got, want)
		}
	}
	if len(p.memory.articles) != 6 {
		t.Errorf("kept %q", p.memory.kept())
	}
	if past := p.shelf.all["feed "+p.URL+"/feed"].Past; past.Usually != time.Hour || !past.Changed.Equal(p.now) {
		t.Errorf("the feed is known to change every %s, last %s", past.Usually, past.Changed)
	}
	p.steps(step{5 * time.Minute, bySchedule, ""}, step{10 * time.Minute, bySchedule, "/feed"})
}

// A report is looked at for revisions after half of the time since it changed
// last: soon while it is young, in the end once in a month.
func TestPagesAreLookedAtEverMoreSeldom(t *testing.T) {
	const path = "/2025/12/05/petro-answers.html"
	young := onStory(path, 1)
	young.date = testNow.Add(-time.Hour).Format(time.RFC3339)
	p := newPress(t)
	p.print(path, young.html())
	p.story = petro(pageAt(p.URL + path))
	p.steps(
		step{0, byHand, path}, step{30 * time.Minute, byHand, ""}, step{30 * time.Minute, byHand, path}, // an hour at least
		step{time.Hour, bySchedule, path}, step{time.Hour, bySchedule, ""}, step{30 * time.Minute, bySchedule, path},
		step{time.Hour, fresh, path}, step{48 * time.Hour, byHand, path}, step{24 * time.Hour, byHand, ""}, step{3 * time.Hour, byHand, path},
	)
	// Revised, it is young again.
	young.text[0] = strings.Replace(young.text[0], "killed 3 people", "killed 4 people", 1)
	p.print(path, young.html())
	p.steps(step{48 * time.Hour, byHand, path}, step{time.Hour, byHand, path}, step{time.Hour, byHand, path})
	for range 40 {
		p.run(14*24*time.Hour, bySchedule)
	}
	p.run(14*24*time.Hour, fresh)
	p.steps(step{29 * 24 * time.Hour, bySchedule, ""}, step{25 * time.Hour, bySchedule, path})
}

// A report without validators comes whole each time: not more often than daily.
func TestPagesWithoutValidators(t *testing.T) {
	r := onStory("/2025/12/05/petro-answers.html", 1)
	r.date = testNow.Add(-time.Hour).Format(time.RFC3339)
	p := newPress(t)
	p.pages[r.path] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, r.html())
	}
	p.story = petro(pageAt(p.URL + r.path))
	p.steps(step{0, byHand, r.path}, step{23 * time.Hour, byHand, ""}, step{time.Hour, byHand, r.path})
}

// A report that its outlet's list says has changed is asked for at once; where
// it has not, the list is not believed again before the report is due anyway.
func TestListsTellOfRevisions(t *testing.T) {
	r := onStory("/2025/10/14/petro-answers.html", 1)
	p := newPress(t)
	p.print(r.path, r.html())
	says := func(changed string) { p.print("/sitemap.xml", urlset([2]string{"BASE" + r.path, changed})) }
	says("2025-10-14T09:30:00-05:00")
	p.story = petro(mapOf(p.URL + "/sitemap.xml"))
	both := "/sitemap.xml " + r.path
	p.steps(step{0, byHand, both}, step{time.Hour, byHand, "/sitemap.xml"})
	r.text[0] = strings.Replace(r.text[0], "killed 3 people", "killed 4 people", 1)
	p.print(r.path, r.html())
	says("2025-12-05T13:30:00Z")
	p.steps(step{time.Hour, byHand, both}, step{time.Minute, byHand, "/sitemap.xml"})
	if a := p.memory.articles[p.URL+r.path]; !strings.Contains(a.Text, "killed 4 people") {
		t.Errorf("kept as %q", a.Text)
	}
	says("2025-12-05T14:01:30Z") // the page is as it was
	p.steps(step{time.Minute, byHand, both}, step{time.Minute, byHand, "/sitemap.xml"})
	says("2025-12-05T14:03:30Z") // a list that always says now
	p.steps(step{time.Minute, byHand, both}, step{time.Minute, byHand, "/sitemap.xml"})
	says("2027-01-01T00:00:00Z")
	p.steps(step{time.Minute, byHand, "/sitemap.xml"})
}

// Of an index's sitemaps those are asked for that it says have changed, and the
// others once a day.
func TestSitemapsOfAnIndex(t *testing.T) {
	index := func(oct, nov string) string {
		return `<sitemapindex><sitemap><loc>BASE/map-2025-10.xml</loc><lastmod>` + oct + `</lastmod></sitemap><sitemap><loc>BASE/map-2025-11.xml</loc><lastmod>` + nov + `</lastmod></sitemap></sitemapindex>`
	}
	p := newPress(t)
	p.print("/index.xml", index("2025-11-01", "2025-12-04T10:00:00Z"))
	p.print("/map-2025-10.xml", urlset())
	p.print("/map-2025-11.xml", urlset())
	p.story = petro(mapOf(p.URL + "/index.xml"))
	p.steps(step{0, byHand, "/index.xml /map-2025-11.xml /map-2025-10.xml"}, step{time.Hour, byHand, "/index.xml"})
	p.print("/index.xml", index("2025-11-01", "2025-12-05T13:30:00Z"))
	p.steps(step{time.Hour, byHand, "/index.xml /map-2025-11.xml"}, step{21 * time.Hour, byHand, "/index.xml"},
		step{2 * time.Hour, byHand, "/index.xml /map-2025-10.xml"})
	if o := p.memory.outcomes[p.URL+"/map-2025-11.xml"]; !strings.Contains(o.Detail, "the index says it changed last on 2025-12-05") {
		t.Errorf("told as %q", o.Detail)
	}
	// A day without its hour may have had the change after we looked.
	p.print("/index.xml", index("2025-11-01", "2025-12-06"))
	p.steps(step{time.Hour, byHand, "/index.xml /map-2025-11.xml"}, step{time.Minute, byHand, "/index.xml /map-2025-11.xml"})
}

// The older pages of a section are asked for when the newer have changed since,
// also where a run was killed between the two, and once a day.
func TestOlderPagesOfAList(t *testing.T) {
	p := newPress(t)
	front := func(n int) string {
		return list([2]string{fmt.Sprintf("/2025/12/01/harvest-festival-number-%d-opens", n), "Festival opens"}, [2]string{"/world/?page=2", "Older"})
	}
	for n := range 4 {
		p.print(fmt.Sprintf("/2025/12/01/harvest-festival-number-%d-opens", n), offStory("", n).html())
	}
	p.print("/world/", front(1))
	p.print("/world/?page=2", list([2]string{"/2025/12/01/harvest-festival-number-0-opens", "Festival opens"}))
	p.story = petro(site(p.URL + "/world/"))
	lists := func(asked string) (only string) {
		for a := range strings.FieldsSeq(asked) {
			if strings.HasPrefix(a, "/world/") {
				only += a + " "
			}
		}
		return strings.TrimSpace(only)
	}
	check := func(after time.Duration, o Options, want string) {
		t.Helper()
		if got := lists(p.run(after, o)); got != want {
			t.Errorf("asked for %q, want %q", got, want)
		}
	}
	both := "/world/ /world/?page=2"
	check(0, byHand, both)
	check(time.Hour, byHand, "/world/")
	p.print("/world/", front(2))
	check(time.Hour, byHand, both)
	check(time.Hour, byHand, "/world/")
	check(24*time.Hour, byHand, both)

	p.print("/world/", front(3))
	ctx, stop := context.WithCancel(t.Context())
	p.mu.Lock()
	page := p.pages["/world/"]
	p.pages["/2025/12/01/harvest-festival-number-3-opens"] = func(http.ResponseWriter, *http.Request) { stop(); panic(http.ErrAbortHandler) }
	p.pages["/world/"] = page
	p.mu.Unlock()
	began := p.now.Add(time.Hour)
	if got := lists(p.runIn(ctx, time.Hour, byHand)); got != "/world/" {
		t.Fatalf("the run that was to be stopped asked for %q", got)
	}
	check(time.Minute, Options{ByHand: true, Resume: began}, "/world/?page=2")
	check(time.Minute, byHand, "/world/")
}

// When a news sitemap was not read for longer than its entries live, the source
// says what may be missing.
func TestNewsSitemapThatWasNotRead(t *testing.T) {
	p := newPress(t)
	news := func(day string) {
		p.print("/news.xml", `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>BASE/`+strings.ReplaceAll(day, "-", "/")+`/festival-opens-in-the-valley</loc><news:news><news:publication_date>`+day+`</news:publication_date><news:title>Festival</news:title></news:news></url></urlset>`)
	}
	p.story = petro(mapOf(p.URL + "/news.xml"))
	note := func() string { return p.memory.outcomes[p.URL+"/news.xml"].Detail }
	news("2025-12-05")
	p.run(0, bySchedule)
	p.run(47*time.Hour, bySchedule)
	if strings.Contains(note(), "missing") {
		t.Errorf("read in time, and told as %q", note())
	}
	p.run(96*time.Hour, bySchedule)
	if want := "not read between 2025-12-07 and 2025-12-09: reports of the time between may be missing"; !strings.Contains(note(), want) {
		t.Errorf("told as %q, want %q", note(), want)
	}
}

// ledger is fetch's in memory.
type ledger map[string]int

func (l ledger) Spend(_ context.Context, day, site string, most int) (bool, error) {
	if l[day+site] >= most {
		return false, nil
	}
	l[day+site]++
	return true, nil
}

// When the requests of a day are used up, the rest waits for the next day,
// whatever the lists name then.
func TestRequestsOfADay(t *testing.T) {
	p := newPress(t)
	var items [][3]string
	for n := range 5 {
		r := onStory(fmt.Sprintf("/2025/10/14/petro-%d.html", n), n)
		p.print(r.path, r.html())
		items = append(items, [3]string{p.URL + r.path, r.title, ""})
	}
	p.print("/feed", rss(items...))
	p.story = petro(feed(p.URL + "/feed"))
	p.most = fetch.Options{MaxPerDay: 3, Ledger: ledger{}}
	p.steps(step{0, byHand, "/feed /2025/10/14/petro-0.html /2025/10/14/petro-1.html"})
	for n := 2; n < 5; n++ {
		o := p.memory.outcomes[items[n][0]]
		if o.Fate != scraper.Deferred || !strings.Contains(o.Detail, "the 3 requests to 127.0.0.1") || !strings.HasSuffix(o.Detail, "on 2025-12-05 are used up") {
			t.Errorf("%s is %s: %s", items[n][0], o.Fate, o.Detail)
		}
	}
	p.print("/feed", rss())
	p.steps(step{time.Hour, byHand, ""}, step{11 * time.Hour, bySchedule, "/feed /2025/10/14/petro-2.html /2025/10/14/petro-3.html"},
		step{24 * time.Hour, bySchedule, "/feed /2025/10/14/petro-4.html"})
	if len(p.memory.articles) != 5 || len(p.shelf.open()) != 0 {
		t.Errorf("kept %q; left %q", p.memory.kept(), p.shelf.open())
	}
}

// A hit of a news search whose report was read before it is not asked for by a
// later run either, though that may come to it before the report.
func TestHitsOfASearchAreNotFollowedTwice(t *testing.T) {
	r := onStory("/2025/10/14/petro-answers.html", 1)
	p := newPress(t)
	p.print(r.path, r.html()) // an outlet is known by its host where no page names it
	hit := [3]string{"BASE/rss/articles/CBMiAbc", r.title + " - 127.0.0.1", "Tue, 14 Oct 2025 09:30:00 -0500"}
	p.print("/search", rss(hit))
	p.pages["/rss/articles/CBMiAbc"] = func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, r.path, http.StatusFound) }
	p.story = petro(pageAt(p.URL+r.path), feed(p.URL+"/search"))
	p.steps(step{0, byHand, r.path + " /search"})
	p.story.Sources = p.story.Sources[1:] // now nothing leads to the report before
	p.steps(step{time.Hour, byHand, "/search"}, step{25 * 24 * time.Hour, byHand, "/search"})
	if o := p.memory.outcomes[p.URL+"/rss/articles/CBMiAbc"]; o.Fate != scraper.Duplicate || o.Canonical != p.URL+r.path {
		t.Errorf("the hit is %s of %s", o.Fate, o.Canonical)
	}
	p.steps(step{8 * 24 * time.Hour, byHand, "/search /rss/articles/CBMiAbc " + r.path})
}
