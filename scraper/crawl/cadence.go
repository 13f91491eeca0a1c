package crawl

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	rssfeed "github.com/mmcdole/gofeed/rss"
)

// A cadence is what a list and its host say of when to ask for it again.
type cadence struct {
	rest  time.Duration // how long there is nothing new; the longest that is said; 0: nothing is said
	why   string        // who says so, in words
	hours [24]bool      // of UTC, in which the list is not to be asked for
	days  [7]bool       // the same by weekday, from Sunday
}

// say takes one statement into account.
func (c *cadence) say(rest time.Duration, why string) {
	if rest = min(rest, mostRest); rest > c.rest {
		c.rest, c.why = rest, why
	}
}

// join takes all that another one says into account.
func (c *cadence) join(other cadence) {
	c.say(other.rest, other.why)
	c.hours, c.days = other.hours, other.days
}

// until is when a list that was asked for at some time may be asked for again.
// Hours and days to be skipped are, but no list is left for longer than mostRest.
func (c *cadence) until(asked time.Time) (at time.Time, why string) {
	at, why = asked.Add(c.rest), c.why
	last := asked.Add(mostRest)
	for at.Before(last) && (c.hours[at.UTC().Hour()] || c.days[at.UTC().Weekday()]) {
		at = at.UTC().Truncate(time.Hour).Add(time.Hour)
		why = "the feed asks not to be read at some hours or days"
	}
	if at.After(last) {
		at = last
	}
	return at, why
}

// cadenceOf reads what a feed says: ttl, skipHours and skipDays of RSS 2.0, and
// the syndication module of RSS 1.0 (sy:updatePeriod, sy:updateFrequency), which
// any feed may use.
func cadenceOf(f *gofeed.Feed) (c cadence) {
	if original, ok := f.OriginalFeed().(*rssfeed.Feed); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && n > 0 {
			n = min(n, int(mostRest/time.Minute))
			c.say(time.Duration(n)*time.Minute, "the feed says "+numbered(n, "minute", "minutes"))
		}
		c.skip(original.SkipHours, original.SkipDays)
	}
	period := strings.ToLower(extension(f.Extensions, "sy", "updatePeriod"))
	often := extension(f.Extensions, "sy", "updateFrequency")
	n, err := strconv.Atoi(often)
	if err != nil || n < 1 {
		n = 1
	}
	if period == "" && often != "" {
		period = "daily" // by default
	}
	if every, ok := updatePeriods[period]; ok {
		why := "the feed says " + period
		if n > 1 {
			why = fmt.Sprintf("the feed says %d times %s", n, period)
		}
		c.say(every/time.Duration(n), why)
	}
	return c
}

var updatePeriods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
}

// extension is the text of the first element of a module; empty: there is none.
func extension(all ext.Extensions, module, name string) string {
	if found := all[module][name]; len(found) > 0 {
		return strings.TrimSpace(found[0].Value)
	}
	return ""
}

// skip notes hours, 0 to 23 and 24 for midnight as early versions of RSS have
// it, and English weekdays. Where none is left to read in, the feed cannot mean it.
func (c *cadence) skip(hours, days []string) {
	allHours, allDays := 0, 0
	for _, h := range hours {
		if n, err := strconv.Atoi(strings.TrimSpace(h)); err == nil && n >= 0 && n <= 24 && !c.hours[n%24] {
			c.hours[n%24] = true
			allHours++
		}
	}
	for _, d := range days {
		for n := range c.days {
			if strings.EqualFold(strings.TrimSpace(d), time.Weekday(n).String()) && !c.days[n] {
				c.days[n] = true
				allDays++
			}
		}
	}
	if allHours == len(c.hours) {
		c.hours = [24]bool{}
	}
	if allDays == len(c.days) {
		c.days = [7]bool{}
	}
}
