package crawl

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// A list names its next page in its head only, by a parameter that is no page's
// number.
func TestNextPageByItsRelation(t *testing.T) {
	pages := map[string]string{}
	var reports []report
	var want []string
	for n := range 4 {
		r := onStory(fmt.Sprintf("/world/petro-answers-the-strike-of-day-%d", n), n)
		reports = append(reports, r)
		want = append(want, "https://paper.example"+r.path)
		at, next := fmt.Sprintf("/world?until=%d", n), fmt.Sprintf(`<link rel="next" href="/world?until=%d">`, n+1)
		if n == 0 {
			at = "/world"
		}
		if n == 3 {
			next = ""
		}
		pages[at] = strings.Replace(list([2]string{r.path, r.title}), "</head>", next+"</head>", 1)
	}
	w := newWeb(map[string]http.Handler{"paper.example": paper(reports, pages)})
	m, _ := gatherOn(t, w, petro(site("https://paper.example/world")))
	sameStrings(t, "kept", m.kept(), want)
}

// Links lead to pages that send their readers on by a meta element.
func TestPageThatSendsOn(t *testing.T) {
	r := onStory("/world/petro-answers-the-strike", 1)
	pages := map[string]string{
		"/":        list([2]string{"/node/15", "Petro answers the strike on drug boats"}, [2]string{"/node/16", "Petro and the circle of drug boats"}),
		"/node/15": `<!DOCTYPE html><html><head><title>Wait</title><meta http-equiv="refresh" content="0; URL='/world/petro-answers-the-strike'"></head><body><p>One moment.</p></body></html>`,
		"/node/16": `<!DOCTYPE html><html><head><title>Wait</title><meta http-equiv="Refresh" content="0;url=/node/17"></head><body></body></html>`,
		"/node/17": `<!DOCTYPE html><html><head><title>Wait</title><meta http-equiv="Refresh" content="0;url=/node/16"></head><body></body></html>`,
	}
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{r}, pages)})
	m, _ := gatherOn(t, w, petro(site("https://paper.example/")))
	sameStrings(t, "kept", m.kept(), []string{"https://paper.example" + r.path})
	if o := m.outcomes["https://paper.example/node/15"]; o.Fate != scraper.Duplicate || o.Canonical != "https://paper.example"+r.path {
		t.Errorf("the page before it is %s, of %s", o.Fate, o.Canonical)
	}
	if n := w.asked("https://paper.example/node/1"); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}

// A paper in another language than the keywords shows that it tells of the story
// before its vocabulary is known: it is not given up.
func TestPaperInAnotherLanguageIsNotGivenUp(t *testing.T) {
	const about = 200
	var reports []report
	var entries [][2]string
	for n := range about {
		r := offStory(fmt.Sprintf("/n/%d", 20000+n), n)
		r.title, r.text = fmt.Sprintf("La feria número %d abre sus puertas", n), []string{
			fmt.Sprintf("Los agricultores del valle abrieron este miércoles la feria número %d con música, un mercado y un desfile que duró hasta la noche.", n),
			"El alcalde dijo que llegaron más visitantes que nunca desde que se construyó el puente, y agradeció a los bomberos voluntarios.",
		}
		if n%8 == 0 {
			r.title, r.text = fmt.Sprintf("La aviación ataca por día número %d", n), []string{
				fmt.Sprintf("La aviación de Libia atacó por día número %d a los opositores en el este, y los combates dejaron muertos y heridos, según médicos.", n),
				"Los opositores de Libia pidieron ayuda a las potencias, y miles de personas huyeron hacia la frontera mientras seguían los ataques.",
			}
		}
		reports = append(reports, r)
		entries = append(entries, [2]string{"https://diario.example" + r.path, r.date})
	}
	w := newWeb(map[string]http.Handler{"diario.example": paper(reports, map[string]string{"/map.xml": urlset(entries...)})})
	story := petro(mapOf("https://diario.example/map.xml"))
	story.Keywords = []string{"Libya", "Gadhafi"}
	gatherOn(t, w, story)
	if n := w.asked("https://diario.example/n/"); n != about {
		t.Errorf("%d reports asked for, want %d", n, about)
	}
}

// A robots.txt may name a sitemap on another host: it vouches for it, and for
// entries of its own site only.
func TestSitemapOnAnotherHost(t *testing.T) {
	r, stranger := onStory("/world/petro-answers-the-strike", 1), onStory("/world/petro-answers-elsewhere", 2)
	var papers, maps *httptest.Server
	papers = httptest.NewServer(paper([]report{r, stranger}, nil))
	defer papers.Close()
	maps = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path != "/paper.xml" {
			http.NotFound(w, q)
			return
		}
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprint(w, urlset([2]string{papers.URL + r.path, r.date}, [2]string{maps.URL + stranger.path, r.date}))
	}))
	defer maps.Close()
	own := papers.Config.Handler
	papers.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		switch q.URL.Path {
		case "/robots.txt":
			fmt.Fprintf(w, "User-agent: *\nAllow: /\nSitemap: %s/paper.xml\n", maps.URL)
		case "/":
			fmt.Fprint(w, list([2]string{"/about", "About"}))
		default:
			own.ServeHTTP(w, q)
		}
	})
	m := newMemory()
	client := fetch.New(fetch.Options{Pace: -1, AllowPrivate: true, Archive: m})
	defer client.Close()
	if _, err := Gather(t.Context(), petro(site(papers.URL+"/")), "R-1", Options{Client: client, Archive: m, Now: func() time.Time { return testNow }}); err != nil {
		t.Fatal(err)
	}
	sameStrings(t, "kept", m.kept(), []string{papers.URL + r.path})
	if m.fate(maps.URL+stranger.path) != "" {
		t.Errorf("the stranger is %s", m.fate(maps.URL+stranger.path))
	}
}
