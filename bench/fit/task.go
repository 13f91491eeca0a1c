package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline/config"
	"dateline/pipeline"
	"dateline/store"
	"dateline/timeline"
)

// topic is a folder of articles and the timelines that journalists wrote of it.
type topic struct {
	Name     string   `json:"name"`
	Keywords []string `json:"keywords"`
	Lang     string   `json:"lang"`

	articles   []article
	references []reference
}

// article is a line of articles.jsonl.gz.
type article struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Lang      string `json:"lang"`
	Source    string `json:"source"`
}

// reference is a journalist's timeline: its days, in order, as YYYY-MM-DD.
type reference struct {
	name string
	days []string
}

// task asks for the days of a reference timeline, or of a part of it.
type task struct {
	Name, Topic, Lang string
	Story             string // what topics of one story in several languages share
	Varied            bool
	Wanted            []string               // days, in order
	Days              []timeline.MeasuredDay // those of its span on which something happened

	keywords []string
	articles []article
}

// leastArticles is how many a task needs to say anything.
const leastArticles = 12

// measured are the tasks that a file holds, or else those of a folder of topics,
// which the file then holds.
func measured(ctx context.Context, folder, file string) ([]*task, error) {
	var tasks []*task
	if file != "" {
		if err := readJSON(file, &tasks); !errors.Is(err, fs.ErrNotExist) {
			return tasks, err
		}
	}
	topics, err := readTopics(folder)
	if err != nil {
		return nil, err
	}
	for _, t := range variations(topics) {
		log.Printf("%s: %d articles, %d days", t.Name, len(t.articles), len(t.Wanted))
		if err := t.measure(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		tasks = append(tasks, t)
	}
	if file == "" {
		return tasks, nil
	}
	raw, err := json.Marshal(tasks)
	if err != nil {
		return nil, err
	}
	return tasks, os.WriteFile(file, raw, 0o600)
}

func readTopics(folder string) ([]*topic, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*", "topic.json"))
	if err != nil || len(names) == 0 {
		return nil, errors.Join(err, fmt.Errorf("%s: no topic.json in its folders", folder))
	}
	var out []*topic
	for _, name := range names {
		t, err := readTopic(filepath.Dir(name))
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func readTopic(folder string) (*topic, error) {
	var t topic
	if err := readJSON(filepath.Join(folder, "topic.json"), &t); err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(folder, "articles.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if t.articles, err = readArticles(f); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	names, err := filepath.Glob(filepath.Join(folder, "timelines", "*.json"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		var entries []struct{ Date string }
		if err := readJSON(name, &entries); err != nil {
			return nil, err
		}
		r := reference{name: strings.TrimSuffix(filepath.Base(name), ".json")}
		for _, e := range entries {
			if _, err := time.Parse(time.DateOnly, e.Date); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			r.days = append(r.days, e.Date)
		}
		slices.Sort(r.days)
		if r.days = slices.Compact(r.days); len(r.days) > 0 {
			t.references = append(t.references, r)
		}
	}
	return &t, nil
}

func readJSON(name string, into any) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func readArticles(r io.Reader) ([]article, error) {
	z, err := gzip.NewReader(bufio.NewReader(r))
	if err != nil {
		return nil, err
	}
	var out []article
	for lines := json.NewDecoder(z); ; {
		var a article
		if err := lines.Decode(&a); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		if len(a.Published) < len(time.DateOnly) {
			return nil, fmt.Errorf("article %s: no day of publication", a.ID)
		}
		out = append(out, a)
	}
}

// variations are the tasks of all reference timelines, each as given and varied.
func variations(topics []*topic) []*task {
	var out []*task
	for i, t := range topics {
		for _, r := range t.references {
			add := func(how string, days []string, articles []article) {
				within := slices.DeleteFunc(slices.Clone(articles), func(a article) bool {
					printed := a.Published[:len(time.DateOnly)]
					return printed < days[0] || printed > days[len(days)-1]
				})
				if len(within) < leastArticles {
					return
				}
				slices.SortStableFunc(within, func(a, b article) int { return cmp.Compare(a.Published, b.Published) })
				out = append(out, &task{
					Name: strings.TrimSpace(t.Name + " " + r.name + " " + how), Topic: t.Name, Lang: t.Lang, Story: strings.TrimPrefix(t.Name, t.Lang+"-"),
					Varied: how != "", Wanted: days, keywords: t.Keywords, articles: within,
				})
			}
			add("", r.days, t.articles)
			const part = 6 // days that a part of a span has at least
			for n, parts := 0, min(3, len(r.days)/part); parts > 1 && n < parts; n++ {
				add(fmt.Sprintf("part %d", n+1), r.days[len(r.days)*n/parts:len(r.days)*(n+1)/parts], t.articles)
			}
			bySource := map[string][]article{}
			for _, a := range t.articles {
				bySource[a.Source] = append(bySource[a.Source], a)
			}
			for _, source := range t.sources() {
				if len(bySource) > 1 {
					add("by "+source, r.days, bySource[source])
				}
			}
			add("thin", r.days, slices.DeleteFunc(slices.Clone(t.articles), func(a article) bool {
				h := fnv.New32a()
				_, _ = io.WriteString(h, a.ID)
				return h.Sum32()%4 != 0
			}))
			if other := partner(topics, i); other != nil {
				add("mixed with "+other.Name, r.days, append(slices.Clone(t.articles), other.shifted(t.first())...))
			}
		}
	}
	return out
}

// sources are the outlets of a topic, in order.
func (t *topic) sources() []string {
	var out []string
	for _, a := range t.articles {
		out = append(out, a.Source)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partner is another topic in the language of one; nil: there is none.
func partner(topics []*topic, i int) *topic {
	for k := 1; k < len(topics); k++ {
		if other := topics[(i+k)%len(topics)]; other.Lang == topics[i].Lang {
			return other
		}
	}
	return nil
}

// first is the day of the first report, YYYY-MM-DD.
func (t *topic) first() string {
	first := "9999-12-31"
	for _, a := range t.articles {
		first = min(first, a.Published[:len(time.DateOnly)])
	}
	return first
}

// shifted are a topic's articles, printed by whole weeks sooner or later, so
// that they begin in the week of a day.
func (t *topic) shifted(to string) []article {
	const week = 7 * 24 * time.Hour
	then, _ := time.Parse(time.DateOnly, t.first()) // was parsed as a day
	now, _ := time.Parse(time.DateOnly, to)
	by := now.Sub(then).Round(week)
	var out []article
	for _, a := range t.articles {
		printed, err := time.Parse(time.DateOnly, a.Published[:len(time.DateOnly)])
		if err != nil {
			continue
		}
		a.ID = "other-" + a.ID
		a.URL = strings.Replace(a.URL, "://", "://other-", 1)
		a.Published = printed.Add(by).Format(time.DateOnly) + a.Published[len(time.DateOnly):]
		out = append(out, a)
	}
	return out
}

// measure runs a task's articles through the whole program, as a story of its
// own, and measures the days of its span.
func (t *task) measure(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "fit-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var lines strings.Builder
	for _, a := range t.articles {
		raw, err := json.Marshal(a)
		if err != nil {
			return err
		}
		lines.Write(append(raw, '\n'))
	}
	first, last := t.Wanted[0], t.Wanted[len(t.Wanted)-1]
	story, err := json.Marshal([]map[string]any{{ // YAML takes JSON as it is
		"name": "task", "from": first, "to": last, "languages": []string{t.Lang}, "keywords": t.keywords,
		"sources": []map[string]any{{"files": filepath.Join(dir, "articles.jsonl")}},
	}})
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "dateline.yaml")
	settings := fmt.Sprintf("data_dir: %q\nexports: {dir: %q, formats: [json]}\nstories: %s\n", filepath.Join(dir, "data"), filepath.Join(dir, "out"), story)
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "articles.jsonl"), []byte(lines.String()), 0o600), os.WriteFile(path, []byte(settings), 0o600)); err != nil {
		return err
	}
	cfg, err := config.Load(path)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	p, err := pipeline.New(cfg, s, pipeline.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err := p.Run(ctx, cfg.Stories[0], pipeline.Manual); err != nil {
		return err
	}
	articles, err := s.Articles(ctx, "task")
	if err != nil {
		return err
	}
	t.Days = timeline.MeasureDays(timeline.Story{
		Name: "task", From: cfg.Stories[0].From.Time(), To: cfg.Stories[0].To.Time(), Languages: cfg.Stories[0].Languages, Keywords: cfg.Stories[0].Keywords,
	}, articles)
	t.articles = nil
	return nil
}
