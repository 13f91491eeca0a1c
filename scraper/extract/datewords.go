package extract

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

//go:embed dates.yaml
var datesYAML []byte

// dateWords is dates.yaml, ready to be asked.
type dateWords struct {
	months   map[string]time.Month
	weekdays map[string]time.Weekday
	joins    map[string]bool
	before   []string // "hace", "il y a"
	after    map[string]bool
	one      map[string]bool
	half     map[string]string // "am" or "pm", by the words that stand before a time
	at       map[string]bool   // what says that a time follows
	units    map[string]time.Duration
	zones    map[string]string
	labels   struct{ published, updated, until, byline []string }
	date     phrases
	today    phrases
	metas    struct{ published, modified []string }
}

var vocabulary = sync.OnceValue(func() *dateWords {
	var f struct {
		Months   map[string][]string `yaml:"months"`
		Weekdays map[string][]string `yaml:"weekdays"`
		Joins    []string            `yaml:"joins"`
		AM       []string            `yaml:"am"`
		PM       []string            `yaml:"pm"`
		At       []string            `yaml:"at"`
		Ago      struct {
			Before []string            `yaml:"before"`
			After  []string            `yaml:"after"`
			One    []string            `yaml:"one"`
			Units  map[string][]string `yaml:"units"`
		} `yaml:"ago"`
		Labels struct {
			Published []string `yaml:"published"`
			Updated   []string `yaml:"updated"`
			Until     []string `yaml:"until"`
			Byline    []string `yaml:"byline"`
		} `yaml:"labels"`
		Zones map[string]string `yaml:"zones"`
		Names struct {
			Date  []string `yaml:"date"`
			Today []string `yaml:"today"`
		} `yaml:"names"`
		Metas struct {
			Published []string `yaml:"published"`
			Modified  []string `yaml:"modified"`
		} `yaml:"metas"`
	}
	if err := yaml.UnmarshalWithOptions(datesYAML, &f, yaml.Strict()); err != nil {
		panic("extract: dates.yaml: " + err.Error())
	}
	w := &dateWords{months: map[string]time.Month{}, weekdays: map[string]time.Weekday{}, joins: set(f.Joins),
		after: set(f.Ago.After), one: set(f.Ago.One), half: map[string]string{}, at: set(f.At), units: map[string]time.Duration{}, zones: f.Zones}
	for half, list := range map[string][]string{"am": f.AM, "pm": f.PM} {
		for _, name := range list {
			w.half[plain(name)] = half
		}
	}
	for _, list := range f.Months {
		for i, names := range list {
			for name := range strings.FieldsSeq(names) {
				w.months[plain(name)] = time.Month(i + 1)
			}
		}
	}
	for _, list := range f.Weekdays {
		for i, names := range list {
			for name := range strings.FieldsSeq(names) {
				w.weekdays[plain(name)] = time.Weekday(i)
			}
		}
	}
	for _, s := range f.Ago.Before {
		w.before = append(w.before, plain(s))
	}
	for unit, d := range map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour} {
		for _, name := range f.Ago.Units[unit] {
			w.units[plain(name)] = d
		}
	}
	plainAll := func(list []string) (out []string) {
		for _, s := range list {
			out = append(out, plain(s))
		}
		return out
	}
	w.labels.published, w.labels.updated = plainAll(f.Labels.Published), plainAll(f.Labels.Updated)
	w.labels.until, w.labels.byline = plainAll(f.Labels.Until), plainAll(f.Labels.Byline)
	w.date, w.today = newPhrases(map[string][]string{"": f.Names.Date}), newPhrases(map[string][]string{"": f.Names.Today})
	w.metas.published, w.metas.modified = f.Metas.Published, f.Metas.Modified
	return w
})

func set(list []string) map[string]bool {
	m := map[string]bool{}
	for _, s := range list {
		m[plain(s)] = true
	}
	return m
}

// plain is a word in lower case without accents.
func plain(s string) string {
	s = strings.ToLower(s)
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
			if err == nil {
				return out
			}
			break
		}
	}
	return s
}
