package extract

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

func TestWrittenDates(t *testing.T) {
	tests := []struct {
		in   string
		want string // as 2006-01-02 15:04 ZONE; the year 0000 where none is written; empty: no date
	}{
		{"Jan. 27, 2017 9:14 p.m. ET", "2017-01-27 21:14 ET"},
		{"Posted Jan. 16, 2010 at 12:05 a.m.", "2010-01-16 00:05"},
		{"Por Ana Pérez | 2 de noviembre de 2025, 14:30", "2025-11-02 14:30"},
		{"28 de enero de 2011, 14:30 hs", "2011-01-28 14:30"},
		{"1 de setiembre del 2025", "2025-09-01"},
		{"04 Nov 2025 - 8:40 p. m.", "2025-11-04 20:40"},
		{"Thursday, October 16", "0000-10-16"},
		{"Published on 3rd March 2024", "2024-03-03"},
		{"12.11.2025, 18:05 Uhr", "2025-11-12 18:05"},
		{"27. 1. 2017", "2017-01-27"},
		{"den 27. Januar 2017", "2017-01-27"},
		{"le 28 juin 2019 à 14h30", "2019-06-28 14:30"},
		{"3/4/2017", "2017-03-04"},
		{"23/4/2017", "2017-04-23"},
		{"2017/01/27 10:00", "2017-01-27 10:00"},
		{"2024年4月24日23:52", "2024-04-24 23:52"},
		{"Fri, 27 Jan 2017 21:14:00 GMT", "2017-01-27 21:14 GMT"},
		{"Fri Jan 27 21:14:00 2017", "2017-01-27 21:14"},
		{"Fri Jan 27 2017 21:14:00 GMT+0100 (CET)", "2017-01-27 21:14 +01:00"},
		{"2025-11-12T09:30:00.000-05:00", "2025-11-12 09:30 -05:00"},
		{"2025-11-12 09:30:00", "2025-11-12 09:30"},
		{"2025-11-12T09:30Z", "2025-11-12 09:30 Z"},
		{"Published: 4 February 2026, 9:05 pm", "2026-02-04 21:05"},
		{"Publicado: 24/02/2026 | 14:30", "2026-02-24 14:30"},
		{"14:32, 4 февраля 2026", "2026-02-04 14:32"},
		{"4 лютого 2026, 14:32", "2026-02-04 14:32"},
		{"نشر: 4 فبراير 2026 - 14:32", "2026-02-04 14:32"},
		{"Publicerad 4 februari 2026 kl. 14.32", "2026-02-04 14:32"},
		{"Wed 4 Feb 2026 14.32 GMT", "2026-02-04 14:32 GMT"},
		{"ons. 4. feb. 2026 14.32", "2026-02-04 14:32"},
		{"Pubblicato il 4 febbraio 2026 alle 14.32", "2026-02-04 14:32"},
		{"2026年2月4日 14時32分", "2026-02-04 14:32"},
		{"2026年2月4日 午後2時32分", "2026-02-04 14:32"},
		{"2026년 2월 4일 오후 2:32", "2026-02-04 14:32"},
		{"입력 2026.02.04 14:32", "2026-02-04 14:32"},
		{"2026. február 4. 14:32", "2026-02-04 14:32"},
		{"2026 m. vasario 4 d. 14:32", "2026-02-04 14:32"},
		{"Rabu, 4 Februari 2026 14:32 WIB", "2026-02-04 14:32 WIB"},
		{"4 Φεβρουαρίου 2026, 14:32", "2026-02-04 14:32"},
		{"4 בפברואר 2026, 14:32", "2026-02-04 14:32"},
		{"4 फ़रवरी 2026, 14:32", "2026-02-04 14:32"},
		{"keskiviikko 4. helmikuuta 2026 klo 14.32", "2026-02-04 14:32"},
		{"04 Şubat 2026 14:32", "2026-02-04 14:32"},
		{"February 4, 2026. Section 14.32.1", "2026-02-04"},
		{"31 de febrero de 2025", ""},
		{"the march of 2025 people", ""},
		{"version 1.2.2017.4", ""},
		{"may 5 people", "0000-05-05"},
		{"14:12 November 5", "0000-11-05 14:12"},
		{"at 12: 12 November", "0000-11-12"},
		{"12 killed", ""},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got := ""
			if list := writtenDates(tt.in, false); len(list) > 0 {
				s := list[0]
				got = time.Date(s.year, s.month, s.day, s.hour, s.min, 0, 0, time.UTC).Format("2006-01-02")
				if s.hasTime {
					got += time.Date(1, 1, 1, s.hour, s.min, 0, 0, time.UTC).Format(" 15:04")
				}
				if s.zone != "" {
					got += " " + s.zone
				}
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestURLDate(t *testing.T) {
	for in, want := range map[string]string{
		"https://p.example/2025/11/12/petro":                                      "2025-11-12",
		"https://p.example/2025/11/2/petro":                                       "2025-11-02",
		"https://p.example/politics/2025/nov/12/petro":                            "2025-11-12",
		"https://p.example/news/petro-2025-11-12/":                                "2025-11-12",
		"https://p.example/sociedad/detenido-20241202105634-nt.html":              "2024-12-02",
		"https://p.example/a/20251112.html":                                       "2025-11-12",
		"https://p.example/2025/11/petro":                                         "",
		"https://p.example/news/2010/mexico-city-wed-sep-29-2010-8-26-pm":         "",
		"https://p.example/story/20251399":                                        "",
		"https://p.example/x?date=2025-11-12":                                     "",
		"https://archive.example/web/20120216182711/http://p.example/a/b.html":    "",
		"https://archive.example/web/20120216182711/http://p.example/2011/02/03/": "2011-02-03",
	} {
		got := ""
		if st, _, ok := urlDate(in); ok {
			tm, _ := st.at(time.UTC)
			got = tm.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestDateLadder(t *testing.T) {
	const text = `<p>The ministry said that the bridge would stay closed until the end of the month, and that ferries would run every hour.</p>`
	ld := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge",` + s + `}</script>`
	}
	meta := func(s string) string { return `<meta property="article:published_time" content="` + s + `">` }
	line := func(s string) string { return `<h1>Bridge</h1><div class="byline">` + s + `</div>` + text }
	hint := func(rung, words string) scraper.DateRead { return scraper.DateRead{Rung: rung, Words: words} }
	bogota, _ := time.LoadLocation("America/Bogota")
	tests := []struct {
		name  string
		page  string
		url   string
		zone  *time.Location
		hints []scraper.DateRead
		want  string // Published.String, and the rung
	}{
		{"JSON-LD before all", ld(`"datePublished":"2025-11-03T10:00:00-05:00"`) + meta("2025-11-03T15:30:00Z") + line("3 November 2025"), "/x", nil, nil, "2025-11-03T10:00:00-05:00 json-ld"},
		{"as Java prints it", ld(`"datePublished":"Mon Nov 03 19:20:36 CET 2025"`) + line("3 November 2025 18:20"), "/x", nil, nil, "2025-11-03T19:20:36+01:00 json-ld"},
		{"the day that readers see and a meta element, later", ld(`"datePublished":"2025-11-03T07:29:00Z"`) + meta("2025-11-06T08:29:34") + line("6 November 2025"), "/x", nil, nil, "2025-11-06T08:29:34Z meta"},
		{"a later day in a meta element alone", ld(`"datePublished":"2025-11-03T07:29:00Z"`) + meta("2025-11-06T08:29:34"), "/x", nil, nil, "2025-11-03T07:29:00Z json-ld"},
		{"a clock of twelve hours tells no zone", meta("2025-11-03T15:48:15Z") + line("3 November 2025, 3:48"), "/x", nil, nil, "2025-11-03T15:48:15Z meta"},
		{"datePublished before dateCreated", ld(`"dateCreated":"2025-11-01","datePublished":"2025-11-02"`), "/x", nil, nil, "2025-11-02 json-ld"},
		{"meta", meta("2025-11-03T15:30:00Z") + line("By Ana"), "/x", nil, nil, "2025-11-03T15:30:00Z meta"},
		{"no zone: the outlet's", meta("2025-11-03 15:30:00"), "/x", bogota, nil, "2025-11-03T15:30:00-05:00 meta"},
		{"midnight is no time", meta("2025-11-03T00:00:00+00:00"), "/x", nil, nil, "2025-11-03 meta"},
		{"the page knows the hour of JSON-LD's day", ld(`"datePublished":"2025-11-03"`) + line("Miami, 3 November 2025, 14:30"), "/x", bogota, nil, "2025-11-03T14:30:00-05:00 text"},
		{"feed before sitemap", line("By Ana"), "/x", nil, []scraper.DateRead{hint("sitemap", "2025-11-09"), hint("feed", "Mon, 03 Nov 2025 10:00:00 GMT")}, "2025-11-03T10:00:00Z feed"},
		{"the day in the address", line("By Ana"), "/2025/11/03/bridge", nil, nil, "2025-11-03 url"},
		{"microdata", `<h1>Bridge</h1><span itemprop="datePublished" content="2025-11-03T10:00:00-05:00">3 November</span>` + text, "/x", nil, nil, "2025-11-03T10:00:00-05:00 time"},
		{"byline", line("By Ana Pérez | Nov. 3, 2025, 9:14 p.m. ET"), "/x", nil, nil, "2025-11-03T21:14:00-05:00 text"},
		{"an update is no publication", line("Updated 9 November 2025 | Published 3 November 2025"), "/x", nil, nil, "2025-11-03 text"},
		{"migration day against byline", meta("2025-11-18T00:00:00Z") + line("Posted Oct. 3, 2025 at 3:04 p.m."), "/x", nil, nil, "2025-10-03T15:04:00Z text"},
		{"migration day against byline and address", ld(`"datePublished":"2025-11-18T08:00:00Z"`) + line("By Ana | 3 October 2025"), "/2025/10/03/x", nil, nil, "2025-10-03 url"},
		{"how long it can be seen", line("3 November 2025") + `<p>Available until: 1 November 2024, 10:00</p>`, "/x", nil, nil, "2025-11-03 text"},
		{"WordPress's date of a post that nobody changed", `<h1>Bridge</h1><time class="entry-date updated td-module-date" datetime="2025-11-03T14:05:00-05:00">3 November</time>` + text, "/x", nil, nil, "2025-11-03T14:05:00-05:00 time"},
		{"the hour in an element of its own", `<h1>Bridge</h1><ul><li><time>November 3, 2025</time></li><li><time>4:20 pm</time></li></ul>` + text, "/x", nil, nil, "2025-11-03T16:20:00Z time"},
		{"Drupal's noon", `<h1>Bridge</h1><time datetime="2025-11-03T12:00:00Z">Monday, November 3, 2025</time>` + text, "/x", nil, nil, "2025-11-03 time"},
		{"the date of another report's teaser", `<article><h1>Bridge</h1><p>Monday, November 3, 2025</p>` + text + `</article><article><h3>Ferry</h3><span class="post-date">November 9, 2025</span></article>`, "/x", nil, nil, "2025-11-03 text"},
		{"a head of the report called a masthead", `<article><h1>Bridge</h1><div class="asset-masthead"><time datetime="2025-11-03T15:00:00-04:00">Nov 3</time></div>` + text + `</article>`, "/x", nil, nil, "2025-11-03T15:00:00-04:00 time"},
		{"a later date on the page is an update", ld(`"datePublished":"2025-11-03T10:00:00Z"`) + line("9 November 2025, 10:00"), "/x", nil, nil, "2025-11-03T10:00:00Z json-ld"},
		{"the future is refused", ld(`"datePublished":"2026-11-03T10:00:00Z"`) + meta("2025-11-03T10:00:00Z"), "/x", nil, nil, "2025-11-03T10:00:00Z meta"},
		{"1970 is refused", meta("1970-01-01T00:00:00Z") + line("3 November 2025"), "/x", nil, nil, "2025-11-03 text"},
		{"UTC against the page's clock", ld(`"datePublished":"2025-11-04T02:14:00Z"`) + line("Nov 3, 2025 9:14 pm"), "/x", nil, nil, "2025-11-03T21:14:00-05:00 json-ld"},
		{"UTC against the address, zone known", meta("2025-11-04T02:14:00Z") + line("By Ana"), "/2025/11/03/x", bogota, nil, "2025-11-03T21:14:00-05:00 meta"},
		{"no year: the latest that can be", line("By Ana | December 24"), "/x", nil, nil, "2024-12-24 text"},
		{"no year, but a weekday", line("By Ana | Friday, November 3"), "/x", nil, nil, "2023-11-03 text"},
		{"no year, but a sitemap", line("By Ana | November 3"), "/x", nil, []scraper.DateRead{hint("sitemap", "2022-11-04")}, "2022-11-03 text"},
		{"days ago", line("Ana Pérez, hace 3 días"), "/x", nil, nil, "2025-11-17 text"},
		{"dates in comments, boxes and prose are not read", `<h1>Bridge</h1>` + strings.Repeat(text, 3) + `<div class="comments"><p>3 November 2025</p></div><aside>1 May 2024</aside>`, "/x", nil, nil, " "},
		{"copyright is no date", `<h1>Bridge</h1>` + text + `<footer>© 2019 The Paper</footer>`, "/x", nil, nil, " "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example" + tt.url, Body: []byte(`<html lang="en"><title>Bridge</title><body>` + tt.page), Zone: tt.zone,
				FetchedAt: time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC), Hints: tt.hints, Decoded: true})
			if err != nil {
				t.Fatal(err)
			}
			p := res.Article.Published
			if got := p.String() + " " + p.Rung; got != tt.want {
				t.Errorf("got %q, want %q\nothers %v", got, tt.want, p.Others)
			}
			if p.Time.IsZero() != (res.Fate == scraper.NoDate) {
				t.Errorf("fate %q", res.Fate)
			}
		})
	}
}

// Without a clock nothing is too late, and what would need one stays unread.
func TestDatesWithoutClock(t *testing.T) {
	read := func(body string) scraper.Published {
		res, _ := Read(Page{URL: "https://paper.example/x", Body: []byte(body), Decoded: true})
		return res.Article.Published
	}
	if p := read(`<meta name="date" content="2150-01-02T10:00:00Z"><h1>A</h1>`); p.String() != "2150-01-02T10:00:00Z" {
		t.Errorf("got %q", p)
	}
	for _, line := range []string{"By Ana | November 3", "3 days ago"} {
		if p := read(`<h1>A</h1><p class="byline">` + line + `</p>`); !p.Time.IsZero() {
			t.Errorf("%s: got %q", line, p)
		}
	}
}

func TestUpdated(t *testing.T) {
	res, _ := Read(Page{URL: "https://paper.example/x", Decoded: true, FetchedAt: time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC),
		Body: []byte(`<meta property="article:published_time" content="2025-11-03T10:00:00-05:00"><meta property="article:modified_time" content="2025-11-04T08:00:00-05:00"><h1>A</h1>`)})
	if got := res.Article.Updated.Format(time.RFC3339); got != "2025-11-04T08:00:00-05:00" {
		t.Errorf("updated %s", got)
	}
	if !slices.ContainsFunc(ladder, func(s string) bool { return s == res.Article.Published.Rung }) {
		t.Errorf("rung %q is not on the ladder", res.Article.Published.Rung)
	}
}

// The library's dates count only where their words hold the whole day.
func TestSpellsDay(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		words string
		day   time.Time
		want  bool
	}{
		{"2013-09-12T00:00:00", day(2013, 9, 12), true}, {"bild_20130912_3.jpg", day(2013, 9, 12), true}, {"12. September 2013", day(2013, 9, 12), true},
		{"12.9.13", day(2013, 9, 12), true}, {"1.1.2013", day(2013, 1, 1), true}, {"15 августа 2016, 13:43", day(2016, 8, 15), true}, {"07 أكتوبر 2020", day(2020, 10, 7), true},
		{"© 2016 Theme by 1000ff", day(2016, 1, 1), false}, {"2000-2012 Gemius SA", day(2000, 1, 1), false}, {"s2015.ee653b1d7ba6.js", day(2015, 1, 1), false},
		{"Copyright 2011-2016", day(2016, 1, 1), false}, {"2018 umfasste der Markt ca. 74 Mt. [1]", day(2018, 1, 1), false}, {"im Mai 2016", day(2016, 5, 1), false},
	} {
		if got := spellsDay(test.words, test.day); got != test.want {
			t.Errorf("spellsDay(%q, %s) = %t", test.words, test.day.Format(time.DateOnly), got)
		}
	}
}
