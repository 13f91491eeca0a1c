package timex

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestPrint reads what typesetters, scanners and tokenisers make of a text as
// the text itself: the same values, whatever the spaces, marks and capitals.
func TestPrint(t *testing.T) {
	plain := map[string]string{
		"en": "On Tuesday, Sept. 2, 2025, at 9 p.m., a boat sank; two days later, on Sept. 4-5, and in late October, others.",
		"es": "El miércoles 3 de septiembre de 2025, a las 9 de la noche, se hundió; dos días después, y a finales de octubre, otros.",
		"pt": "Na terça-feira, 2 de setembro de 2025, às 20h30, afundou; dois dias depois, e no fim de março de 2024, outros.",
	}
	variants := []struct {
		name string
		of   func(string) string
	}{
		{"capitals", strings.ToUpper},
		{"no-break spaces", strings.NewReplacer(" ", "\u00a0").Replace},
		{"narrow no-break spaces", strings.NewReplacer(" ", "\u202f").Replace},
		{"thin spaces", strings.NewReplacer(" ", "\u2009").Replace},
		{"em and figure spaces", strings.NewReplacer(", ", ",\u2003", " ", "\u2007").Replace},
		{"double spaces", strings.NewReplacer(" ", "  ").Replace},
		{"wrapped lines", strings.NewReplacer(" ", "\n").Replace},
		{"carriage returns", strings.NewReplacer(" ", "\r\n").Replace},
		{"tokenised", strings.NewReplacer(",", " ,", "; ", " ; ", "pt. ", "pt . ").Replace},
		{"soft hyphens", strings.NewReplacer("tem", "te\u00adm", "ober", "o\u00adber", "ubre", "u\u00adbre", "arço", "ar\u00adço").Replace},
		{"zero-width characters", strings.NewReplacer("ep", "e\u200bp", " de ", "\u200b de\u200d ", "da", "d\u2060a", "ue", "u\ufeffe").Replace},
		{"decomposed accents", strings.NewReplacer("é", "e\u0301", "í", "i\u0301", "ó", "o\u0301", "ç", "c\u0327", "à", "a\u0300").Replace},
		{"no accents", strings.NewReplacer("é", "e", "í", "i", "ó", "o", "à", "a", "Na terça", "Na terca").Replace},
		{"other hyphens", strings.NewReplacer("-", "\u2011").Replace},
		{"dashes", strings.NewReplacer("4-5", "4\u20135").Replace},
		{"direction marks", strings.NewReplacer("2025", "\u200e2025\u200f").Replace},
	}
	values := func(text, code string) string {
		var out []string
		for _, x := range Tag(Document{Text: text, Language: code, DCT: dctOf(t, published)}) {
			out = append(out, x.Type+" "+x.Value+" "+x.Span.EDTF())
		}
		return strings.Join(out, "\n")
	}
	for _, code := range slices.Sorted(maps.Keys(plain)) {
		want := values(plain[code], code)
		if strings.Count(want, "\n") < 3 {
			t.Fatalf("%s: only %s", code, want)
		}
		for _, v := range variants {
			if got := values(v.of(plain[code]), code); got != want {
				t.Errorf("%s, %s: %q\nis read as\n%s\nnot as\n%s", code, v.name, v.of(plain[code]), got, want)
			}
		}
	}
}

// TestQuotes reads dates that stand between, and hold, typographic marks.
func TestQuotes(t *testing.T) {
	for _, c := range []struct{ code, text, words, value string }{
		{"en", "“Tuesday’s strike” was the first", "Tuesday", "2025-11-11"},
		{"en", "on New Year’s Day 2025 they met", "New Year’s Day 2025", "2025-01-01"},
		{"en", "in the late ’80s they", "the late ’80s", "198"},
		{"en", "Sept . 2 , 2025", "Sept . 2 , 2025", "2025-09-02"},
		{"en", "( Nov. 5 )", "Nov. 5", "2025-11-05"},
		{"es", "«el martes» dijo", "el martes", "2025-11-11"},
		{"es", "—el 2 de septiembre— se hundió", "el 2 de septiembre", "2025-09-02"},
		{"pt", "“ontem”, disse", "ontem", "2025-11-11"},
		{"pt", "( 11 de novembro )", "11 de novembro", "2025-11-11"},
	} {
		check(t, c.code, published, c.text, []want{{c.words, c.value, "-"}})
	}
}

// TestWrongLanguage keeps what a text in another language, or in two, costs:
// its numeric dates are read, and nothing breaks.
func TestWrongLanguage(t *testing.T) {
	const mixed = "He said on 2025-09-02: «El martes 4 de noviembre se hundió», and on 13/11/2025 it was over."
	for code, wants := range map[string][]want{
		"":      {{"2025-09-02", "2025-09-02", "-"}, {"13/11/2025", "2025-11-13", "-"}},
		"xx":    {{"2025-09-02", "2025-09-02", "-"}, {"13/11/2025", "2025-11-13", "-"}},
		"de-AT": {{"2025-09-02", "2025-09-02", "-"}, {"13/11/2025", "2025-11-13", "-"}},
		"en":    {{"2025-09-02", "2025-09-02", "-"}, {"13/11/2025", "2025-11-13", "-"}},
		"es_CO": {{"2025-09-02", "2025-09-02", "-"}, {"El martes 4 de noviembre", "2025-11-04", "-"}, {"13/11/2025", "2025-11-13", "-"}},
	} {
		check(t, code, published, mixed, wants)
	}
	for _, text := range []string{
		"In der Nacht zum Dienstag sank ein Boot; am 2. September 2025 ein anderes.",
		"先週の火曜日、2025年9月2日に船が沈んだ。",
		"Во вторник, 2 сентября 2025 года, затонула лодка.",
		"غرق القارب يوم الثلاثاء 2 سبتمبر 2025.",
	} {
		if got := Tag(Document{Text: text, Language: "", DCT: dctOf(t, published)}); len(got) > 0 {
			t.Errorf("%q: read %v", text, words(got))
		}
		for _, code := range []string{"en", "es", "pt"} {
			for _, x := range Tag(Document{Text: text, Language: code, DCT: dctOf(t, published)}) {
				if x.Span.IsZero() || x.Span.Start.Year() != 2025 {
					t.Errorf("%s: %q: %q read as %s", code, text, x.Text, x.Value)
				}
			}
		}
	}
}
