package pipeline_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/pipeline"
)

// night is a live blog from the evening of 6 November 2025 in New York until
// after midnight there, as three outlets print it. Each outlet tells of a bridge
// of its own.
func night(format, bridge string) string {
	closed := "The " + bridge + " harbour bridge was closed to all traffic an hour ago, after divers had found a crack in its third pillar, the port authority said."
	crane := "A crane fell onto the deck of the " + bridge + " harbour bridge yesterday and injured three of the workers who were repairing it, police said."
	ferry := "A ferry across the harbour will replace the " + bridge + " harbour bridge, the mayor told the council, which has been meeting since noon today."
	const head = `<!doctype html><html lang="en"><head><title>%s</title><meta property="og:site_name" content="%s">
<meta property="article:published_time" content="2025-11-06T19:00:00-05:00"><meta property="article:modified_time" content="2025-11-07T01:10:00-05:00">%s</head>
<body><main><article><h1>%[1]s</h1><p>The council is meeting about the %[2]s harbour bridge, and we report what it decides for as long as its meeting lasts.</p>%[4]s</article></main></body></html>`
	title, ld := "Live: council meets on the "+bridge+" harbour bridge", ""
	var entries strings.Builder
	switch format {
	case "json-ld":
		title = "Council meets on the " + bridge + " harbour bridge"
		ld = fmt.Sprintf(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":%q,"liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Bridge closed","datePublished":"2025-11-07T00:40:00-05:00","articleBody":%q},
{"@type":"BlogPosting","headline":"Crane fell","datePublished":"2025-11-07T00:10:00-05:00","articleBody":%q},
{"@type":"BlogPosting","headline":"Ferry planned","datePublished":"2025-11-06T19:05:00-05:00","articleBody":%q}]}</script>`, title, closed, crane, ferry)
		fmt.Fprintf(&entries, `<div><h2>Bridge closed</h2><p>%s</p></div>`, closed) // the others come when the reader scrolls
	case "time":
		for _, e := range [][2]string{{"2025-11-07T05:40:00Z", closed}, {"2025-11-07T05:10:00Z", crane}, {"2025-11-07T00:05:00Z", ferry}} {
			fmt.Fprintf(&entries, `<article class="update"><time datetime="%s">%s</time><p>%s</p></article>`, e[0], "Nov 7", e[1])
		}
	case "text":
		fmt.Fprintf(&entries, `<p><b>7:05 p. m.</b>: %s</p><p><b>12:10 a. m.</b>: %s</p><p><b>12:40 a. m.</b>: %s</p>`, ferry, crane, closed)
	}
	return fmt.Sprintf(head, title, bridge, ld, entries.String())
}

// Each entry of a live blog is dated by its own time: after midnight "an hour
// ago" was the day before, and "yesterday" is the day on which the page began.
func TestLiveBlogs(t *testing.T) {
	blogs := map[string]string{"/a": night("json-ld", "Alderney"), "/b": night("time", "Brixham"), "/c": night("text", "Calder")}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := blogs[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
	t.Cleanup(web.Close)
	cfg := bridgeStory(t.TempDir(), config.Source{Kind: config.SourcePage, Location: web.URL + "/a", Timezone: "America/New_York"})
	for _, path := range []string{"/b", "/c"} {
		cfg.Stories[0].Sources = append(cfg.Stories[0].Sources, config.Source{Kind: config.SourcePage, Location: web.URL + path, Timezone: "America/New_York"})
	}
	p, s := opened(t, cfg, pipeline.Options{})
	if _, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual); err != nil {
		t.Fatal(err)
	}
	articles, err := s.Articles(t.Context(), "bridge")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		if len(a.Entries) != 3 {
			t.Errorf("%s is kept with %d entries, want 3: %+v\n%s", a.URL, len(a.Entries), a.Entries, a.Text)
		}
	}
	kept, _, err := s.Timeline(t.Context(), cfg.Stories[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{} // the first words of a sentence, and the bridge -> day, time of the entry
	for _, e := range kept.Events {
		for _, a := range e.Accounts {
			for _, what := range []string{"closed to all traffic", "A crane fell"} {
				for _, bridge := range []string{"Alderney", "Brixham", "Calder"} {
					if strings.Contains(a.Quote, what) && strings.Contains(a.Quote, bridge) {
						told[bridge+" "+what] = e.Span.Start.Format(time.DateOnly) + " " + a.Published + " " + a.Phrase
					}
				}
			}
		}
	}
	for _, bridge := range []string{"Alderney", "Brixham", "Calder"} {
		for what, want := range map[string]string{
			"closed to all traffic": "2025-11-06 2025-11-07T00:40:00-05:00 an hour ago",
			"A crane fell":          "2025-11-06 2025-11-07T00:10:00-05:00 yesterday",
		} {
			if got := told[bridge+" "+what]; got != want {
				t.Errorf("%s, %s: told as %q, want %q", bridge, what, got, want)
			}
		}
	}
}
