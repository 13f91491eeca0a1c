package crawl

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/scraper"
)

// What was laid aside is the same when it is taken out, from the file and, when
// there can be none, from memory.
func TestDrawer(t *testing.T) {
	bogota, err := time.LoadLocation("America/Bogota")
	if err != nil {
		t.Fatal(err)
	}
	var leaves []leaf
	for i, text := range []string{"", "El martes reabrió el puente.\n\nNo hubo heridos.", "\xff is no UTF-8, \x00 is no letter"} {
		leaves = append(leaves, leaf{
			Article: scraper.Article{
				URL: "https://paper.example/a", Text: text, Links: []string{"https://paper.example/b"},
				Published: scraper.Published{Time: time.Date(2025, 10, 14, i, 0, 0, 0, bogota), HasTime: true, Rung: "meta"},
			},
			Outcome: scraper.Outcome{URL: "https://paper.example/a?x", Status: 200, At: testNow},
		})
	}
	leaves = append(leaves, leaf{}, leaf{Article: scraper.Article{Updated: time.Date(20251, 1, 1, 0, 0, 0, 0, time.UTC)}})
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "not there")} {
		d := newDrawer(dir)
		var places []place
		for _, l := range leaves {
			places = append(places, d.put(l))
		}
		for i, p := range places {
			got, err := d.get(p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(leaves[i], got); diff != "" {
				t.Errorf("leaf %d in %s (-put +got):\n%s", i, dir, diff)
			}
		}
		d.close()
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s is left behind", left[0].Name())
		}
	}
}
