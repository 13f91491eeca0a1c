package exports

import (
	"fmt"
	"strings"
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

// versionsOf tells of an article's versions in words, and what the last of them
// changed: "3, the last seen 2025-11-12 14:00 UTC: five → seven; 2 sentences
// new". Empty: it was never revised.
func versionsOf(a scraper.Article) string {
	n := len(a.Revisions)
	if n == 0 {
		return ""
	}
	last, before := a.Revisions[n-1], a.Revisions[max(n-2, 0)]
	said := fmt.Sprintf("%d", n)
	if !last.SeenAt.IsZero() {
		said += ", the last seen " + last.SeenAt.UTC().Format("2006-01-02 15:04 UTC")
	}
	var changes []string
	if last.Title != before.Title {
		changes = append(changes, "headline")
	}
	if last.Published != before.Published {
		changes = append(changes, "date")
	}
	for _, c := range last.Changed {
		changes = append(changes, c.Words...)
	}
	for _, s := range []struct {
		n    int
		what string
	}{{len(last.Added), "new"}, {len(last.Removed), "gone"}} {
		switch s.n {
		case 0:
		case 1:
			changes = append(changes, "1 sentence "+s.what)
		default:
			changes = append(changes, fmt.Sprintf("%d sentences %s", s.n, s.what))
		}
	}
	if len(changes) > 0 {
		said += ": " + strings.Join(changes, "; ")
	}
	return said
}
