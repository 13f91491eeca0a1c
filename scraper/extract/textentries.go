package extract

import (
	"net/url"
	"regexp"
	"strings"

	"dateline/scraper"
)

// TextEntries are the entries of a live blog that came as text: lines that begin
// with a time of day, where headline or address say what it is.
func TextEntries(a *scraper.Article) []scraper.Entry {
	var list []*entry
	at := 0
	for line := range strings.Lines(a.Text) {
		text := strings.TrimSpace(line)
		if st, rest, ok := lineStamp(text, a.Language != "en"); ok {
			list = append(list, &entry{stamp: st, words: stampWords(text, rest), rung: rungText, at: at})
		}
		at += len(line)
	}
	address := ""
	if u, err := url.Parse(a.URL); err == nil && len(list) > 0 {
		address = u.Path
	}
	if len(list) < fewLines || !saysLive(spoken(a.Title)+spoken(address)) {
		return nil
	}
	noon(list)
	sameZone(list)
	r := &dater{d: &document{}, zone: a.Published.Time.Location()}
	var out []scraper.Entry
	for i, p := range r.resolve(list, a.Published, a.Updated) {
		out = append(out, scraper.Entry{Published: p, Start: list[i].at})
	}
	return out
}

// sameZone gives the entries that name no zone the one that most others name.
func sameZone(list []*entry) {
	of := map[string]int{}
	for _, e := range list {
		if z := e.stamp.zone; z != "" {
			if of[z]++; of[z]*2 > len(list) {
				for _, e := range list {
					if e.stamp.zone == "" {
						e.stamp.zone = z
					}
				}
				return
			}
		}
	}
}

// noon mends what English writes about noon by mistake: "11.50am, 12.05am, 12.40pm",
// "11.45am, 11.50pm, 12.15pm".
func noon(list []*entry) {
	const before, after = 11, 12 // hours that are mistaken for those of the night
	night := func(h int) bool { return h == (before+12)%24 || h == (after+12)%24 }
	midday := func(i, step int) bool {
		for i += step; i >= 0 && i < len(list); i += step {
			if h := list[i].stamp.hour; !night(h) {
				return h >= before-2 && h <= after+3
			}
		}
		return false
	}
	for i, e := range list {
		if h := e.stamp.hour; night(h) && (strings.HasPrefix(e.words, "11") || strings.HasPrefix(e.words, "12")) && midday(i, -1) && midday(i, 1) {
			e.stamp.hour = (h + 12) % 24
		}
	}
}

// A time of day as texts have it before an entry, without a mark or with a full stop
// after it, and in brackets, perhaps with the outlet's own time after that of the place: "18:05 The minister",
// "23.25. Riots", "19h30 « No »", "23.46Aviones", "(9:22 p.m. ET, 3:22 a.m. in Libya) A".
var (
	hour        = `\d{1,2}[:.h]\d\d(?:\s?[ap]\.?\s?m\b\.?)?(?:\s?(?:horas|hrs|hs|h)\b)?|\d{1,2}\s?[ap]\.?\s?m\b\.?`
	zoned       = `(?:\s(?:[ECMP][DS]?T|GMT|BST|CES?T|UTC)\b)?`
	plainStamp  = regexp.MustCompile(`^(?:\*\s?|•\s?)?((?:` + hour + `)` + zoned + `)(?:[.:]|\s?\([^()]{2,30}\))?\s*((?:["“”«»¿¡‘'(]\s?)?\p{Lu}|$)`)
	nestedStamp = regexp.MustCompile(`^[(\[](?:\p{Lu}\p{Ll}+:?\s){0,2}((?:` + hour + `)` + zoned + `)[^()\[\]]{0,60}[)\]]:?\s*`)
)

// lineStamp reads the time of day that a line of text begins with, and what comes
// after it.
func lineStamp(line string, dayFirst bool) (st stamp, rest string, ok bool) {
	if st, rest, ok := leadStamp(line, dayFirst); ok {
		return st, rest, true
	}
	head := cut(line, 2*maxStampLine)
	m := plainStamp.FindStringSubmatchIndex(head)
	end := 0
	if m != nil {
		end = m[4]
	} else if m = nestedStamp.FindStringSubmatchIndex(head); m != nil {
		end = m[1]
	}
	if m == nil {
		return stamp{}, "", false
	}
	for i, told := range strings.Split(head[m[2]:end], ",") {
		own, is := clock(strings.TrimRight(told, ")] "), stamp{weekday: -1})
		if !is || i > 0 && own.zone == "" {
			continue
		}
		for _, t := range tokens(told) {
			if w, named := vocabulary().weekdays[t.text]; named {
				own.weekday = int(w)
			}
		}
		if st, ok = own, true; own.zone != "" {
			break // the outlet's own time
		}
	}
	return st, line[end:], ok
}
