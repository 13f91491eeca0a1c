package timeline_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// A press prints reports of a made-up story in two languages. It runs two
// years; each of its happenings is reported in a burst, a few of them a
// hundred times more than most, and looked back on later.
type press struct {
	r          *rand.Rand
	ordinary   [2][]string // words that any report may use, by language, the most used first
	frequency  *rand.Zipf
	happenings []madeUp
	reports    []float64 // of all happenings up to each, as shares
}

type madeUp struct {
	day   time.Time
	about [2][]string // the words it is told in, by language
}

var (
	start    = time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)
	spanish  = [...]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
	weekdays = [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}
)

func newPress(happenings int) *press {
	r := rand.New(rand.NewPCG(1, 2))
	p := &press{r: r, frequency: rand.NewZipf(r, 1.1, 8, 19999)}
	word := func() string {
		w := make([]byte, 4+r.IntN(6))
		for k := range w {
			w[k] = "etaoinsrhldcumfpgwybvk"[r.IntN(22)]
		}
		return string(w)
	}
	for range 20000 {
		w := word()
		p.ordinary[0], p.ordinary[1] = append(p.ordinary[0], w), append(p.ordinary[1], w[1:]+"o")
	}
	sum := 0.0
	for i := range happenings {
		h := madeUp{day: start.AddDate(0, 0, r.IntN(730))}
		for range 25 {
			w := word()
			h.about[0], h.about[1] = append(h.about[0], w), append(h.about[1], w+"o")
		}
		p.happenings = append(p.happenings, h)
		sum += 1 / (float64(i) + 5)
		p.reports = append(p.reports, sum)
	}
	for i := range p.reports {
		p.reports[i] /= sum
	}
	return p
}

func (p *press) happening() *madeUp {
	share, at := p.r.Float64(), 0
	for p.reports[at] < share {
		at++
	}
	return &p.happenings[at]
}

// when is a date as a report of another day writes it.
func (p *press) when(day, printed time.Time, lang int) string {
	near := printed.Sub(day) < 6*24*time.Hour
	switch {
	case lang == 0 && near:
		return day.Format("on Monday")
	case lang == 0:
		return day.Format("on January 2, 2006")
	case near:
		return "el " + weekdays[day.Weekday()]
	}
	return fmt.Sprintf("el %d de %s de %d", day.Day(), spanish[day.Month()-1], day.Year())
}

func (p *press) sentence(text []byte, h *madeUp, lang, length int, when string) []byte {
	text = append(text, "Petro "...)
	for range length {
		w := p.ordinary[lang][p.frequency.Uint64()]
		if h != nil && p.r.IntN(2) == 0 {
			w = h.about[lang][int(math.Abs(p.r.NormFloat64())*9)%25]
		}
		text = append(append(text, w...), ' ')
	}
	return append(append(text, when...), ".\n"...)
}

func (p *press) report(i int) scraper.Article {
	h := p.happening()
	printed := h.day.Add(time.Duration(p.r.ExpFloat64() * 40 * float64(time.Hour)))
	lang := p.r.IntN(3) / 2
	var text []byte
	for s := range 20 {
		switch {
		case s == 0, s < 6 && p.r.IntN(3) == 0:
			text = p.sentence(text, h, lang, 16, p.when(h.day, printed, lang))
		case s < 6:
			text = p.sentence(text, h, lang, 14, "again")
		case p.r.IntN(6) == 0:
			before := p.happening()
			if !before.day.After(printed) {
				text = p.sentence(text, before, lang, 14, p.when(before.day, printed, lang))
			}
		default:
			text = p.sentence(text, nil, lang, 14, "")
		}
	}
	return scraper.Article{URL: fmt.Sprintf("https://paper%d.example/%d", i%40, i), Outlet: fmt.Sprintf("paper%d", i%40), Language: []string{"en", "es"}[lang],
		Title: string(p.sentence(nil, h, lang, 7, "")), Text: string(text), Published: scraper.Published{Time: printed, HasTime: true, HasZone: true}}
}

// synthetic makes n reports; every sixth is a copy of a recent one, cut short
// under another title.
func synthetic(n int) (timeline.Story, []scraper.Article) {
	p := newPress(min(10+n/20, 2500))
	out := make([]scraper.Article, 0, n)
	for i := range n {
		if i%6 == 5 {
			a := out[max(0, i-1-p.r.IntN(500))]
			a.URL, a.Outlet, a.Title = fmt.Sprintf("https://copy%d.example/%d", i%50, i), fmt.Sprintf("copy%d", i%50), "Another title"
			a.Text = a.Text[:len(a.Text)*3/4]
			out = append(out, a)
			continue
		}
		out = append(out, p.report(i))
	}
	return timeline.Story{Name: "synthetic", From: start, Languages: []string{"en", "es"}, Keywords: []string{"Petro"}}, out
}

// BenchmarkBuild shows how time and memory grow with the story. The heap is
// what was in use at its height beside the articles themselves.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			story, articles := synthetic(n)
			height, stop := heapHeight()
			b.ReportAllocs()
			for b.Loop() {
				timeline.Build(story, articles)
			}
			stop()
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/article")
			b.ReportMetric(float64(height.Load())/(1<<20), "MB-heap")
			runtime.KeepAlive(articles)
		})
	}
}

// BenchmarkAdd shows what a hundred more articles cost a builder that has read the
// others: the newest ones, as a daemon meets them, or some from anywhere in the
// story's two years. The memory is what the builder keeps between the two.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		for _, which := range []string{"newest", "anywhere"} {
			b.Run(fmt.Sprintf("%d/%s", n, which), func(b *testing.B) {
				story, articles := synthetic(n + 100)
				if which == "newest" {
					slices.SortStableFunc(articles, func(a, b scraper.Article) int { return a.Published.Time.Compare(b.Published.Time) })
				}
				b.ReportAllocs()
				var kept uint64
				for b.Loop() {
					b.StopTimer()
					var builder timeline.Builder
					before := inUse()
					builder.Build(story, clones(articles[:n]))
					kept = inUse() - before
					b.StartTimer()
					builder.Build(story, articles)
				}
				b.ReportMetric(float64(kept)/(1<<20), "MB-kept")
			})
		}
	}
}

// clones are articles whose texts lie elsewhere in memory, as a store returns them.
func clones(articles []scraper.Article) []scraper.Article {
	out := slices.Clone(articles)
	for i := range out {
		out[i].Title, out[i].Text = strings.Clone(out[i].Title), strings.Clone(out[i].Text)
	}
	return out
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// heapHeight watches the heap until it is stopped.
func heapHeight() (height *atomic.Uint64, stop func()) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	height, done := &atomic.Uint64{}, make(chan struct{})
	go func() {
		var m runtime.MemStats
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				height.Store(max(height.Load(), m.HeapAlloc-min(before, m.HeapAlloc)))
			}
		}
	}()
	return height, func() { close(done) }
}
