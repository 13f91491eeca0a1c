package timex

import (
	"regexp"
	"testing"
	"time"
	"unicode/utf8"
)

// seeds are texts with many rules in them, and some that bend them.
var seeds = []string{
	"On Tuesday, Sept. 2, 2025, at 9 p.m. ET, a boat was hit; two days later, on Sept. 4-5, another.",
	"El martes 2 de septiembre, a las 9 de la noche, y dos días después, del 4 al 5, a finales de octubre de 2025.",
	"from 2 to 5 September; on 2, 9 and 16 September; between May and July; the '80s; 1995-98; 31 February 2025",
	"2025-11-05T14:30Z 5/11/25 11.13.2025 9/11 year 9999 the 99th century 2025-13-45 0000-00-00",
	"the\u00a0past three\u202fmonths \u2018\u201998 \u00ab2 de mayo\u00bb man\u0303ana \xff\xfe May",
	"nineteen hundred and ninety-nine thousand hundred years ago a a a last last next next the the of of",
	"na terça-feira (31), às 20h30 (horário de Brasília), de 30 de agosto a 2 de setembro; há 3000 anos; segunda (29/2)",
	"mil mil mil e mil e um dois mil e dezesseis nono nono 1º 2ª-feira 12.nov.2025 24h por dia",
	"9:40 a.m. ET \u2014 Sept\u00ad. 2\u200b, 2025 BOGOT\u00c1, Nov 12 (Reuters) - ma\u0301rzo MAR\u0327O mar\u00e7o",
	"BOGOTÁ, Nov 12 (Reuters) - Colombia said yesterday.\n\n9:40 a.m. ET — An hour ago. Lima, Feb 29 ( -- \u2014(EFE).-",
	"hace 999999999 años, 4000 years later, 123456789012345 days ago, 99999 weeks from now",
	"0:00A1.1.0001, at 9 p.m. (2100 GMT) off Lima on Tuesday; Saturday, Sunday and Monday; 9pm 1pm on 3.3.1000",
	"easter 0001 Christmas 2199 Thanksgiving, Good Friday 1000, el 31 de febrero de 2024",
}

func FuzzTag(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "en", int64(1762952400))
		f.Add(s, "es", int64(0))
		f.Add(s, "pt", int64(951782400))
		f.Add(s, "xx", int64(-62135596800))
	}
	f.Fuzz(func(t *testing.T, text, lang string, unix int64) {
		doc := Document{Text: text, Language: lang}
		if unix != 0 {
			doc.DCT = time.Unix(unix%250_000_000_000, 0).UTC()
		}
		last := 0
		for _, x := range Tag(doc) {
			switch {
			case x.Start < last || x.End <= x.Start || x.End > len(text):
				t.Fatalf("%q: span %d to %d after %d", text, x.Start, x.End, last)
			case text[x.Start:x.End] != x.Text:
				t.Fatalf("%q: text %q is not at %d", text, x.Text, x.Start)
			case !utf8.RuneStart(text[x.Start]) || x.End < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[x.End]):
				t.Fatalf("%q: %d to %d cuts a rune", text, x.Start, x.End)
			case !validValue(x.Value):
				t.Fatalf("%q: %q has value %q, which is no TIMEX3", text, x.Text, x.Value)
			case !x.Span.Start.IsZero() && !x.Span.End.IsZero() && !x.Span.Start.Before(x.Span.End):
				t.Fatalf("%q: %q ends %s before it begins %s", text, x.Text, x.Span.End, x.Span.Start)
			case x.Confidence <= 0 || x.Confidence > 1 || x.Rule == "":
				t.Fatalf("%q: %q has confidence %g, rule %q", text, x.Text, x.Confidence, x.Rule)
			}
			if e := x.Span.EDTF(); e != "" {
				back, err := readEDTF(e)
				if err != nil {
					t.Fatalf("%q: %q: %v", text, x.Text, err)
				}
				if again := back.EDTF(); again != e {
					t.Fatalf("%q: %q: EDTF %s comes back as %s", text, x.Text, e, again)
				}
			}
			last = x.End
		}
	})
}

func FuzzEDTF(f *testing.F) {
	for _, s := range []string{"2025-10-21~/2025-10-31~", "2025-09/..", "[..2025-11-04]", "198X", "2025-23", "2025-09-02T14:30:00-05:00", "{2025,2026}", "0000", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := readEDTF(text)
		if err != nil {
			return
		}
		if !s.Start.IsZero() && !s.End.IsZero() && !s.Start.Before(s.End) {
			t.Fatalf("%q ends before it begins", text)
		}
		once := s.EDTF()
		if once == "" {
			return // a bound outside the years that can be written
		}
		again, err := readEDTF(once)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, once, err)
		}
		if twice := again.EDTF(); twice != once {
			t.Fatalf("%q: %q comes back as %q", text, once, twice)
		}
	})
}

// valueForm is what a TIMEX3 value may look like.
var valueForm = regexp.MustCompile(`^(?:` +
	`(?:PAST|PRESENT|FUTURE)_REF|PXX|` +
	`P(?:(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|Q|E|C|WE))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+|T(?:MO|MI|AF|EV|NI))?|` +
	`[\dX]{2,3}|[\dX]{4}(?:-(?:[01X][\dX]|Q[1-4X]|H[12X]|SP|SU|FA|WI)|-[01X][\dX]-[0-3X][\dX]|-W[0-5X][\dX](?:-(?:WE|[1-7]))?)?` +
	`(?:T(?:[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d(?::\d\d)?)?|MO|MI|AF|EV|NI|DT))?` +
	`)$`)

// validValue reports whether s has the form of a TIMEX3 value.
func validValue(s string) bool { return s != "P" && s != "PT" && valueForm.MatchString(s) }
