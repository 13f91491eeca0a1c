// Command stories scores timelines of small stories whose answers are known.
//
//	go run ./bench/stories [-v] [FOLDER...]
//
// FOLDER (default: all beside this file) holds a story that was written for
// dateline, of happenings that were made up:
//
//	reports.yaml   what its outlets printed: id, outlet, lang, published (RFC 3339), title, text, copy_of
//	gold.yaml      what an analyst makes of them: see type gold
//
// It prints, for each story, how many happenings have an event on their day, and
// how many more than one; how far the reports of these events are those that tell
// of the happening; and how many figures, steps of running counts, contradictions
// and names are as they should be. With -v, each answer that is missing or wrong.
// The answers were written without knowledge of the program.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"dateline/scraper"
	"dateline/timeline"
)

func main() {
	log.SetFlags(0)
	verbose := flag.Bool("v", false, "list what is missing or wrong")
	flag.Parse()
	folders := flag.Args()
	if len(folders) == 0 {
		folders, _ = filepath.Glob("bench/stories/*/gold.yaml") // the pattern is sound
		for i, f := range folders {
			folders[i] = filepath.Dir(f)
		}
	}
	if err := run(os.Stdout, folders, *verbose); err != nil {
		log.Fatal("stories: ", err)
	}
}

func run(out io.Writer, folders []string, verbose bool) error {
	if len(folders) == 0 {
		return fmt.Errorf("no story below bench/stories; name a folder that holds reports.yaml and gold.yaml")
	}
	total := new(card)
	for _, folder := range folders {
		story, articles, answers, err := read(folder)
		if err != nil {
			return err
		}
		c := score(timeline.Build(story, articles), answers, articles)
		fmt.Fprintf(out, "%s: %d reports\n", filepath.Base(folder), len(articles))
		c.print(out, verbose)
		total.add(c)
	}
	if len(folders) > 1 {
		fmt.Fprintln(out, "all")
		total.print(out, false)
	}
	return nil
}

// report is an entry of reports.yaml.
type report struct {
	ID, Outlet, Lang, Published, Title, Text string
	CopyOf                                   string `yaml:"copy_of"`
}

// gold is what gold.yaml holds.
type gold struct {
	Story struct {
		Name, From, To      string
		Languages, Keywords []string
	}
	Events     []goldEvent
	NotEvents  []goldEvent `yaml:"not_events"` // what must not stand as an event on its day
	Series     []goldSeries
	Disputes   []goldDispute
	NoDisputes []goldDispute `yaml:"no_disputes"` // what looks like a contradiction and is none
	Actors     struct{ Joined, Apart [][]string }

	copies [][2]string // reports and what they copy
}

// goldEvent is a happening. Its event holds, in what it says or quotes, a word of
// each list of Words; one that ends in * stands for all words that begin so.
type goldEvent struct {
	ID, Date, Tells string
	Reports         []string
	Words           [][]string
	Figures         []goldFigure
}

type goldFigure struct {
	Kind, Unit        string
	Low, High, Latest float64
}

type goldSeries struct {
	Kind, Unit, Scope string
	Steps             []struct {
		Value        float64
		AtLeast      bool `yaml:"at_least"`
		Date, Report string
	}
}

// goldDispute is a contradiction of its sides, or, in no_disputes, what is none.
type goldDispute struct {
	ID, Type, Kind, Unit, Event, Why string
	Reports                          []string
	Sides                            []struct {
		Value   string
		Reports []string
	}
}

// read reads a folder.
func read(folder string) (timeline.Story, []scraper.Article, *gold, error) {
	var story timeline.Story
	var reports []report
	answers := new(gold)
	for name, into := range map[string]any{"reports.yaml": &reports, "gold.yaml": answers} {
		path := filepath.Join(folder, name)
		text, err := os.ReadFile(path)
		if err != nil {
			return story, nil, nil, err
		}
		if err := yaml.UnmarshalWithOptions(text, into, yaml.DisallowUnknownField()); err != nil {
			return story, nil, nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var err error
	story = timeline.Story{Name: answers.Story.Name, Languages: answers.Story.Languages, Keywords: answers.Story.Keywords}
	if story.From, err = time.Parse(time.DateOnly, answers.Story.From); err != nil {
		return story, nil, nil, fmt.Errorf("%s: story.from: %w", folder, err)
	}
	if story.To, err = time.Parse(time.DateOnly, answers.Story.To); err != nil {
		return story, nil, nil, fmt.Errorf("%s: story.to: %w", folder, err)
	}
	articles := make([]scraper.Article, len(reports))
	for i, r := range reports {
		printed, err := time.Parse(time.RFC3339, r.Published)
		if err != nil {
			return story, nil, nil, fmt.Errorf("%s: %s: published: %w", folder, r.ID, err)
		}
		articles[i] = scraper.Article{URL: address(r.Outlet, r.ID), Outlet: r.Outlet, Language: r.Lang, Title: r.Title, Text: strings.TrimSpace(r.Text),
			Published: scraper.Published{Time: printed, HasTime: true, HasZone: true}}
		if r.CopyOf != "" {
			answers.copies = append(answers.copies, [2]string{r.ID, r.CopyOf})
		}
	}
	return story, articles, answers, nil
}

func address(outlet, id string) string { return "https://" + outlet + "/" + id }

// reportOf is the id of the report at an address.
func reportOf(url string) string { return url[strings.LastIndexByte(url, '/')+1:] }
