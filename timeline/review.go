package timeline

import (
	"slices"
	"strings"
)

// Note is what a person wrote beside an event. No run makes one or changes its
// words.
type Note struct {
	Event  string // id of the event it was written beside
	Status string // in the person's own words, such as checked
	Text   string
}

// Empty reports whether nothing is written.
func (n Note) Empty() bool { return n.Status == "" && n.Text == "" }

// PlaceNotes puts the notes on events that are gone beside the events that have
// their accounts now: of several, the one with most. It returns what is to be
// stored of that: each note that grew, and, empty, each that went there. A note
// whose event nothing tells of any more stays where it is.
func (t *Timeline) PlaceNotes(notes []Note) (changed []Note) {
	heirs := t.Heirs()
	headlines := map[string]string{}
	for _, s := range t.Successions {
		headlines[s.ID] = s.Headline
	}
	at := map[string]Note{}
	for _, n := range notes {
		at[n.Event] = n
	}
	var grown []string
	for _, n := range notes {
		to := heirs(n.Event)
		if n.Empty() || len(to) == 0 || to[0] == n.Event {
			continue
		}
		heir := at[to[0]]
		heir.Event = to[0]
		if heir.Status == "" {
			heir.Status = n.Status
		}
		if n.Text != "" {
			text := n.Text
			if headline := headlines[n.Event]; headline != "" {
				text += " (written on: " + headline + ")"
			}
			heir.Text = strings.TrimPrefix(heir.Text+"\n"+text, "\n")
		}
		at[heir.Event] = heir
		if !slices.Contains(grown, heir.Event) {
			grown = append(grown, heir.Event)
		}
		changed = append(changed, Note{Event: n.Event})
	}
	for _, id := range grown {
		changed = append(changed, at[id])
	}
	return changed
}
