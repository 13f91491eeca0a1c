package config

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a day written YYYY-MM-DD. The empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1000 {
		return Date{}, &problem{"is not a day of the calendar", "a day like 2025-09-01"}
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

var durationShape = regexp.MustCompile(`^(?:(\d{1,5})d)?((?:[\d.]+(?:h|ms|m|s))*)$`)

// ParseDuration reads a positive length of time: 90s, 5m, 1h30m, 2d.
func ParseDuration(s string) (Duration, error) {
	bad := &problem{"is not a length of time", "a number with a unit, like 90s, 5m or 1h30m"}
	m := durationShape.FindStringSubmatch(strings.ReplaceAll(s, " ", ""))
	if m == nil || m[1]+m[2] == "" {
		return 0, bad
	}
	var d time.Duration
	if m[1] != "" {
		days, err := strconv.Atoi(m[1])
		if err != nil {
			return 0, bad
		}
		d = time.Duration(days) * 24 * time.Hour
	}
	if m[2] != "" {
		rest, err := time.ParseDuration(m[2])
		if err != nil || d > math.MaxInt64-rest {
			return 0, bad
		}
		d += rest
	}
	if d <= 0 {
		return 0, &problem{"is no time at all", "a length like 1s"}
	}
	return Duration(d), nil
}

// String is the duration as ParseDuration reads it: 1h30m, without trailing
// zero units.
func (d Duration) String() string {
	s := time.Duration(d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

var (
	sizeShape = regexp.MustCompile(`(?i)^(\d{1,15}(?:\.\d{1,6})?) ?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$`)
	sizeUnits = []struct {
		name  string
		bytes int64
	}{
		{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10},
		{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"B", 1},
	}
)

// ParseSize reads a positive number of bytes: 500KB (thousands), 16MiB (1024s).
func ParseSize(s string) (Size, error) {
	bad := &problem{"is not a number of bytes", "a number with a unit, like 500KB or 16MiB"}
	m := sizeShape.FindStringSubmatch(s)
	if m == nil {
		return 0, bad
	}
	number, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, bad
	}
	for _, u := range sizeUnits {
		if !strings.EqualFold(u.name, m[2]) {
			continue
		}
		if b := number * float64(u.bytes); b < math.MaxInt64/2 {
			if b < 1 {
				return 0, &problem{"is less than a byte", "a size like 16MiB"}
			}
			return Size(b), nil
		}
	}
	return 0, &problem{"is more bytes than can be counted", "a size like 16MiB"}
}

// String is the size in the largest unit that divides it: 16MiB, 500KB, 1025B.
func (s Size) String() string {
	for _, u := range sizeUnits {
		if int64(s) >= u.bytes && int64(s)%u.bytes == 0 {
			return fmt.Sprintf("%d%s", int64(s)/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%dB", int64(s))
}

// text is a value that is written as text in the file and parsed from it.
type text interface{ set(string) error }

func (d *Date) set(s string) (err error)     { *d, err = ParseDate(s); return err }
func (d *Duration) set(s string) (err error) { *d, err = ParseDuration(s); return err }
func (s *Size) set(v string) (err error)     { *s, err = ParseSize(v); return err }
