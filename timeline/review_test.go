package timeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlaceNotes(t *testing.T) {
	told := Timeline{
		Events: []Event{{ID: "EV-1"}, {ID: "EV-2"}},
		Successions: []Succession{
			{ID: "EV-3", Headline: "The bridge closes", Into: []string{"EV-2", "EV-1"}},
			{ID: "EV-4", Headline: "A ferry sinks", Into: []string{"EV-3"}},
			{ID: "EV-5", Headline: "A rumour"},
			{ID: "EV-1", Headline: "It split", Into: []string{"EV-1", "EV-2"}},
		},
	}
	for name, test := range map[string]struct{ notes, want []Note }{
		"nothing":         {nil, nil},
		"on what stands":  {[]Note{{"EV-1", "checked", "by phone"}}, nil},
		"no heir":         {[]Note{{"EV-5", "wrong", "denied"}}, nil},
		"never heard of":  {[]Note{{"EV-9", "", "?"}}, nil},
		"to an empty row": {[]Note{{"EV-3", "open", "ask the port"}}, []Note{{Event: "EV-3"}, {"EV-2", "open", "ask the port (written on: The bridge closes)"}}},
		"beside another's": {
			[]Note{{"EV-2", "checked", "seen"}, {"EV-3", "open", "ask the port"}, {"EV-4", "", "how many?"}},
			[]Note{{Event: "EV-3"}, {Event: "EV-4"}, {"EV-2", "checked", "seen\nask the port (written on: The bridge closes)\nhow many? (written on: A ferry sinks)"}},
		},
		"a status alone": {[]Note{{"EV-3", "open", ""}}, []Note{{Event: "EV-3"}, {"EV-2", "open", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, told.PlaceNotes(test.notes)); diff != "" {
				t.Errorf("to be stored (-want +got):\n%s", diff)
			}
		})
	}
}

// Once placed, notes stay: there is nothing more to store.
func TestPlaceNotesOnce(t *testing.T) {
	told := Timeline{Events: []Event{{ID: "EV-2"}}, Successions: []Succession{{ID: "EV-3", Headline: "The bridge closes", Into: []string{"EV-2"}}}}
	var stored []Note
	for _, n := range told.PlaceNotes([]Note{{"EV-3", "open", "ask the port"}}) {
		if !n.Empty() {
			stored = append(stored, n)
		}
	}
	if again := told.PlaceNotes(stored); len(stored) != 1 || len(again) != 0 {
		t.Errorf("stored %v, and then %v", stored, again)
	}
}
