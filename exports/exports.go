// Package exports writes a timeline for its readers: a workbook and a CSV for
// people, a CSV and a JSON document for programs. Each format is one function
// to an io.Writer; WriteFiles puts them on disk, whole or not at all. The same
// Document always gives the same bytes: no clock, no zone of the machine and
// no map order reaches a file.
package exports

import (
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// Document is everything an export tells.
type Document struct {
	Timeline timeline.Timeline
	Outcomes []scraper.Outcome // the last outcome of each URL of the story
	Archived map[string]string // article URL -> where its page is archived, "file:offset"; may lack any
	Notes    []timeline.Note   // what people wrote, beside events that stand or do not
	Over     *Book             // the workbook that Notes were read from: no other is replaced; nil: any is
	Run      timeline.Run      // the run that made it; zero: none is told of
	Zone     *time.Location    // zone the run's times are shown in; nil: UTC
}

// zone is the zone that times are shown in.
func (d Document) zone() *time.Location {
	if d.Zone == nil {
		return time.UTC
	}
	return d.Zone
}

// title is what the story is called to people.
func (d Document) title() string {
	if d.Timeline.Story.Title != "" {
		return d.Timeline.Story.Title
	}
	return d.Timeline.Story.Name
}
