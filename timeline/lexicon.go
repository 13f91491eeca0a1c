package timeline

import "dateline/timeline/words"

// lexicon knows the terms of a corpus by the words of a text. It is not safe
// for concurrent use.
type lexicon struct {
	numbers  map[string]term // by stem; shared
	stemmers map[string]*words.Stemmer
}

// terms are the terms of a text that the corpus has, in order.
func (l lexicon) terms(text, language string) []term {
	stemmer := l.stemmers[language]
	if stemmer == nil {
		stemmer = words.NewStemmer(language)
		l.stemmers[language] = stemmer
	}
	var out []term
	for _, w := range words.Split(text) {
		if t, known := l.numbers[stemmer.Stem(w.Spelled(text))]; known {
			out = append(out, t)
		}
	}
	return out
}
