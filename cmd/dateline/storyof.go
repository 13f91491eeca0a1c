package main

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline/config"
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
		Keywords:  keywords(a.Title, a.Text, d.tag()),
		Seed:      cmp.Or(a.URL, from),
		Site:      u.Scheme + "://" + u.Host + "/",
	}
	return s, nil
}

// keywords are the names that a report repeats, the most telling first: words
// with a capital that do not begin a sentence, joined where they stand
// together. Time expressions ("Tuesday", "November") are none.
func keywords(title, text string, times []timex.Timex) []string {
	counts := map[string]int{}
	var order []string
	for _, name := range names(blank(text, times)) {
		if counts[name] == 0 {
			order = append(order, name)
		}
		counts[name]++
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
		within := func(other string) bool { return strings.Contains(" "+other+" ", " "+name+" ") }
		if len(chosen) < maxKeywords && !slices.ContainsFunc(chosen, within) {
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

// blank puts full stops where time expressions stood.
func blank(text string, times []timex.Timex) string {
	var b strings.Builder
	end := 0
	for _, t := range times {
		if t.Start >= end {
			b.WriteString(text[end:t.Start] + ".")
			end = t.End
		}
	}
	b.WriteString(text[end:])
	return b.String()
}

// Words that join the parts of a name.
var joiners = map[string]bool{"of": true, "de": true, "del": true, "do": true, "da": true, "la": true, "the": true, "y": true}

// names are the runs of capitalised words in the text that do not begin a sentence.
func names(text string) []string {
	var found []string
	var run []string // the name so far, joiners included
	flush := func() {
		for len(run) > 0 && joiners[run[len(run)-1]] {
			run = run[:len(run)-1]
		}
		if len(run) > 0 && len([]rune(run[0])) > 1 {
			found = append(found, strings.Join(run, " "))
		}
		run = nil
	}
	begins := true // of a sentence
	for _, field := range strings.Fields(text) {
		word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
		first, quoted := firstRune(word), firstRune(field) != firstRune(word)
		if quoted {
			flush()
		}
		switch {
		case word == "":
			flush()
		case unicode.IsUpper(first) && !begins && !quoted:
			run = append(run, word)
		case len(run) > 0 && joiners[word]:
			run = append(run, word)
		default:
			flush()
		}
		begins = strings.ContainsAny(field[len(field)-1:], ".!?:") || strings.HasSuffix(field, "”") || strings.HasSuffix(field, "\"")
		if begins || strings.HasSuffix(field, ",") || strings.HasSuffix(field, ";") || strings.HasSuffix(field, ")") || strings.HasSuffix(field, "s'") || strings.HasSuffix(field, "'s") || strings.HasSuffix(field, "’s") {
			flush()
		}
	}
	flush()
	return found
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
