package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// phrases of a flood as newsrooms tell it: every report is put together of them, so
// that there is much to read in each sentence: names, figures, quotations, plans,
// who says so, clauses that a headline can do without.
var (
	flooded   = []string{"Santa Rita", "Puerto Alba", "Villa Norte", "San Tadeo", "the lower town of Marro", "Cape Ardal", "the Halden valley"}
	officials = []string{"Governor Lena Varga", "Interior Minister Oleg Marin", "a spokesman for the Harbour Authority", "army officials", "the Red Cross", "Mayor Ines Roth", "Petromar, which runs the dam,"}
	deeds     = []string{"closed three bridges over the Marro river", "ordered the evacuation of 4,%d00 people", "said that at least %d people had been killed, and that dozens were missing",
		"sent %d soldiers and two helicopters to the hills", "blamed the company for opening the gates of the dam too late", "declared a state of emergency in the province, which has been under water since Sunday",
		"denied that the dam had been damaged, but engineers found cracks of up to %d centimetres", "promised to pay $%d million to the families of those who lost their homes"}
	background = []string{"The dam, which was built in 1971, is one of the oldest in the country.", "\"We had no time to take anything,\" said a farmer whose house stood by the river.",
		"Parliament is expected to vote on the aid next week.", "It is not clear who gave the order.", "The road to the coast remains closed, and the price of bread has doubled.",
		"Critics say the government should have acted weeks ago.", "More rain is forecast for the weekend.", "A similar flood killed 38 people in March 2009."}
	titles = []string{"Flood in %s: thousands leave their homes", "%s under water after dam opens its gates", "Rescuers reach %s as river keeps rising"}
)

// newsroom makes n reports of a flood of four months, 16 sentences each.
func newsroom(n int) (timeline.Story, []scraper.Article) {
	r := rand.New(rand.NewPCG(3, 4))
	one := func(list []string) string { return list[r.IntN(len(list))] }
	out := make([]scraper.Article, n)
	for i := range out {
		printed := start.Add(time.Duration(r.IntN(120*24)) * time.Hour)
		var text strings.Builder
		for s := range 16 {
			if s > 0 && r.IntN(2) == 0 {
				text.WriteString(one(background) + "\n")
				continue
			}
			deed, when := one(deeds), ""
			if strings.Contains(deed, "%d") {
				deed = fmt.Sprintf(deed, 2+r.IntN(90))
			}
			if day := printed.AddDate(0, 0, -r.IntN(9)); r.IntN(3) > 0 {
				when = day.Format(" on Monday")
				if printed.Sub(day) > 6*24*time.Hour {
					when = day.Format(" on January 2")
				}
			}
			fmt.Fprintf(&text, "%s %s%s, as the water rose in %s.\n", one(officials), deed, when, one(flooded))
		}
		out[i] = scraper.Article{URL: fmt.Sprintf("https://paper%d.example/%d", i%25, i), Outlet: fmt.Sprintf("paper%d", i%25), Language: "en",
			Title: fmt.Sprintf(one(titles), one(flooded)), Text: text.String(), Published: scraper.Published{Time: printed, HasTime: true, HasZone: true}}
	}
	return timeline.Story{Name: "flood", From: start, Languages: []string{"en"}, Keywords: []string{"flood", "dam"}}, out
}

// BenchmarkNewsroom shows what a story of a usual size costs, with all that is read
// of its sentences; those of BenchmarkBuild have little to read.
func BenchmarkNewsroom(b *testing.B) {
	story, articles := newsroom(1500)
	b.ReportAllocs()
	for b.Loop() {
		timeline.Build(story, articles)
	}
}
