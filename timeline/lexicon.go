package timeline

import "dateline/timeline/words"

// lexicon knows the terms of a corpus by the words of a text. It is not safe
// for concurrent use.
type lexicon struct {
	counted  map[string]term // by stem; shared
	others   map[string]term // the same
	stemmers map[string]*words.Stemmer
}

// terms are the terms of a text, cut into words, that the corpus has, in order.
func (l lexicon) terms(text string, split []words.Word, language string) []term {
	stemmer := l.stemmers[language]
	if stemmer == nil {
		stemmer = words.NewStemmer(language)
		l.stemmers[language] = stemmer
	}
	var out []term
	for _, w := range split {
		stem := stemmer.Stem(w.Spelled(text))
		t, known := l.counted[stem]
		if !known {
			t, known = l.others[stem]
		}
		if known {
			out = append(out, t)
		}
	}
	return out
}
