package pipeline

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/robfig/cron/v3"

	"dateline/config"
)

var zones = []string{
	"America/New_York", "America/Bogota", "Europe/London", "UTC",
	"America/Havana",       // skips midnight
	"Australia/Lord_Howe",  // moves by half an hour
	"America/Scoresbysund", // moved zone and summer time at once in 2024
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func parsed(t *testing.T, spec string, zone *time.Location) cron.Schedule {
	t.Helper()
	s, err := config.ParseSchedule(spec, zone)
	if err != nil {
		t.Fatal(err)
	}
	return onWallClock(s)
}

func TestClockChanges(t *testing.T) {
	for _, c := range []struct {
		name, zone, spec, after string
		want                    []string
	}{
		{
			"a skipped time fires once, when the gap is over", "America/New_York", "30 2 * * *", "2025-03-08T00:00:00-05:00",
			[]string{"2025-03-08T02:30:00-05:00", "2025-03-09T03:00:00-04:00", "2025-03-10T02:30:00-04:00"},
		},
		{
			"several skipped times fire once together", "America/New_York", "*/15 2 * * *", "2025-03-09T00:00:00-05:00",
			[]string{"2025-03-09T03:00:00-04:00", "2025-03-10T02:00:00-04:00"},
		},
		{
			"a doubled time fires the first time only", "America/New_York", "30 1 * * *", "2025-11-02T00:00:00-04:00",
			[]string{"2025-11-02T01:30:00-04:00", "2025-11-03T01:30:00-05:00"},
		},
		{
			"asked in the second of two like hours", "America/New_York", "30 1 * * *", "2025-11-02T01:10:00-05:00",
			[]string{"2025-11-03T01:30:00-05:00"},
		},
		{
			"every hour counts elapsed hours", "Europe/London", "0 * * * *", "2025-10-26T00:30:00+01:00",
			[]string{"2025-10-26T01:00:00+01:00", "2025-10-26T01:00:00Z", "2025-10-26T02:00:00Z"},
		},
		{
			"a zone of the schedule's own", "America/Bogota", "CRON_TZ=Europe/London 30 1 * * *", "2025-03-29T12:00:00Z",
			[]string{"2025-03-30T01:00:00Z", "2025-03-31T00:30:00Z"},
		},
		{
			"a zone without summer time", "America/Bogota", "30 2 * * *", "2025-03-09T00:00:00-05:00",
			[]string{"2025-03-09T02:30:00-05:00", "2025-03-10T02:30:00-05:00"},
		},
		{
			"a midnight that does not exist", "America/Havana", "@daily", "2025-03-08T12:00:00-05:00",
			[]string{"2025-03-09T01:00:00-04:00", "2025-03-10T00:00:00-04:00"},
		},
		{
			"every six hours", "America/New_York", "0 */6 * * *", "2025-03-09T00:00:00-05:00",
			[]string{"2025-03-09T06:00:00-04:00", "2025-03-09T12:00:00-04:00"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := parsed(t, c.spec, zoneOf(t, c.zone))
			at, err := time.Parse(time.RFC3339, c.after)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				at = s.Next(at)
				wanted, err := time.Parse(time.RFC3339, want)
				if err != nil {
					t.Fatal(err)
				}
				if !at.Equal(wanted) {
					t.Fatalf("fires at %s, want %s", at.In(zoneOf(t, c.zone)).Format(time.RFC3339), want)
				}
			}
		})
	}
}

// The schedule fires when a clock that is watched all the time says so.
func TestWallClockAgainstTheWall(t *testing.T) {
	from, to := time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range zones {
		zone := zoneOf(t, name)
		for range 4 {
			spec := randomSpec(random)
			raw, err := config.ParseSchedule(spec, zone)
			if err != nil {
				t.Fatalf("%s: %v", spec, err)
			}
			s := onWallClock(raw)
			want := watched(raw.(*cron.SpecSchedule), zone, from, to)
			at := from
			for i, w := range want {
				if at = s.Next(at); !at.Equal(w) {
					t.Fatalf("%s in %s: firing %d is at %s, want %s", spec, name, i, at.In(zone), w.In(zone))
				}
			}
			for range 50 { // whenever it is asked, the answer is the same
				i := random.IntN(len(want) - 1)
				gap := want[i+1].Sub(want[i])
				asked := want[i].Add(time.Duration(random.Int64N(int64(gap))))
				if got := s.Next(asked); !got.Equal(want[i+1]) {
					t.Fatalf("%s in %s: asked at %s it fires at %s, want %s", spec, name, asked.In(zone), got.In(zone), want[i+1].In(zone))
				}
			}
		}
	}
}

// randomSpec is a schedule with some hours, often those of clock changes.
func randomSpec(random *rand.Rand) string {
	// Minutes are multiples of tick.
	pick := func(choices ...string) string { return choices[random.IntN(len(choices))] }
	minute := pick("0", "30", "15,45", "*/20", fmt.Sprint(5*random.IntN(12)))
	hour := pick("0", "1", "2", "1-3", "*/2", "*/6", "0,2,23", fmt.Sprint(random.IntN(24)))
	return strings.Join([]string{minute, hour, pick("*", "*", "1-9", "*/2"), "*", pick("*", "*", "SUN", "0,1")}, " ")
}

// tick is how often a clock is looked at; zones change by multiples of it.
const tick = 5 * time.Minute

// watched lists the firings of a schedule by looking at a clock at every tick.
func watched(spec *cron.SpecSchedule, zone *time.Location, from, to time.Time) []time.Time {
	matches := func(r time.Time) bool {
		day, weekday := 1<<uint(r.Day())&spec.Dom != 0, 1<<uint(r.Weekday())&spec.Dow != 0
		const star = 1 << 63
		either := day && weekday
		if spec.Dom&star == 0 && spec.Dow&star == 0 {
			either = day || weekday
		}
		return either && 1<<uint(r.Minute())&spec.Minute != 0 && 1<<uint(r.Hour())&spec.Hour != 0
	}
	var fired []time.Time
	shown := asUTC(from.In(zone))
	for t := from.Add(tick); t.Before(to); t = t.Add(tick) {
		now, fires := asUTC(t.In(zone)), false
		for shown.Before(now) { // one tick, or all that the clock skips; none when it shows a time again
			shown = shown.Add(tick)
			fires = fires || matches(shown)
		}
		if fires {
			fired = append(fired, t)
		}
	}
	return fired
}

func TestSteady(t *testing.T) {
	const delay = 90 * time.Minute
	s := newSteady(delay, "harbour")
	start := time.Date(2025, 3, 9, 5, 17, 11, 12, time.UTC)
	first := s.Next(start)
	if !first.After(start) || first.Sub(start) > delay {
		t.Fatalf("the first time after %s is %s", start, first)
	}
	for at := start; at.Before(first); at = at.Add(7 * time.Minute) {
		if got := newSteady(delay, "harbour").Next(at); !got.Equal(first) {
			t.Fatalf("after a restart at %s it fires at %s, want %s", at, got, first)
		}
	}
	if got := s.Next(first); !got.Equal(first.Add(delay)) {
		t.Errorf("the second time is %s, want %s", got, first.Add(delay))
	}
	if other := newSteady(delay, "bridge").Next(start); other.Equal(first) {
		t.Error("two stories fire at the same moment")
	}
}
