package exports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// aboutLine is one row of the About sheet: a heading, a label with its value,
// or a note over both columns.
type aboutLine struct {
	label, value string
	look         look // of the label; lookLabel: value beside it
}

// terms are the words a reader must know, once.
var terms = []aboutLine{
	{label: "Event", value: "One happening, told by one or more reports. Its row is on the Timeline sheet."},
	{label: "Account", value: "One report's sentence about one event, with the words that date it. Its row is on the Accounts sheet."},
	{label: "Independent source", value: "Reports that do not copy one another. A wire story printed by five papers is one independent source. Repetition is not corroboration."},
	{label: "Origin", value: "The group of copies that a report belongs to."},
	{label: "Counted from", value: "The day a relative expression leans on: “Tuesday” in a report of Wednesday 12 November is the 11th. It is the day of publication in the outlet's own zone, or a date earlier in the text."},
	{label: "Day", value: "Days are days of the calendar where it happened, as the reports name them. No time zone is applied to them."},
	{label: "So far", value: "A figure marked so is a total since the story began, as a report gave it; it is not the event's own number."},
	{label: "Figures", value: "What reports say, with “at least” and ranges as they gave them. Reports that differ are all listed."},
}

// edtfExamples explain EDTF by example.
var edtfExamples = []aboutLine{
	{label: "2025-11-11", value: "that day"},
	{label: "2025-11", value: "some time in that month, or all of it; nothing finer is known"},
	{label: "2025-11-11T14:30", value: "that day at that time, local to the event"},
	{label: "2025-11-05~", value: "about that day"},
	{label: "2025-11-05?", value: "that day, but uncertain"},
	{label: "2025-09-02/2025-09-05", value: "it lasted from the first day to the second"},
	{label: "2025-09/..", value: "since September 2025, and going on"},
	{label: "[2025-10-21..2025-10-31]", value: "on one day within, not known which"},
	{label: "[..2025-11-04]", value: "on that day or before"},
	{label: "2025-23", value: "a season: 21 spring, 22 summer, 23 autumn, 24 winter"},
}

// about writes the About sheet: what this is, how it came about, and how to
// read it.
func (b *workbook) about(d Document, r report, covered Coverage) error {
	var lines []aboutLine
	lines = append(lines, aboutLine{label: d.title(), look: lookTitle})
	lines = append(lines, aboutStory(d, r)...)
	lines = append(lines, aboutRun(d)...)
	lines = append(lines, aboutCoverage(covered)...)
	lines = append(lines, aboutSources(d, r)...)
	lines = append(lines, section("Terms")...)
	lines = append(lines, terms...)
	lines = append(lines, section("How to read EDTF dates")...)
	lines = append(lines, edtfExamples...)
	lines = append(lines, legend(timelineSheet, eventColumns)...)
	lines = append(lines, legend(accountsSheet, accountColumns)...)
	lines = append(lines, legend(sourcesSheet, sourceColumns)...)
	if len(r.figures) > 0 {
		lines = append(lines, legend(figuresSheet, figureColumns)...)
	}
	if len(r.disputes) > 0 {
		lines = append(lines, legend(contradictionsSheet, disputeColumns)...)
	}
	if len(r.actors) > 0 {
		lines = append(lines, legend(actorsSheet, actorColumns)...)
	}
	if len(d.Timeline.LeftOut) > 0 {
		lines = append(lines, legend(leftOutSheet, leftOutColumns)...)
	}
	lines = append(lines, legend(coverageSheet, coverageFixed)...)
	lines = append(lines, aboutLine{label: "days", value: coverageDoc})
	lines = append(lines, aboutNotes(d)...)
	lines = append(lines, aboutSuccessions(d.Timeline)...)
	return b.writeAbout(lines)
}

func section(heading string) []aboutLine {
	return []aboutLine{{look: lookNote}, {label: heading, look: lookSection}}
}

// legend explains each column of a sheet.
func legend[R any](sheet string, columns []column[R]) []aboutLine {
	lines := section("Columns of " + sheet)
	for _, c := range columns {
		lines = append(lines, aboutLine{label: c.Header, value: c.Doc})
	}
	return lines
}

func aboutStory(d Document, r report) []aboutLine {
	s := d.Timeline.Story
	single := 0
	for _, e := range d.Timeline.Events {
		if e.Origins == 1 {
			single++
		}
	}
	window := "all times"
	switch {
	case s.From.IsZero() && !s.To.IsZero():
		window = "until " + s.To.Format(time.DateOnly)
	case s.To.IsZero() && !s.From.IsZero():
		window = "from " + s.From.Format(time.DateOnly) + " onward"
	case !s.From.IsZero():
		window = s.From.Format(time.DateOnly) + " to " + s.To.Format(time.DateOnly)
	}
	lines := []aboutLine{
		{label: "What this is: what happened when, worked out from the published reports of many outlets. Every date can be " +
			"checked: the Accounts sheet holds the sentences it rests on.", look: lookNote},
		{label: "Dates, joins and summaries were made by a program. What a person thinks of them stands under Status and Note, which are yours to fill in: " +
			"save the workbook where it lies, and the next run keeps both. " + reviewed(d), look: lookNote},
	}
	lines = append(lines, section("Story")...)
	return append(lines,
		aboutLine{label: "Name", value: s.Name},
		aboutLine{label: "Window", value: window},
		aboutLine{label: "Languages", value: strings.Join(s.Languages, ", ")},
		aboutLine{label: "Keywords", value: strings.Join(s.Keywords, ", ")},
		aboutLine{label: "Events", value: fmt.Sprintf("%d, of which %d rest on a single independent source", len(r.events), single)},
		aboutLine{label: "Accounts", value: fmt.Sprint(len(r.accounts))},
		aboutLine{label: "Running counts followed", value: fmt.Sprint(len(d.Timeline.Series))},
		aboutLine{label: "Contradictions", value: fmt.Sprintf("%d, in which reports of one event differ", contradictions(d.Timeline))},
		aboutLine{label: "Articles kept", value: articlesKept(d.Timeline)},
	)
}

// reviewed says how many events a person has looked at.
func reviewed(d Document) string {
	notes, n := notesOf(d.Notes), 0
	for _, e := range d.Timeline.Events {
		if !notes[e.ID].Empty() {
			n++
		}
	}
	if n == 0 {
		return "So far no person has reviewed any. Check what you rely on."
	}
	return fmt.Sprintf("So far a person has written on %d of %d. Check what you rely on.", n, len(d.Timeline.Events))
}

func contradictions(t timeline.Timeline) int {
	n := 0
	for _, e := range t.Events {
		n += len(e.Disputes)
	}
	return n
}

func articlesKept(t timeline.Timeline) string {
	outlets := map[string]bool{}
	for _, a := range t.Articles {
		outlets[a.Outlet] = true
	}
	text := fmt.Sprintf("%d, from %d outlet", len(t.Articles), len(outlets))
	if len(outlets) != 1 {
		text += "s"
	}
	return text
}

func aboutRun(d Document) []aboutLine {
	lines := section("Run")
	if d.Run.ID == "" {
		return append(lines, aboutLine{label: "Run", value: "none on record"})
	}
	run := d.Run
	lines = append(lines,
		aboutLine{label: "Run", value: run.ID},
		aboutLine{label: "Started by", value: run.Trigger},
		aboutLine{label: "Result", value: strings.TrimSpace(run.State + " " + run.Error)},
		aboutLine{label: "Started", value: runTime(run.StartedAt, d.zone())},
		aboutLine{label: "Finished", value: runTime(run.FinishedAt, d.zone())},
		aboutLine{label: "New events", value: countOrNone(run.NewEvents)},
		aboutLine{label: "Events with new accounts", value: countOrNone(run.Changed)},
	)
	return lines
}

// aboutCoverage warns of what is missing. The sheet tells the rest.
func aboutCoverage(c Coverage) []aboutLine {
	lines := section("Gaps in the coverage")
	warnings := slices.Concat(c.SourceWarnings, c.OutletWarnings)
	if len(warnings) == 0 {
		return append(lines, aboutLine{label: "none", value: "no source failed, and no outlet was silent while others reported"})
	}
	for i, w := range warnings {
		lines = append(lines, aboutLine{label: strconv.Itoa(i + 1), value: w})
	}
	return lines
}

// countOrNone counts events of the last run and says where they are marked.
func countOrNone(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	return fmt.Sprintf("%s; the Timeline sheet marks them under “Last run”", decimal(float64(len(ids))))
}

// runTime is an instant in the reader's zone, and in UTC where that differs.
func runTime(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(zone).Format("2006-01-02 15:04:05 -07:00")
	if _, offset := t.In(zone).Zone(); offset == 0 {
		return local
	}
	return local + " (" + t.UTC().Format("2006-01-02 15:04:05") + " UTC)"
}

// aboutSources tells how each source did, and what became of the addresses.
func aboutSources(d Document, r report) []aboutLine {
	counts := map[string]int{}
	for _, row := range r.sources {
		counts[string(row.fate)]++
	}
	lines := section("Outcomes on the Sources sheet")
	for _, f := range fateDocs {
		if n := counts[string(f.Fate)]; n > 0 {
			lines = append(lines, aboutLine{label: string(f.Fate), value: fmt.Sprintf("%s: %s", decimal(float64(n)), f.Doc)})
		}
	}
	if len(r.sources) == 0 {
		lines = append(lines, aboutLine{label: "none", value: "no address has been looked at yet"})
	}
	if len(d.Run.Sources) == 0 {
		return lines
	}
	lines = append(lines, section("Sources of the run")...)
	for _, s := range d.Run.Sources {
		value := fmt.Sprintf("%s found, %s kept", decimal(float64(s.Found)), decimal(float64(s.Kept)))
		if s.Error != "" {
			value += "; failed: " + s.Error
		}
		if !s.Due.IsZero() {
			value += fmt.Sprintf("; due again on %s: %s", s.Due.In(d.zone()).Format("2006-01-02 at 15:04 -07:00"), s.Why)
		}
		lines = append(lines, aboutLine{label: s.Source, value: value})
	}
	return lines
}

const (
	aboutLabelWidth = 44.0
	aboutValueWidth = 100.0
)

func (b *workbook) writeAbout(lines []aboutLine) error {
	f := b.file
	if _, err := f.NewSheet(aboutSheet); err != nil {
		return err
	}
	s := &sheet{workbook: b, name: aboutSheet, columns: 2, printed: 2, lastRow: len(lines)}
	if err := f.SetSheetDimension(aboutSheet, s.area(0, 1, 1)); err != nil {
		return err
	}
	if err := s.page(); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(aboutSheet)
	if err != nil {
		return err
	}
	for i, width := range []float64{aboutLabelWidth, aboutValueWidth} {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	for i, line := range lines {
		if err := b.writeAboutLine(w, i+1, line); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (b *workbook) writeAboutLine(w *excelize.StreamWriter, row int, line aboutLine) error {
	labelLook, valueLook, height := line.look, lookText, 0.0
	switch line.look {
	case lookNone:
		labelLook = lookLabel
		height = rowHeight(max(lineCount(line.label, aboutLabelWidth, true), lineCount(line.value, aboutValueWidth, false)))
	case lookTitle:
		valueLook, height = lookTitle, 30
	case lookSection:
		valueLook, height = lookSection, 24
	case lookNote:
		valueLook, height = lookNote, rowHeight(1)
	}
	values := make([]any, 2)
	for i, c := range []struct {
		text string
		look look
	}{{line.label, labelLook}, {line.value, valueLook}} {
		v, _, err := b.cell(textCell(c.text), c.look, false)
		if err != nil {
			return err
		}
		values[i] = v
	}
	cell := fmt.Sprintf("A%d", row)
	if line.look == lookNote && line.label != "" {
		if err := w.MergeCell(cell, fmt.Sprintf("B%d", row)); err != nil {
			return err
		}
		height = rowHeight(lineCount(line.label, aboutLabelWidth+aboutValueWidth, false))
	}
	return w.SetRow(cell, values, excelize.RowOpts{Height: height})
}
