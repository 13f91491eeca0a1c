package config

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// A fixed instant to try schedules from, so that checking a file does not
// depend on the day it is checked. Five years are searched from it, leap day included.
var scheduleProbe = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// ParseSchedule reads a schedule in robfig/cron syntax: five fields, @hourly
// and its kin, or @every 90m, each optionally behind CRON_TZ=Zone. A schedule
// without a zone of its own runs in the given one. Unlike the library it
// never panics, and it refuses schedules that never fire.
func ParseSchedule(spec string, zone *time.Location) (schedule cron.Schedule, err error) {
	defer func() {
		if recover() != nil { // robfig/cron 3.0.1 trusts some input to be well-formed
			schedule, err = nil, &problem{"is not a schedule", `"0 */6 * * *" or "@every 6h"`}
		}
	}()
	spec = strings.TrimSpace(spec)
	rest := spec
	if name, ok := zonePrefix(spec); ok {
		i := strings.IndexAny(name, " \t")
		if i < 0 {
			return nil, &problem{"has a time zone and no times", fmt.Sprintf(`"CRON_TZ=%s 0 */6 * * *"`, name)}
		}
		rest = strings.TrimSpace(name[i:])
		name = name[:i]
		if zone, err = loadZone(name); err != nil {
			return nil, fmt.Errorf("zone %q %w", name, err)
		}
	}
	if every, ok := strings.CutPrefix(rest, "@every "); ok {
		d, err := time.ParseDuration(strings.TrimSpace(every))
		if err != nil || d < time.Second {
			return nil, &problem{"@every wants a length of time of at least 1s", `"@every 6h"`}
		}
	}
	if n := len(strings.Fields(rest)); !strings.HasPrefix(rest, "@") && n != 5 {
		return nil, &problem{fmt.Sprintf("has %d fields where 5 are wanted: minute, hour, day, month, weekday", n), `"0 */6 * * *" for every six hours`}
	}
	if schedule, err = cron.ParseStandard(rest); err != nil {
		return nil, &problem{"is not a schedule: " + strings.TrimSuffix(err.Error(), ": "+rest), `"0 */6 * * *" (minute, hour, day, month, weekday) or "@every 6h"`}
	}
	if s, ok := schedule.(*cron.SpecSchedule); ok {
		s.Location = zone
	}
	if schedule.Next(scheduleProbe).IsZero() {
		return nil, &problem{"never fires: there is no such day", "a day of the month that its month has"}
	}
	return schedule, nil
}

func zonePrefix(spec string) (string, bool) {
	for _, prefix := range []string{"CRON_TZ=", "TZ="} {
		if rest, ok := strings.CutPrefix(spec, prefix); ok {
			return rest, true
		}
	}
	return "", false
}

// loadZone finds an IANA time zone. The machine's own zone is not one: a
// schedule should mean the same on every machine.
func loadZone(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, &problem{"is not an IANA time zone", "a name like America/Bogota or UTC"}
	}
	return zone, nil
}
