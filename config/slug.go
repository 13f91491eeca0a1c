package config

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLetters spells letters that are no accented a-z as their languages do
// where they are not to be had.
var plainLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// Slug makes a story name of a title: "El caso Peñón, 2026" gives
// el-caso-penon-2026. It is empty where no letter a-z or digit is left.
func Slug(title string) string {
	const longest = 48 // leaves room in the paths that a name becomes part of
	var b strings.Builder
	for _, r := range norm.NFD.String(plainLetters.Replace(strings.ToLower(title))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			// an accent or an apostrophe ends no word
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := b.String()
	if len(s) > longest {
		s = s[:longest+1]
		s = s[:max(strings.LastIndexByte(s, '-'), 0)]
		if s == "" {
			s = b.String()[:longest]
		}
	}
	return strings.Trim(s, "-")
}
