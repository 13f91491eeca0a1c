package exports

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Row heights are computed here, because spreadsheets differ in when they fit
// a row to its wrapped text, and viewers on phones and in mail never do.

const (
	pixelsPerChar = 7.0            // one unit of column width: a digit of Arial 10 at 96 dpi
	cellPadding   = 17.0           // pixels of a column that are not text: its borders and the indent
	emPixels      = 10 * 96 / 72.0 // Arial 10 at 96 dpi
	linePoints    = 12.9           // one line of Arial 10, as the more generous program sets it
	rowPadding    = 3.0            // points
	maxRowPoints  = 409.0          // more than this no spreadsheet shows
	// slack is the share of a line that stays free, since programs round glyph
	// widths differently: a line too many is white space, one too few is lost text.
	slack = 0.03
)

// rowHeight is the height in points that shows all cells of a row whole.
func rowHeight(lines int) float64 {
	h := float64(lines)*linePoints + rowPadding
	return min(h, maxRowPoints)
}

// lineCount is how many lines text takes when wrapped in a column of that
// width (in characters).
func lineCount(text string, columnWidth float64, bold bool) int {
	room := (columnWidth*pixelsPerChar - cellPadding) * (1 - slack)
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += wrap(paragraph, room, bold)
	}
	return lines
}

// wrap counts lines as spreadsheets break them: at spaces and after hyphens,
// and inside a word that is longer than a line.
func wrap(text string, room float64, bold bool) int {
	lines, used, word := 1, 0.0, 0.0
	place := func() {
		if used > 0 && used+word > room {
			lines++
			used = 0
		}
		for word > room {
			lines++
			word -= room
		}
		used += word
		word = 0
	}
	for _, r := range text {
		w := glyphWidth(r) * emPixels
		if bold {
			w *= 1.07
		}
		switch {
		case unicode.IsSpace(r):
			place()
			used += w
		case wide(r):
			place()
			word = w
			place()
		case r == '-':
			word += w
			place()
		default:
			word += w
		}
	}
	place()
	return lines
}

// glyphWidth is a character's width in ems of Arial; what is not in the table
// is taken as a wide letter.
func glyphWidth(r rune) float64 {
	switch {
	case r >= ' ' && int(r-' ') < len(arial):
		return float64(arial[r-' ']) / 1000
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 1.05
	case unicode.IsUpper(r):
		return 0.78
	case r > 0x2FFF:
		return 1.05
	}
	return 0.6
}

func wide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// arial holds the advance widths of U+0020 to U+007E in thousandths of an em.
var arial = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}
