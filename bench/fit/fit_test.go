package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/timeline"
)

// taskOf is a task of measured days, of which the reference has those whose
// measure is at least so much.
func taskOf(topic string, varied bool, measure int, least float64, days ...timeline.Measures) *task {
	t := &task{Name: topic, Topic: topic, Story: topic, Lang: "en", Varied: varied}
	for i, m := range days {
		date := time.Date(2025, 11, 1+i, 0, 0, 0, 0, time.UTC)
		t.Days = append(t.Days, timeline.MeasuredDay{Date: date, Measures: m})
		if m[measure] >= least {
			t.Wanted = append(t.Wanted, date.Format(time.DateOnly))
		}
	}
	return t
}

// uneven are days whose measures have nothing to do with each other.
func uneven(n int) []timeline.Measures {
	out := make([]timeline.Measures, n)
	for i := range out {
		for k := range out[i] {
			out[i][k] = math.Mod(float64((i+3)*(i+7*k+2))*.618, 1)
		}
	}
	return out
}

func TestFitFindsWhatCounts(t *testing.T) {
	for k, name := range timeline.MeasureNames {
		tasks := []*task{taskOf("bridge", false, k, .7, uneven(80)...), taskOf("harbour", true, k, .5, uneven(60)...)}
		w := fit(tasks, .001)
		for other := range w {
			if w[other] < 0 {
				t.Errorf("%s: weight %g of %s", name, w[other], timeline.MeasureNames[other])
			}
			if other != k && w[other] > w[k]/3 {
				t.Errorf("%s counts %g, %s %g", name, w[k], timeline.MeasureNames[other], w[other])
			}
		}
		if got := score(tasks, func(*task) timeline.Measures { return w }); got < .95 {
			t.Errorf("%s: F1 %.3f", name, got)
		}
	}
}

func TestFitStaysAtThePriorWithoutEvidence(t *testing.T) {
	same := make([]timeline.Measures, 10)
	all := taskOf("flood", false, 0, -1, same...) // a reference that tells of every day teaches nothing
	if got := fit([]*task{all}, defaultPrior); got != before {
		t.Errorf("weights %v, want those before, %v", got, before)
	}
}

func TestScore(t *testing.T) {
	bridge := taskOf("bridge", false, 0, 3, timeline.Measures{5}, timeline.Measures{1}, timeline.Measures{4}, timeline.Measures{3})
	tests := []struct {
		by   timeline.Measures
		want float64
	}{
		{timeline.Measures{1}, 1},
		{timeline.Measures{-1}, 2. / 3},
		{timeline.Measures{}, 2. / 3}, // ties go to the earlier day
	}
	for _, tt := range tests {
		if got := score([]*task{bridge}, func(*task) timeline.Measures { return tt.by }); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("by %v: %g, want %g", tt.by, got, tt.want)
		}
	}
}

// topicFolder writes a topic of a bridge that two outlets follow for a month.
func topicFolder(t *testing.T, folder, name string) {
	t.Helper()
	dir := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Join(dir, "timelines"), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	lines := json.NewEncoder(z)
	for i := range 24 {
		for _, source := range []string{"herald", "post"} {
			day := time.Date(2024, 3, 4+i, 0, 0, 0, 0, time.UTC)
			if err := lines.Encode(article{
				ID: fmt.Sprint(source, i), URL: fmt.Sprintf("http://%s.test/%s/%d", source, name, i), Published: day.Format(time.DateOnly), Lang: "en", Source: source,
				Title: fmt.Sprintf("Bridge inquiry, day %d", i),
				Text:  fmt.Sprintf("The %s sent a reporter to the bridge again. The bridge over the Wye collapsed on March 4. Engineers removed span %d on %s.", source, i, day.Weekday()),
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var days []string
	for _, d := range []int{4, 5, 6, 8, 11, 12, 13, 15, 18, 19, 20, 27} {
		days = append(days, fmt.Sprintf(`{"date": "2024-03-%02d", "text": ["The bridge."]}`, d))
	}
	for file, text := range map[string]string{
		"topic.json":         fmt.Sprintf(`{"name": %q, "keywords": ["bridge"], "lang": "en"}`, name),
		"timelines/one.json": "[" + strings.Join(days, ", ") + "]",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRunFitsAFolder(t *testing.T) {
	folder := t.TempDir()
	topicFolder(t, folder, "bridge")
	topicFolder(t, folder, "viaduct")
	table, measured := filepath.Join(folder, "weights.yaml"), filepath.Join(folder, "measured.json")
	var first, again strings.Builder
	if err := run(t.Context(), &first, options{folder, table, measured, defaultPrior}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"without bridge", "without viaduct", "as given   bridge", "varied     all en"} {
		if !strings.Contains(first.String(), want) {
			t.Errorf("the report has no %q:\n%s", want, &first)
		}
	}
	raw, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range timeline.MeasureNames {
		if !strings.Contains(string(raw), "\n"+name+": ") {
			t.Errorf("the table has no weight of %s:\n%s", name, raw)
		}
	}
	if err := run(t.Context(), &again, options{"", "", measured, defaultPrior}); err != nil {
		t.Fatal(err)
	}
	if first.String() != again.String() {
		t.Errorf("what was measured is fitted otherwise the second time:\n%s\n%s", &first, &again)
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	if err := run(t.Context(), new(strings.Builder), options{folder: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "topic.json") {
		t.Errorf("an empty folder: %v", err)
	}
}
