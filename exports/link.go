package exports

import (
	"net/url"
	"strings"
)

// What a formula may have, in UTF-16 units. An address beyond literalLimit
// cannot be a link in a spreadsheet.
const (
	literalLimit = 255  // in one string
	formulaLimit = 8192 // in all
)

// linkCell shows an address, as a link where it can be one.
func linkCell(address string) cell {
	c := textCell(strings.TrimSpace(address))
	if webAddress(c.text) {
		c.url = c.text
	} else {
		c.look = lookText
	}
	return c
}

// jumpCell shows text that leads to a row of another sheet.
func jumpCell(text string, to jump) cell {
	c := textCell(strings.Join(strings.Fields(text), " "))
	c.jump, c.look = to, lookJumpText
	return c
}

// webAddress reports whether a person may be sent there: http or https, and a
// host.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// formula is a cell's link as a formula, which unlike a hyperlink record needs
// no relationship (a sheet may have 65,530) and works in a streamed sheet.
// shown is the cell's text as it is written. Empty: no link, or none that fits
// a formula.
func (c cell) formula(shown string) string {
	switch {
	case c.url != "":
		if utf16Len(c.url) > literalLimit || c.url != shown {
			return ""
		}
		return "HYPERLINK(" + literal(c.url) + ")"
	case c.jump.sheet != "":
		// MATCH would read these as wildcards.
		id := c.jump.value
		if id == "" || utf16Len(id) > literalLimit || clean(id) != id || strings.ContainsAny(id, "*?~") {
			return ""
		}
		label := literal(shown)
		if c.kind == kindNumber {
			label = c.machine()
		} else if shown == "" {
			return ""
		}
		sheet, column := "'"+c.jump.sheet+"'!", "$"+c.jump.column
		f := `HYPERLINK("#` + sheet + `A"&MATCH(` + literal(id) + "," + sheet + column + ":" + column + ",0)," + label + ")"
		if utf16Len(f) > formulaLimit {
			return ""
		}
		return f
	}
	return ""
}

// literal is s as a string in a formula, in pieces where it is too long for one.
func literal(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	units := 0
	for _, r := range s {
		if units += utf16Units(r); units > literalLimit {
			b.WriteString(`"&"`)
			units = utf16Units(r)
		}
		if r == '"' {
			b.WriteByte('"')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// letters is the spreadsheet's name of a column, from 0: A, B, … Z, AA.
func letters(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// quoteCell is a sentence with the phrase that dates it stressed, where it
// stands in the sentence as it is.
func quoteCell(quote, phrase string) cell {
	c := textCell(clean(quote))
	phrase = clean(phrase)
	if phrase == "" {
		return c
	}
	if at := strings.Index(c.text, phrase); at >= 0 {
		c.boldFrom, c.boldTo = at, at+len(phrase)
	}
	return c
}
