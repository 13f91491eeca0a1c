package config

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"
)

// check looks at what was decoded and complains of all that cannot work.
func (d *decoder) check(c *Config) {
	d.checkPath("data_dir", c.DataDir)
	d.checkPath("exports.dir", c.Exports.Dir)
	d.checkDatabase(c.Database)
	zone := time.UTC
	d.ifGiven("timezone", func() (err error) { zone, err = loadZone(c.Timezone); return err })
	d.checkSchedule("schedule", c.Schedule, zone)
	d.ifGiven("http.user_agent_contact", func() error { return checkContact(c.HTTP.UserAgentContact) })
	d.checkPositive("http.max_pages_per_host", c.HTTP.MaxPagesPerHost)
	d.checkPositive("http.max_pages_per_day", c.HTTP.MaxPagesPerDay)
	d.checkFormats(c.Exports.Formats)
	d.checkServer(c.Server)
	d.checkStories(c, zone)
}

// ifGiven runs a check of a field that was written and could be read.
func (d *decoder) ifGiven(field string, check func() error) {
	at, ok := d.marks[field]
	if !ok || at.bad {
		return
	}
	if err := check(); err != nil {
		d.failWith(field, at, err)
	}
}

// missing complains of a field that is not there.
func (d *decoder) missing(parent, field, reason, hint string) {
	path := strings.TrimPrefix(parent+"."+field, ".")
	if _, ok := d.marks[path]; ok {
		return
	}
	at := d.marks[parent]
	at.raw = ""
	d.fail(path, at, reason, hint)
}

func (d *decoder) checkPath(field, path string) {
	d.ifGiven(field, func() error {
		switch {
		case path == "":
			return &problem{"is empty", "removing the line, for the default"}
		case strings.HasPrefix(path, "~"):
			return &problem{"~ is not expanded", "${HOME}" + path[1:]}
		}
		return nil
	})
}

func (d *decoder) checkPositive(field string, n int) {
	d.ifGiven(field, func() error {
		if n < 1 {
			return &problem{"is less than 1", "a number like 50"}
		}
		return nil
	})
}

func (d *decoder) checkSchedule(field, spec string, zone *time.Location) {
	d.ifGiven(field, func() error {
		if strings.TrimSpace(spec) == "" {
			return &problem{"is empty", "removing the line, for the default"}
		}
		_, err := ParseSchedule(spec, zone)
		return err
	})
}

func (d *decoder) checkDatabase(database string) {
	d.ifGiven("database", func() error {
		u, err := url.Parse(database)
		if database == "" {
			return nil
		}
		if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") || u.Host == "" {
			return &problem{"is not the URL of a PostgreSQL database", "postgres://user@host/name, or removing the line for SQLite"}
		}
		return nil
	})
}

func checkContact(contact string) error {
	if contact == "" || checkURL(contact) == nil {
		return nil
	}
	a, err := mail.ParseAddress(contact)
	if err != nil || a.Address != contact {
		return &problem{"is neither an e-mail address nor a URL", "an address that a site can write to, like desk@example.org"}
	}
	return nil
}

func (d *decoder) checkFormats(formats []string) {
	d.ifGiven("exports.formats", func() error {
		if len(formats) == 0 {
			return &problem{"is empty", "[" + strings.Join(ExportFormats, ", ") + "]"}
		}
		return nil
	})
	for i, f := range formats {
		d.ifGiven(fmt.Sprintf("exports.formats[%d]", i), func() error {
			if !slices.Contains(ExportFormats, f) {
				return &problem{"is not a format that dateline writes", choice(f, ExportFormats)}
			}
			return d.again(formats, i)
		})
	}
}

// again complains of an entry that stands earlier in its list.
func (d *decoder) again(list []string, i int) error {
	if slices.Contains(list[:i], list[i]) {
		return &problem{"stands twice in the list", "removing one of the two"}
	}
	return nil
}

func choice(word string, of []string) string {
	if guess := nearest(word, of); guess != "" {
		return guess
	}
	return "one of " + strings.Join(of, ", ")
}

func (d *decoder) checkServer(s Server) {
	loopback := true
	d.ifGiven("server.listen", func() error {
		host, port, err := net.SplitHostPort(s.Listen)
		n, numErr := strconv.Atoi(port)
		if err != nil || numErr != nil || n < 0 || n > 65535 {
			return &problem{"is not host:port", "127.0.0.1:8080"}
		}
		address, err := netip.ParseAddr(host)
		loopback = host == "localhost" || err == nil && address.IsLoopback()
		return nil
	})
	if at := d.marks["server.token"]; !loopback && s.Token == "" && !at.bad {
		line := cmp.Or(at.line, d.marks["server.listen"].line)
		d.fail("server.token", mark{line: line}, "is missing: others than this machine can reach "+s.Listen, "token: ${DATELINE_TOKEN}, or a listen address of 127.0.0.1")
	}
}

var storyName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$`)

func (d *decoder) checkStories(c *Config, zone *time.Location) {
	if at := d.marks["stories"]; !at.bad && len(c.Stories) == 0 {
		if at.line == 0 {
			at = d.marks[""]
		}
		at.raw = ""
		d.fail("stories", at, "there is no story to follow", "dateline init in an empty folder, to see what one looks like")
	}
	lines := map[string]int{}
	for i := range c.Stories {
		at := fmt.Sprintf("stories[%d]", i)
		if d.marks[at].bad {
			continue
		}
		s := &c.Stories[i]
		d.missing(at, "name", "is missing", "a short name like harbour-fire")
		d.ifGiven(at+".name", func() error {
			if !storyName.MatchString(s.Name) {
				return &problem{"is not a name for folders and addresses", cmp.Or(Slug(s.Name), "a name of a-z, 0-9 and - like harbour-fire")}
			}
			if line, ok := lines[s.Name]; ok {
				return &problem{fmt.Sprintf("names the story of line %d too", line), "another name"}
			}
			lines[s.Name] = d.marks[at+".name"].line
			return nil
		})
		d.checkStory(at, s, zone, filepath.Dir(c.Path))
	}
}

func (d *decoder) checkStory(at string, s *Story, zone *time.Location, dir string) {
	d.missing(at, "from", "is missing: the first day of the story", "from: 2025-09-01")
	d.ifGiven(at+".from", func() error {
		if s.From.IsZero() {
			return &problem{"is empty", "a day like 2025-09-01"}
		}
		return nil
	})
	d.ifGiven(at+".to", func() error {
		if from := d.marks[at+".from"]; !from.bad && !s.To.IsZero() && s.To.Time().Before(s.From.Time()) {
			return &problem{"is before from, " + s.From.String(), "a later day, or leaving it empty: onward"}
		}
		return nil
	})
	d.checkSchedule(at+".schedule", s.Schedule, zone)
	d.ifGiven(at+".languages", func() error {
		if len(s.Languages) == 0 {
			return &problem{"is empty", "[en]"}
		}
		return nil
	})
	for i, lang := range s.Languages {
		d.ifGiven(fmt.Sprintf("%s.languages[%d]", at, i), func() error {
			if err := checkLanguage(lang); err != nil {
				return err
			}
			return d.again(s.Languages, i)
		})
	}
	for i, k := range s.Keywords {
		d.ifGiven(fmt.Sprintf("%s.keywords[%d]", at, i), func() error {
			if strings.TrimSpace(k) == "" {
				return &problem{"is empty", "removing it"}
			}
			return nil
		})
	}
	d.ifGiven(at+".keep_from", func() error {
		if !(s.KeepFrom > 0 && s.KeepFrom < 1) { // which NaN is not either
			return &problem{"is not between 0 and 1", "0.5, less to keep more"}
		}
		return nil
	})
	for i, seed := range s.Seeds {
		d.ifGiven(fmt.Sprintf("%s.seeds[%d]", at, i), func() error { return checkURL(seed) })
	}
	if !d.marks[at+".sources"].bad && !d.marks[at+".seeds"].bad && len(s.Sources)+len(s.Seeds) == 0 {
		d.missing(at, "sources", "are missing, and seeds too: nothing leads to a report", "sources: [{feed: https://paper.example/rss.xml}]")
		d.ifGiven(at+".sources", func() error {
			return &problem{"is empty, and seeds too: nothing leads to a report", "- feed: https://paper.example/rss.xml"}
		})
	}
	for i := range s.Sources {
		d.checkSource(fmt.Sprintf("%s.sources[%d]", at, i), &s.Sources[i], dir)
	}
}

func (d *decoder) checkSource(at string, s *Source, dir string) {
	location := at + "." + string(s.Kind)
	if s.Kind != "" && !d.marks[at].bad {
		d.missing(at, string(s.Kind), "is empty", "- "+string(s.Kind)+": "+exampleOf[s.Kind])
	}
	d.ifGiven(location, func() error {
		switch s.Kind {
		case SourceSearch:
			if !slices.Contains(SearchServices, s.Location) {
				return &problem{"is not a search service that dateline knows", choice(s.Location, SearchServices)}
			}
			return nil
		case SourceFiles:
			return checkFiles(s.Location, dir)
		default:
			return checkURL(s.Location)
		}
	})
	only := func(key string, kind SourceKind) {
		if s.Kind != "" && s.Kind != kind {
			d.ifGiven(at+"."+key, func() error {
				return &problem{"is an option of " + string(kind) + " sources, and this is a " + string(s.Kind), "removing it"}
			})
		}
	}
	only("endpoint", SourceSearch)
	only("max_pages", SourceSite)
	only("max_depth", SourceSite)
	d.ifGiven(at+".endpoint", func() error { return checkURL(s.Endpoint) })
	d.ifGiven(at+".timezone", func() error { _, err := loadZone(s.Timezone); return err })
	d.checkPositive(at+".max_pages", s.MaxPages)
	d.checkPositive(at+".max_depth", s.MaxDepth)
}

var exampleOf = map[SourceKind]string{
	SourceFeed: "https://paper.example/rss.xml", SourceSitemap: "https://paper.example/sitemap.xml",
	SourceSite: "https://paper.example/world", SourcePage: "https://paper.example/report",
	SourceSearch: "gdelt", SourceFiles: "./archive/*.jsonl.gz",
}

// checkFiles wants a glob that matches at least one file now: a misspelt path
// should not pass for an archive without news.
func checkFiles(glob, dir string) error {
	if glob == "" {
		return &problem{"is empty", "./archive/*.jsonl.gz"}
	}
	if strings.HasPrefix(glob, "~") {
		return &problem{"~ is not expanded", "${HOME}" + glob[1:]}
	}
	found, err := filepath.Glob(globUnder(dir, glob))
	if errors.Is(err, filepath.ErrBadPattern) {
		return &problem{"is not a file pattern", "./archive/*.jsonl.gz"}
	}
	for _, path := range found {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return nil
		}
	}
	if len(found) > 0 {
		return &problem{"matches folders only", strings.TrimSuffix(glob, "/") + "/*.jsonl"}
	}
	return &problem{"matches no file, seen from " + dir, "a path from there, or an absolute one"}
}

// globUnder is the glob seen from a folder, whose own name is taken literally.
func globUnder(dir, glob string) string {
	if filepath.IsAbs(glob) {
		return filepath.Clean(glob)
	}
	return filepath.Join(globEscape.Replace(dir), glob)
}

var globEscape = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)

func checkURL(raw string) error {
	if raw == "" {
		return &problem{"is empty", "a URL like https://paper.example/world"}
	}
	if i := strings.IndexFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }); i >= 0 {
		return &problem{"has a space in it, which no URL has", "%20 in its place, or a list entry for each URL"}
	}
	u, err := url.Parse(raw)
	switch {
	case strings.HasPrefix(raw, "/") && !strings.HasPrefix(raw, "//"):
		return &problem{"names no host", "a URL like https://paper.example" + raw}
	case err != nil && !strings.Contains(raw, "://"), err == nil && u.Scheme == "", err == nil && u.Opaque != "":
		return &problem{"is not a whole URL", "https://" + strings.TrimLeft(raw, "/")}
	case err != nil:
		return &problem{"is not a URL", "a URL like https://paper.example/world"}
	case u.Scheme != "http" && u.Scheme != "https":
		return &problem{u.Scheme + " addresses are not fetched", "an https:// address"}
	case u.Hostname() == "":
		return &problem{"names no host", "a URL like https://paper.example/world"}
	}
	return nil
}

// Language names that people write for the code.
var languageCodes = map[string]string{
	"english": "en", "inglés": "en", "ingles": "en", "eng": "en", "spanish": "es", "español": "es", "espanol": "es",
	"castellano": "es", "spa": "es", "esp": "es", "sp": "es", "portuguese": "pt", "português": "pt", "french": "fr",
	"français": "fr", "german": "de", "deutsch": "de", "italian": "it", "italiano": "it",
}

func checkLanguage(code string) error {
	const reason = "is not an ISO 639-1 language code"
	lower := strings.ToLower(code)
	if c, ok := languageCodes[lower]; ok {
		return &problem{reason, c}
	}
	base, _, regional := strings.Cut(strings.ReplaceAll(lower, "_", "-"), "-")
	if parsed, err := language.ParseBase(base); err != nil || len(base) != 2 || parsed.String() != base {
		return &problem{reason, "two letters, like en or es"}
	}
	if regional || base != code {
		return &problem{reason, base}
	}
	return nil
}
