package exports

import (
	"fmt"
	"strings"

	"dateline/timeline"
)

// aboutSuccessions says for every id that no event has any more which events
// tell now what it told.
func aboutSuccessions(t timeline.Timeline) []aboutLine {
	var lines []aboutLine
	heirs := t.Heirs()
	for _, s := range t.Successions {
		if !s.Gone() {
			continue
		}
		now := "no report tells of it any more"
		if ids := heirs(s.ID); len(ids) > 0 {
			now = "now told as " + strings.Join(ids, ", ")
		}
		lines = append(lines, aboutLine{label: s.ID, value: fmt.Sprintf("%s: %s (%s, after run %s)", now, s.Headline, s.Span.EDTF(), s.Run)})
	}
	if lines == nil {
		return nil
	}
	return append(section("Ids of earlier events"), lines...)
}
