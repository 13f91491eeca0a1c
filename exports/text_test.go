package exports

import (
	"encoding/csv"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/timeline"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                     "plain",
		"line\r\nline\rline":        "line\nline\nline",
		"a\x00b\x07c\x1bd":          "abcd",
		"a\u0085b\u009fc\x7f":       "abc",
		"bad \xff\xed\xa0\x80bytes": "bad bytes",
		"no\ufffe\uffffchars":       "nochars",
		"tab\tstays":                "tab\tstays",
		"שלום 🚤 اليوم":              "שלום 🚤 اليوم",
		"the \u202enoitulover\u202c, \u2067said\u2069": "the noitulover, said",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDefuse(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"Tuesday":                "Tuesday",
		"=cmd|' /C calc'!A0":     "'=cmd|' /C calc'!A0",
		"+57 1 555":              "'+57 1 555",
		"-3 % on the day":        "'-3 % on the day",
		"@desk":                  "'@desk",
		"  =1+1":                 "'  =1+1",
		"\u00a0\u3000=1+1":       "'\u00a0\u3000=1+1",
		"\u200b\ufeff=1+1":       "'\u200b\ufeff=1+1",
		"＝1+1":                   "'＝1+1",
		"＋1":                     "'＋1",
		"－1":                     "'－1",
		"＠SUM(A1)":               "'＠SUM(A1)",
		"−3 degrees":             "'−3 degrees",
		"\tfirst":                "'\tfirst",
		"\rfirst":                "'\rfirst",
		"\n=1+1":                 "'\n=1+1",
		"'quoted' from the text": "'quoted' from the text",
		"7 boats = 7 crews":      "7 boats = 7 crews",
	} {
		if got := defuse(in); got != want {
			t.Errorf("defuse(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	whole := strings.Repeat("x", cellLimit)
	if got := fit(whole); got != whole {
		t.Errorf("a text of exactly %d units was cut to %d", cellLimit, utf16Len(got))
	}
	long := strings.Repeat("The boat was hit at dawn. ", 2000)
	got := fit(long)
	if utf16Len(got) > cellLimit || !strings.HasSuffix(got, "dawn."+cutMark) {
		t.Errorf("cut to %d units, ending %q", utf16Len(got), got[len(got)-80:])
	}
	if got := fit(strings.Repeat("🚤", 20_000)); utf16Len(got) > cellLimit || !strings.HasSuffix(got, "🚤"+cutMark) || !utf8.ValidString(got) {
		t.Errorf("boats are cut to %d units", utf16Len(got))
	}
}

func FuzzFit(f *testing.F) {
	f.Add("The boat was hit. ", 2000)
	f.Add("🚤\x00", 17000)
	f.Add("no end", 7000)
	f.Fuzz(func(t *testing.T, piece string, times int) {
		if times < 0 || times*len(piece) > 1<<18 {
			return
		}
		in := clean(strings.Repeat(piece, times))
		got := fit(in)
		if utf16Len(got) > cellLimit || !utf8.ValidString(got) {
			t.Fatalf("%d units, valid %v", utf16Len(got), utf8.ValidString(got))
		}
		if head, cut := strings.CutSuffix(got, cutMark); got != in && (!cut || !strings.HasPrefix(in, head)) {
			t.Fatal("neither whole nor openly cut")
		}
	})
}

// FuzzText puts hostile text everywhere and reads every format back.
func FuzzText(f *testing.F) {
	for _, s := range []string{"=1+1", "a\"b", "_x0041_", " lead", "\x00\x1f\ufffe", "]]>", "<b>&amp;", "\u202eRTL שלום", "https://a.example/?q=\"x\"", "a,b\r\nc", "\xed\xa0\x80", "*?~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Document{Timeline: timeline.Timeline{Story: timeline.Story{Name: s, Title: s, Keywords: []string{s}}}}
		d.Timeline.Events = []timeline.Event{{ID: s, Span: oneDay(2025, 9, 2), Headline: s, Summary: s, Why: s, Actors: []string{s},
			Figures:  []timeline.Figure{{Name: s, Speaker: s, Value: 1}},
			Accounts: []timeline.Account{{Printed: &timeline.Printed{ArticleURL: s, Title: s, Outlet: s, Published: s}, Dating: &timeline.Dating{Phrase: s, Anchor: s, Rule: s}, Quote: s + s}}}}
		data := rendered(t, XLSX, d)
		lintWorkbook(t, data)
		sheet := readBack(t, data).Sheets[0]
		row, err := sheet.Row(1)
		if err != nil {
			t.Fatal(err)
		}
		// The reader trims cells and does not know the escape of an underscore.
		got := strings.ReplaceAll(row.GetCell(columnIndex(eventColumns, "headline")).Value, "_x005F_", "_")
		if want := strings.TrimSpace(fit(clean(s))); strings.TrimSpace(got) != want {
			t.Errorf("headline %q reads back as %q", want, got)
		}

		records, err := csv.NewReader(strings.NewReader(string(rendered(t, CSV, d)))).ReadAll()
		if err != nil || len(records) != 2 {
			t.Fatalf("%d records, %v", len(records), err)
		}
		for i, field := range records[1] {
			if eventColumns[i].Value(layEvents(d, 10)[0]).kind != kindNumber && defuse(field) != field && !strings.HasPrefix(field, "'") {
				t.Errorf("%s: %q could run as a formula", eventColumns[i].Header, field)
			}
		}
		if _, err := csv.NewReader(strings.NewReader(string(rendered(t, RawCSV, d)))).ReadAll(); err != nil {
			t.Fatal(err)
		}
		var doc jsonDocument
		if err := json.Unmarshal(rendered(t, JSON, d), &doc); err != nil {
			t.Fatal(err)
		}
		if got, want := doc.Events[0].Headline, strings.ToValidUTF8(s, "\ufffd"); utf8.ValidString(s) && got != want {
			t.Errorf("headline %q reads back as %q", want, got)
		}
	})
}

// TestFateDocs holds the legend of outcomes to the fates there are.
func TestFateDocs(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../scraper/outcome.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var fates []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Fate" {
				fates = append(fates, strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`))
			}
		}
		return true
	})
	if len(fates) == 0 {
		t.Fatal("no fates found")
	}
	if len(fates) != len(fateDocs) {
		t.Errorf("%d fates, %d explained", len(fates), len(fateDocs))
	}
	for i, f := range fates {
		if i < len(fateDocs) && string(fateDocs[i].Fate) != f {
			t.Errorf("fate %d is %q, explained is %q", i, f, fateDocs[i].Fate)
		}
	}
}
