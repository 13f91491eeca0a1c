package exports

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

const (
	chartSheet  = "Chart"
	mostLines   = 4   // running counts that one chart shows
	flattest    = .02 // of the highest count: a lower one would be a line on the ground
	dayWidth    = 14.0
	valueWidth  = 16.0
	chartWidth  = 860 // pixels
	chartHeight = 430
)

// charted are the running counts that share a chart: the most reported one
// that has a curve, and those of its kind of size.
func charted(all []timeline.Series) []timeline.Series {
	var out []timeline.Series
	top := 0.0
	for _, s := range all {
		highest := slices.MaxFunc(s.Steps, func(a, b timeline.Step) int { return cmp.Compare(a.Value, b.Value) }).Value // some fall
		if len(s.Steps) < 3 || len(out) == mostLines || len(out) > 0 && (highest < flattest*top || highest*flattest > top || s.Unit != out[0].Unit) {
			continue
		}
		out, top = append(out, s), max(top, highest)
	}
	return out
}

// chart writes the Chart sheet: the running counts as lines over the days, and
// beside them the numbers they are drawn from. Nothing is drawn where no count
// has three steps.
func (b *workbook) chart(t timeline.Timeline) error {
	lines := charted(t.Series)
	if len(lines) == 0 {
		return nil
	}
	longest := 0
	for _, s := range lines {
		longest = max(longest, len(s.Steps))
	}
	if _, err := b.file.NewSheet(chartSheet); err != nil {
		return err
	}
	s := &sheet{workbook: b, name: chartSheet, columns: 2 * len(lines), printed: 2 * len(lines), lastRow: longest + 1}
	if err := b.file.SetSheetDimension(chartSheet, s.area(0, s.columns-1, 1)); err != nil {
		return err
	}
	if err := s.page(); err != nil {
		return err
	}
	if err := b.addChart(lines); err != nil {
		return err
	}
	put := func(column, row int, c cell, l look) error {
		v, _, err := b.cell(c, c.looks(l), false)
		if err != nil {
			return err
		}
		at, styled := fmt.Sprintf("%s%d", letters(column), row), v.(excelize.Cell)
		return errors.Join(b.file.SetCellValue(chartSheet, at, styled.Value), b.file.SetCellStyle(chartSheet, at, at, styled.StyleID))
	}
	for i, line := range lines {
		day, value := 2*i, 2*i+1
		err := errors.Join(b.file.SetColWidth(chartSheet, letters(day), letters(day), dayWidth), b.file.SetColWidth(chartSheet, letters(value), letters(value), valueWidth),
			put(day, 1, textCell("As of"), lookHeader), put(value, 1, textCell(strings.TrimSpace(seriesName(line)+" "+line.Unit)), lookHeader))
		for k, step := range line.Steps {
			err = errors.Join(err, put(day, k+2, dayCell(step.AsOf), lookDay), put(value, k+2, amountCell(step.Value), lookAmount))
		}
		if err != nil {
			return err
		}
	}
	return b.file.SetRowHeight(chartSheet, 1, headerPoints)
}

// lineColours are those of the chart's lines, in order.
var lineColours = [mostLines]string{navy, red, green, amber}

// addChart puts the chart right of the numbers. Days are drawn to scale, so the
// chart is one of points with lines between them.
func (b *workbook) addChart(lines []timeline.Series) error {
	text := excelize.Font{Family: fontName, Size: 9, Color: ink}
	title := text
	title.Size, title.Bold = 12, true
	first, end := dayRange(lines)
	chart := &excelize.Chart{
		Type:      excelize.Scatter,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "Running counts, each new value at its first report", Font: &title}}},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &text},
		XAxis:     excelize.ChartAxis{Font: text, Minimum: &first, Maximum: &end, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "d mmm yyyy"}},
		YAxis:     excelize.ChartAxis{Font: text, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
	}
	for i, line := range lines {
		last := len(line.Steps) + 1
		day, value := letters(2*i), letters(2*i+1)
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("'%s'!$%s$1", chartSheet, value),
			Categories: fmt.Sprintf("'%s'!$%s$2:$%s$%d", chartSheet, day, day, last),
			Values:     fmt.Sprintf("'%s'!$%s$2:$%s$%d", chartSheet, value, value, last),
			Fill:       fill(lineColours[i]),
			Line:       excelize.LineOptions{Type: excelize.LineSolid, Fill: fill(lineColours[i]), Width: 2},
			Marker:     excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: fill(lineColours[i])},
		})
	}
	if err := b.file.AddChart(chartSheet, letters(2*len(lines)+1)+"2", chart); err != nil {
		return err
	}
	// A drawing makes excelize list the types of pictures, in the order of a map.
	types := b.file.ContentTypes.Defaults
	sort.SliceStable(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	return nil
}

// dayRange is where the axis of days begins and ends, with a little air.
func dayRange(lines []timeline.Series) (first, end float64) {
	first = math.Inf(1)
	for _, line := range lines {
		for _, step := range line.Steps {
			if day := dayCell(step.AsOf); day.kind == kindDay {
				first, end = min(first, day.num), max(end, day.num)
			}
		}
	}
	air := max(1, math.Ceil((end-first)/30))
	return first - air, end + air
}
