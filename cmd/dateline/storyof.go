package main

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/config"
	"dateline/timeline"
	"dateline/timeline/timex"
)

// The most keywords that are taken from a report.
const maxKeywords = 8

// storyOf makes a story of one report: its own day is the first day, and the
// names it repeats are the keywords.
func storyOf(d document, from string, now time.Time) (starter, error) {
	a := d.article
	if a.Title == "" || a.Text == "" {
		reason := cmp.Or(d.detail, "no headline and text were found")
		return starter{}, failed(fmt.Errorf("%s: no report could be read there: %s", from, reason), "dateline inspect "+from+" shows what was read")
	}
	u, err := url.Parse(cmp.Or(a.URL, from))
	if err != nil {
		return starter{}, err
	}
	s := starter{
		Name:      cmp.Or(config.Slug(a.Title), "story"),
		Title:     a.Title,
		From:      cmp.Or(a.Published.Time, now).Format(time.DateOnly),
		Languages: []string{cmp.Or(a.Language, "en")},
		Keywords:  keywords(a.Title, a.Text, timeline.Times(d.article)),
		Seed:      cmp.Or(a.URL, from),
		Site:      u.Scheme + "://" + u.Host + "/",
	}
	return s, nil
}

// keywords are the names that a report repeats, the most telling first: words
// with a capital, joined where they stand together. Time expressions
// ("Tuesday", "November") are none. The first word of a sentence has a capital
// anyway: names that begin one count where they are part of a name elsewhere.
func keywords(title, text string, times []timex.Timex) []string {
	counts := map[string]int{}
	var order []string
	count := func(name string) {
		if counts[name] == 0 {
			order = append(order, name)
		}
		counts[name]++
	}
	sure, first := names(blank(text, times))
	evidence := slices.Clone(sure)
	for _, name := range first {
		if _, rest, ok := strings.Cut(name, " "); ok {
			evidence = append(evidence, rest)
		}
	}
	for _, name := range sure {
		count(name)
	}
	for _, name := range first {
		if slices.ContainsFunc(evidence, func(other string) bool { return partOf(name, other) }) {
			count(name)
		}
	}
	inTitle := strings.ToLower(title)
	weight := func(name string) int {
		w := counts[name]
		if strings.Contains(inTitle, strings.ToLower(name)) {
			w += 3
		}
		return w
	}
	order = slices.DeleteFunc(order, func(name string) bool { return weight(name) < 2 })
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(weight(b), weight(a)) })
	var chosen []string
	for _, name := range order {
		known := slices.ContainsFunc(chosen, func(other string) bool { return partOf(name, other) })
		if len(chosen) < maxKeywords && !known {
			chosen = append(chosen, name)
		}
	}
	if len(chosen) == 0 { // a report without names: its headline's longest words
		chosen = strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) })
		slices.SortStableFunc(chosen, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		chosen = chosen[:min(3, len(chosen))]
	}
	return chosen
}

// partOf reports whether the words of a name stand in another.
func partOf(name, other string) bool { return strings.Contains(" "+other+" ", " "+name+" ") }

// blank puts a dash where time expressions stood.
func blank(text string, times []timex.Timex) string {
	var b strings.Builder
	end := 0
	for _, t := range times {
		if t.Start >= end {
			b.WriteString(text[end:t.Start] + "-")
			end = t.End
		}
	}
	b.WriteString(text[end:])
	return b.String()
}

// Words that join the parts of a name.
var joiners = map[string]bool{"of": true, "de": true, "del": true, "do": true, "da": true, "la": true, "the": true, "y": true}

// names are the runs of capitalised words in a text: those within sentences,
// and those that begin one. Words that the text also writes small ("El", "The")
// are no part of a name at the beginning of a sentence.
func names(text string) (sure, first []string) {
	small := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		small[word] = true
	}
	var run []string // the name so far, joiners included
	initial := true  // the run begins a sentence
	flush := func() {
		for len(run) > 0 && joiners[run[len(run)-1]] {
			run = run[:len(run)-1]
		}
		if initial && len(run) > 0 && small[strings.ToLower(run[0])] {
			run, initial = run[1:], false
		}
		for len(run) > 0 && joiners[run[0]] {
			run = run[1:]
		}
		switch {
		case len(run) == 0 || utf8.RuneCountInString(run[0]) < 2:
		case initial:
			first = append(first, strings.Join(run, " "))
		default:
			sure = append(sure, strings.Join(run, " "))
		}
		run = nil
	}
	begins := true // the next word begins a sentence
	for field := range strings.FieldsSeq(text) {
		word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		at := strings.Index(field, word)
		before, after := field[:at], field[at+len(word):]
		if strings.ContainsAny(before, "\"“«'‘(") {
			flush()
			begins = begins || strings.ContainsAny(before, "\"“«")
		}
		word, possessive := strings.CutSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
		capital, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(capital):
			if len(run) == 0 {
				initial = begins
			}
			run = append(run, word)
		case len(run) > 0 && joiners[word]:
			run = append(run, word)
		default:
			flush()
		}
		begins = strings.ContainsAny(after, ".!?:”»\"")
		if begins || possessive || after != "" {
			flush()
		}
	}
	flush()
	return sure, first
}
