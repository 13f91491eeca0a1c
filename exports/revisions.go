package exports

import (
	"time"

	"dateline/scraper"
)

// revisionsOf is the versions of an article for programs.
func revisionsOf(a scraper.Article) []jsonRevision {
	var all []jsonRevision
	for _, r := range a.Revisions {
		one := jsonRevision{Text: r.Hash, Title: r.Title, Published: r.Published, Added: r.Added, Removed: r.Removed}
		if !r.SeenAt.IsZero() {
			one.Seen = r.SeenAt.Format(time.RFC3339)
		}
		for _, c := range r.Changed {
			one.Changed = append(one.Changed, jsonReworded(c))
		}
		all = append(all, one)
	}
	return all
}
