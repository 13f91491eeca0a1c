package exports

import "github.com/xuri/excelize/v2"

// look names how a cell looks. The sheets share them, so that a thing looks
// alike everywhere.
type look int

const (
	lookNone look = iota
	lookText
	lookHeadline
	lookPhrase
	lookScore
	lookConfidence
	lookOrigins
	lookCount
	lookAmount
	lookFraction
	lookDay
	lookDayApprox
	lookDayUncertain
	lookDayApproxUncertain
	lookTime
	lookLink
	lookJump
	lookJumpText
	lookID
	lookGood
	lookBad
	lookHeader
	lookTitle
	lookSection
	lookLabel
	lookNote
	lookTick
	lookTickKept
	lookTickUnread
	lookTickGap
	lookYours
)

// Colours, few and quiet: ink for text, navy for structure, one warm tone for
// what asks for attention.
const (
	ink     = "1F2933"
	faint   = "6B7785"
	navy    = "1F3A5F"
	white   = "FFFFFF"
	rule    = "D5DCE4"
	band    = "F3F6F9"
	linkInk = "0B57A4"
	green   = "2F6B3C"
	amber   = "8A5A00"
	red     = "A23B2A"
	shade   = "9DBBDD"
	warm    = "FDF1D3"
	fresh   = "E4F1E4"
	yours   = "FFFCF0"
)

// The font is Arial because every desktop has it or its metric twin
// (Liberation Sans): row heights computed here hold there.
const (
	fontName = "Arial"
	fontSize = 10.0
)

// Number formats. They keep a number a number and still show the word.
const (
	dayFormat        = "yyyy-mm-dd"
	timeFormat       = "yyyy-mm-dd hh:mm"
	scoreFormat      = "0.00"
	confidenceFormat = `[>=0.75]"high  "0.00;[>=0.5]"medium  "0.00;"low  "0.00`
	originsFormat    = `[=1]0" (single)";0`
)

// styles makes each style of a workbook once.
type styles struct {
	book *excelize.File
	ids  map[styleKey]int
}

type styleKey struct {
	look   look
	shaded bool
}

func newStyles(book *excelize.File) *styles {
	return &styles{book: book, ids: map[styleKey]int{}}
}

// id is the workbook's number of a look; shaded is the banded variant.
func (s *styles) id(l look, shaded bool) (int, error) {
	key := styleKey{l, shaded}
	if id, ok := s.ids[key]; ok {
		return id, nil
	}
	id, err := s.book.NewStyle(styleOf(l, shaded))
	if err != nil {
		return 0, err
	}
	s.ids[key] = id
	return id, nil
}

func styleOf(l look, shaded bool) *excelize.Style {
	st := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: fontSize, Color: ink},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: rule}},
	}
	if shaded {
		st.Fill = fill(band)
	}
	switch l {
	case lookHeadline:
		st.Font.Bold = true
	case lookPhrase:
		st.Font.Bold, st.Font.Color = true, amber
	case lookScore:
		numeric(st, scoreFormat)
	case lookConfidence:
		numeric(st, confidenceFormat)
	case lookOrigins:
		numeric(st, originsFormat)
	case lookCount:
		numeric(st, "0")
	case lookAmount:
		numeric(st, "#,##0")
	case lookFraction:
		numeric(st, "#,##0.0#")
	case lookDay:
		numeric(st, dayFormat)
	case lookDayApprox:
		numeric(st, dayFormat+`"~"`)
	case lookDayUncertain:
		numeric(st, dayFormat+`"?"`)
	case lookDayApproxUncertain:
		numeric(st, dayFormat+`"%"`)
	case lookTime:
		numeric(st, timeFormat)
	case lookLink:
		st.Font.Color, st.Font.Underline = linkInk, "single"
	case lookJumpText:
		st.Font.Color = linkInk
	case lookJump:
		numeric(st, "0")
		st.Font.Color, st.Font.Underline = linkInk, "single"
	case lookID:
		st.Font.Color, st.Font.Size = faint, 9
	case lookGood:
		st.Font.Color, st.Font.Bold = green, true
	case lookBad:
		st.Font.Color, st.Font.Bold = red, true
	case lookHeader:
		st.Font.Bold, st.Font.Color = true, white
		st.Fill = fill(navy)
		st.Alignment.Vertical = "center"
		st.Border = nil
	case lookTitle:
		st.Font.Bold, st.Font.Size, st.Font.Color = true, 16, navy
		st.Alignment.WrapText, st.Alignment.Indent = false, 0
		st.Border = nil
	case lookSection:
		st.Font.Bold, st.Font.Size, st.Font.Color = true, 12, navy
		st.Alignment = &excelize.Alignment{Vertical: "bottom", Horizontal: "left"}
		st.Border = []excelize.Border{{Type: "bottom", Style: 2, Color: navy}}
	case lookLabel:
		st.Font.Bold, st.Alignment.Indent = true, 0
	case lookNote:
		st.Font.Color, st.Alignment.Indent = faint, 0
		st.Border = nil
	case lookYours:
		st.Fill = fill(yours)
	case lookTick, lookTickKept, lookTickUnread, lookTickGap:
		numeric(st, "0")
		st.Alignment.Horizontal, st.Alignment.Indent = "center", 0
		switch l {
		case lookTick:
			st.Font.Color = faint
		case lookTickKept:
			st.Font.Color, st.Font.Bold, st.Fill = green, true, fill(fresh)
		case lookTickUnread:
			st.Font.Color, st.Fill = amber, fill(warm)
		case lookTickGap:
			st.Font.Color, st.Font.Bold = red, true
		}
	}
	return st
}

// looks is how a cell looks in a column: its own way before the column's, and
// text that stands in for a number or a date as text, so that it wraps.
func (c cell) looks(column look) look {
	l := c.look
	if l == lookNone {
		l = column
	}
	if c.kind == kindText || c.kind == kindList {
		switch l {
		case lookScore, lookConfidence, lookOrigins, lookCount, lookAmount, lookDay, lookTime:
			return lookText
		}
	}
	return l
}

// numeric makes a style show numbers.
func numeric(st *excelize.Style, format string) {
	st.CustomNumFmt = &format
	st.Alignment.Horizontal = "left"
	st.Alignment.WrapText = false
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
