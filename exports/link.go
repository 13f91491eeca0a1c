package exports

import (
	"net/url"
	"strings"
)

// literalLimit is how many UTF-16 units a string in a formula may have; an
// address beyond it cannot be a link in a spreadsheet.
const literalLimit = 255

// linkCell shows an address, as a link where it can be one.
func linkCell(address string) cell {
	c := textCell(address)
	if webAddress(address) {
		c.url = address
	} else {
		c.look = lookText
	}
	return c
}

// webAddress reports whether a person may be sent there: http or https, and a
// host.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// formula is the cell's link as a formula, which unlike a hyperlink record
// needs no relationship (a sheet may have 65,530) and works in a streamed
// sheet; empty: no link, or none that fits a formula.
func (c cell) formula() string {
	switch {
	case c.url != "":
		target, ok := literal(c.url)
		if !ok {
			return ""
		}
		return "HYPERLINK(" + target + ")"
	case c.jump.sheet != "":
		// MATCH would read these as wildcards.
		if c.jump.value == "" || strings.ContainsAny(c.jump.value, "*?~") {
			return ""
		}
		value, ok := literal(c.jump.value)
		if !ok {
			return ""
		}
		label := decimalLiteral(c)
		if label == "" {
			if label, ok = literal(c.text); !ok {
				return ""
			}
		}
		sheet := "'" + c.jump.sheet + "'"
		column := "$" + c.jump.column
		return `HYPERLINK("#` + sheet + `!A"&MATCH(` + value + "," + sheet + "!" + column + ":" + column + ",0)," + label + ")"
	}
	return ""
}

// decimalLiteral is a number as a formula writes it; empty for other cells.
func decimalLiteral(c cell) string {
	if c.kind != kindNumber {
		return ""
	}
	return c.machine()
}

// literal is s as a string in a formula; false: too long, or not writable.
func literal(s string) (string, bool) {
	if utf16Len(s) > literalLimit || clean(s) != s || strings.ContainsAny(s, "\n\t") {
		return "", false
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`, true
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
