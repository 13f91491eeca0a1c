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

// synthetic makes n reports, in two languages, of a story that runs a year:
// each tells of one of its happenings some days later, in some twenty
// sentences, and every tenth is a copy of another.
func synthetic(n int) (timeline.Story, []scraper.Article) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 20000)
	for i := range vocabulary {
		word := make([]byte, 4+r.IntN(6))
		for k := range word {
			word[k] = "etaoinsrhldcumfpgwybvk"[r.IntN(22)]
		}
		vocabulary[i] = string(word)
	}
	zipf := rand.NewZipf(r, 1.1, 8, uint64(len(vocabulary)-1))
	start := time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC)
	var out []scraper.Article
	for i := range n {
		if i%10 == 9 {
			a := out[r.IntN(len(out))]
			a.URL, a.Outlet, a.Title = fmt.Sprintf("https://copy.example/%d", i), "copy", "Another title"
			a.Text = a.Text[:len(a.Text)*3/4]
			out = append(out, a)
			continue
		}
		day := r.IntN(365)
		published := start.AddDate(0, 0, day+r.IntN(10))
		lang, when := "en", start.AddDate(0, 0, day).Format("on January 2")
		if i%3 == 0 {
			lang, when = "es", fmt.Sprintf("el %d de enero", 1+day%28)
		}
		var text strings.Builder
		for s := range 20 {
			text.WriteString("Petro ")
			for range 18 {
				text.WriteString(vocabulary[zipf.Uint64()])
				text.WriteByte(' ')
			}
			fmt.Fprintf(&text, "event%d ", day)
			if s%5 == 0 {
				text.WriteString(when)
			} else {
				text.WriteString("again")
			}
			text.WriteString(".\n")
		}
		out = append(out, scraper.Article{URL: fmt.Sprintf("https://paper%d.example/%d", i%40, i), Outlet: fmt.Sprintf("paper%d", i%40), Language: lang,
			Title: fmt.Sprintf("Petro and event%d", day), Text: text.String(), Published: scraper.Published{Time: published, HasTime: true, HasZone: true}})
	}
	return timeline.Story{Name: "synthetic", From: start, Languages: []string{"en", "es"}, Keywords: []string{"Petro"}}, out
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			story, articles := synthetic(n)
			b.ReportAllocs()
			for b.Loop() {
				timeline.Build(story, articles)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n), "ms/article")
		})
	}
}
