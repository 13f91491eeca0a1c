package prose

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// tongue is the language of a link's page, as blogs note it: "according to Reuters [en],".
	tongue = regexp.MustCompile(`\s?\[\p{Ll}{2,4}\]`)
	// credited is the credit of a picture that a caption ends in: "The old pier | EFE/Ana Luz."
	credited = regexp.MustCompile(`\s+\|\s+[^|.]{2,50}\.?$`)
)

// Tidy is a sentence as it was meant to be read: escapes of data formats undone,
// notes of a link's language and a credit at its end left out, and a quotation
// that goes on in the sentences around it closed.
func Tidy(sentence string) string {
	out := sentence
	if strings.Contains(out, `\`) {
		out = strings.NewReplacer(`\/`, "/", `\"`, `"`, `\'`, "'").Replace(out)
	}
	if strings.Contains(out, "&") {
		out = html.UnescapeString(out)
	}
	if strings.Contains(out, "[") {
		out = strings.ReplaceAll(tongue.ReplaceAllString(out, ""), ",)", ")")
	}
	if strings.Contains(out, "|") {
		if at := credited.FindStringIndex(out); at != nil && strings.Count(out[:at[0]], " ") >= 3 {
			out = out[:at[0]]
		}
	}
	if strings.IndexFunc(out, unicode.IsLetter) < 0 {
		return sentence
	}
	return paired(out)
}

// closing are the quotes that close others.
var closing = map[rune]rune{'“': '”', '«': '»', '"': '"'}

// paired is a text in which a quotation mark that stands alone has its other one:
// at the beginning, if it closes, or at the end. One that closes where the text
// begins with a quotation of its own is left out; where several stand alone nothing
// is done.
func paired(text string) string {
	var open []rune
	var alone rune // closes what was opened before the text
	at := 0        // where it stands
	last := ' '
	for i, r := range text {
		switch r {
		case '“', '«':
			open = append(open, r)
		case '”', '»':
			if n := len(open); n > 0 && closing[open[n-1]] == r {
				open = open[:n-1]
			} else if alone == 0 {
				alone, at = r, i
			} else {
				return text
			}
		case '"':
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			switch n := len(open); {
			case n > 0 && open[n-1] == '"':
				open = open[:n-1]
			case (unicode.IsSpace(last) || strings.ContainsRune("([¿¡—–-", last)) && !unicode.IsSpace(next) && next != utf8.RuneError:
				open = append(open, r)
			case alone == 0 && i > 0:
				alone, at = r, i
			default:
				return text
			}
		}
		last = r
	}
	switch {
	case len(open) == 1 && alone == 0:
		return strings.TrimRight(text, " ") + string(closing[open[0]])
	case len(open) == 0 && alone != 0:
		for opens, closes := range closing {
			if closes == alone && strings.HasPrefix(text, string(opens)) {
				return text[:at] + text[at+utf8.RuneLen(alone):]
			}
			if closes == alone {
				return string(opens) + strings.TrimLeft(text, " ")
			}
		}
	}
	return text
}
