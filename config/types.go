// Package config reads dateline.yaml: stories, their sources, the schedule and
// the exports. It is strict: what it does not know it refuses, by line.
package config

import (
	"fmt"
	"strings"
	"time"
)

// Config is a whole dateline.yaml, checked and with its defaults filled in.
// Relative paths in it have been resolved against the file's own folder.
type Config struct {
	DataDir  string  `yaml:"data_dir"`   // folder of the SQLite store; default ./data
	Database string  `yaml:"database"`   // URL of another database; empty: SQLite under DataDir
	Schedule string  `yaml:"schedule"`   // robfig/cron syntax, CRON_TZ= and @every allowed; default for stories
	Timezone string  `yaml:"timezone"`   // IANA name; schedules without CRON_TZ and displayed times; default UTC
	HTTP     HTTP    `yaml:"http"`       // how to behave as a guest
	Exports  Exports `yaml:"exports"`    // where and what to write
	Server   Server  `yaml:"server"`     // what serve listens on
	Stories  []Story `yaml:"stories"`    // at least one
	Path     string  `yaml:"-" json:"-"` // the file this was read from, absolute
}

// HTTP says how dateline behaves as a guest on the web.
type HTTP struct {
	UserAgentContact string   `yaml:"user_agent_contact"` // e-mail or URL a site can write to
	AllowPrivate     bool     `yaml:"allow_private"`      // reach loopback, private and special-purpose addresses
	Pace             Duration `yaml:"pace"`               // least time between two requests to one host; default 1s
	Timeout          Duration `yaml:"timeout"`            // for one request, body included; default 60s
	MaxBody          Size     `yaml:"max_body"`           // bytes of one body, after decompression; default 16MiB
	MaxPagesPerHost  int      `yaml:"max_pages_per_host"` // requests to one host in one run; default 2000
	MaxPagesPerDay   int      `yaml:"max_pages_per_day"`  // requests to one site, all its hosts and all runs together, on one day of UTC; default 5000
}

// Exports says which files a run leaves behind, in <Dir>/<story>/.
type Exports struct {
	Dir     string   `yaml:"dir"`     // default ./exports
	Formats []string `yaml:"formats"` // xlsx, csv, json; default all
}

// Server is what `dateline serve` listens on.
type Server struct {
	Listen string `yaml:"listen"` // host:port; default 127.0.0.1:8080
	Token  string `yaml:"token"`  // bearer token for POST requests; required unless Listen is loopback
}

// Story is one developing story to follow.
type Story struct {
	Name      string   `yaml:"name"`      // [a-z0-9-]+; names folders and URLs
	Title     string   `yaml:"title"`     // for people; default Name
	From      Date     `yaml:"from"`      // first day of the window
	To        Date     `yaml:"to"`        // last day of the window; zero: onward
	Languages []string `yaml:"languages"` // ISO 639-1 codes, the story's main language first; default en
	Keywords  []string `yaml:"keywords"`  // words and phrases, any language
	Seeds     []string `yaml:"seeds"`     // URLs of reports that are certainly of the story
	KeepFrom  float64  `yaml:"keep_from"` // relatedness from which an article is kept, between 0 and 1; default 0.5
	Sources   []Source `yaml:"sources"`   // where reports are looked for
	Schedule  string   `yaml:"schedule"`  // default Config.Schedule
}

// SourceKind names what a source is.
type SourceKind string

// The kinds of source.
const (
	SourceFeed    SourceKind = "feed"    // URL of an RSS, Atom or JSON feed
	SourceSitemap SourceKind = "sitemap" // URL of a sitemap, index or news sitemap, gzipped or not
	SourceSite    SourceKind = "site"    // URL of a section page, followed within limits
	SourcePage    SourceKind = "page"    // URL of one report
	SourceSearch  SourceKind = "search"  // name of a search service: gdelt, googlenews, bingnews
	SourceFiles   SourceKind = "files"   // glob of .jsonl[.gz], .html[.gz] and .warc[.gz] files, absolute after loading
)

// Source is one place where reports of a story are looked for. In YAML it is
// a mapping whose first key is the kind: `feed: https://…`.
type Source struct {
	Kind     SourceKind
	Location string // URL, search name or glob, according to Kind
	Endpoint string // search only: URL to ask instead of the service's own
	Outlet   string // outlet's name as exported; default: from the page or the host
	Timezone string // IANA zone of dates without one; default Config.Timezone
	MaxPages int    // site only: listing pages followed; default 50
	MaxDepth int    // site only: steps from Location to a listing page; default 3
	Line     int    // line in the file, for messages; 0 when made in code
}

// String is the source as a person names it: "feed https://paper.example/rss".
func (s Source) String() string { return string(s.Kind) + " " + s.Location }

// IsArchive reports whether the source is WARC files: all that a crawl met, as
// against files that someone picked.
func (s Source) IsArchive() bool { return s.Kind == SourceFiles && IsWARC(s.Location) }

// IsWARC reports whether a file, or each that a pattern finds, is a WARC file
// by its name.
func IsWARC(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(strings.ToLower(name), ".gz"), ".warc")
}

// Date is a day of the civil calendar, without zone. The zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// String is the day as YYYY-MM-DD, or empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time is midnight of the day in UTC, and the zero time for the zero Date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// Duration is a time.Duration written as people write it: 90s, 5m, 1h30m.
type Duration time.Duration

// Size is a number of bytes written as people write it: 500KB, 16MiB.
type Size int64
