package exports

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// The sheets, in the workbook's order.
const (
	timelineSheet = "Timeline"
	sourcesSheet  = "Sources"
	accountsSheet = "Accounts"
	coverageSheet = "Coverage"
	aboutSheet    = "About"
)

// The key of the column that rows of other sheets find an event by.
const eventKey = "event_id"

// eventColumns are the columns of the Timeline sheet and of both CSV files.
var eventColumns = []column[eventRow]{
	{"", "Date", 16, true, lookDay,
		"When it happened: a date where one day is known, else EDTF text, explained above. A ~ after the date is about that day, a ? marks it uncertain, a % both.",
		func(r eventRow) cell { return dateCell(r.Span) }},
	{"", "When", 21, true, lookText,
		"The same in words, no finer than the reports are.",
		func(r eventRow) cell { return textCell(when(r.Span)) }},
	{"headline", "Headline", 38, true, lookHeadline,
		"What happened, in the words of one of the reports.",
		func(r eventRow) cell { return textCell(r.Headline) }},
	{"summary", "Summary", 60, true, lookText,
		"Sentences taken from the reports, the most telling first. Nothing is reworded; in brackets stands the place that “the same waters” means.",
		func(r eventRow) cell { return textCell(r.Summary) }},
	{"importance", "Importance", 14, true, lookScore,
		"0 to 1, this event's weight among the events of this timeline.",
		func(r eventRow) cell { return scoreCell(r.Importance) }},
	{"confidence", "Confidence", 17, true, lookConfidence,
		"0 to 1, how surely it happened then: high from 0.75, medium from 0.50, else low. The reason is in “Why”. Not a probability that it is true.",
		func(r eventRow) cell { return confidenceCell(r.Confidence) }},
	{"independent_sources", "Independent sources", 15, true, lookOrigins,
		"Reports that do not copy one another: copies of one wire story count once. Shaded where there is only one.",
		func(r eventRow) cell { return countCell(r.Origins) }},
	{"outlets", "Outlets", 22, true, lookText,
		"Who reported it.",
		func(r eventRow) cell { return listCell("; ", r.outlets...) }},
	{"figures", "Figures", 34, true, lookText,
		"Numbers reported with it. “so far” marks a running total of the story, with the day it was given; it is not this event's own number.",
		func(r eventRow) cell { return listCell("\n", r.figures...) }},
	{"status", statusHeader, 16, false, lookYours,
		"Yours: what you think of the event, chosen from the list or in your own words. Save the workbook where it lies, and the next run keeps it.",
		func(r eventRow) cell { return textCell(r.note.Status) }},
	{"note", noteHeader, 40, false, lookYours,
		"Yours too, and kept alike. Whatever else is changed here is written anew by the next run.",
		func(r eventRow) cell { return textCell(r.note.Text) }},
	{"", "Last run", 15, false, lookText,
		"“new”: the last run found the event. “more accounts”: it found more reports of it.",
		func(r eventRow) cell { return textCell(r.news) }},
	{"actors", "Actors", 26, false, lookText,
		"People, organisations and countries named, most named first.",
		func(r eventRow) cell { return listCell("; ", r.Actors...) }},
	{"why", "Why", 34, false, lookText,
		"Why the confidence is what it is.",
		func(r eventRow) cell { return textCell(r.Why) }},
	{"accounts", "Accounts", 12, false, lookJump,
		"How many sentences tell of it. The link leads to them.",
		func(r eventRow) cell {
			c := countCell(len(r.Accounts))
			c.jump = r.accountsAt
			return c
		}},
	{"link", "First report", 72, false, lookLink,
		"The earliest report of it that has a web address.",
		func(r eventRow) cell { return linkCell(r.link) }},
	{"date", "First day", 15, false, lookDay,
		"First day of the time given under Date: a bound, for sorting and counting. Empty where open.",
		func(r eventRow) cell { return dayCell(r.Span.FirstDay()) }},
	{"end", "Last day", 15, false, lookDay,
		"Last day of the time given under Date. Empty where open.",
		func(r eventRow) cell { return dayCell(r.Span.LastDay()) }},
	{"edtf", "EDTF", 26, false, lookText,
		"The date as EDTF text (ISO 8601-2), which says how exact it is.",
		func(r eventRow) cell { return textCell(r.Span.EDTF()) }},
	{"precision", "Precision", 13, false, lookText,
		"How fine the words were: minute, hour, part-day, day, weekend, week, part-month, month, quarter, season, half-year, year, decade, century.",
		func(r eventRow) cell { return textCell(string(r.Span.Precision)) }},
	{eventKey, "Event", 24, false, lookID,
		"The event's id. It is given once and stays, however often the timeline is made anew.",
		func(r eventRow) cell { return textCell(r.ID) }},
}

// accountColumns are the columns of the Accounts sheet.
var accountColumns = []column[accountRow]{
	{"", "Event date", 16, true, lookDay,
		"The date of the event that the account was joined to.",
		func(r accountRow) cell { return dateCell(r.event.Span) }},
	{"", "Event headline", 34, true, lookText,
		"The event's headline. The link leads to its row on the Timeline sheet.",
		func(r accountRow) cell {
			return jumpCell(cmp.Or(r.event.Headline, r.event.ID), r.event.at)
		}},
	{"quote", "Quote", 66, true, lookText,
		"The report's own sentence. The words that date it are bold.",
		func(r accountRow) cell { return quoteCell(r.Quote, r.Phrase) }},
	{"phrase", "Dated by", 20, true, lookPhrase,
		"The words that say when. Empty: nothing in the sentence says when, so the day of publication was taken.",
		func(r accountRow) cell { return textCell(r.Phrase) }},
	{"anchor", "Counted from", 15, true, lookDay,
		"The day that words like “Tuesday” or “last week” were counted from.",
		func(r accountRow) cell { return dayCell(r.Anchor) }},
	{"anchor_from", "Which is", 21, true, lookText,
		"What that day is: the day of publication, or a date earlier in the text. Empty: the words need none. “dated by publication”: no words say when. “context”: the sentence describes, comments, quotes or tells of something beside it, and bears out no date.",
		func(r accountRow) cell { return textCell(anchorWords(*r.Account)) }},
	{"edtf", "Reads as", 26, true, lookText,
		"When, by this account alone, as EDTF text.",
		func(r accountRow) cell { return textCell(r.Account.Span.EDTF()) }},
	{"foretold", "Foretold", 13, true, lookText,
		"“foretold”: by its words it was still to come, planned or feared. Such an account joins the event it foretold and bears out nothing.",
		func(r accountRow) cell {
			if r.Foretold {
				return textCell("foretold")
			}
			return cell{}
		}},
	{"confidence", "Confidence", 17, true, lookConfidence,
		"0 to 1, how surely the words were read rightly; 0: they date nothing.",
		func(r accountRow) cell { return confidenceCell(r.Account.Confidence) }},
	{"outlet", "Outlet", 22, true, lookText,
		"Who published it.",
		func(r accountRow) cell { return textCell(r.Outlet) }},
	{"published", "Published", 24, true, lookText,
		"When, in the outlet's own zone.",
		func(r accountRow) cell { return textCell(publishedWords(r.Published)) }},
	{"lang", "Language", 13, false, lookText,
		"Language of the report (ISO 639-1).",
		func(r accountRow) cell { return textCell(r.Language) }},
	{"title", "Article", 42, false, lookText,
		"The report's headline.",
		func(r accountRow) cell { return textCell(r.Title) }},
	{"link", "Link", 72, false, lookLink,
		"The report's address.",
		func(r accountRow) cell { return linkCell(r.ArticleURL) }},
	{"rule", "Rule", 22, false, lookText,
		"Name of the rule that read the words.",
		func(r accountRow) cell { return textCell(r.Rule) }},
	{"sentence", "Sentence", 12, false, lookCount,
		"Its place in the report, from 1; “title” for the headline.",
		func(r accountRow) cell {
			if r.Sentence < 0 {
				return textCell("title")
			}
			return countCell(r.Sentence + 1)
		}},
	{"origin", "Origin", 20, false, lookID,
		"Reports with the same origin are copies of one text.",
		func(r accountRow) cell { return textCell(r.Origin) }},
	{eventKey, "Event", 24, false, lookID,
		"Id of the event.",
		func(r accountRow) cell { return textCell(r.event.ID) }},
}

// sourceColumns are the columns of the Sources sheet.
var sourceColumns = []column[sourceRow]{
	{"outcome", "Outcome", 17, true, lookText,
		"What became of the address; each outcome is explained above.",
		func(r sourceRow) cell {
			c := textCell(string(r.fate))
			switch {
			case r.fate == scraper.Kept:
				c.look = lookGood
			case r.fate.Failed():
				c.look = lookBad
			}
			return c
		}},
	{"outlet", "Outlet", 24, true, lookText,
		"Who published it.",
		func(r sourceRow) cell { return textCell(r.outlet) }},
	{"title", "Title", 48, true, lookText,
		"Its headline, or its address where none was read.",
		func(r sourceRow) cell { return textCell(cmp.Or(r.title, r.url)) }},
	{"published", "Published", 24, true, lookText,
		"When, in the outlet's own zone; only the day where the page tells no more. “zone assumed”: the page names none.",
		func(r sourceRow) cell { return textCell(r.published) }},
	{"published_utc", "Published (UTC)", 21, true, lookTime,
		"The same instant in UTC. Empty where the time of day is not known.",
		func(r sourceRow) cell { return timeCell(r.publishedUTC) }},
	{"lang", "Language", 13, true, lookText,
		"Language of the text (ISO 639-1).",
		func(r sourceRow) cell { return textCell(r.lang) }},
	{"relatedness", "Relatedness", 15, true, lookScore,
		"0 to 1, how surely it belongs to the story.",
		func(r sourceRow) cell {
			if !r.judged {
				return cell{}
			}
			return scoreCell(r.relatedness)
		}},
	{"reasons", "Why related", 46, true, lookText,
		"What the relatedness rests on.",
		func(r sourceRow) cell { return listCell("; ", r.reasons...) }},
	{"detail", "Detail", 44, true, lookText,
		"The outcome's reason in words.",
		func(r sourceRow) cell { return textCell(r.detail) }},
	{"link", "Link", 72, false, lookLink,
		"The address, without tracking parameters where the page was read.",
		func(r sourceRow) cell { return linkCell(r.url) }},
	{"events", "Events", 10, false, lookCount,
		"How many events of the timeline rest on it.",
		func(r sourceRow) cell {
			if r.fate != scraper.Kept {
				return cell{}
			}
			return countCell(r.events)
		}},
	{"origin", "Origin", 20, false, lookID,
		"Reports with the same origin are copies of one text, such as a wire story.",
		func(r sourceRow) cell { return textCell(r.origin) }},
	{"date_read_from", "Date read from", 16, false, lookText,
		"Where the date of publication stood: json-ld, meta, sitemap, feed, time, url, text, file.",
		func(r sourceRow) cell { return textCell(r.rung) }},
	{"date_as_written", "Date as written", 28, false, lookText,
		"The words it was read from.",
		func(r sourceRow) cell { return textCell(r.words) }},
	{"met_as", "Met as", 72, false, lookLink,
		"The address as it was met, where that differs from the link.",
		func(r sourceRow) cell { return linkCell(r.metAs) }},
	{"source", "Found through", 52, false, lookText,
		"The configured source that led here.",
		func(r sourceRow) cell { return textCell(r.source) }},
	{"status", "HTTP status", 11, false, lookCount,
		"Status of the last answer.",
		func(r sourceRow) cell {
			if r.status == 0 {
				return cell{}
			}
			return countCell(r.status)
		}},
	{"versions", "Versions", 44, false, lookText,
		"Of a report that was revised: how many versions were met, and what the last one changed. The JSON has all of them.",
		func(r sourceRow) cell { return textCell(r.versions) }},
	{"archived_at", "Archived at", 38, false, lookID,
		"Where the page as it was received lies in the archive: WARC file and byte, as “dateline verify” names it.",
		func(r sourceRow) cell { return textCell(r.archived) }},
	{"seen_utc", "Looked at (UTC)", 21, false, lookTime,
		"When dateline last dealt with it.",
		func(r sourceRow) cell { return timeCell(r.at) }},
}

// columnIndex is the place of a key in a table of columns.
func columnIndex[R any](columns []column[R], key string) int {
	for i, c := range columns {
		if c.Key == key {
			return i
		}
	}
	panic("exports: no column " + key) // the tables are constants of this package
}

// anchorWords tells what an account's date was counted from.
func anchorWords(a timeline.Account) string {
	switch {
	case a.Context():
		return "context"
	case a.Phrase == "":
		return "dated by publication"
	case a.AnchorFrom == "dct":
		return "day of publication"
	case a.AnchorFrom == "text":
		return "a date in the text"
	}
	return a.AnchorFrom
}

// publishedWords is a publication instant for people: 2025-11-12 09:30 -05:00.
func publishedWords(rfc3339 string) string {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return rfc3339
	}
	return t.Format("2006-01-02 15:04 -07:00")
}

// figureWords is a figure for people: "killed: at least 76 so far".
func figureWords(f timeline.Figure) string {
	text := amountWords(f)
	if f.Scope == timeline.Cumulative {
		text += " so far"
	}
	name := f.Name
	if f.Unit != "" { // what the money is for
		name = measure(f.Name, f.Of)
	}
	text = name + ": " + text
	var notes []string
	if f.Speaker != "" {
		notes = append(notes, f.Speaker)
	}
	// An event's own number does not grow; a total is one of its day.
	if t, err := time.Parse(time.DateOnly, f.AsOf); err == nil && f.Scope == timeline.Cumulative {
		notes = append(notes, t.Format("2 Jan 2006"))
	}
	if len(notes) > 0 {
		text += fmt.Sprintf(" (%s)", strings.Join(notes, ", "))
	}
	return text
}

// amountWords is a figure's value for people: "at least 76", "12–15",
// "20,000,000,000 USD".
func amountWords(f timeline.Figure) string {
	text := decimal(f.Value)
	if f.High > f.Value {
		text += "–" + decimal(f.High)
	}
	return strings.TrimSpace(string(f.Qualifier) + " " + text + " " + f.Unit)
}

// sheetName is the name of a sheet's nth part, from 0.
func sheetName(base string, part int) string {
	if part == 0 {
		return base
	}
	return base + " (" + strconv.Itoa(part+1) + ")"
}
