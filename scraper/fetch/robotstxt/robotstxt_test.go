package robotstxt_test

import (
	"strings"
	"testing"
	"time"

	"dateline/scraper/fetch/robotstxt"
)

func TestAllowed(t *testing.T) {
	tests := []struct {
		name     string
		robots   string
		allowed  []string
		disallow []string
	}{
		{name: "empty file", robots: "", allowed: []string{"/", "/politics/a.html"}},
		{
			name:     "group of everyone",
			robots:   "User-agent: *\nDisallow: /admin/\nDisallow: /search\n",
			allowed:  []string{"/", "/admin", "/politics/search"},
			disallow: []string{"/admin/", "/admin/x", "/search", "/search?q=petro", "/searching"},
		},
		{
			name:     "our group instead of everyone's",
			robots:   "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /private/\n",
			allowed:  []string{"/", "/politics/"},
			disallow: []string{"/private/a"},
		},
		{
			name:     "our group stands first",
			robots:   "User-agent: dateline\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n",
			allowed:  []string{"/politics/"},
			disallow: []string{"/private/a"},
		},
		{
			name:    "an empty group of ours frees us",
			robots:  "User-agent: *\nDisallow: /\nUser-agent: dateline\n",
			allowed: []string{"/a"},
		},
		{
			name:     "groups of one token are merged",
			robots:   "User-agent: dateline\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /b\n\nUser-agent: dateline\nDisallow: /c\n",
			allowed:  []string{"/b"},
			disallow: []string{"/a", "/c"},
		},
		{
			name:     "several agents share a group",
			robots:   "User-agent: otherbot\nUser-agent: dateline\nDisallow: /a\n",
			allowed:  []string{"/b"},
			disallow: []string{"/a"},
		},
		{
			name:     "blank lines do not part agents from their rules",
			robots:   "User-agent: otherbot\n\n\nUser-agent: dateline\n\n\nDisallow: /a\n",
			disallow: []string{"/a"},
		},
		{
			name:     "other lines do not part agents from their rules",
			robots:   "User-agent: dateline\nCrawl-delay: 2\nSitemap: https://paper.example/s.xml\nUser-agent: otherbot\nDisallow: /a\n",
			disallow: []string{"/a"},
		},
		{name: "rules before any agent count for nobody", robots: "Disallow: /\nUser-agent: otherbot\nDisallow: /\n", allowed: []string{"/a"}},
		{name: "case of the token", robots: "USER-AGENT: DateLine\ndisallow: /a\n", disallow: []string{"/a"}, allowed: []string{"/A"}},
		{name: "token with a version", robots: "User-agent: dateline/2.0 (news)\nDisallow: /a\n", disallow: []string{"/a"}},
		{name: "a longer name is another crawler", robots: "User-agent: dateline-images\nDisallow: /\n", allowed: []string{"/a"}},
		{name: "a shorter name is another crawler", robots: "User-agent: date\nDisallow: /\n", allowed: []string{"/a"}},
		{name: "star with words after it", robots: "User-agent: * everyone\nDisallow: /a\n", disallow: []string{"/a"}},
		{name: "star glued to words names a crawler", robots: "User-agent: *bot\nDisallow: /a\n", allowed: []string{"/a"}},
		{name: "empty Disallow allows", robots: "User-agent: *\nDisallow:\n", allowed: []string{"/", "/a"}},
		{name: "empty Allow says nothing", robots: "User-agent: *\nDisallow: /\nAllow:\n", disallow: []string{"/", "/a"}},
		{
			name:     "the longest match decides, whatever the order",
			robots:   "User-agent: *\nAllow: /news/\nDisallow: /news/archive\nDisallow: /\nAllow: /news/archive/2025\n",
			allowed:  []string{"/news/", "/news/a", "/news/archive/2025/11"},
			disallow: []string{"/", "/sport", "/news/archive/2024"},
		},
		{name: "allow on a tie", robots: "User-agent: *\nDisallow: /page\nAllow: /page\n", allowed: []string{"/page", "/page/2"}},
		{name: "allow on a tie, the other way round", robots: "User-agent: *\nAllow: /page\nDisallow: /page\n", allowed: []string{"/page"}},
		{
			name:     "stars",
			robots:   "User-agent: *\nDisallow: /*?print=\nDisallow: /*/amp/\nDisallow: /a*b*c\n",
			allowed:  []string{"/news/1?page=2&print=1", "/amp/x", "/acb"},
			disallow: []string{"/news/1?print=1", "/?print=", "/news/amp/x", "/abc", "/a-b-c-d"},
		},
		{
			name:     "dollar",
			robots:   "User-agent: *\nDisallow: /*.pdf$\nAllow: /$\nDisallow: /\nAllow: /open\n",
			allowed:  []string{"/", "/open"},
			disallow: []string{"/a.pdf", "/a", "/?page=2"},
		},
		{
			name:     "dollar ends, and only at the end",
			robots:   "User-agent: *\nDisallow: /*.php$\nDisallow: /cash$flow\nDisallow: /exact$\n",
			allowed:  []string{"/a.php?x=1", "/a.php5", "/exactly", "/cash"},
			disallow: []string{"/a.php", "/x.php/y.php", "/cash$flow/2025", "/exact"},
		},
		{name: "star and dollar", robots: "User-agent: *\nDisallow: /x*$\n", disallow: []string{"/x", "/xyz"}, allowed: []string{"/y"}},
		{name: "the end is found past an earlier match", robots: "User-agent: *\nDisallow: /*ab$\n", disallow: []string{"/abab"}, allowed: []string{"/aba"}},
		{name: "text cannot be used twice", robots: "User-agent: *\nDisallow: /*aba*aba$\n", disallow: []string{"/abaaba"}, allowed: []string{"/ababa"}},
		{name: "a pattern without a slash never matches", robots: "User-agent: *\nDisallow: admin\n", allowed: []string{"/admin"}},
		{
			name:     "escapes of plain letters are the letters",
			robots:   "User-agent: *\nDisallow: /foo/%62%61%7A\nDisallow: /%7Euser\n",
			disallow: []string{"/foo/baz", "/foo/%62az", "/~user", "/%7euser"},
		},
		{
			name:     "escapes of reserved characters stay apart",
			robots:   "User-agent: *\nDisallow: /a%2fb\nDisallow: /literal-%2a\nDisallow: /price-%24\n",
			allowed:  []string{"/a/b", "/literal-x"},
			disallow: []string{"/a%2Fb", "/a%2fb", "/literal-*", "/price-$"},
		},
		{
			name:     "letters beyond ASCII",
			robots:   "User-agent: *\nDisallow: /año/\nDisallow: /secci%c3%b3n\n",
			disallow: []string{"/a%C3%B1o/", "/año/2025", "/secci%C3%B3n", "/sección/x"},
		},
		{name: "characters that URLs escape", robots: "User-agent: *\nDisallow: /a|b\nDisallow: /a b\n", disallow: []string{"/a%7Cb", "/a%20b"}},
		{name: "a stray percent sign", robots: "User-agent: *\nDisallow: /100%\n", disallow: []string{"/100%", "/100%zz"}},
		{name: "empty path is the root", robots: "User-agent: *\nDisallow: /\n", disallow: []string{"", "?q=1"}},
		{name: "comments", robots: "# ours\nUser-agent: * # all\nDisallow: /a # not this\n#Disallow: /b\n", disallow: []string{"/a"}, allowed: []string{"/b"}},
		{name: "spaces and tabs", robots: "  User-agent :\t*  \n\tDisallow\t:   /a   \n", disallow: []string{"/a"}},
		{name: "no colon", robots: "User-agent *\nDisallow /a\nDisallow / b c\n", disallow: []string{"/a"}, allowed: []string{"/b"}},
		{name: "known misspellings", robots: "Useragent: *\nDissallow: /a\nDisalow: /b\n", disallow: []string{"/a", "/b"}},
		{name: "byte order mark", robots: "\ufeffUser-agent: *\nDisallow: /a\n", disallow: []string{"/a"}},
		{name: "line ends of every kind", robots: "User-agent: *\rDisallow: /a\r\nDisallow: /b\n\rDisallow: /c", disallow: []string{"/a", "/b", "/c"}},
		{name: "a web page", robots: "<!doctype html><html><head><title>Portada: hoy</title></head><body>Disallow: /</body></html>", allowed: []string{"/a"}},
		{name: "nothing legible", robots: "\x00\x01\xff\xfe: \x80\nUser-agent: *\nDisallow: /a\n", disallow: []string{"/a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rules := robotstxt.Parse([]byte(test.robots), "dateline")
			for _, target := range test.allowed {
				if ok, line := rules.Match(target); !ok {
					t.Errorf("%q is disallowed by %q", target, line)
				}
			}
			for _, target := range test.disallow {
				if rules.Allowed(target) {
					t.Errorf("%q is allowed", target)
				}
			}
		})
	}
}

func TestMatchNamesTheLine(t *testing.T) {
	rules := robotstxt.Parse([]byte("User-agent: *\nDisallow: /reservado/\nAllow: /reservado/libre\n"), "dateline")
	for target, want := range map[string]string{
		"/reservado/a":       "Disallow: /reservado/",
		"/reservado/libre/1": "Allow: /reservado/libre",
		"/portada":           "",
	} {
		if _, line := rules.Match(target); line != want {
			t.Errorf("%s is decided by %q, want %q", target, line, want)
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	tests := []struct {
		name, robots string
		want         time.Duration
	}{
		{"none", "User-agent: *\nDisallow:\n", 0},
		{"everyone's", "User-agent: *\nCrawl-delay: 10\n", 10 * time.Second},
		{"fraction", "User-agent: *\nCrawl-delay: 0.5\n", 500 * time.Millisecond},
		{"ours, not everyone's", "User-agent: *\nCrawl-delay: 10\nUser-agent: dateline\nCrawl-delay: 3\n", 3 * time.Second},
		{"the longest of merged groups", "User-agent: dateline\nCrawl-delay: 3\nDisallow: /a\nUser-agent: dateline\nCrawl-delay: 2\n", 3 * time.Second},
		{"another's, without a blank line", "User-agent: otherbot\nCrawl-delay: 3\nUser-agent: dateline\nDisallow: /a\n", 0},
		{"shared", "User-agent: otherbot\nUser-agent: dateline\nCrawl-delay: 3\n", 3 * time.Second},
		{"after the rules", "User-agent: *\nDisallow: /a\nCrawl-delay: 3\n", 3 * time.Second},
		{"no number", "User-agent: *\nCrawl-delay: slow\n", 0},
		{"negative", "User-agent: *\nCrawl-delay: -1\n", 0},
		{"not a number", "User-agent: *\nCrawl-delay: NaN\n", 0},
		{"endless", "User-agent: *\nCrawl-delay: Inf\n", 1e6 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := robotstxt.Parse([]byte(test.robots), "dateline").CrawlDelay; got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestSitemaps(t *testing.T) {
	robots := "Sitemap: https://paper.example/news.xml\nUser-agent: otherbot\nDisallow: /\nsitemap:https://paper.example/all.xml # old\nSitemap:\n"
	got := robotstxt.Parse([]byte(robots), "dateline").Sitemaps
	want := []string{"https://paper.example/news.xml", "https://paper.example/all.xml"}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSizeLimit(t *testing.T) {
	filler := strings.Repeat("# the archive of the harbour gazette\n", robotstxt.MaxSize/30)
	head := "User-agent: *\nDisallow: /first\n"
	rules := robotstxt.Parse([]byte(head+filler+"Disallow: /last\n"), "dateline")
	if rules.Allowed("/first") {
		t.Error("a rule before the limit is not read")
	}
	if !rules.Allowed("/last") {
		t.Error("a rule beyond the limit is read")
	}

	cut := head + strings.Repeat("#\n", (robotstxt.MaxSize-len(head)-20)/2) + "Disallow: /news/archive/2025"
	rules = robotstxt.Parse([]byte(cut), "dateline")
	if !rules.Allowed("/news/a") {
		t.Error("the line cut by the limit is read as a shorter rule")
	}
}

func TestDisallowAll(t *testing.T) {
	if robotstxt.DisallowAll().Allowed("/a") || !(robotstxt.Rules{}).Allowed("/a") {
		t.Error("all and nothing are mixed up")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%61\n", "/a%C3%B1o?x=*")
	f.Add("\ufeffUser-agent: dateline\r\rDisallow:/\n", "")
	f.Add("user-agent dateline\ndisallow /$", "/$")
	f.Fuzz(func(t *testing.T, robots, target string) {
		rules := robotstxt.Parse([]byte(robots), "dateline")
		ok, line := rules.Match(target)
		if !ok && line == "" {
			t.Error("disallowed by no line")
		}
		if rules.CrawlDelay < 0 {
			t.Errorf("Crawl-delay %v", rules.CrawlDelay)
		}
		// Escaping a plain letter does not change what a URL means.
		if !strings.Contains(target, "%") && rules.Allowed(strings.ReplaceAll(target, "a", "%61")) != ok {
			t.Errorf("%q is judged otherwise with its letters escaped", target)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	var robots strings.Builder
	robots.WriteString("User-agent: *\n")
	for range 500 {
		robots.WriteString("Disallow: /*/archive/*a*a*a*a*a*a*b$\n")
	}
	rules := robotstxt.Parse([]byte(robots.String()), "dateline")
	target := "/x/archive/" + strings.Repeat("a", 2000)
	for b.Loop() {
		rules.Allowed(target)
	}
}
