package exports

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// workbook is a workbook being written.
type workbook struct {
	file   *excelize.File
	styles *styles
	title  string // above each printed page
	footer string // below
}

// XLSX writes the workbook: Timeline, Sources, Accounts, Coverage and About, and
// where there is something to say Figures, Chart, Contradictions,
// Actors and Left out.
func XLSX(w io.Writer, d Document) error {
	if err := writeWorkbook(w, d, sheetRows-1); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// newWorkbook is a workbook with its fonts, its properties and a first, empty
// sheet, which is the one that it opens with. It is to be closed.
func newWorkbook(d Document) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(), title: d.title(), footer: footer(d)}
	b.styles = newStyles(b.file)
	for _, step := range []func() error{
		b.defaultFont,
		func() error { return b.properties(d) },
		func() error { return b.file.SetSheetName("Sheet1", timelineSheet) },
	} {
		if err := step(); err != nil {
			return nil, errors.Join(err, b.file.Close())
		}
	}
	return b, nil
}

// writeWorkbook writes the workbook with perSheet rows on a sheet, beside its header.
func writeWorkbook(w io.Writer, d Document, perSheet int) (err error) {
	b, err := newWorkbook(d)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := b.file.Close(); err == nil {
			err = closeErr
		}
	}()
	r := lay(d, perSheet)
	err = writeTable(b, table[eventRow]{name: timelineSheet, columns: eventColumnsOf(d), rows: r.events, freeze: 3, accent: accentEvents}, perSheet)
	if err != nil {
		return err
	}
	err = writeTable(b, table[sourceRow]{name: sourcesSheet, columns: sourceColumns, rows: r.sources, accent: accentSources}, perSheet)
	if err != nil {
		return err
	}
	err = writeTable(b, table[accountRow]{name: accountsSheet, columns: accountColumns, rows: r.accounts,
		shaded: func(a accountRow) bool { return a.event.n%2 == 1 }, accent: accentAccounts}, perSheet)
	if err != nil {
		return err
	}
	if len(r.figures) > 0 {
		err = writeTable(b, table[figureRow]{name: figuresSheet, columns: figureColumns, rows: r.figures,
			shaded: func(f figureRow) bool { return f.group%2 == 1 }}, perSheet)
		if err != nil {
			return err
		}
	}
	if err := b.chart(d.Timeline); err != nil {
		return fmt.Errorf("sheet %s: %w", chartSheet, err)
	}
	if len(r.disputes) > 0 {
		err = writeTable(b, table[disputeRow]{name: contradictionsSheet, columns: disputeColumns, rows: r.disputes,
			shaded: func(d disputeRow) bool { return d.group%2 == 1 }}, perSheet)
		if err != nil {
			return err
		}
	}
	if len(r.actors) > 0 {
		if err := writeTable(b, table[actorRow]{name: actorsSheet, columns: actorColumns, rows: r.actors}, perSheet); err != nil {
			return err
		}
	}
	if len(d.Timeline.LeftOut) > 0 {
		if err := writeTable(b, table[timeline.LeftOut]{name: leftOutSheet, columns: leftOutColumns, rows: d.Timeline.LeftOut}, perSheet); err != nil {
			return err
		}
	}
	covered := CoverageOf(d)
	err = writeTable(b, table[CoverageRow]{name: coverageSheet, columns: coverageColumns(covered), rows: covered.Rows, freeze: len(coverageFixed),
		shaded: func(r CoverageRow) bool { return r.n%2 == 1 }}, perSheet)
	if err != nil {
		return err
	}
	if err := b.about(d, r, covered); err != nil {
		return fmt.Errorf("sheet %s: %w", aboutSheet, err)
	}
	// Straight to w: excelize's own writer would hold the whole workbook first,
	// and has nothing to write then.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newSortedZip(w) })
	return b.file.Write(w)
}

// defaultFont sets the font whose digits column widths are counted in. Without
// its size, and free of the theme, Excel would count in Calibri 11.
func (b *workbook) defaultFont() error {
	if err := b.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	font, size := b.file.Styles.Fonts.Font[0], fontSize
	font.Sz.Val, font.Scheme = &size, nil
	return nil
}

// properties fills in the document properties, which excelize would otherwise
// claim for itself.
func (b *workbook) properties(d Document) error {
	made := epoch
	if !d.Run.FinishedAt.IsZero() {
		made = d.Run.FinishedAt
	}
	stamp := made.UTC().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: fit(clean(d.title())), Subject: "Timeline of " + fit(clean(d.Timeline.Story.Name)),
		Creator: "dateline", LastModifiedBy: "dateline", Created: stamp, Modified: stamp, Language: "en",
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "dateline"})
}

// footer says on each printed page what the workbook is and as of when.
func footer(d Document) string {
	if d.Run.FinishedAt.IsZero() {
		return "dateline"
	}
	return "dateline, as of " + d.Run.FinishedAt.In(d.zone()).Format("2 Jan 2006 15:04 -07:00")
}

// accentEvents makes weight, confidence and single-origin events visible at a glance.
func accentEvents(s *sheet) error {
	if err := s.offerStatuses(); err != nil {
		return err
	}
	if err := s.shade("importance"); err != nil {
		return err
	}
	if err := s.confidence("confidence"); err != nil {
		return err
	}
	single, err := s.file.NewConditionalStyle(&excelize.Style{
		Fill: fill(warm), Font: &excelize.Font{Color: amber, Bold: true}})
	if err != nil {
		return err
	}
	return s.file.SetConditionalFormat(s.name, s.column("independent_sources"), []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "==", Value: "1", Format: &single},
	})
}

func accentAccounts(s *sheet) error { return s.confidence("confidence") }

func accentSources(s *sheet) error { return s.shade("relatedness") }

// shade colours a column's scores, from white at 0 to full at 1. (A data bar
// would need an extension that streamed sheets lose.)
func (s *sheet) shade(key string) error {
	return s.file.SetConditionalFormat(s.name, s.column(key), []excelize.ConditionalFormatOptions{
		{Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MinColor: "#" + white,
			MaxType: "num", MaxValue: "1", MaxColor: "#" + shade},
	})
}

// confidence colours the words of a confidence column.
func (s *sheet) confidence(key string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, c := range []struct {
		criteria, value, colour string
	}{
		{">=", fmt.Sprint(highConfidence), green},
		{">=", fmt.Sprint(mediumConfidence), amber},
		{"<", fmt.Sprint(mediumConfidence), red},
	} {
		id, err := s.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: c.colour, Bold: true}})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: c.criteria, Value: c.value, Format: &id, StopIfTrue: true})
	}
	return s.file.SetConditionalFormat(s.name, s.column(key), rules)
}
