package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

// hostile pages end in an answer, whatever they hold.
func TestReadHostilePages(t *testing.T) {
	article := `<meta property="og:type" content="article"><h1>Bridge stays closed</h1><p>The ministry said on Tuesday that the bridge would stay closed until the end of the month, and that ferries would run every hour from both banks.</p>
<p>Engineers found cracks in two of its piers after the flood in April, which carried away a jetty and four boats, and closed it to trains the same evening.</p>
<p>Shops on the island say they have lost half of their trade. The mayor asked the government for help and said that tolls on the ferries should be dropped.</p>
<p>A new bridge was promised in 2011. Its plans were finished five years later and have lain in a drawer since, according to the audit office, which called it a scandal.</p>`
	tests := []struct {
		name string
		body string
		fate scraper.Fate
		text string // must be in the article's text
	}{
		{"a million nested tags", "<title>Bridge</title>" + strings.Repeat("<div>", 1_000_000), scraper.TooLarge, ""},
		{"a million elements side by side", article + strings.Repeat("<b>x</b>", 1_000_000), scraper.TooLarge, ""},
		{"fifty thousand nested tags", strings.Repeat("<div>", 50_000) + article, "", "bridge would stay closed"},
		{"fifty thousand unclosed fonts", article + strings.Repeat("<font>", 50_000), "", "bridge would stay closed"},
		{"deep lists", article + strings.Repeat("<ul><li>", 20_000), "", "bridge would stay closed"},
		{"tables in tables", article + strings.Repeat("<table><tr><td>", 5_000), "", "bridge would stay closed"},
		{"long text three hundred deep", article + strings.Repeat("<div>", 300) + strings.Repeat("<p>Ferries run every hour.</p>", 20_000), "", "bridge would stay closed"},
		{"times side by side", article + strings.Repeat("<time datetime=2025-05-13>today</time>", 40_000), "", "bridge would stay closed"},
		{"colspan bomb", article + `<table><tr><td colspan="2000000000" rowspan="999999999">1</td></tr></table>`, "", "bridge would stay closed"},
		{"ten megabytes of JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + strings.Repeat("x", 10<<20) + `"}</script>` + article, "", "bridge would stay closed"},
		{"JSON-LD nested without end", `<script type="application/ld+json">` + strings.Repeat(`{"a":[`, 100_000) + `</script>` + article, "", "bridge would stay closed"},
		{"forty megabytes of text", strings.Repeat("lorem ipsum ", 4<<20), scraper.TooLarge, ""},
		{"one long line", "<p>" + strings.Repeat("word ", 400_000), "", "word word"},
		{"fifty thousand links and lines", article + strings.Repeat(`<p><a href="/x">A headline of some length here</a></p>`, 25_000), "", "bridge would stay closed"},
		{"many headings", strings.Repeat("<h1>Bridge stays closed today</h1>", 3_000) + article, "", "bridge would stay closed"},
		{"many dates", article + strings.Repeat("<p>12 May 2025</p>", 20_000), "", "bridge would stay closed"},
		{"an attribute of a megabyte", `<div class="` + strings.Repeat("most-read ", 100_000) + `"></div>` + article, "", "bridge would stay closed"},
		{"nothing", "", scraper.NoText, ""},
		{"NUL bytes", strings.Repeat("\x00", 100_000), scraper.Malformed, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/05/14/bridge", Body: []byte(tt.body), ContentType: "text/html; charset=utf-8",
				FetchedAt: time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)})
			if res.Fate != tt.fate {
				t.Errorf("fate %q (%s), want %q", res.Fate, res.Detail, tt.fate)
			}
			if (err != nil) != (tt.fate == scraper.TooLarge || tt.fate == scraper.Malformed) {
				t.Errorf("error %v", err)
			}
			if !strings.Contains(res.Article.Text, tt.text) {
				t.Errorf("text lacks %q: %q", tt.text, cut(res.Article.Text, 200))
			}
		})
	}
}

func TestParseNamesTheBound(t *testing.T) {
	_, err := parse(strings.Repeat("<i>", maxElements+1))
	if !errors.Is(err, errTooLarge) || !strings.Contains(err.Error(), fmt.Sprint(maxElements)) {
		t.Errorf("error %v", err)
	}
}
