package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecodeHTML(t *testing.T) {
	tests := []struct {
		name, body, contentType, want string
	}{
		{"UTF-8 by header", "<p>Bogotá</p>", "text/html; charset=utf-8", "<p>Bogotá</p>"},
		{"byte order mark over header", "\xef\xbb\xbfBogotá", "text/html; charset=iso-8859-1", "Bogotá"},
		{"UTF-16 by byte order mark", "\xff\xfeB\x00o\x00g\x00", "", "Bog"},
		{"ISO-8859-1 by header", "Bogot\xe1 \xf1", "text/html; charset=ISO-8859-1", "Bogotá ñ"},
		{"windows-1252 called ISO-8859-1", "\x93lancha\x94 \x96 \x80", "text/html; charset=iso-8859-1", "“lancha” – €"},
		{"meta after a long script", "<script>" + strings.Repeat("x", 3000) + `</script><meta charset="windows-1251">` + "\xcf\xf0", "text/html", "<script>" + strings.Repeat("x", 3000) + `</script><meta charset="windows-1251">Пр`},
		{"meta http-equiv", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">` + "a\xf1o", "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">año`},
		{"UTF-8 called ISO-8859-1", "Petro suspendió la cooperación", "text/html; charset=ISO-8859-1", "Petro suspendió la cooperación"},
		{"windows-1252 called UTF-8", "cooperaci\xf3n y a\xf1o", "text/html; charset=utf-8", "cooperación y año"},
		{"stray bytes in UTF-8", "£ Caf\xe9 \xff\xfe guide", "text/html; charset=utf-8", "£ Caf\uFFFD \uFFFD guide"},
		{"nothing declared", "a\xf1o", "", "año"},
		{"unknown name", "Bogotá", "text/html; charset=klingon", "Bogotá"},
		{"UTF-16 in a meta element that can be read", `<meta charset="utf-16">Bogotá`, "", `<meta charset="utf-16">Bogotá`},
		{"cut in a character", "Bogot\xc3", "text/html; charset=utf-8", "Bogot\uFFFD"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := DecodeHTML([]byte(tt.body), tt.contentType)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", cut(got, 200), err, cut(tt.want, 200))
			}
		})
	}
	if _, err := DecodeHTML(make([]byte, 1000), "text/html"); err == nil {
		t.Error("a thousand NUL bytes are no text")
	}
}

func FuzzDecodeHTML(f *testing.F) {
	f.Add([]byte("<meta charset=utf-8>Bogot\xc3\xa1"), "text/html; charset=iso-8859-1")
	f.Add([]byte("\xfe\xff\x00B"), "")
	f.Add([]byte("\x1b$B"), "text/html; charset=iso-2022-jp")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		s, err := DecodeHTML(body, contentType)
		if err == nil && !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	})
}
