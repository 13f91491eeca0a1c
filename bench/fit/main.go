// Command fit fits the weights by which a timeline ranks the days of a story,
// timeline/weights.yaml, to the days that journalists chose for their own.
//
//	go run ./bench/fit [-measured FILE] [-write timeline/weights.yaml] FOLDER
//
// FOLDER holds a folder for each topic:
//
//	articles.jsonl.gz   an article a line: id, url, published, title, text, lang, source
//	topic.json          name, keywords, lang
//	timelines/*.json    reference timelines, [{"date": "2010-04-20"}, …] each
//
// A reference timeline is a task: of the days within its span, find those it
// tells of, from the articles printed within it. A handful of timelines would be
// learnt by heart, so each is varied: parts of its span, the articles of one
// outlet, a quarter of the articles, another topic's articles among them. The
// weights are those of a logistic regression with a constant for each task, since
// one timeline tells of every day and another of a few, drawn to the weights that
// were there before anything was fitted (a normal prior: MacKay, "The evidence
// framework applied to classification networks", 1992). All topics count alike.
//
// It prints how well the days are ranked by weights that were fitted without the
// topic at hand, and without others of the same story, as F1 of the best days, as
// many as the reference has (Gholipour Ghalandari and Ifrim, ACL 2020): on the
// timelines as they are, and varied. That, not how well the weights fit where
// they were fitted, says what they are worth elsewhere.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"dateline/timeline"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.table, "write", "", "file to write the weights of all topics to")
	flag.StringVar(&o.measured, "measured", "", "file that keeps what was measured, which takes minutes; it is measured anew where there is none")
	flag.Float64Var(&o.prior, "prior", defaultPrior, "how strongly weights are drawn to those before")
	flag.Parse()
	if o.folder = flag.Arg(0); flag.NArg() != 1 {
		log.Fatal("usage: fit [-measured FILE] [-write timeline/weights.yaml] FOLDER")
	}
	if err := run(context.Background(), os.Stdout, o); err != nil {
		log.Fatal("fit: ", err)
	}
}

type options struct {
	folder, table, measured string
	prior                   float64
}

func run(ctx context.Context, out io.Writer, o options) error {
	tasks, err := measured(ctx, o.folder, o.measured)
	if err != nil {
		return err
	}
	if len(tasks) == 0 {
		return errors.New("no reference timeline with enough articles")
	}
	all := fit(tasks, o.prior)
	fmt.Fprintln(out, "weights, of all topics and without each story:")
	without := map[string]timeline.Measures{}
	fmt.Fprintf(out, "%-16s %s\n", "", strings.Join(timeline.MeasureNames[:], " "))
	fmt.Fprintf(out, "%-16s %s\n", "all", numbers(all))
	for _, story := range stories(tasks) {
		rest := slices.DeleteFunc(slices.Clone(tasks), func(t *task) bool { return t.Story == story })
		without[story] = fit(rest, o.prior)
		fmt.Fprintf(out, "%-16s %s\n", "without "+story, numbers(without[story]))
	}
	report(out, tasks, map[string]func(*task) timeline.Measures{
		"before": func(*task) timeline.Measures { return before },
		"left":   func(t *task) timeline.Measures { return without[t.Story] },
		"all":    func(*task) timeline.Measures { return all },
	})
	if o.table == "" {
		return nil
	}
	return os.WriteFile(o.table, []byte(asTable(all)), 0o644)
}

// numbers are weights in one line.
func numbers(w timeline.Measures) string {
	var s []string
	for i, x := range w {
		s = append(s, fmt.Sprintf("%*.2f", len(timeline.MeasureNames[i]), x))
	}
	return strings.Join(s, " ")
}

// asTable is weights as weights.yaml has them.
func asTable(w timeline.Measures) string {
	var s strings.Builder
	s.WriteString("# What each measure of a day counts in its weight: see measure.go for the measures.\n# Fitted by bench/fit.\n")
	for i, name := range timeline.MeasureNames {
		fmt.Fprintf(&s, "%s: %.2f\n", name, w[i])
	}
	return s.String()
}

// report prints how well each kind of weights ranks, by topic and by language.
func report(out io.Writer, tasks []*task, kinds map[string]func(*task) timeline.Measures) {
	fmt.Fprintln(out, "\nF1 of the best days: with the weights before any fitting, with those fitted without the story, with those of all")
	fmt.Fprintf(out, "%-10s %-12s %5s %7s %7s %7s\n", "timelines", "topic", "tasks", "before", "left", "all")
	for _, varied := range []bool{false, true} {
		kind := map[bool]string{false: "as given", true: "varied"}[varied]
		of := func(belongs func(*task) bool, name string) {
			var some []*task
			for _, t := range tasks {
				if t.Varied == varied && belongs(t) {
					some = append(some, t)
				}
			}
			if len(some) > 0 {
				fmt.Fprintf(out, "%-10s %-12s %5d %7.4f %7.4f %7.4f\n", kind, name, len(some), score(some, kinds["before"]), score(some, kinds["left"]), score(some, kinds["all"]))
			}
		}
		for _, topic := range distinct(tasks, func(t *task) string { return t.Topic }) {
			of(func(t *task) bool { return t.Topic == topic }, topic)
		}
		for _, lang := range distinct(tasks, func(t *task) string { return t.Lang }) {
			of(func(t *task) bool { return t.Lang == lang }, "all "+lang)
		}
	}
}

func stories(tasks []*task) []string { return distinct(tasks, func(t *task) string { return t.Story }) }

// distinct are the values that tasks have, in order.
func distinct(tasks []*task, of func(*task) string) []string {
	var out []string
	for _, t := range tasks {
		out = append(out, of(t))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
