package timeline

import (
	"strings"

	"dateline/timeline/prose"
	"dateline/timeline/words"
)

// longestLabel is how many bytes a label may take, with its colon and what follows it.
const longestLabel = 32

// label is what stands before the first colon of a text if it only labels a report:
// "BREAKING". Empty: nothing does, or nothing is behind it.
func (l *language) label(text string) string {
	label, _, found := strings.Cut(text[:min(len(text), longestLabel)], ":")
	if !found || !l.labels(label, l.labelled) || strings.TrimSpace(text[len(label)+1:]) == "" {
		return ""
	}
	return label
}

// labels reports whether a text is one of some labels.
func (l *language) labels(text string, all [][]string) bool {
	return len(text) < longestLabel && sentenceWords{text: text, words: words.Split(text), lang: l}.is(all)
}

// heading is a title without its labels, credits and questions; empty where
// nothing is left that tells of a happening.
func (l *language) heading(title string) string {
	for _, bar := range []string{" | ", " • ", " · ", " - ", " – ", " — "} {
		if head, _, _ := strings.Cut(title, bar); words.Count(head) >= shortestHead && balanced(head) {
			title = head
		}
	}
	title = prose.Unlabelled(title)
	for label := l.label(title); label != ""; label = l.label(title) {
		title = strings.TrimSpace(title[len(label)+1:])
	}
	if label, _, found := strings.Cut(title, ":"); found && l.labels(label, l.views) {
		return ""
	}
	if parts := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(";?¿", r) }); len(parts) > 1 {
		asked := has(title, "?¿")
		for _, part := range parts {
			if question := asked && strings.Contains(title, strings.TrimSpace(part)+"?"); !question && words.Count(part) >= shortestHead {
				return unstopped(part)
			}
		}
	}
	if s := (sentenceWords{text: title, words: words.Split(title), lang: l}); s.dangles() || !balanced(title) {
		return "" // was cut off
	}
	return unstopped(title)
}
