package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// What a person can do about a fate.
var fateHints = map[scraper.Fate]string{
	scraper.Robots:         "the site asks to stay out; look for the outlet's feed or sitemap, or leave it out",
	scraper.Gone:           "these addresses are dead; mend those that stand in the configuration",
	scraper.Paywall:        "for subscribers only; other outlets may tell the same",
	scraper.Blocked:        "a login or consent wall, or a refusal; other outlets may tell the same",
	scraper.RateLimited:    "the host wants fewer requests; set http.pace to 2s or more",
	scraper.Deferred:       "a later run goes on with them; http.max_pages_per_day and http.max_pages_per_host are the bounds",
	scraper.ServerError:    "the host is in trouble; the next run asks again",
	scraper.ClientError:    "the host does not understand the address; look at it in a browser",
	scraper.Timeout:        "the host is slow; the next run asks again, or set http.timeout higher",
	scraper.Unreachable:    "look at the spelling of the host and at this machine's network",
	scraper.BlockedAddress: "private addresses are refused; http.allow_private: true allows them",
	scraper.RedirectLoop:   "the host sends us in circles; it may want cookies",
	scraper.TooLarge:       "set http.max_body higher, if that is a report",
	scraper.Malformed:      "the answer is broken; the next run asks again",
}

// guestHint is what to do about a refused or failed request of init or
// inspect, which ask for one page and have flags where a run has settings.
func guestHint(err error) string {
	var refused *fetch.Error
	switch {
	case !errors.As(err, &refused):
		return ""
	case refused.Fate == scraper.BlockedAddress:
		return "private addresses are refused; --allow-private allows them"
	}
	return hintFor(scraper.Outcome{URL: refused.URL, Fate: refused.Fate, Detail: refused.Detail})
}

// hintFor is what to do about an outcome.
func hintFor(o scraper.Outcome) string {
	switch fromFile := strings.HasPrefix(o.URL, "file:") || filepath.IsAbs(o.URL); {
	case o.Fate == scraper.Malformed && strings.Contains(o.Detail, "web page"): // where a feed or a sitemap was meant
		return "write it as site: in the configuration; a site's own feeds and sitemaps are found"
	case o.Fate == scraper.Malformed && fromFile:
		return "mend that or take it out; the next run reads the file again"
	case o.Fate == scraper.TooLarge && fromFile:
		return "no report is of that size; look at what the file holds"
	case o.Fate == scraper.TooLarge && !strings.Contains(o.Detail, "limit"): // of http.max_body
		return "no report looks like that, and no setting has it read; leave it out"
	}
	return fateHints[o.Fate]
}

// tally counts what became of the URLs of a run. It is safe for concurrent use.
type tally struct {
	mu       sync.Mutex
	outcomes map[string]scraper.Outcome // by URL; the last one counts
	hosts    map[string]bool
	counted
}

// counted are numbers of URLs.
type counted struct {
	fetched   int // their host answered anew
	unchanged int // our copy is still good
	kept      int // articles of the story
}

func newTally() *tally {
	return &tally{outcomes: map[string]scraper.Outcome{}, hosts: map[string]bool{}}
}

func (t *tally) add(o scraper.Outcome) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before, again := t.outcomes[o.URL]
	if again {
		t.count(before, -1)
	}
	t.count(o, 1)
	t.outcomes[o.URL] = o
	if h := hostOf(o.URL); h != "" {
		t.hosts[h] = true
	}
}

func (t *tally) count(o scraper.Outcome, n int) {
	switch {
	case o.NotModified:
		t.unchanged += n
	case o.Status > 0:
		t.fetched += n
	}
	if o.Fate == scraper.Kept {
		t.kept += n
	}
}

// earlier counts those of a story's articles that this run did not keep.
func (t *tally) earlier(articles []scraper.Article) (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	kept := map[string]bool{}
	for _, o := range t.outcomes {
		if o.Fate == scraper.Kept {
			kept[cmp.Or(o.Canonical, o.URL)] = true
		}
	}
	for _, a := range articles {
		if !kept[a.URL] {
			n++
		}
	}
	return n
}

// empty reports whether nothing was counted yet.
func (t *tally) empty() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.outcomes) == 0
}

// String is the tally in a line: "14 hosts, 32 fetched, 80 unchanged, 31 kept".
func (t *tally) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	unchanged := ""
	if t.unchanged > 0 {
		unchanged = fmt.Sprintf(", %d unchanged", t.unchanged)
	}
	return fmt.Sprintf("%s, %d fetched%s, %d kept", plural(len(t.hosts), "host"), t.fetched, unchanged, t.kept)
}

func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// The most hosts that are named of one fate.
const fateHosts = 6

// writeFailures lists what failed, by fate and host, the commonest first, with
// what to do about it. Sources that failed are shown apart.
func (t *tally) writeFailures(w io.Writer, sources []scraper.SourceResult) {
	t.mu.Lock()
	defer t.mu.Unlock()
	below := map[string]bool{} // addresses of sources that failed, which are told of after this
	for _, s := range sources {
		if _, address, ok := strings.Cut(s.Source, " "); ok && s.Error != "" {
			below[address] = true
		}
	}
	type group struct {
		fate   scraper.Fate
		hint   string
		total  int
		hosts  map[string]int
		sample scraper.Outcome
	}
	type kind struct {
		fate scraper.Fate
		hint string
	}
	groups := map[kind]*group{}
	for _, o := range t.outcomes {
		if !o.Fate.Failed() {
			continue
		}
		k := kind{o.Fate, hintFor(o)}
		g := groups[k]
		if g == nil {
			g = &group{fate: k.fate, hint: k.hint, hosts: map[string]int{}}
			groups[k] = g
		}
		g.total++
		g.hosts[cmp.Or(hostOf(o.URL), "files")]++
		if !below[o.URL] && (g.sample.URL == "" || o.URL < g.sample.URL) {
			g.sample = o
		}
	}
	if len(groups) == 0 {
		return
	}
	var list []*group
	for _, g := range groups {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.total, a.total), cmp.Compare(a.fate, b.fate), cmp.Compare(a.hint, b.hint))
	})
	fmt.Fprintln(w, "  not read")
	for _, g := range list {
		fmt.Fprintf(w, "    %-16s %s\n", g.fate, hostList(g.hosts))
		such := ""
		if g.total > 1 {
			such = "such as "
		}
		if g.sample.URL != "" {
			fmt.Fprintf(w, "      %s%s%s\n", such, shownAddress(g.sample.URL), detail(g.sample))
		}
		if g.hint != "" {
			fmt.Fprintf(w, "      hint: %s\n", g.hint)
		}
	}
}

// shownAddress is a URL, or the path of a file with the line as editors want
// it: archive/a.jsonl:3.
func shownAddress(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "file" {
		return raw
	}
	path := filepath.FromSlash(u.Path)
	if here, err := os.Getwd(); err == nil {
		path = relative(here, path)
	}
	if line, ok := strings.CutPrefix(u.Fragment, "line="); ok {
		return path + ":" + line
	}
	return path
}

func detail(o scraper.Outcome) string {
	if o.Detail == "" {
		return ""
	}
	return ": " + o.Detail
}

// hostList is the hosts with their counts, most first: "a.example 12, b.example 3".
func hostList(counts map[string]int) string {
	var hosts []string
	for h := range counts {
		hosts = append(hosts, h)
	}
	slices.SortFunc(hosts, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var parts []string
	for i, h := range hosts {
		if i == fateHosts {
			parts = append(parts, plural(len(hosts)-i, "more host"))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", h, counts[h]))
	}
	return strings.Join(parts, ", ")
}
