package crawl

import (
	"net/url"
	"testing"
	"time"
)

// Whatever a feed says, it is asked for again after now and within a day.
func FuzzCadence(f *testing.F) {
	f.Add("60", "hourly", "2", "13", "Sunday", int64(0))
	f.Add("-5", " Weekly", "0", "24", "sunday", int64(1700000000))
	f.Add("99999999999999999999", "daily", "1e9", "noon", "Funday", int64(-1))
	f.Fuzz(func(t *testing.T, ttl, period, often, hour, day string, at int64) {
		body := `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Paper</title><ttl>` + ttl + `</ttl><skipHours><hour>` + hour +
			`</hour></skipHours><skipDays><day>` + day + `</day></skipDays><sy:updatePeriod>` + period + `</sy:updatePeriod><sy:updateFrequency>` + often + `</sy:updateFrequency></channel></rss>`
		base, err := url.Parse("https://paper.example/feed")
		if err != nil {
			t.Fatal(err)
		}
		read, err := parseFeed([]byte(body), base)
		if err != nil {
			return
		}
		asked := time.Unix(at%(1<<34), 0)
		due, why := read.cadence.until(asked)
		if due.Before(asked) || due.After(asked.Add(mostRest)) {
			t.Errorf("asked for at %s, due at %s", asked, due)
		}
		if due.After(asked) && why == "" {
			t.Errorf("due %s later without a reason", due.Sub(asked))
		}
	})
}
