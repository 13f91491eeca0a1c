package exports

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	headerPoints = 33.0 // height of a header row: two lines
	paperA4      = 9
	pageColumns  = 36 // most columns of a sheet that can be read on one page's width
)

// sheet is one sheet being set up.
type sheet struct {
	*workbook
	name    string
	keys    []string // of the columns
	columns int
	printed int // columns on paper, from the first
	lastRow int
}

// area is a range of columns (from 0), from a row to the last.
func (s *sheet) area(firstColumn, lastColumn, firstRow int) string {
	return fmt.Sprintf("%s%d:%s%d", letters(firstColumn), firstRow, letters(lastColumn), s.lastRow)
}

// column is the range of a column's data rows.
func (s *sheet) column(key string) string {
	for i, k := range s.keys {
		if k == key {
			return s.area(i, i, 2)
		}
	}
	panic("exports: no column " + key)
}

// setUp fixes everything of a sheet but its cells.
func (s *sheet) setUp(freeze int, accent func(*sheet) error) error {
	f := s.file
	if err := f.SetSheetDimension(s.name, s.area(0, s.columns-1, 1)); err != nil {
		return err
	}
	if err := s.page(); err != nil {
		return err
	}
	topLeft := letters(freeze) + "2"
	active := "bottomLeft"
	if freeze > 0 {
		active = "bottomRight"
	}
	err := f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: freeze, YSplit: 1, TopLeftCell: topLeft, ActivePane: active,
		Selection: []excelize.Selection{{SQRef: topLeft, ActiveCell: topLeft, Pane: active}}})
	if err != nil {
		return err
	}
	if accent != nil {
		if err := accent(s); err != nil {
			return err
		}
	}
	// No green corners on numbers that are text in a source, and on links.
	all := s.area(0, s.columns-1, 1)
	for _, kind := range []excelize.IgnoredErrorsType{excelize.IgnoredErrorsNumberStoredAsText, excelize.IgnoredErrorsFormula} {
		if err := f.AddIgnoredErrors(s.name, all, kind); err != nil {
			return err
		}
	}
	quoted := "'" + s.name + "'!"
	titles := quoted + "$1:$1"
	if s.pagesWide() > 1 && freeze > 0 {
		titles = quoted + "$A:$" + letters(freeze-1) + "," + titles
	}
	names := []excelize.DefinedName{
		{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name},
		{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s$A$1:$%s$%d", quoted, letters(s.printed-1), s.lastRow), Scope: s.name},
	}
	for i := range names {
		if err := f.SetDefinedName(&names[i]); err != nil {
			return err
		}
	}
	return nil
}

// pagesWide is on how many pages beside one another a sheet is printed.
func (s *sheet) pagesWide() int { return 1 + (s.printed-1)/pageColumns }

// page sets a sheet's view and how it is printed: landscape A4, as wide as one
// page unless it has very many columns, with the story above and page numbers below.
func (s *sheet) page() error {
	f := s.file
	yes, no := true, false
	if err := f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	if err := f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	size, wide, tall, landscape := paperA4, s.pagesWide(), 0, "landscape"
	err := f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall})
	if err != nil {
		return err
	}
	side, top, edge := 0.4, 0.65, 0.3
	err = f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge})
	if err != nil {
		return err
	}
	return f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&\"" + fontName + ",Bold\"&9" + pageText(s.title) + "&R&\"" + fontName + ",Regular\"&9&A",
		OddFooter: "&L&\"" + fontName + ",Regular\"&8" + pageText(s.footer) + "&R&\"" + fontName + ",Regular\"&8Page &P of &N",
	})
}

// pageText is text for a page header, where & is a command and the whole may
// have 255 characters. The space keeps a leading digit from the font size.
func pageText(s string) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	const room = 90
	if r := []rune(s); len(r) > room {
		s = string(r[:room-1]) + "…"
	}
	return " " + strings.ReplaceAll(s, "&", "&&")
}
