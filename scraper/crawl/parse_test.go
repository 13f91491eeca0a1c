package crawl

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/config"
)

func TestParseSitemap(t *testing.T) {
	const space = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"`
	tests := map[string]struct {
		body  string
		want  []string // loc, when, title
		index bool
		fails bool
	}{
		"plain":           {`<?xml version="1.0" encoding="UTF-8"?><urlset` + space + `><url><loc> https://p.example/a </loc><lastmod>2025-10-14</lastmod></url><url><loc>https://p.example/b</loc></url></urlset>`, []string{"https://p.example/a 2025-10-14T00:00:00Z ", "https://p.example/b  "}, false, false},
		"news":            {`<urlset` + space + `><url><loc>https://p.example/a</loc><news:news><news:publication><news:name>P</news:name><news:language>es</news:language></news:publication><news:publication_date>2025-10-14T09:30:00-05:00</news:publication_date><news:title>Petro &amp; co</news:title></news:news></url></urlset>`, []string{"https://p.example/a 2025-10-14T09:30:00-05:00 Petro & co"}, false, false},
		"pictures":        {`<urlset` + space + `><url><loc>https://p.example/a</loc><image:image><image:loc>https://p.example/a.jpg</image:loc></image:image></url></urlset>`, []string{"https://p.example/a  "}, false, false},
		"CDATA":           {`<urlset><url><loc><![CDATA[https://p.example/a?x=1&y=2]]></loc></url></urlset>`, []string{"https://p.example/a?x=1&y=2  "}, false, false},
		"index":           {`<sitemapindex` + space + `><sitemap><loc>https://p.example/1.xml</loc><lastmod>2025-10-14T09:30Z</lastmod></sitemap></sitemapindex>`, []string{"https://p.example/1.xml 2025-10-14T09:30:00Z "}, true, false},
		"gzipped":         {zip(`<urlset><url><loc>https://p.example/a</loc></url></urlset>`), []string{"https://p.example/a  "}, false, false},
		"in Latin-1":      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><urlset><url><loc>https://p.example/a</loc><n><n>1</n><title>Bogot\xe1</title></n></url></urlset>", []string{"https://p.example/a  Bogotá"}, false, false},
		"byte order mark": {"\xef\xbb\xbf<urlset><url><loc>https://p.example/a</loc></url></urlset>", []string{"https://p.example/a  "}, false, false},
		"bare ampersand":  {`<urlset><url><loc>https://p.example/a?x=1&y=2</loc></url></urlset>`, []string{"https://p.example/a?x=1&y=2  "}, false, false},
		"cut":             {`<urlset><url><loc>https://p.example/a</loc></url><url><loc>https://p.ex`, []string{"https://p.example/a  "}, false, true},
		"empty":           {`<urlset></urlset>`, nil, false, false},
		"no sitemap":      {`<html><body>Not found</body></html>`, nil, false, true},
		"nothing":         {``, nil, false, true},
		"bad gzip":        {"\x1f\x8bnonsense", nil, false, true},
		"bad date":        {`<urlset><url><loc>https://p.example/a</loc><lastmod>yesterday</lastmod></url></urlset>`, []string{"https://p.example/a  "}, false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := parseSitemap([]byte(tt.body))
			if (err != nil) != tt.fails || s.index != tt.index {
				t.Errorf("error %v, index %v", err, s.index)
			}
			var got []string
			for _, e := range s.entries {
				when := ""
				if !e.when().IsZero() {
					when = e.when().Format(time.RFC3339)
				}
				got = append(got, e.loc+" "+when+" "+e.title)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSitemapIsCutAtItsBounds(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range sitemapURLs + 10 {
		fmt.Fprintf(&b, "<url><loc>https://p.example/%d</loc></url>", i)
	}
	b.WriteString("</urlset>")
	s, err := parseSitemap([]byte(b.String()))
	if err != nil || len(s.entries) != sitemapURLs || s.cut == "" {
		t.Errorf("%d entries, cut %q, error %v", len(s.entries), s.cut, err)
	}
}

func TestSitemapBomb(t *testing.T) {
	s, err := parseSitemapUpTo([]byte(zip("<urlset><url><loc>https://p.example/a</loc></url>"+strings.Repeat(" ", 2<<20))), 1<<20)
	if err != nil || len(s.entries) != 1 || s.cut == "" {
		t.Errorf("%d entries, cut %q, error %v", len(s.entries), s.cut, err)
	}
}

func TestNewestFirst(t *testing.T) {
	at := func(s string) time.Time { x, _ := parseTime(s); return x }
	entries := []sitemapEntry{{loc: "none"}, {loc: "old", modified: at("2025-09-01")}, {loc: "new", modified: at("2025-08-01"), published: at("2025-10-01")}, {loc: "none too"}}
	newest(entries)
	var got []string
	for _, e := range entries {
		got = append(got, e.loc)
	}
	if want := []string{"new", "old", "none", "none too"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// What is given for a feed or a sitemap and is neither is called by its name.
func TestNoFeedNoSitemap(t *testing.T) {
	base, _ := url.Parse("https://p.example/")
	const page = "<!DOCTYPE html>\n<html><head><title>World news</title></head><body>All of it</body></html>"
	for body, want := range map[string]string{
		page: "it is a web page, not a feed", " \n": "it is empty", "plain text": "it is none of RSS, Atom and JSON Feed",
	} {
		if _, err := parseFeed([]byte(body), base); err == nil || err.Error() != want {
			t.Errorf("feed %q: %v, want %q", body, err, want)
		}
	}
	if _, err := parseSitemap([]byte(page)); err == nil || err.Error() != "it is a web page, not a sitemap" {
		t.Errorf("sitemap: %v", err)
	}
}

func TestParseFeed(t *testing.T) {
	base, _ := url.Parse("https://p.example/feeds/main.xml")
	tests := map[string]struct {
		body  string
		want  []string // link, title, published
		fails bool
	}{
		"RSS":                {rss([3]string{"/a", "Petro", "Tue, 14 Oct 2025 21:30:00 -0500"}), []string{"https://p.example/a Petro 2025-10-14T21:30:00-05:00"}, false},
		"RSS without dates":  {rss([3]string{"https://p.example/a", "Petro", ""}), []string{"https://p.example/a Petro "}, false},
		"RSS with odd dates": {rss([3]string{"https://p.example/a", "Petro", "last Tuesday"}), []string{"https://p.example/a Petro "}, false},
		"guid for a link":    {`<rss version="2.0"><channel><item><title>Petro</title><guid>https://p.example/a</guid></item><item><title>nothing</title></item></channel></rss>`, []string{"https://p.example/a Petro "}, false},
		"Atom":               {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Petro</title><link rel="self" href="/self"/><link rel="alternate" href="/a"/><published>2025-10-14T09:30:00-05:00</published></entry></feed>`, []string{"https://p.example/a Petro 2025-10-14T09:30:00-05:00"}, false},
		"JSON":               {`{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"1","url":"https://p.example/a","title":"Petro","date_published":"2025-10-14T09:30:00-05:00"}]}`, []string{"https://p.example/a Petro 2025-10-14T09:30:00-05:00"}, false},
		"Latin-1":            {"<?xml version='1.0' encoding='iso-8859-1'?><rss version=\"2.0\"><channel><item><title>Bogot\xe1</title><link>/a</link></item></channel></rss>", []string{"https://p.example/a Bogotá "}, false},
		"windows-1252":       {"<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss version=\"2.0\"><channel><item><title>\x93Petro\x94</title><link>/a</link></item></channel></rss>", []string{"https://p.example/a “Petro” "}, false},
		"UTF-16":             {utf16(`<?xml version="1.0" encoding="UTF-16"?><rss version="2.0"><channel><item><title>Bogotá</title><link>/a</link></item></channel></rss>`), []string{"https://p.example/a Bogotá "}, false},
		"control characters": {"<rss version=\"2.0\"><channel><item><title>Pe\x08tro\x04</title><link>/a</link></item></channel></rss>", []string{"https://p.example/a Petro "}, false},
		"no feed":            {`<html><body>closed</body></html>`, nil, true},
		"nothing":            {``, nil, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f, err := parseFeed([]byte(tt.body), base)
			items := f.items
			if (err != nil) != tt.fails {
				t.Errorf("error %v", err)
			}
			var got []string
			for _, it := range items {
				when := ""
				if !it.published.IsZero() {
					when = it.published.Format(time.RFC3339)
				}
				got = append(got, it.link+" "+it.title+" "+when)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestParseGDELT(t *testing.T) {
	tests := map[string]struct {
		body  string
		urls  string
		busy  bool
		fails bool
	}{
		"hits":               {`{"articles": [ { "url": "https://p.example/a", "title": "A" }, { "url": "https://p.example/b" } ] }`, "https://p.example/a https://p.example/b", false, false},
		"no hits":            {`{}`, "", false, false},
		"nothing at all":     {"\n", "", false, false},
		"bad escapes":        {`{"articles":[{"url":"https://p.example/a","title":"Petro\'s \q answer \u12"},{"url":"https://p.example/b"}]}`, "https://p.example/a https://p.example/b", false, false},
		"control characters": {"{\"articles\":[{\"url\":\"https://p.example/a\",\"title\":\"Pe\x01\ttro\n\"}]}", "https://p.example/a", false, false},
		"one broken hit":     {`{"articles":[{"url":"https://p.example/a","title":"say "no""},{"url":"https://p.example/b"}]}`, "https://p.example/b", false, false},
		"cut":                {`{"articles":[{"url":"https://p.example/a"},{"url":"https://p.exam`, "https://p.example/a", false, false},
		"asks for patience":  {"Please limit requests to one every 5 seconds or contact kalev.leetaru5@gmail.com for larger queries.", "", true, true},
		"complains":          {"Your query was too short or too long.\n", "", false, true},
		"an error page":      {"<html><body>Bad gateway</body></html>", "", false, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			hits, err := parseGDELT([]byte(tt.body))
			if (err != nil) != tt.fails || errors.Is(err, errBusy) != tt.busy {
				t.Errorf("error %v", err)
			}
			var urls []string
			for _, h := range hits {
				urls = append(urls, h.URL)
			}
			if got := strings.Join(urls, " "); got != tt.urls {
				t.Errorf("%q, want %q", got, tt.urls)
			}
		})
	}
}

func TestGDELTQueries(t *testing.T) {
	tests := []struct {
		keywords []string
		want     []string
	}{
		{[]string{"Petro"}, []string{"Petro"}},
		{[]string{"Petro", "drug boats", "EU", `say "no" (now)`}, []string{`(Petro OR "drug boats" OR "say no now")`}},
		{nil, nil},
	}
	for _, tt := range tests {
		if got := gdeltQueries(tt.keywords); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.keywords, got, tt.want)
		}
	}
	var many []string
	for i := range 60 {
		many = append(many, fmt.Sprintf("keyword%d", i))
	}
	all := gdeltQueries(many)
	for _, q := range all {
		if len(q) > gdeltQuery+8 {
			t.Errorf("%d characters: %s", len(q), q)
		}
	}
	if n := strings.Count(strings.Join(all, " "), "keyword"); n != 60 {
		t.Errorf("%d of 60 keywords are asked for", n)
	}
}

func TestNewsSearches(t *testing.T) {
	got := newsSearches(config.Source{Kind: config.SourceSearch, Location: "googlenews"}, petro())
	want := []string{
		"https://news.google.com/rss/search?ceid=US%3Aen&gl=US&hl=en-US&q=Petro+OR+%22drug+boats%22+OR+Hegseth+after%3A2025-09-01+before%3A2025-12-01",
		"https://news.google.com/rss/search?ceid=CO%3Aes-419&gl=CO&hl=es-419&q=Petro+OR+%22drug+boats%22+OR+Hegseth+after%3A2025-09-01+before%3A2025-12-01",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	got = newsSearches(config.Source{Kind: config.SourceSearch, Location: "bingnews", Endpoint: "http://127.0.0.1:9/search?key=7"}, petro())
	if len(got) != 2 || got[0] != "http://127.0.0.1:9/search?format=rss&key=7&mkt=en-US&q=Petro+OR+%22drug+boats%22+OR+Hegseth&setlang=en" {
		t.Errorf("%q", got)
	}
}

func TestUnwrap(t *testing.T) {
	for in, want := range map[string]string{
		"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fp.example%2fa&c=1": "https://p.example/a",
		"https://p.example/a?url=relative":     "https://p.example/a?url=relative",
		"https://p.example/a?url=javascript:1": "https://p.example/a?url=javascript:1",
		"https://p.example/a":                  "https://p.example/a",
	} {
		if got := unwrap(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		address, anchor string
		want            guess
	}{
		{"https://p.example/", "Home", guessListing},
		{"https://p.example/?page=3", "3", guessListing},
		{"https://p.example/?id=88", "Petro", guessUnknown},
		{"https://p.example/world/", "World", guessListing},
		{"https://p.example/section/nation-and-world/", "Nation and World", guessListing},
		{"https://p.example/section/world/?page=2", "Older", guessListing},
		{"https://p.example/world/page/4", "4", guessListing},
		{"https://p.example/temas/petro", "Petro", guessListing},
		{"https://p.example/tag/petro", "Petro", guessArchive},
		{"https://p.example/author/jane-doe-of-the-foreign-desk", "Jane Doe", guessArchive},
		{"https://p.example/archive/?page=2", "Siguiente", guessArchive},
		{"https://p.example/2025/10/14/", "14", guessArchive},
		{"https://p.example/2025/10/", "October", guessArchive},
		{"https://p.example/2025/10/14/petro-answers", "Petro", guessArticle},
		{"https://p.example/world/2025/oct/14/petro-answers-the-strike", "Petro", guessArticle},
		{"https://p.example/petro-answers-the-strike/", "Petro", guessArticle},
		{"https://p.example/world/petro-88604.html", "Petro", guessArticle},
		{"https://p.example/news/world-67345678", "Petro", guessArticle},
		{"https://p.example/node/n0541", "Petro", guessArticle},
		{"https://p.example/x", "Petro answers the strike on drug boats", guessArticle},
		{"https://p.example/about", "About us", guessNothing},
		{"https://p.example/suscripciones", "Suscríbase a nuestro boletín de la mañana", guessNothing},
		{"https://p.example/login?next=/world/petro-answers-the-strike", "Log in", guessNothing},
		{"https://p.example/photo.jpg", "A photograph of the president of Colombia", guessNothing},
		{"https://p.example/paper.pdf", "The whole paper of today as one file", guessNothing},
		{"https://p.example/world/americas/colombia/special", "Special", guessUnknown},
		{"https://p.example/world/americas/colombia/special.html", "Special", guessUnknown},
		{"https://p.example/world/americas/colombia/petro-answers", "Petro", guessUnknown},
		{"https://p.example/world/americas/colombia/petro-answers.html", "Petro", guessArticle},
	}
	for _, tt := range tests {
		u, err := url.Parse(tt.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := classify(u, tt.anchor); got != tt.want {
			t.Errorf("%s %q: %d, want %d", tt.address, tt.anchor, got, tt.want)
		}
	}
}

func TestShapes(t *testing.T) {
	same := [][]string{
		{"https://p.example/world/", "https://p.example/world?page=2", "https://p.example/world/page/17", "https://p.example/world/?p=3"},
		{"https://p.example/calendar/2025/10/", "https://p.example/calendar/2024/1"},
		{"https://p.example/shop?b=1&a=2", "https://p.example/shop?a=x&b=y"},
	}
	var shapes []string
	for _, group := range same {
		var first string
		for _, raw := range group {
			u, _ := url.Parse(raw)
			s := shapeOf(u)
			if first == "" {
				first = s
			}
			if s != first {
				t.Errorf("%s: %s, want %s", raw, s, first)
			}
		}
		shapes = append(shapes, first)
	}
	slices.Sort(shapes)
	if len(slices.Compact(shapes)) != len(same) {
		t.Errorf("different lists have one shape: %q", shapes)
	}
}

func TestSameSite(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"https://paper.co.uk/", "https://www.paper.co.uk/x", true},
		{"https://a.co.uk/", "https://b.co.uk/", false},
		{"http://127.0.1.3:8600/", "http://127.0.1.3:8600/x", true},
		{"http://127.0.1.3:8600/", "http://127.0.1.4:8600/x", false},
		{"http://127.0.0.1:1/", "http://127.0.0.1:2/", false},
		{"https://paper.example/", "https://PAPER.example/", true},
	}
	for _, tt := range tests {
		a, _ := url.Parse(tt.a)
		b, _ := url.Parse(tt.b)
		if got := sameSite(a, b); got != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestMonthIn(t *testing.T) {
	for loc, want := range map[string]string{
		"https://p.example/sitemaps/2011-02.xml.gz":    "2011-02-01 2011-02-28",
		"https://p.example/sitemap-201102.xml":         "2011-02-01 2011-02-28",
		"https://p.example/sitemap/2011/2/map.xml":     "2011-02-01 2011-02-28",
		"https://p.example/sitemap-2011-02-14.xml":     "2011-02-01 2011-02-28",
		"https://p.example/sitemap.xml":                "",
		"https://p.example/sitemap-2010-01-to-2011-02": "",
		"https://p.example/post-sitemap12.xml":         "",
	} {
		first, last, ok := monthIn(loc)
		got := ""
		if ok {
			got = first.Format(time.DateOnly) + " " + last.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", loc, got, want)
		}
	}
}

func FuzzParseSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://p.example/a</loc><lastmod>2025-10-14</lastmod></url></urlset>`))
	f.Add([]byte(`<?xml version="1.0" encoding="utf-16"?><sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>`))
	f.Add([]byte("\x1f\x8b\x08\x00"))
	f.Add([]byte("<a></b></c><![CDATA[\xff"))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, _ := parseSitemap(body)
		for _, e := range s.entries {
			if e.loc == "" || !utf8.ValidString(e.loc) {
				t.Errorf("loc %q", e.loc)
			}
		}
	})
}

func FuzzParseFeed(f *testing.F) {
	base, _ := url.Parse("https://p.example/feed")
	f.Add([]byte(rss([3]string{"/a", "Petro", "Tue, 14 Oct 2025 09:30:00 -0500"})))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"x"}]}`))
	f.Add([]byte("<?xml version='1.0' encoding='big5'?><feed><entry><link href='//x'/>\x08</entry></feed>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		f, _ := parseFeed(body, base)
		items := f.items
		for _, it := range items {
			if _, err := url.Parse(it.link); err != nil {
				t.Errorf("link %q", it.link)
			}
			if strings.ContainsFunc(it.title, forbidden) {
				t.Errorf("title %q", it.title)
			}
		}
	})
}

func FuzzParseGDELT(f *testing.F) {
	f.Add([]byte(`{"articles":[{"url":"https://p.example/a","title":"say \'no\'"}]}`))
	f.Add([]byte(`{"articles":[{"url":"a"},{"url":`))
	f.Add([]byte("Please limit requests"))
	f.Fuzz(func(t *testing.T, body []byte) {
		hits, err := parseGDELT(body)
		if err != nil && hits != nil {
			t.Error("hits beside an error")
		}
	})
}

func FuzzClassify(f *testing.F) {
	f.Add("https://p.example/2025/10/14/a-b-c-d?page=2", "Petro")
	f.Fuzz(func(t *testing.T, address, anchor string) {
		u, err := url.Parse(address)
		if err != nil {
			return
		}
		classify(u, anchor)
		if first, again := shapeOf(u), shapeOf(u); first != again {
			t.Errorf("a shape that changes: %v, %v", first, again)
		}
		if bytes.ContainsAny([]byte(slugLine(address)), "/") {
			t.Errorf("slug line %q", slugLine(address))
		}
	})
}
