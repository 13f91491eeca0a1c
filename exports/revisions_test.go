package exports

import (
	"encoding/json"
	"testing"
	"time"

	"dateline/scraper"
)

func TestRevisionsOf(t *testing.T) {
	if got := revisionsOf(scraper.Article{}); got != nil {
		t.Errorf("an article that was never revised has %v", got)
	}
	a := scraper.Article{Revisions: []scraper.Revision{
		{Hash: "4f6a", Title: "Strike kills fishermen", Published: "2025-10-14"},
		{
			SeenAt: time.Date(2025, 10, 14, 12, 0, 0, 0, time.UTC), Hash: "9b1c", Title: "Strike kills 14", Published: "2025-10-14", Added: []string{"Hegseth denied it."},
			Changed: []scraper.Rewording{{Before: "It killed 11.", After: "It killed 14.", Words: []string{"11. → 14."}}},
		},
	}}
	if got, want := versionsOf(a), "2, the last seen 2025-10-14 12:00 UTC: headline; 11. → 14.; 1 sentence new"; got != want {
		t.Errorf("versions %q, want %q", got, want)
	}
	if got := versionsOf(scraper.Article{}); got != "" {
		t.Errorf("an article that was never revised has versions %q", got)
	}
	got, err := json.Marshal(revisionsOf(a))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"seen":"","text":"4f6a","title":"Strike kills fishermen","published":"2025-10-14"},` +
		`{"seen":"2025-10-14T12:00:00Z","text":"9b1c","title":"Strike kills 14","published":"2025-10-14","added":["Hegseth denied it."],` +
		`"changed":[{"before":"It killed 11.","after":"It killed 14.","words":["11. → 14."]}]}]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
