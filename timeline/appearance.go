package timeline

import (
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/scraper"
	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// appearance is a name as one document gives it.
type appearance struct {
	name  string // as it stands, or as a gazetteer gives it
	as    string // as it stands, where a gazetteer gave the name
	kind  Kind
	alias string // short name in brackets behind it; of an office, what it is the head of
	times int
	opens bool // only ever as the first word of a sentence

	around [2]uint32 // digests of the words beside it, where it stands first and last
}

// headOf marks an appearance as an office: its name is the country.
const headOf = "\x00head"

// appearances are the names of an article that is being read.
func (r *reader) appearances(article *scraper.Article, doc *document) []appearance {
	var out []appearance
	at := map[appearance]int{}
	add := func(a appearance) {
		key := appearance{name: a.name, as: a.as, kind: a.kind, alias: a.alias}
		i, known := at[key]
		if known {
			out[i].around[1] = a.around[0]
		} else {
			a.around[1] = a.around[0]
			i = len(out)
			at[key] = i
			a.name, a.as = strings.Clone(a.name), strings.Clone(a.as)
			out = append(out, a)
		}
		out[i].times++
		out[i].opens = out[i].opens && a.opens
	}
	lang := languageOf(doc.language)
	read := func(text string) {
		r.words = capitals(text, r.words[:0])
		for _, m := range mentions(text, r.words) {
			if m.kind == "" {
				if r.idle(m.name, doc.language) {
					continue
				}
				m.kind = kindAround(text, m, lang)
			}
			add(appearance{name: m.name, as: m.as, kind: m.kind, opens: m.opens, alias: initials(text, m), around: [2]uint32{beside(text, m)}})
		}
		for _, o := range offices(text) {
			add(appearance{name: o.country, as: o.words, kind: Person, alias: headOf + o.holder})
		}
	}
	for _, s := range doc.title {
		read(article.Title[s.start:s.end])
	}
	for _, s := range doc.sentences {
		read(article.Text[s.start:s.end])
	}
	return out
}

// beside is a digest of the words on both sides of a name. The same words again
// and again are those of a menu.
func beside(text string, m mention) uint32 {
	before := strings.TrimRight(text[:m.start], " ")
	after, _, _ := strings.Cut(strings.TrimLeft(text[m.end:], " "), " ")
	h := fnv.New32a()
	_, _ = io.WriteString(h, before[strings.LastIndexByte(before, ' ')+1:]) // a hash takes all it is given
	_, _ = io.WriteString(h, " "+after)
	return h.Sum32()
}

// idle reports whether a name is all words without a meaning of their own:
// "Many", "Even So".
func (r *reader) idle(name, lang string) bool {
	for word := range strings.FieldsSeq(name) {
		if strings.Contains(word, ".") || r.stemmers[lang].Stem(words.Fold(word)) != "" {
			return false
		}
	}
	return true
}

// capitals cuts a text into words as words.Split does, unfolded: it only looks
// for names. It reuses the memory of into.
func capitals(text string, into []words.Word) []words.Word {
	start := -1
	for i, r := range text {
		if lower := r | 0x20; 'a' <= lower && lower <= 'z' {
			if start < 0 {
				start = i
			}
			continue // as most
		}
		stop := r == '.' && start >= 0 && i+1 < len(text) && unicode.IsUpper(rune(text[i-1])) && text[i+1] >= 'A' && text[i+1] <= 'Z'
		if stop || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			into = append(into, words.Word{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		into = append(into, words.Word{Start: start, End: len(text)})
	}
	return into
}

// initials is the short name right behind a name whose initials it holds: "Federal
// Emergency Management Agency (FEMA)", "the National Transport Federation, or FNT,". In
// brackets the initials may be of the name in another language, so in another order.
func initials(text string, m mention) string {
	g, rest := knownActors(), text[m.end:]
	for _, or := range g.or {
		short, found := strings.CutPrefix(strings.TrimPrefix(rest, ","), or)
		if !found {
			continue
		}
		short = short[:len(short)-len(strings.TrimLeftFunc(short, unicode.IsLetter))]
		if len(short) > 2 && short == strings.ToUpper(short) && anagram(short, text[m.start:m.end]) {
			return short
		}
	}
	rest, found := strings.CutPrefix(rest, " (")
	end := strings.IndexAny(rest, "),")
	if !found || end < 2 || end > 8 {
		return ""
	}
	short := rest[:end]
	if anagram(short, text[m.start:m.end]) {
		return short
	}
	full := words.Fold(text[m.start:m.end])
	at := 0
	for i, r := range short {
		if !unicode.IsUpper(r) && i == 0 {
			return ""
		}
		k := strings.IndexRune(full[at:], unicode.ToLower(r))
		if k < 0 || i == 0 && k > 0 || !unicode.IsLetter(r) {
			return ""
		}
		at += k + utf8.RuneLen(unicode.ToLower(r))
	}
	return short
}

// anagram reports whether a short name has the initials of a name's words of weight,
// three at least, in any order.
func anagram(short, name string) bool {
	var first []byte
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			first = append(first, words.Fold(word)[0])
		}
	}
	given := []byte(strings.ToLower(short))
	slices.Sort(first)
	slices.Sort(given)
	return len(given) > 2 && short == strings.ToUpper(short) && slices.Equal(first, given)
}

// office is a head of state in a sentence, with the name of who holds it if the
// sentence gives it: "el presidente colombiano, Gustavo Petro".
type office struct {
	country, holder string
	words           string // as the sentence calls the office: "presidente colombiano"
}

// offices finds heads of state by their country: "the Colombian president",
// "Colombia's president", "el presidente de Colombia".
func offices(text string) []office {
	g := knownActors()
	var out []office
	var s []words.Word
	for head := range headWords(text) {
		if s == nil {
			s = words.Split(text)
		}
		i := slices.IndexFunc(s, func(w words.Word) bool { return w.Start == head })
		if i < 0 || !g.heads[s[i].Folded] {
			continue
		}
		word := func(k int) string {
			if k < 0 || k >= len(s) {
				return ""
			}
			return text[s[k].Start:s[k].End]
		}
		country, from, after := "", i, i+1
		switch {
		case atlas.Of(word(i-1)) != "":
			country, from = atlas.Of(word(i-1)), i-1
		case atlas.Of(word(i+1)) != "":
			country, after = atlas.Of(word(i+1)), i+2
		case i >= 2 && s[i-1].Folded == "s":
			if p, known := atlas.Named(word(i - 2)); known && p.Kind == atlas.Country {
				country, from = p.Name, i-2
			}
		case i+2 < len(s) && g.of[s[i+1].Folded]:
			end := nameEnd(text, s, i+2)
			if p, known := atlas.Named(text[s[i+2].Start:s[max(end, i+3)-1].End]); known && p.Kind == atlas.Country {
				country, after = p.Name, max(end, i+3)
			}
		}
		if country == "" {
			continue
		}
		o := office{country: country, words: text[s[from].Start:s[after-1].End]}
		if after < len(s) && strings.Trim(text[s[after-1].End:s[after].Start], " ,") == "" {
			if end := nameEnd(text, s, after); end > after+1 {
				o.holder = text[s[after].Start:s[end-1].End]
			}
		}
		out = append(out, o)
	}
	return out
}

// headWords are the places in a text where the word for a head of state begins.
func headWords(text string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for _, word := range knownActors().headStems {
			for at := 0; ; {
				i := strings.Index(text[at:], word)
				if i < 0 {
					break
				}
				at += i + len(word)
				if start := at - len(word) - 1; start >= 0 {
					for start > 0 && wordByte(text[start-1]) {
						start--
					}
					if !yield(start) {
						return
					}
				}
			}
		}
	}
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf
}
