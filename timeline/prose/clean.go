package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reach is how far into a sentence, in bytes, a stamp may stand.
const reach = 260

var (
	// stamp is a printed time of publication: "Mon May 24, 2010 6:31 pm EDT", "8 September 2010 Last updated at 12:54 GMT Help".
	stamp = regexp.MustCompile(`\b(?:19|20)\d\d(?:[,;|\s–—-]|at|a las|Last updated|Updated|Actualizado|@)*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[aApP]\.?\s?[mM]\b\.?)?(?:\s*(?:[A-Z]{2,4}|hrs?|h)\b)?(?:\s+Help)?\s*`)
	// city is a dateline without an agency we know: "NEW ORLEANS, La. --", "BOGOTÁ, Nov 12 (Our Wire) –".
	city = regexp.MustCompile(`^\p{Lu}[\p{Lu}\s.'’-]{2,40}(?:,\s*\p{L}[\p{L}.\s]{1,24})?(?:,\s*\p{L}{3,10}\.?\s+\d{1,2}|,\s*\d{1,2}\s+(?:de\s+)?\p{L}{3,10}\.?)?\s*(?:\([^()]{2,30}\)\s*)?(?:--|[–—]|\.\s?[-–—]|-\s)\s*`)
	// line is a dateline in small letters with who wrote in brackets: "Lima, 11 mar (Our Wire).-", "Cali (Colombia), Nov 12 (Our Wire) -".
	line = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,3}(?: \([^()]{2,30}\))?(?:(?:, ?` + dayMonth + `)? ?\([^()]{2,40}\) ?\. ?[-–—]+|, ?` + dayMonth + ` ?\([^()]{2,40}\) ?(?:--?|[–—]))\s*`)
	// clock is the time that opens an entry of a live blog: "(Update 4:51 a.m. in Cairo, 9:51 p.m. ET)", "LIBYA, 5:32 p.m. ET, 12:32 a.m. local:", "21.05 h:".
	clock = regexp.MustCompile(`^(?:[(\[](?:\p{L}+:? ){0,3}\d{1,2}[:.]\d\d\b[^()\[\]]{0,60}(?:\([^()]{0,40}\))?[)\]]|(?:\p{Lu}[\p{L} ]{1,24},? )?\d{1,2}[:.]\d\d\s?(?:(?:[ap]\.?m\b\.?|h\b|hrs?\b|\p{Lu}{2,4}\b)[,;/]?\s?|\d{1,2}[:.]\d\d\s?|local\s?|time\s?)*(?::|[-–—]{1,2}\s))\s*`)
	// place is a dateline in small letters, before a sentence of its own: "Munich - ", "La Paz –".
	place = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? ?(?:--?|[–—]) ?(\p{Lu}\p{Ll}* )`)
	// bareClock is the same without a mark after it: "18:05 The minister", "21h05 “No”", "8:40 a.m. (0840 GMT) Rebels hold", "1439 A witness", "23.46Aviones"; no year of about our time.
	bareClock = regexp.MustCompile(`^(?:\d{1,2}(?:[:.]|h)\d\d(?: ?[ap]\.?m\b\.?| ?hrs?\b| ?h\b)?(?: ?(?:ET|E[DS]T|GMT|BST|CES?T|UTC)\b)?(?: ?\([^()]{2,30}\))?|(?:0\d|1[0-8]|2[1-3])[0-5]\d) ([“"«¿¡]?\p{Lu})|^\d{1,2}[:.]\d\d(\p{Lu}\p{Ll})`)
	// desk is who wrote, in brackets: "(Redacción y agencias).-", "(CNN) --".
	desk = regexp.MustCompile(`^\([^()]{2,40}\)\s?(?:\.\s?[-–—]|--?\s|[–—]\s?)\s*`)
	// remark is a short bracket before a sentence: "(Ana Luz for The Harbour News) The mayor", "(learn more) For".
	remark = regexp.MustCompile(`^(?:(?:Photo|PHOTO|Photograph|Foto|FOTO): |\([^()]{2,59}[^.()]\) )([“"«¿¡]?\p{Lu})`)
	// shout is a heading in capitals that runs into a sentence: "REBELS TAKE THE PORT The army".
	shout = regexp.MustCompile(`^(?:\p{Lu}{2,}[,:]? |\p{Lu} |\d+ ){2,}\p{Lu}{2,} ([“"«¿¡]?\p{Lu}(?: |\p{Ll}))`)
	// picture is the credit of a picture that runs into the sentence below it: "Photograph: Ana Luz/AP ", "(AFP) ", "AFP/Getty Images ".
	picture = regexp.MustCompile(`^(?:(?:Photograph|Photo|Picture|Foto|Fotografía|Imagen)(?: credit)?:\s?(?:[^/\\.:]{2,30}\\?/){0,3}` + suppliers + `|\((?:Photograph: |Photo: |Foto: )?(?:[^/()]{2,30}\\?/)?` + suppliers + `(?: Photo)?(?:\\?/[^()]{2,40})?\)|(?:AFP|AP|Reuters)\\?/Getty Images)\s+`)
	// bar is a short piece of the page before a bar: "YES | NO ", "Home | ".
	bar = regexp.MustCompile(`^(?:[^|.]{1,30}\|\s*)+(?:\p{Lu}{2,}\s+)*`)
	// entry is the date that opens an entry of a chronology: "April 20 -", "22 de abril:".
	entry = regexp.MustCompile(`^(?:(?:\p{Lu}\p{L}+day,?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+(?:de\s+)?\p{L}{3,10}(?:\s+(?:de\s+)?\d{4})?)\s?(?:--|[-–—:])\s*`)
)

// dayMonth is the date of a dateline: "11 mar", "12 de noviembre de 2025", "Nov 12".
const dayMonth = `(?:\d{1,2} (?:de )?\p{L}{3,10}\.?|\p{L}{3,10}\.? \d{1,2})(?:,? (?:de )?\d{4})?`

// suppliers are who sell pictures to newsrooms.
const suppliers = `(?:Getty Images|Rex Features|Associated Press|Reuters|REUTERS|AFP|EPA|EFE|AP|PA|Corbis|Alamy)`

// hasClock reports whether a text has what every stamp has: 6:31, 18.05.
// Looking for it first is cheap.
func hasClock(s string) bool {
	digit := func(i int) bool { return '0' <= s[i] && s[i] <= '9' }
	for i := 1; i+2 < len(s); i++ {
		if (s[i] == ':' || s[i] == '.') && digit(i-1) && digit(i+1) && digit(i+2) {
			return true
		}
	}
	return false
}

// shouts reports whether a text begins as every city does: with a capital and
// two more characters that are not small letters.
func shouts(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) && (n == 0 || !unicode.IsSpace(r) && !strings.ContainsRune(".'’-", r)) {
			return false
		}
		if n++; n == 3 {
			return true
		}
	}
	return false
}

// Body is the sentence without what the print set before it: bullets, time
// stamps, datelines, agency credits. It is a suffix of the sentence; where
// nothing would be left, the sentence itself.
func Body(sentence, lang string) string {
	body := Bare(sentence)
	if head := body[:border(body, reach)]; hasClock(head) {
		if at := stamp.FindStringIndex(head); at != nil {
			body = Bare(body[at[1]:])
		}
	}
	if body != "" && strings.IndexByte("PFI(AR", body[0]) >= 0 {
		if at := picture.FindStringIndex(body[:border(body, 120)]); at != nil && at[1] < len(body) {
			body = Bare(body[at[1]:])
		}
	}
	if strings.Contains(body, "(") { // at any distance: a page's headline and highlights may run into the dateline
		if at := creditsOf().closing.FindStringIndex(body); at != nil {
			body = Bare(body[at[1]:])
		} else if at := line.FindStringIndex(body[:border(body, 120)]); at != nil {
			body = Bare(body[at[1]:])
		}
	}
	if shouts(body) {
		if at := city.FindStringIndex(body[:border(body, 120)]); at != nil {
			body = Bare(body[at[1]:])
		}
	}
	for again := true; again; {
		again = false
		for _, credit := range tableOf(lang).credits {
			if len(body) > len(credit) && strings.EqualFold(body[:border(body, len(credit))], credit) {
				body, again = Bare(body[len(credit):]), true
			}
		}
	}
	if strings.IndexFunc(body, unicode.IsLetter) < 0 {
		return sentence
	}
	return body
}

// BelowHeading is a body without the headings and captions that run into it,
// which count for what it tells but are not to be read with it.
func BelowHeading(body, lang string) string { return body[seam(body, tableOf(lang)):] }

// How much must stand before and after the place where a heading runs into a
// sentence, in words.
const (
	shortestHeading = 3
	shortestBelow   = 7
)

// seam is where the sentence begins that a heading or caption runs into: "Aid
// reaches the island More than a dozen trucks crossed the bridge." begins at
// "More". It is a word that opens sentences, in upper case where no name is: after
// a word without a mark of its own, and before one in lower case. 0: there is none.
func seam(body string, t table) int {
	found, words, last := 0, 0, ""
	for at := 0; at < min(len(body), reach); {
		end := strings.IndexByte(body[at:], ' ')
		if end < 0 {
			break
		}
		end += at
		word := body[at:end]
		first, size := utf8.DecodeRuneInString(word)
		next, _ := utf8.DecodeRuneInString(body[end+1:])
		if words >= shortestHeading && unicode.IsUpper(first) && unicode.IsLower(next) && capitalised(word, size) && t.openers[strings.ToLower(word)] &&
			endsPlainly(last) && !t.openers[last] && strings.Count(body[end:], " ") >= shortestBelow {
			found = at
		}
		words, last, at = words+1, word, end+1
	}
	return found
}

// capitalised reports whether what follows a word's first letter is small. "One"
// is no opener here: "aboard Air Force One on Friday".
func capitalised(word string, first int) bool {
	return len(word) > first && word != "One" && strings.IndexFunc(word[first:], func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// endsPlainly reports whether a word ends in a letter or digit, and is more than
// an initial or a mark.
func endsPlainly(word string) bool {
	r, size := utf8.DecodeLastRuneInString(word)
	return len(word) > size && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Undated is a body without the date that opens an entry of a chronology.
func Undated(body string) string {
	if head := body[:border(body, 60)]; strings.ContainsAny(head, "0123456789") {
		if at := entry.FindStringIndex(head); at != nil && at[1] < len(body) {
			return Bare(body[at[1]:])
		}
	}
	return body
}

// Unlabelled is a body without the labels that stand before its sentence: the
// time of an entry of a live blog, a place, who wrote it, pieces of the page.
func Unlabelled(body string) string {
	for _, label := range []label{{bar, func(head string) bool { return strings.IndexByte(head, '|') > 0 }}, {clock, hasClock}, {desk, bracketed}} {
		if head := body[:border(body, 160)]; label.may(head) {
			if at := label.is.FindStringIndex(head); at != nil && at[1] < len(body) {
				body = Bare(body[at[1]:])
			}
		}
	}
	for _, label := range []label{{bareClock, numbered}, {place, dashed}, {remark, func(head string) bool { return bracketed(head) || head != "" && (head[0] == 'P' || head[0] == 'F') }}} {
		if head := body[:border(body, 80)]; label.may(head) {
			if at := label.is.FindStringSubmatchIndex(head); at != nil {
				body = body[max(at[2], at[len(at)-2]):]
			}
		}
	}
	for _, label := range []label{{byline(), func(head string) bool { return strings.HasPrefix(head, "By ") || strings.HasPrefix(head, "Por ") }}, {shout, func(head string) bool { return len(head) > 1 && (head[1] < 'a' || head[1] > 'z') }}} {
		if head := body[:border(body, 160)]; label.may(head) {
			if at := label.is.FindStringSubmatchIndex(head); at != nil {
				body = body[at[2]:]
			}
		}
	}
	return body
}

// label is what may stand before a sentence, and what is asked first, since it is
// cheap: whether the beginning of the sentence has what every such label has.
type label struct {
	is  *regexp.Regexp
	may func(head string) bool
}

func bracketed(head string) bool { return head != "" && head[0] == '(' }

func numbered(head string) bool { return head != "" && '0' <= head[0] && head[0] <= '9' }

func dashed(head string) bool {
	return strings.IndexByte(head, '-') >= 0 || strings.ContainsRune(head, '–') || strings.ContainsRune(head, '—')
}

// Bare is a text without the list marks, dashes and blanks at its front.
func Bare(s string) string {
	for {
		r, size := utf8.DecodeRuneInString(s)
		if size == 0 || !unicode.IsSpace(r) && !strings.ContainsRune("*•·●■►▪–—-|:;,.\\/>…", r) {
			return s
		}
		s = s[size:]
	}
}

// border is the largest rune border of s that is at most n.
func border(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
