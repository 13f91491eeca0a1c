package exports

import "dateline/timeline"

const actorsSheet = "Actors"

// actorRow is one row of the Actors sheet.
type actorRow struct {
	timeline.Actor
	events int // that list it among their actors
}

// actorColumns are the columns of the Actors sheet.
var actorColumns = []column[actorRow]{
	{"name", "Name", 38, true, lookHeadline,
		"The name it goes by here: the fullest that reports give; of countries and well known organisations the English one.",
		func(r actorRow) cell { return textCell(r.Name) }},
	{"kind", "Kind", 16, true, lookText,
		"person, organisation or place; empty where the words do not tell.",
		func(r actorRow) cell { return textCell(string(r.Kind)) }},
	{"also", "Also called", 56, true, lookText,
		"Other names that reports give it and that were counted as the same, the most frequent first. Check them: two people may share a last name.",
		func(r actorRow) cell { return listCell("; ", r.Also...) }},
	{"independent_sources", "Independent sources", 15, true, lookOrigins,
		"Reports, not copies of each other, that name it.",
		func(r actorRow) cell { return countCell(r.Origins) }},
	{"articles", "Articles", 12, true, lookCount,
		"All reports that name it.",
		func(r actorRow) cell { return countCell(r.Articles) }},
	{"events", "Events", 12, true, lookCount,
		"Events of the timeline that list it.",
		func(r actorRow) cell { return countCell(r.events) }},
	{"first", "First named", 16, true, lookDay,
		"Day of the first report that names it.",
		func(r actorRow) cell { return dayCell(r.First) }},
	{"last", "Last named", 16, true, lookDay,
		"Day of the last report that names it.",
		func(r actorRow) cell { return dayCell(r.Last) }},
}

func layActors(t timeline.Timeline) []actorRow {
	events := map[string]int{}
	for _, e := range t.Events {
		for _, name := range e.Actors {
			events[name]++
		}
	}
	var rows []actorRow
	for _, a := range t.Actors {
		rows = append(rows, actorRow{a, events[a.Name]})
	}
	return rows
}
