package exports

import "dateline/timeline"

const leftOutSheet = "Left out"

// leftOutColumns are the columns of the Left out sheet.
var leftOutColumns = []column[timeline.LeftOut]{
	{"date", "Date", 16, true, lookDay,
		"The day that the sentence names.",
		func(r timeline.LeftOut) cell { return dateCell(r.Span) }},
	{"reason", "Reason", 34, true, lookText,
		"Why no event of the timeline rests on the sentence.",
		func(r timeline.LeftOut) cell { return textCell(r.Reason) }},
	{"quote", "Quote", 72, true, lookText,
		"The report's own sentence. The words that date it are bold.",
		func(r timeline.LeftOut) cell { return quoteCell(r.Quote, r.Phrase) }},
	{"outlet", "Outlet", 22, true, lookText,
		"Who published it.",
		func(r timeline.LeftOut) cell { return textCell(r.Outlet) }},
	{"published", "Published", 24, true, lookText,
		"When, in the outlet's own zone.",
		func(r timeline.LeftOut) cell { return textCell(publishedWords(r.Published)) }},
	{"lang", "Language", 13, false, lookText,
		"Language of the report (ISO 639-1).",
		func(r timeline.LeftOut) cell { return textCell(r.Language) }},
	{"link", "Link", 72, false, lookLink,
		"The report's address.",
		func(r timeline.LeftOut) cell { return linkCell(r.ArticleURL) }},
}
