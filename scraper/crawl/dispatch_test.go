package crawl

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gocolly/colly/v2"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// The variables colly reads from the environment change nothing.
func TestCollyEnvironmentHasNoEffect(t *testing.T) {
	for k, v := range map[string]string{
		"COLLY_ALLOWED_DOMAINS": "other.example", "COLLY_CACHE_DIR": t.TempDir(), "COLLY_DETECT_CHARSET": "y", "COLLY_DISABLE_COOKIES": "y",
		"COLLY_DISALLOWED_DOMAINS": "paper.example", "COLLY_IGNORE_ROBOTSTXT": "n", "COLLY_FOLLOW_REDIRECTS": "n", "COLLY_MAX_BODY_SIZE": "10",
		"COLLY_MAX_DEPTH": "1", "COLLY_MAX_REQUESTS": "1", "COLLY_PARSE_HTTP_ERROR_RESPONSE": "y", "COLLY_TRACE_HTTP": "y", "COLLY_USER_AGENT": "Mozilla/5.0",
	} {
		t.Setenv(k, v)
	}
	var agents, cookies atomic.Int32
	inner := paper([]report{onStory("/a", 1)}, map[string]string{
		"/feed": rss([3]string{"/node/12345", "Petro", ""}, [3]string{"/missing", "Petro", ""}), "/node/12345": "redirect: /a"})
	w := newWeb(map[string]http.Handler{"paper.example": http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.Header.Get("User-Agent") != "" {
			agents.Add(1)
		}
		if q.Header.Get("Cookie") != "" {
			cookies.Add(1)
		}
		for name := range q.Header {
			if strings.HasPrefix(name, "Dateline-") || name == "Referer" {
				t.Errorf("%s leaves the house", name)
			}
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "7", Path: "/"})
		inner.ServeHTTP(w, q)
	})})
	m, _ := gatherOn(t, w, petro(feed("https://paper.example/feed")))
	sameStrings(t, "kept", m.kept(), []string{"https://paper.example/a"})
	if w.asked("https://paper.example/robots.txt") != 0 {
		t.Error("colly asked for robots.txt, which is the transport's")
	}
	if agents.Load() != 0 || cookies.Load() != 0 {
		t.Errorf("%d requests with a User-Agent that is not the transport's, %d with cookies", agents.Load(), cookies.Load())
	}
	if got := m.fate("https://paper.example/missing"); got != scraper.Gone {
		t.Errorf("missing: %q", got)
	}
}

// Colly would rewrite a body by its charset, and inflate what ends in .xml.gz.
func TestBodiesComeAsTheyWereSent(t *testing.T) {
	latin := []byte("<html><head><title>Petro</title></head><body>Bogot\xe1</body></html>")
	packed := []byte(zip("<urlset></urlset>"))
	w := newWeb(map[string]http.Handler{"paper.example": http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/map.xml.gz" {
			w.Header().Set("Content-Type", "application/gzip")
			w.Write(packed)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		w.Write(latin)
	})})
	d := newDispatcher(t.Context(), w)
	for path, want := range map[string][]byte{"/a": latin, "/map.xml.gz": packed} {
		ans, err := d.get(t.Context(), "https://paper.example"+path, time.Time{}, nil)
		if err != nil || !bytes.Equal(ans.body, want) {
			t.Errorf("%s: %q, %v", path, ans.body, err)
		}
		if path == "/a" && ans.contentType != "text/html; charset=iso-8859-1" {
			t.Errorf("content type %q", ans.contentType)
		}
	}
}

// A callback that panics costs its visit; the next one goes on.
func TestPanicCostsOnePage(t *testing.T) {
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/a", 1)}, nil)})
	d := newDispatcher(t.Context(), w)
	first := true
	d.collector.OnResponse(func(*colly.Response) {
		if first {
			first = false
			panic("a callback gave up")
		}
	})
	_, err := d.get(t.Context(), "https://paper.example/a", time.Time{}, nil)
	var refused *fetch.Error
	if !errors.As(err, &refused) || refused.Fate != scraper.Malformed {
		t.Errorf("first: %v", err)
	}
	if ans, err := d.get(t.Context(), "https://paper.example/a", time.Time{}, nil); err != nil || len(ans.body) == 0 {
		t.Errorf("second: %v", err)
	}
}

func TestRedirectsAreDecidedOneByOne(t *testing.T) {
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/c", 1)}, map[string]string{
		"/a": "redirect: /b", "/b": "redirect: /c", "/away": "redirect: https://other.example/x"})})
	d := newDispatcher(t.Context(), w)
	var asked []string
	ans, err := d.get(t.Context(), "https://paper.example/a", time.Time{}, func(u *url.URL) bool {
		asked = append(asked, u.Path)
		return true
	})
	if err != nil || ans.url.Path != "/c" || !slices.Equal(asked, []string{"/b", "/c"}) {
		t.Errorf("%+v, %v, asked %q", ans, err, asked)
	}
	_, err = d.get(t.Context(), "https://paper.example/away", time.Time{}, func(u *url.URL) bool { return u.Host == "paper.example" })
	var away *elsewhere
	if !errors.As(err, &away) || away.target.String() != "https://other.example/x" {
		t.Errorf("%v", err)
	}
	if w.asked("https://other.example/") != 0 {
		t.Error("a redirect that was declined was followed")
	}
}

// A chain of redirects over hosts is followed for ten steps.
func TestChainsOfRedirectsAreBounded(t *testing.T) {
	for steps, want := range map[int]scraper.Fate{redirectHops: scraper.Kept, redirectHops + 1: scraper.RedirectLoop} {
		hosts := map[string]http.Handler{}
		for i := range steps {
			hosts[fmt.Sprintf("h%d.example", i)] = paper(nil, map[string]string{"/a": fmt.Sprintf("redirect: https://h%d.example/a", i+1)})
		}
		hosts[fmt.Sprintf("h%d.example", steps)] = paper([]report{onStory("/a", 1)}, nil)
		m, _ := gatherOn(t, newWeb(hosts), petro(pageAt("https://h0.example/a")))
		last := fmt.Sprintf("https://h%d.example/a", redirectHops)
		if got := m.fate(last); got != want {
			t.Errorf("%d redirects: %q, want %q", steps, got, want)
		}
	}
}

// From a report of the story, links in its text lead anywhere; those beside it
// are followed where they name the story and stay with the site.
func TestLinksOfAReport(t *testing.T) {
	beside := list(
		[2]string{"/2025/10/petro-speaks-of-strikes", "Petro speaks of strikes"},
		[2]string{"/2025/10/market-day-in-the-valley", "Market day in the valley"},
		[2]string{"https://other.example/2025/10/petro-speaks-elsewhere", "Petro speaks elsewhere"})
	first := onStory("/2025/10/petro-answers-the-strike", 1, "https://other.example/2025/10/petro-in-the-text")
	first.around = beside
	w := newWeb(map[string]http.Handler{
		"paper.example": paper([]report{first, onStory("/2025/10/petro-speaks-of-strikes", 2), offStory("/2025/10/market-day-in-the-valley", 3)}, nil),
		"other.example": paper([]report{onStory("/2025/10/petro-speaks-elsewhere", 4), onStory("/2025/10/petro-in-the-text", 5)}, nil)})
	m, _ := gatherOn(t, w, petro(pageAt("https://paper.example/2025/10/petro-answers-the-strike")))
	sameStrings(t, "kept", m.kept(), []string{
		"https://paper.example/2025/10/petro-answers-the-strike", "https://paper.example/2025/10/petro-speaks-of-strikes", "https://other.example/2025/10/petro-in-the-text",
	})
	if n := w.asked("https://paper.example/2025/10/market"); n != 0 {
		t.Error("a link beside the text that does not name the story was followed")
	}
}
