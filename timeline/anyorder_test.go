package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"dateline/scraper"
	"dateline/timeline"
)

// written are the reports of the small stories that were written with their answers.
func written(t *testing.T) map[string][]scraper.Article {
	t.Helper()
	files, err := filepath.Glob("../bench/stories/*/reports.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	out := map[string][]scraper.Article{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var reports []struct{ ID, Outlet, Lang, Published, Title, Text string }
		if err := yaml.Unmarshal(text, &reports); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		var articles []scraper.Article
		for _, r := range reports {
			printed, err := time.Parse(time.RFC3339, r.Published)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			articles = append(articles, scraper.Article{URL: "https://" + r.Outlet + "/" + r.ID, Outlet: r.Outlet, Language: r.Lang, Title: r.Title, Text: strings.TrimSpace(r.Text),
				Published: scraper.Published{Time: printed, HasTime: true, HasZone: true}})
		}
		out[filepath.Base(filepath.Dir(file))] = articles
	}
	return out
}

// seedsOf are the seeds of a test of random orders: a few, or as many as
// DATELINE_SEEDS says.
func seedsOf(few uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("DATELINE_SEEDS"), 10, 64); err == nil {
		return n
	}
	return few
}

// Some reports of a story that was written out give one timeline, in whatever order
// they come and however a builder is given them, settled or not.
func TestWrittenStoriesTakeAnyOrderAndAnyBatches(t *testing.T) {
	kept := 0
	for name, articles := range written(t) {
		for seed := range seedsOf(4) {
			t.Run(fmt.Sprint(name, seed), func(t *testing.T) {
				if seed%2 == 1 {
					timeline.SettleFrom(t, 8+int(seed)%9)
				}
				kept += anyBatches(t, name, articles, rand.New(rand.NewPCG(seed, 11)), seed%4 == 1)
			})
		}
	}
	if kept == 0 {
		t.Error("nothing of a settled part was ever kept")
	}
}

// anyBatches builds the timeline of some reports of a story lot by lot, and returns how
// often what a builder had made of its settled part was kept.
func anyBatches(t *testing.T, name string, articles []scraper.Article, r *rand.Rand, inTurn bool) (kept int) {
	t.Helper()
	story := timeline.Story{Name: name, Languages: []string{"en", "es"}}
	some := clones(articles)
	r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	some = some[:1+r.IntN(len(some))]
	if inTurn {
		some = clones(articles)
		slices.SortStableFunc(some, func(a, b scraper.Article) int { return a.Published.Time.Compare(b.Published.Time) })
	}
	var builder timeline.Builder
	for n := 0; n < len(some); {
		n = min(n+1+r.IntN(8), len(some))
		lot := clones(some[:n])
		r.Shuffle(n, func(i, j int) { lot[i], lot[j] = lot[j], lot[i] })
		before := builder.Kept()
		if got, want := encode(t, builder.Build(story, lot)), encode(t, timeline.Build(story, some[:n])); got != want {
			t.Fatalf("with %d articles the builder has another timeline: %s", n, differ(got, want))
		}
		if before != nil && builder.Kept() == before {
			kept++
		}
	}
	return kept
}

// differ is where two texts begin to differ.
func differ(a, b string) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return fmt.Sprintf("\n%.300s\n%.300s", a[max(0, at-120):], b[max(0, at-120):])
}

// A builder of a settled story follows names, counts and dates that reports to come put
// in another light: a second bearer of a last name, a short name, another speaker's count.
func TestBuilderOfASettledStoryToldInManyWays(t *testing.T) {
	for seed := range seedsOf(1) {
		timeline.SettleFrom(t, 80+int(seed)%3*10)
		story, articles := varied(160)
		r := rand.New(rand.NewPCG(seed, 13))
		pick := func(all ...string) string { return all[r.IntN(len(all))] }
		for i := range articles {
			a := &articles[i]
			day := a.Published.Time
			told := []string{
				"Captain " + pick("Raul", "Lena", "Ines") + " Ortega was arrested on Monday. Ortega denied it.",
				"Police arrested the captain of the ferry on Monday.",
				"The National Transport Federation (FNT) put the dead at " + pick("12", "14") + ". The ministry said 9.",
				"At 3:40 p.m. the crew left the ferry. Nine dockers were hurt.",
				"A man holds a flag outside the customs house.",
				day.AddDate(0, 0, -3).Format("January 2, 2006") + "\nDockers closed the port.\n" + day.AddDate(0, 0, -2).Format("January 2, 2006") + "\nCaptain Ortega was freed. A court in Lima had asked for it.",
				"The toll stood at " + strconv.Itoa(20+i/4) + " on Tuesday night. The navy said " + strconv.Itoa(3+r.IntN(9)) + " people were missing.",
				"Officers arrested " + pick("19", "20") + " people on Monday. The union said 34 had been arrested.",
				"Lena Ortega, the owner of the ferry, said a third of the 240 dockers had been dismissed.",
			}
			if a.Language == "es" {
				told = []string{
					"El capitán " + pick("Raúl", "Inés") + " Ortega fue detenido el lunes. Ortega lo negó.",
					"La policía detuvo el lunes al capitán del transbordador.",
					"La Federación Nacional de Transportistas (FNT) cifró los muertos en " + pick("12", "14") + ". El ministerio dijo que 9.",
					"Lena Ortega, la dueña del transbordador, dijo que un tercio de los 240 estibadores fue despedido.",
				}
			}
			for range r.IntN(4) {
				a.Text += "\n" + told[r.IntN(len(told))]
			}
		}
		var builder timeline.Builder
		for n := 110; n < len(articles); {
			n = min(n+5+r.IntN(20), len(articles))
			lot := clones(articles[:n])
			r.Shuffle(n, func(i, j int) { lot[i], lot[j] = lot[j], lot[i] })
			if got, want := encode(t, builder.Build(story, lot)), encode(t, timeline.Build(story, articles[:n])); got != want {
				t.Fatalf("seed %d: with %d articles the builder has another timeline: %s", seed, n, differ(got, want))
			}
		}
	}
}
