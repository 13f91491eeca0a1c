package extract

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
	xlanguage "golang.org/x/text/language"

	"dateline/scraper/langid"
)

// declaredLanguage is what the page says its language is: JSON-LD, <html
// lang>, meta elements. A region may follow: "en-GB".
func (d *document) declaredLanguage(main *ldArticle) string {
	var said []string
	if main != nil {
		said = append(said, main.language)
	}
	said = append(said, d.lang, d.meta("content-language", "dc.language", "language"), d.meta("og:locale"))
	for _, s := range said {
		s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
		if s, _, _ = strings.Cut(s, ","); s == "" {
			continue
		}
		if t, err := xlanguage.Parse(s); err == nil && t != xlanguage.Und {
			return t.String()
		}
	}
	return ""
}

// enoughLetters is how much text detection needs to be worth something.
const enoughLetters = 200

// close languages are often taken for one another by trigrams: what the page
// declares is believed among them.
var closeLanguages = []string{"no nb nn da sv", "es gl ca pt ast an", "hr sr bs sl me", "ms id jv", "cs sk", "uk ru be bg mk", "hi mr ne", "nl af", "zh ja", "fa ar ur"}

// language is a text's language, ISO 639-1, from what was declared and what
// the text looks like; "" when they leave it open. A short text is in the
// language declared.
func language(declared, text string) string {
	base := langid.Code(declared)
	text = cut(text, 6000)
	if base == "" {
		return langid.Detect(text)
	}
	if letters(text) < enoughLetters {
		return base
	}
	info := whatlanggo.Detect(text)
	found := info.Lang.Iso6391()
	if found == "" || !info.IsReliable() || info.Confidence < 0.5 || akin(base, found) {
		return base
	}
	return found
}

func akin(a, b string) bool {
	for _, group := range closeLanguages {
		g := " " + group + " "
		if strings.Contains(g, " "+a+" ") && strings.Contains(g, " "+b+" ") {
			return true
		}
	}
	return false
}
