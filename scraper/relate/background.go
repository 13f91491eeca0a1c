package relate

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed news.yaml
var newsWords []byte

// unlisted is the share of reports that hold a word which is not listed.
const unlisted = .002

// everydayNews reads news.yaml: by language, words and the share of reports
// that hold them. The file is part of the program: what is wrong with it is
// found by the tests.
var everydayNews = sync.OnceValue(func() map[string]map[string]float64 {
	var file map[string][]struct {
		Share float64
		Words string
	}
	if err := yaml.Unmarshal(newsWords, &file); err != nil {
		panic("news.yaml: " + err.Error())
	}
	news := map[string]map[string]float64{}
	for lang, classes := range file {
		news[lang] = map[string]float64{}
		for _, c := range classes {
			for w := range strings.FieldsSeq(c.Words) {
				news[lang][w] = max(news[lang][w], c.Share)
			}
		}
	}
	return news
})

// background gives for the first terms the share of a language's everyday reports
// that hold each. Inflections of one word count as their commonest.
func background(l *lexicon, lang string) []float64 {
	listed, last := map[term]float64{}, term(0)
	for w, share := range everydayNews()[lang] {
		for _, t := range l.read(w, lang) {
			if t != 0 {
				listed[t], last = max(listed[t], share), max(last, t)
			}
		}
	}
	shares := slices.Repeat([]float64{unlisted}, int(last)+1)
	for t, share := range listed {
		shares[t] = share
	}
	return shares
}
