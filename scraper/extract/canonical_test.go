package extract

import (
	"net/url"
	"slices"
	"sort"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestCanonicalURL(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"tracking", "https://paper.example/a?utm_source=x&id=7&fbclid=y&utm_Medium=z", "https://paper.example/a?id=7"},
		{"order of what remains", "https://paper.example/a?b=2&gclid=1&a=1", "https://paper.example/a?b=2&a=1"},
		{"fragment, port, case, user", "HTTPS://me:pw@Paper.Example:443/A/b#comments", "https://paper.example/A/b"},
		{"other ports stay", "http://127.0.1.3:8600/story/x", "http://127.0.1.3:8600/story/x"},
		{"IPv6", "http://[::1]:80/x", "http://[::1]/x"},
		{"no path", "https://paper.example?ref=home", "https://paper.example/"},
		{"international host", "https://Ñandú.example/x", "https://xn--and-6ma2c.example/x"},
		{"needless escapes", "https://paper.example/%61%c3%b1o", "https://paper.example/a%C3%B1o"},
		{"index page", "https://paper.example/world/index.html", "https://paper.example/world/"},
		{"index.php with an id", "https://paper.example/index.php?id=9", "https://paper.example/?id=9"},
		{"AMP prefix", "https://paper.example/amp/world/x", "https://paper.example/world/x"},
		{"AMP suffix", "https://paper.example/world/x/amp/", "https://paper.example/world/x/"},
		{"AMP ending", "https://paper.example/world/x.amp.html", "https://paper.example/world/x.html"},
		{"AMP parameter", "https://paper.example/world/x?amp", "https://paper.example/world/x"},
		{"AMP output type", "https://paper.example/world/x?outputType=amp&page=2", "https://paper.example/world/x?page=2"},
		{"AMP host", "https://amp.paper.example/world/x", "https://paper.example/world/x"},
		{"AMP cache", "https://paper-example.cdn.ampproject.org/c/s/paper.example/world/x?amp_js_v=0.1", "https://paper.example/world/x"},
		{"AMP at a search engine", "https://www.google.com/amp/s/amp.paper.example/world/x", "https://paper.example/world/x"},
		{"print parameter", "https://paper.example/world/x?print=1", "https://paper.example/world/x"},
		{"print suffix", "https://paper.example/world/x/print/", "https://paper.example/world/x/"},
		{"print in Spanish", "https://paper.example/mundo/x/imprimir", "https://paper.example/mundo/x"},
		{"print view", "https://paper.example/x?view=print", "https://paper.example/x"},
		{"a view that is none", "https://paper.example/x?view=full", "https://paper.example/x?view=full"},
		{"a story about amps", "https://paper.example/music/amplifier", "https://paper.example/music/amplifier"},
		{"a section called amp", "https://paper.example/amp", "https://paper.example/amp"},
		{"the host amp.dev", "https://amp.dev/about", "https://amp.dev/about"},
		{"no address", "mailto:desk@paper.example", "mailto:desk@paper.example"},
		{"broken", "http://[::1", "http://[::1"},
		{"relative", "/world/x", "/world/x"},
		{"spaces around", "  https://paper.example/x \n", "https://paper.example/x"},
		{"content ids", "https://paper.example/story?cid=12&p=4", "https://paper.example/story?cid=12&p=4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := CanonicalURL(tt.in); got != tt.want {
				t.Errorf("CanonicalURL(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// The table of tracking parameters is kept in order, so that a new one finds
// its place and none stands twice.
func TestTrackingParametersInOrder(t *testing.T) {
	var groups []string
	owner := map[string]string{}
	for _, g := range rulesOfURLs().Tracking {
		group := g.Key.(string)
		groups = append(groups, group)
		var names []string
		for _, v := range g.Value.([]any) {
			name := v.(string)
			if other := owner[name]; other != "" {
				t.Errorf("%q stands under %q and %q", name, other, group)
			}
			owner[name] = group
			names = append(names, name)
			if name != strings.ToLower(name) {
				t.Errorf("%q is not in lower case", name)
			}
		}
		if !slices.IsSorted(names) {
			sort.Strings(names)
			t.Errorf("%s: order is %v", group, names)
		}
	}
	if !slices.IsSorted(groups) {
		sort.Strings(groups)
		t.Errorf("order of groups is %q", groups)
	}
}

func TestPageCanonical(t *testing.T) {
	tests := []struct{ name, head, page, want string }{
		{"sane", `<link rel="canonical" href="/world/x?utm_source=a">`, "https://paper.example/node/7", "https://paper.example/world/x"},
		{"another site", `<link rel="canonical" href="https://other.example/x">`, "https://paper.example/x", "https://paper.example/x"},
		{"another host of the site", `<link rel="canonical" href="https://www.paper.com/x">`, "https://m.paper.com/x", "https://www.paper.com/x"},
		{"the home page", `<link rel="canonical" href="https://paper.example/">`, "https://paper.example/x", "https://paper.example/x"},
		{"home page of itself", `<link rel="canonical" href="https://paper.example/">`, "https://paper.example/?ref=a", "https://paper.example/"},
		{"og:url where nothing else", `<meta property="og:url" content="https://paper.example/y">`, "https://paper.example/node/7", "https://paper.example/y"},
		{"a script's link", `<link rel="canonical" href="javascript:void(0)">`, "https://paper.example/x", "https://paper.example/x"},
		{"no canonical", ``, "https://paper.example/x?fbclid=1", "https://paper.example/x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, err := html.Parse(strings.NewReader("<head>" + tt.head + "</head>"))
			if err != nil {
				t.Fatal(err)
			}
			base, _ := url.Parse(tt.page)
			if got := newDocument(root, base).canonical(tt.page); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, s := range []string{"https://amp.paper.example/amp/amp/x/print/amp/?amp&print=1#x", "http://a.cdn.ampproject.org/c/s/b.example/amp/x", "https://paper.example/%2f..%2e/a;b?&&=&utm_x", "http://EXAMPLE.com:80/index.html/index.html"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once := CanonicalURL(raw)
		if twice := CanonicalURL(once); twice != once {
			t.Errorf("%q becomes %q, which becomes %q", raw, once, twice)
		}
	})
}
