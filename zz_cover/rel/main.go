package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/relate"
)

type art struct{ ID, URL, Published, Title, Text, Lang, Source string }

func load(topic string) []scraper.Article {
	f, err := os.Open("/work/shared/bench/tls/data/" + topic + "/articles.jsonl.gz")
	if err != nil { panic(err) }
	z, _ := gzip.NewReader(f)
	sc := bufio.NewScanner(z)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	var out []scraper.Article
	for sc.Scan() {
		var a art
		if json.Unmarshal(sc.Bytes(), &a) != nil { continue }
		t, _ := time.Parse(time.DateOnly, a.Published[:10])
		lang := a.Lang
		out = append(out, scraper.Article{URL: "https://x.example/" + topic + "/" + a.ID, Title: a.Title, Text: a.Text, Language: lang, Outlet: a.Source, Published: scraper.Published{Time: t}})
	}
	return out
}

var fast = flag.Bool("fast", false, "")
var verbose = flag.Bool("v", false, "")

type scen struct {
	name  string
	pos   map[string]int // topic -> number (0 = all)
	neg   map[string]int
	kw    []string
	seeds int
	langs []string
	reps  int
}

func main() {
	only := flag.String("only", "", "")
	flag.Parse()
	topics := map[string][]scraper.Article{}
	for _, t := range []string{"bpoil", "egypt", "haiti", "libya", "es-egypt", "es-libya"} { topics[t] = load(t) }
	both := []string{"en", "es"}
	allneg := func(n int, pos ...string) map[string]int {
		m := map[string]int{}
		for t := range topics {
			m[t] = n
			for _, p := range pos { if p == t { delete(m, t) } }
		}
		return m
	}
	var S []scen
	for _, n := range []int{10, 20, 40, 120, 0} {
		reps := 20
		if n == 0 { reps = 1 }
		if *fast && reps > 4 { reps = 4 }
		if *fast && n == 0 { continue }
		if n == 120 { reps = 5 }
		S = append(S,
			scen{fmt.Sprintf("egypt-kw n=%d", n), map[string]int{"egypt": n}, map[string]int{"libya": n}, []string{"egypt", "egyptian"}, 0, both, reps},
			scen{fmt.Sprintf("mubarak n=%d", n), map[string]int{"egypt": n, "es-egypt": n / 2}, allneg(n/2, "egypt", "es-egypt"), []string{"Mubarak"}, 0, both, reps},
			scen{fmt.Sprintf("mubarak-hard n=%d", n), map[string]int{"egypt": n, "es-egypt": n / 2}, map[string]int{"libya": n, "es-libya": n / 2}, []string{"Mubarak"}, 0, both, reps},
			scen{fmt.Sprintf("en-kw-only-egypt n=%d", n), map[string]int{"egypt": n, "es-egypt": n}, map[string]int{"libya": n, "es-libya": n}, []string{"Egyptian", "protesters", "Tahrir"}, 0, both, reps},
			scen{fmt.Sprintf("en-kw-only-libya n=%d", n), map[string]int{"libya": n, "es-libya": n}, map[string]int{"egypt": n, "es-egypt": n}, []string{"Libyan", "rebels", "Gaddafi", "NATO"}, 0, both, reps},
			scen{fmt.Sprintf("libya-kw n=%d", n), map[string]int{"libya": n, "es-libya": n}, allneg(n/2, "libya", "es-libya"), []string{"libya", "libyan", "libia"}, 0, both, reps},
			scen{fmt.Sprintf("gaddafi n=%d", n), map[string]int{"libya": n, "es-libya": n / 2}, map[string]int{"egypt": n, "es-egypt": n / 2}, []string{"Gaddafi", "Gadafi"}, 0, both, reps},
			scen{fmt.Sprintf("bp n=%d", n), map[string]int{"bpoil": n}, allneg(n/2, "bpoil"), []string{"bp", "oil spill"}, 0, both, reps},
			scen{fmt.Sprintf("haiti n=%d", n), map[string]int{"haiti": n}, allneg(n/2, "haiti"), []string{"quake", "Port-au-Prince"}, 0, both, reps},
			scen{fmt.Sprintf("seeds-egypt n=%d", n), map[string]int{"egypt": n, "es-egypt": n}, map[string]int{"libya": n, "es-libya": n}, []string{"revolution of the Nile"}, 4, both, reps},
			scen{fmt.Sprintf("pos-only mubarak n=%d", n), map[string]int{"egypt": n, "es-egypt": n}, nil, []string{"Mubarak"}, 0, both, reps},
			scen{fmt.Sprintf("rare-story n=%d", n), map[string]int{"egypt": max(n/8, 3)}, allneg(n, "egypt", "es-egypt"), []string{"Mubarak", "Egyptian"}, 0, both, reps},
		)
	}
	fmt.Printf("%-28s %6s %6s %6s   %6s %6s\n", "scenario", "P", "R", "F", "R-en", "R-es")
	var sumF float64
	n := 0
	for _, s := range S {
		if *only != "" && !strings.Contains(s.name, *only) { continue }
		var tp, fp, fn float64
		tpL, fnL := map[string]float64{}, map[string]float64{}
		wrong := map[string]int{}
		var auc, bestF float64
		for rep := range s.reps {
			rng := rand.New(rand.NewPCG(uint64(rep), 7))
			pick := func(t string, k int) []scraper.Article {
				all := topics[t]
				if k == 0 || k >= len(all) {
					if strings.HasSuffix(s.name, "n=0") && t == "bpoil" && s.pos[t] == 0 { k = 400 } else { return all }
				}
				var out []scraper.Article
				for _, i := range rng.Perm(len(all))[:k] { out = append(out, all[i]) }
				return out
			}
			var arts []scraper.Article
			pos := map[string]bool{}
			story := config.Story{Name: "x", From: config.Date{Year: 2009, Month: 1, Day: 1}, Languages: s.langs, Keywords: s.kw}
			for _, t := range []string{"bpoil", "egypt", "haiti", "libya", "es-egypt", "es-libya"} {
				if k, ok := s.pos[t]; ok {
					got := pick(t, k)
					for i, a := range got {
						pos[a.URL] = true
						if s.seeds > 0 && i < s.seeds && a.Language == "en" { story.Seeds = append(story.Seeds, a.URL) }
					}
					arts = append(arts, got...)
				}
				if k, ok := s.neg[t]; ok { arts = append(arts, pick(t, k)...) }
			}
			j := relate.New(story, nil)
			j.Learn(arts)
			var ps, ns []float64
			for _, a := range arts {
				v := j.Score(a)
				if pos[a.URL] { ps = append(ps, v.Score) } else { ns = append(ns, v.Score) }
				k := v.Fate == scraper.Kept
				switch {
				case k && pos[a.URL]: tp++; tpL[a.Language]++
				case k: fp++; wrong[strings.Split(a.URL, "/")[3]]++
				case pos[a.URL]: fn++; fnL[a.Language]++
				}
				if *verbose && k != pos[a.URL] && rep == 0 {
					ti := a.Title
					if ti == "" { ti = a.Text[:min(80, len(a.Text))] }
					fmt.Printf("  %v %s %.3f %q\n     %q\n", pos[a.URL], a.URL, v.Score, ti, v.Reasons)
				}
			}
			if len(ns) > 0 {
				var c float64
				for _, p := range ps { for _, q := range ns { if p > q { c++ } else if p == q { c += .5 } } }
				auc += c / float64(len(ps)*len(ns)) / float64(s.reps)
				best := 0.0
				for _, th := range append(slices.Clone(ps), ns...) {
					t, f := 0.0, 0.0
					for _, p := range ps { if p >= th { t++ } }
					for _, q := range ns { if q >= th { f++ } }
					best = max(best, 2*t/(t+f+float64(len(ps))))
				}
				bestF += best / float64(s.reps)
			}
		}
		p, r := tp/max(tp+fp, 1), tp/max(tp+fn, 1)
		f := 2 * p * r / max(p+r, .001)
		sumF += f; n++
		fmt.Printf("%-28s %6.3f %6.3f %6.3f   %6.3f %6.3f  auc %.3f best %.3f %v\n", s.name, p, r, f, tpL["en"]/max(tpL["en"]+fnL["en"], 1), tpL["es"]/max(tpL["es"]+fnL["es"], 1), auc, bestF, wrong)
	}
	fmt.Printf("mean F %.4f\n", sumF/float64(n))
}
