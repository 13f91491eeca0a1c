package timex

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// The most steps that the rules of a language may take for a token, whatever
// the text, and on news of the usual density. They bound the time of a megabyte.
const (
	worstSteps = 1000
	newsSteps  = 60
)

// stepsFor is the steps the rules take on a text, and its tokens.
func stepsFor(l *language, text string) (steps, tokens int) {
	list := tokenize(text, l.lexicon, nil)
	return find(l, text, list, func(*found) {}), len(list)
}

// TestWorkIsBounded repeats every word of every vocabulary and every example
// of every rule: no text of them may cost more than its length allows, and one
// twice as long no more than twice as much.
func TestWorkIsBounded(t *testing.T) {
	for _, code := range slices.Sorted(maps.Keys(compiled)) {
		l := languageFor(code)
		f, err := readLanguage(code, true)
		if err != nil {
			t.Fatal(err)
		}
		pieces := append(slices.Sorted(maps.Keys(l.lexicon)), "1", "12", "2025", "1,5", "1/2", "15:30", "2-", "( (", "May 1 2 3", "de 2 a")
		for _, r := range f.Rules {
			for _, e := range append(r.Examples, r.Misses...) {
				pieces = append(pieces, e.Text)
			}
		}
		worst, text := 0, ""
		for _, p := range pieces {
			once, tokens := stepsFor(l, strings.Repeat(p+" ", 20))
			twice, _ := stepsFor(l, strings.Repeat(p+" ", 40))
			if tokens > 0 && once/tokens > worst {
				worst, text = once/tokens, p
			}
			if twice > 2*once+once/8+worstSteps {
				t.Errorf("%s: %q costs %d steps 20 times over and %d steps 40 times", code, p, once, twice)
			}
		}
		t.Logf("%s: %d steps a token for %q", code, worst, text)
		if worst > worstSteps {
			t.Errorf("%s: %q costs %d steps a token, more than %d", code, text, worst, worstSteps)
		}
	}
}

// TestWorkOnNews keeps what usual text costs far from the worst.
func TestWorkOnNews(t *testing.T) {
	for code, news := range map[string]string{"en": englishNews, "es": spanishNews, "pt": portugueseNews} {
		steps, tokens := stepsFor(languageFor(code), news)
		t.Logf("%s: %d steps a token", code, steps/tokens)
		if steps > newsSteps*tokens {
			t.Errorf("%s: %d steps for %d tokens of news, more than %d each", code, steps, tokens, newsSteps)
		}
	}
}
