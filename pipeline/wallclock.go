package pipeline

import (
	"hash/fnv"
	"time"

	"github.com/robfig/cron/v3"
)

// wallClock keeps a schedule by the clock on the wall of its zone, as people
// mean it. robfig/cron leaves out a time that falls into the hour skipped in
// spring and fires twice in the hour that comes twice in autumn; here a
// skipped time fires once, as soon as the gap is over, and a doubled one the
// first time only.
type wallClock struct {
	spec cron.SpecSchedule // in UTC, standing for the wall's readings
	zone *time.Location
}

// everyHour is the set of all hours in a cron.SpecSchedule.
const everyHour = 1<<24 - 1

// onWallClock wraps a schedule. A schedule that fires in every hour counts
// elapsed time, in doubled hours too, which robfig/cron does well.
func onWallClock(s cron.Schedule) cron.Schedule {
	spec, ok := s.(*cron.SpecSchedule)
	if !ok || spec.Hour&everyHour == everyHour {
		return s
	}
	w := wallClock{spec: *spec, zone: spec.Location}
	w.spec.Location = time.UTC
	return w
}

// Next is the first time after t at which the schedule fires; zero: never.
func (w wallClock) Next(t time.Time) time.Time {
	reading := asUTC(t.In(w.zone))
	for {
		if reading = w.spec.Next(reading); reading.IsZero() {
			return time.Time{}
		}
		// Readings of a doubled hour stand for instants before t as well.
		if next := firstInstant(reading, w.zone); next.After(t) {
			return next
		}
	}
}

// asUTC is what the clock of t shows, as if in UTC.
func asUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// firstInstant is the first instant at which a clock in zone shows a reading;
// for a reading that it skips, the instant when it skips it.
func firstInstant(reading time.Time, zone *time.Location) time.Time {
	t := time.Date(reading.Year(), reading.Month(), reading.Day(),
		reading.Hour(), reading.Minute(), reading.Second(), reading.Nanosecond(), zone)
	begins, ends := t.ZoneBounds()
	switch shown := asUTC(t); {
	case shown.After(reading): // skipped, read with the offset before the gap
		return begins
	case shown.Before(reading): // skipped, read with the offset after it
		return ends
	}
	if begins.IsZero() {
		return t
	}
	_, before := begins.Add(-time.Nanosecond).Zone()
	if earlier := reading.Add(-time.Duration(before) * time.Second); earlier.Before(begins) {
		return earlier.In(zone)
	}
	return t
}

// steady is an "every so often" schedule. It counts from a fixed instant, so
// that a restart does not begin the wait anew, and one that differs by story,
// so that stories do not all ask the same hosts at the same moment.
type steady struct {
	delay time.Duration
	from  time.Time
}

// newSteady makes the schedule of a story.
func newSteady(delay time.Duration, story string) steady {
	h := fnv.New64a()
	_, _ = h.Write([]byte(story)) // never fails
	return steady{delay: delay, from: time.Unix(0, int64(h.Sum64()%uint64(delay))).UTC()}
}

// Next is the first instant of the schedule after t.
func (s steady) Next(t time.Time) time.Time {
	return t.Add(s.delay - t.Sub(s.from)%s.delay)
}
