package timex

import "testing"

// Quoted words are counted from the day they were said on; a report's own are not.
func TestQuotedWords(t *testing.T) {
	for _, c := range []struct {
		language, text string
		wants          []want
	}{
		{"en", "“We leave tomorrow,” he said on Monday.", []want{{"tomorrow", "2025-11-11", "2025-11-11"}, {"Monday", "2025-11-10", "-"}}},
		{"en", "\"It sank last night. Today we mourn,\" she told reporters in Lima on Nov. 3.",
			[]want{{"last night", "2025-11-02TNI", "2025-11-02"}, {"Today", "2025-11-03", "-"}, {"Nov. 3", "2025-11-03", "-"}}},
		{"en", "On Nov. 3 they met. Hegseth said on Nov. 5: “Today two boats were hit.” A third was hit yesterday.",
			[]want{{"Nov. 3", "2025-11-03", "-"}, {"Nov. 5", "2025-11-05", "-"}, {"Today", "2025-11-05", "-"}, {"yesterday", "2025-11-11", "-"}}},
		{"en", "“We left yesterday,” he said on Monday. “We left today,” she said on Tuesday.",
			[]want{{"yesterday", "2025-11-09", "-"}, {"Monday", "2025-11-10", "-"}, {"today", "2025-11-11", "-"}, {"Tuesday", "2025-11-11", "-"}}},
		{"en", "“We leave tomorrow,” he said.\n\nThe ships left on Monday, and officials said on Sunday all was well.",
			[]want{{"tomorrow", "2025-11-13", "-"}, {"Monday", "2025-11-10", "-"}, {"Sunday", "2025-11-09", "-"}}},
		{"en", "She said on Sunday all was well. “We leave tomorrow,” he said.", []want{{"Sunday", "2025-11-09", "-"}, {"tomorrow", "2025-11-13", "-"}}},
		{"en", "He said on Monday he would speak tomorrow.", []want{{"Monday", "2025-11-10", "-"}, {"tomorrow", "2025-11-13", "-"}}},
		{"es", "«Zarparemos mañana», dijo el lunes.", []want{{"mañana", "2025-11-11", "-"}, {"el lunes", "2025-11-10", "-"}}},
	} {
		check(t, c.language, published, c.text, c.wants)
	}
}
