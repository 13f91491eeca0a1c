// Package robotstxt reads robots.txt as RFC 9309 says, and no other way: what
// a site asks of one crawler, and whether it may fetch a path. It never
// fails; lines it does not understand are passed over, as the RFC demands.
package robotstxt

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

// MaxSize is how many bytes of a robots.txt are read; RFC 9309 2.5 asks for at
// least 500 KiB. The line that is cut by it is left out.
const MaxSize = 500 << 10

// Rules is what a robots.txt asks of one crawler. The zero Rules allow all.
type Rules struct {
	CrawlDelay time.Duration // of the crawler's groups, the longest; 0: not asked. Not in the RFC, but common
	Sitemaps   []string      // as written, in order; they belong to no group

	rules []rule
}

// DisallowAll is what a site asks whose robots.txt cannot be read (RFC 9309 2.3.1.4).
func DisallowAll() Rules {
	return Rules{rules: []rule{newRule(false, "/")}}
}

// Allowed reports whether a path may be fetched. The target is the path of a
// URL as it is sent, with its query: "/search?q=bote".
func (r Rules) Allowed(target string) bool {
	allowed, _ := r.Match(target)
	return allowed
}

// Match is Allowed, and names the line that decided: "Disallow: /search". The
// name is empty where no line speaks of the path.
func (r Rules) Match(target string) (allowed bool, line string) {
	target = normalizeTarget(target)
	best := -1
	allowed = true
	for _, rule := range r.rules {
		// The longest pattern decides, and Allow where two are equally long.
		n := rule.length
		if n < best || n == best && (allowed || !rule.allow) || !rule.matches(target) {
			continue
		}
		best, allowed, line = n, rule.allow, rule.String()
	}
	return allowed, line
}

// audience is whom a run of User-agent lines names.
type audience struct {
	ours, star bool // us, or everyone
	open       bool // only User-agent lines so far: a further one joins the run
}

func (a *audience) name(ours, star bool) {
	if !a.open {
		*a = audience{open: true}
	}
	a.ours, a.star = a.ours || ours, a.star || star
}

// Parse reads the part of a robots.txt that speaks to the crawler with the
// given product token ("dateline"): its groups, merged, or else the groups of
// "*". Bytes beyond MaxSize are not read.
func Parse(body []byte, token string) Rules {
	if len(body) > MaxSize {
		body = body[:MaxSize]
		body = body[:bytes.LastIndexAny(body, "\r\n")+1]
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))

	var (
		ours, star Rules
		named      bool // some group names us, be it empty
		sitemaps   []string
		// Crawl-delay is no line of the RFC, so it must not end a run of
		// User-agent lines for the rules; but sites write it as if it did.
		rules, delays audience
	)
	for len(body) > 0 {
		var line []byte
		if end := bytes.IndexAny(body, "\r\n"); end >= 0 {
			line, body = body[:end], body[end+1:]
		} else {
			line, body = body, nil
		}
		switch key, value := splitLine(string(line)); key {
		case "user-agent":
			agent := productToken(value)
			isOurs := strings.EqualFold(agent, token)
			named = named || isOurs
			rules.name(isOurs, agent == "*")
			delays.name(isOurs, agent == "*")
		case "allow", "disallow":
			rules.open, delays.open = false, false
			if value == "" || !rules.ours && !rules.star {
				continue
			}
			rule := newRule(key == "allow", value)
			if rules.ours {
				ours.rules = append(ours.rules, rule)
			}
			if rules.star {
				star.rules = append(star.rules, rule)
			}
		case "crawl-delay":
			delays.open = false
			if delays.ours {
				ours.CrawlDelay = max(ours.CrawlDelay, seconds(value))
			}
			if delays.star {
				star.CrawlDelay = max(star.CrawlDelay, seconds(value))
			}
		case "sitemap":
			if value != "" {
				sitemaps = append(sitemaps, value)
			}
		}
	}

	chosen := star
	if named {
		chosen = ours
	}
	chosen.Sitemaps = sitemaps
	return chosen
}

// misspelt are ways of writing a key that sites are known to use. Reading them
// as meant is the careful choice: most of them forbid something.
var misspelt = map[string]string{
	"useragent": "user-agent", "user agent": "user-agent",
	"dissallow": "disallow", "dissalow": "disallow", "disalow": "disallow", "diasllow": "disallow", "disallaw": "disallow",
	"crawldelay": "crawl-delay", "crawl delay": "crawl-delay", "site-map": "sitemap",
}

// splitLine is the lower-case key and the value of a line, without comment.
// Where the colon is missing, white space between two words stands for it.
func splitLine(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	key, value, found := strings.Cut(line, ":")
	if !found {
		words := strings.Fields(line)
		if len(words) != 2 {
			return "", ""
		}
		key, value = words[0], words[1]
	}
	key = strings.ToLower(strings.TrimSpace(key))
	if meant, ok := misspelt[key]; ok {
		key = meant
	}
	return key, strings.TrimSpace(value)
}

// productToken is the part of a User-agent value that counts: "*", or the
// leading letters, "_" and "-" ("Dateline/1.0 (news)" is "Dateline").
func productToken(value string) string {
	if first, _, _ := strings.Cut(value, " "); first == "*" {
		return "*"
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	})
	if end >= 0 {
		return value[:end]
	}
	return value
}

// seconds reads a Crawl-delay; what is no positive number is no delay.
func seconds(value string) time.Duration {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || n <= 0 {
		return 0
	}
	return time.Duration(min(n, 1e6) * float64(time.Second))
}
