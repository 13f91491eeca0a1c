package scraper

import "time"

// Fate names what became of a URL.
type Fate string

// The fates of a URL. A page that declines us is an outcome, not an error.
const (
	Kept           Fate = "kept"            // an article of the story
	Borderline     Fate = "borderline"      // an article of something else, and nearly of the story: for a person to look at
	Unrelated      Fate = "unrelated"       // an article of something else
	OutsideWindow  Fate = "outside-window"  // published before or after the story's window
	OtherLanguage  Fate = "other-language"  // in a language the story does not follow
	Duplicate      Fate = "duplicate"       // another address of an article already met
	Listing        Fate = "listing"         // read for its links: feed, sitemap, section page, search
	Robots         Fate = "robots"          // robots.txt disallows it or could not be read, or the page asks not to be indexed
	Gone           Fate = "gone"            // 404, 410, or a page that says so with status 200
	Paywall        Fate = "paywall"         // 402, or nothing but an offer to subscribe
	Blocked        Fate = "blocked"         // 401, 403, 451, a consent or login wall
	RateLimited    Fate = "rate-limited"    // 429, or 503 with Retry-After, beyond our patience
	ServerError    Fate = "server-error"    // other 5xx
	ClientError    Fate = "client-error"    // other 4xx
	Timeout        Fate = "timeout"         // no whole answer in time
	Unreachable    Fate = "unreachable"     // DNS, connection or TLS failed
	BlockedAddress Fate = "blocked-address" // loopback, private or special-purpose address
	RedirectLoop   Fate = "redirect-loop"   // more redirects than we follow
	TooLarge       Fate = "too-large"       // body beyond the cap
	NotHTML        Fate = "not-html"        // an article was expected and something else came
	ScriptOnly     Fate = "script-only"     // its text is drawn by scripts, which are not run
	NoText         Fate = "no-text"         // nothing that reads like a report
	NoDate         Fate = "no-date"         // no publication date could be read
	Malformed      Fate = "malformed"       // could not be parsed
	Limit          Fate = "limit"           // left alone: beyond the bounds of a source or host
	Deferred       Fate = "deferred"        // put off: its host's requests of the run or the day are used up, and a later run asks
	Cancelled      Fate = "cancelled"       // the run stopped first
)

// Failed reports whether the fate is a fault that a person may want to act
// on, as against an answer that was understood.
func (f Fate) Failed() bool {
	switch f {
	case Robots, Gone, Paywall, Blocked, RateLimited, ServerError, ClientError, Timeout, Unreachable,
		BlockedAddress, RedirectLoop, TooLarge, Malformed, Deferred:
		return true
	}
	return false
}

// Outcome is what became of one URL in one run.
type Outcome struct {
	URL         string    // as it was met, fragment removed
	Canonical   string    // canonical URL where a page was read
	Fate        Fate      //
	Detail      string    // the reason in words, for people
	Status      int       // HTTP status of the last answer; 0: none
	NotModified bool      // the answer was 304, or our copy was fresh enough not to ask
	Source      string    // the source that led here, as config.Source.String
	List        bool      // it leads to a list, and not to a report
	From        string    // the URL whose links led here; empty: the source itself
	Title       string    // where known
	Outlet      string    // where known
	Published   string    // Published.String of the article; where it was not read, the day that a list or its address says
	Language    string    // of the article, where read
	Relatedness float64   // of the article, where judged
	Reasons     []string  // of the relatedness
	At          time.Time // when, UTC
}

// SourceResult is how one source of a story did in a run.
type SourceResult struct {
	Source string // as config.Source.String
	Found  int    // URLs it led to, also where another source did so before
	Kept   int    // articles kept of those, whichever source they were read for
	Error  string // why it failed, in words; empty: it answered
	Note   string // what may be missing though it answered, in words; empty: nothing is known to be

	Due time.Time `json:",omitzero"` // when the list that it names is due again, UTC; zero: with the next run
	Why string    // why not before
}
