package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// figures reads the numbers a sentence gives: how many killed, detained, how
// many strikes, tonnes, dollars. Numbers in time expressions are left alone.
func figures(text string, times []timex.Timex, lang *language) []Figure {
	if lang.nouns == nil {
		return nil
	}
	s := sentenceWords{text: text, words: words.Split(text), lang: lang}
	var out []Figure
	for i := 0; i < len(s.words); {
		value, n := s.number(i)
		if n == 0 || slices.ContainsFunc(times, func(x timex.Timex) bool {
			return x.Start <= s.words[i].Start && s.words[i].Start < x.End
		}) {
			i++
			continue
		}
		f := Figure{Value: value, AtLeast: s.atLeast(i), Quote: text}
		last := i + n
		if last+1 < len(s.words) && (s.words[last].Folded == "to" || s.words[last].Folded == "a") {
			if high, m := s.number(last + 1); m > 0 && high > value {
				f.High = high
				last += 1 + m
			}
		}
		if f.Name, f.Scope = s.counted(i, last); f.Name != "" {
			f.Speaker = speaker(s)
			out = append(out, f)
		}
		i = last
	}
	return out
}

// sentenceWords is a sentence, cut into words.
type sentenceWords struct {
	text  string
	words []words.Word
	lang  *language
}

// number reads the number that starts at a word, in digits or words, and how
// many words it takes; 0 words: none starts there.
func (s sentenceWords) number(i int) (value float64, n int) {
	w := s.words[i]
	if w.Folded[0] >= '0' && w.Folded[0] <= '9' {
		v, err := strconv.ParseFloat(w.Folded, 64)
		if err != nil {
			return 0, 0
		}
		value, n = v, 1
		if next := i + 1; next < len(s.words) && s.decimal(w, s.words[next]) { // 4.9 million
			if v, err := strconv.ParseFloat(w.Folded+"."+s.words[next].Folded, 64); err == nil {
				if len(s.words[next].Folded) == 3 { // 60.000, as Spanish writes thousands
					v *= 1000
				}
				value, n = v, 2
			}
		}
	} else {
		v, known := s.lang.numbers[w.Folded]
		if !known {
			return 0, 0
		}
		value, n = v, 1
		for i+n < len(s.words) { // twenty-one, treinta y dos
			next := s.words[i+n]
			if next.Folded == "y" && i+n+1 < len(s.words) && value >= 30 && value < 100 {
				next = s.words[i+n+1]
				if v, known := s.lang.numbers[next.Folded]; known && v < 10 {
					value, n = value+v, n+2
				}
				break
			}
			if v, known := s.lang.numbers[next.Folded]; known && v < value && value >= 20 && next.Start == s.words[i+n-1].End+1 {
				value, n = value+v, n+1
				continue
			}
			break
		}
	}
	for i+n < len(s.words) {
		m, known := s.lang.multiples[s.words[i+n].Folded]
		if !known {
			break
		}
		value, n = value*m, n+1
	}
	return value, n
}

// decimal reports whether two words are the halves of a decimal fraction.
func (s sentenceWords) decimal(whole, part words.Word) bool {
	switch s.text[whole.End:part.Start] {
	case ".":
		return true
	case ",":
		return len(part.Folded) < 3 && part.Folded[0] <= '9'
	}
	return false
}

// atLeast reports whether the words before a number make it a lower bound.
func (s sentenceWords) atLeast(i int) bool {
	before := words.Fold(strings.TrimRight(s.text[:s.words[i].Start], " $US"))
	for _, phrase := range s.lang.atLeast {
		if strings.HasSuffix(before, phrase) && (len(before) == len(phrase) || before[len(before)-len(phrase)-1] == ' ') {
			return true
		}
	}
	return false
}

// counted is what the number words[from:to] counts, and over what: the word
// nearest to it that says so, within a few words and the same clause.
func (s sentenceWords) counted(from, to int) (string, Scope) {
	scope := s.scope(from)
	if at := s.words[from].Start; at > 0 && s.text[at-1] == '$' {
		return "dollars", scope
	}
	if name := s.toll(from); name != "" {
		return name, Cumulative
	}
	for distance := 1; distance <= 5; distance++ {
		if i := from - distance; i >= 0 && distance <= 4 && !strings.ContainsAny(s.text[s.words[i].End:s.words[from].Start], ".;:") {
			if name := s.lang.verbs[s.words[i].Folded]; name != "" && !s.lang.within[s.words[from-1].Folded] && !s.numberBetween(i+1, from) && !s.conjoined(i+1, from) {
				return name, scope
			}
		}
		if i := to + distance - 1; i < len(s.words) && !strings.ContainsAny(s.text[s.words[to-1].End:s.words[i].Start], ",.;:(") {
			w := s.words[i].Folded
			if name := s.lang.nouns[w]; name != "" && distance <= 4 && !s.numberBetween(to, i) {
				return name, scope
			}
			if name := s.lang.verbs[w]; name != "" && !s.numberBetween(to, i) && !s.conjoined(to, i) {
				return name, scope
			}
		}
	}
	return "", ""
}

// toll is what a number counts that stands as in "the death toll rose to five".
func (s sentenceWords) toll(from int) string {
	if from == 0 || !s.lang.tollMarks[s.words[from-1].Folded] && !s.atLeast(from) {
		return ""
	}
	head := words.Fold(s.text[max(0, s.words[from].Start-90):s.words[from].Start])
	for _, t := range s.lang.tolls {
		if at := strings.LastIndex(head, t.phrase); at >= 0 && !strings.ContainsAny(head[at:], ".;0123456789") {
			return t.name
		}
	}
	return ""
}

// scope tells whether a number counts one happening or all so far: by the
// words of its clause, or a "since" anywhere in its sentence.
func (s sentenceWords) scope(i int) Scope {
	for k, w := range s.words {
		if s.lang.running[w.Folded] && k != i {
			return Cumulative
		}
	}
	from, to := 0, len(s.text)
	at := s.words[i].Start
	if cut := strings.LastIndexAny(s.text[:at], ",;:"); cut >= 0 {
		from = cut + 1
	}
	if cut := strings.IndexAny(s.text[at:], ";:"); cut >= 0 {
		to = at + cut
	}
	if cut := strings.Index(s.text[at:to], ", "); cut >= 0 {
		to = at + cut
	}
	clause := " " + words.Fold(s.text[from:to]) + " "
	for _, phrase := range s.lang.cumulative {
		if strings.Contains(clause, " "+phrase) {
			return Cumulative
		}
	}
	return PerEvent
}

// conjoined reports whether a conjunction stands among words[from:to]: in
// "three people and wounded two" the three were not wounded, in "three were
// killed and 17 …" the 17 were not killed.
func (s sentenceWords) conjoined(from, to int) bool {
	for _, w := range s.words[from:to] {
		if w.Folded == "and" || w.Folded == "y" {
			return true
		}
	}
	return false
}

func (s sentenceWords) numberBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if _, n := s.number(i); n > 0 {
			return true
		}
	}
	return false
}

// speaker is the name beside the sentence's verb of saying, or empty.
func speaker(s sentenceWords) string {
	for i, w := range s.words {
		saying := s.lang.saying[w.Folded]
		if w.Folded == "according" && i+1 < len(s.words) {
			saying, i = true, i+1
		}
		if !saying {
			continue
		}
		if name := nameEnding(s, i-1); name != "" {
			return name
		}
		if i+1 < len(s.words) {
			if name := nameStarting(s, i+1); name != "" {
				return name
			}
		}
	}
	return ""
}

// series is how a running count rose, in words.
func series(all []Figure) string {
	var out strings.Builder
	for i, f := range all {
		if f.Scope != Cumulative {
			continue
		}
		if i == 0 || all[i-1].Name != f.Name || out.Len() == 0 {
			out.WriteString("; " + f.Name + ": ")
		} else {
			out.WriteString(", ")
		}
		out.WriteString(amount(f) + " (" + f.AsOf + ")")
	}
	return out.String()
}

// disagreement is what reports of one happening count differently, with both
// sides and their outlets, in words. "At least" a number does not contradict a
// higher one.
func disagreement(all []Figure, accounts []Account) string {
	outlet := map[string]string{}
	for _, a := range accounts {
		outlet[a.ArticleURL] = a.Outlet
	}
	var out strings.Builder
	for from := 0; from < len(all); {
		to := from
		var own []Figure
		for ; to < len(all) && all[to].Name == all[from].Name; to++ {
			f := all[to]
			if f.Scope == PerEvent && !f.AtLeast && f.High == 0 && !slices.ContainsFunc(own, func(o Figure) bool { return o.Article == f.Article || o.Value == f.Value }) {
				own = append(own, f)
			}
		}
		if len(own) > 1 {
			out.WriteString("; reports differ on " + own[0].Name + ": ")
			for i, f := range own {
				if i > 0 {
					out.WriteString(", ")
				}
				out.WriteString(amount(f) + " (" + outlet[f.Article] + ", " + f.AsOf + ")")
			}
		}
		from = to
	}
	return out.String()
}

// amount is a figure's value in words.
func amount(f Figure) string {
	s := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.High > 0 {
		s += " to " + strconv.FormatFloat(f.High, 'f', -1, 64)
	}
	if f.AtLeast {
		s = "at least " + s
	}
	return s
}

// settle keeps of an event's figures the first report of each value, by name
// and then by day. Of reports of one day the earlier in the slice wins.
func settle(all []Figure) []Figure {
	slices.SortStableFunc(all, func(a, b Figure) int { return cmp.Compare(a.AsOf, b.AsOf) })
	type value struct {
		name        string
		scope       Scope
		value, high float64
	}
	seen := map[value]bool{}
	all = slices.DeleteFunc(all, func(f Figure) bool {
		v := value{f.Name, f.Scope, f.Value, f.High}
		known := seen[v]
		seen[v] = true
		return known
	})
	slices.SortStableFunc(all, func(a, b Figure) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
