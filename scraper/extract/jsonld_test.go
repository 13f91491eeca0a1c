package extract

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestJSONLD(t *testing.T) {
	tests := []struct {
		name, script string
		headline     string
		published    string
		authors      []string
	}{
		{"plain", `{"@type":"NewsArticle","headline":"A","datePublished":"2025-11-01","author":"Ana Pérez"}`, "A", "2025-11-01", []string{"Ana Pérez"}},
		{"graph with references", `{"@graph":[{"@id":"#a","@type":"Person","name":"Ana"},{"@type":["Article","NewsArticle"],"headline":"A","author":[{"@id":"#a"}]}]}`, "A", "", []string{"Ana"}},
		{"array", `[{"@type":"Organization","name":"P"},{"@type":"ReportageNewsArticle","headline":"A"}]`, "A", "", nil},
		{"raw line breaks and a tab", "{\"@type\":\"NewsArticle\",\"headline\":\"A\nB\tC\"}", "A B C", "", nil},
		{"trailing commas", `{"@type":"NewsArticle","headline":"A","author":["Ana",],}`, "A", "", []string{"Ana"}},
		{"escaped markup", `{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;A&amp;amp;B&quot;}`, "A&B", "", nil},
		{"CDATA and comments", "//<![CDATA[\n{\"@type\":\"NewsArticle\", // the kind\n\"headline\":\"http://a\" /* b */}\n//]]>", "http://a", "", nil},
		{"stray backslash", `{"@type":"NewsArticle","headline":"A\'s \u00e9, \u00g9"}`, "A's é, u00g9", "", nil},
		{"two values", `{"@type":"Organization"}{"@type":"NewsArticle","headline":"A"};`, "A", "", nil},
		{"list of others", `[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2019-01-01"}]},{"@type":"WebPage","name":"A","datePublished":"2025-11-01"}]`, "A", "2025-11-01", nil},
		{"typed date", `{"@type":"NewsArticle","headline":"A","datePublished":{"@type":"Date","@value":"2025-11-01"}}`, "A", "2025-11-01", nil},
		{"full address of the type", `{"@type":"http://schema.org/NewsArticle","headline":"A &amp; B <b>C</b>"}`, "A & B C", "", nil},
		{"given and family name", `{"@type":"NewsArticle","headline":"A","author":{"@type":"Person","givenName":"Ana","familyName":"Pérez"}}`, "A", "", []string{"Ana Pérez"}},
	}
	root, _ := html.Parse(strings.NewReader("<title>x</title>"))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u, _ := url.Parse("https://paper.example/x")
			a := readLD([]string{tt.script}).article(newDocument(root, u))
			if a == nil {
				t.Fatal("no article found")
			}
			if a.headline != tt.headline || a.published != tt.published || !slices.Equal(a.authors, tt.authors) {
				t.Errorf("got %q, %q, %q", a.headline, a.published, a.authors)
			}
		})
	}
	u, _ := url.Parse("https://paper.example/x")
	for _, rubbish := range []string{"", "{", "null", `"x"`, "[1,2", "window.x = 1"} {
		if a := readLD([]string{rubbish}).article(newDocument(root, u)); a != nil {
			t.Errorf("%q holds an article: %+v", rubbish, a)
		}
	}
}

func FuzzJSONLD(f *testing.F) {
	f.Add(`{"@graph":[{"@id":"#a","name":{"@id":"#a"}},{"@type":"NewsArticle","author":{"@id":"#a"},"headline":"A",}]}`)
	f.Add("{\"@type\":\"NewsArticle\",\"headline\":\"\x01\n\",\"liveBlogUpdate\":[{\"datePublished\":\"2025\"}]}//]]>")
	root, _ := html.Parse(strings.NewReader("<title>x</title>"))
	d := newDocument(root, nil)
	f.Fuzz(func(t *testing.T, script string) {
		readLD([]string{script}).article(d)
	})
}
