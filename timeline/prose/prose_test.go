package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, lang, text string
		want             []string
	}{
		{"month before a day", "en", "It sank on Jan. 27, 2017 off Cadiz. Sept. 2 was the next strike.",
			[]string{"It sank on Jan. 27, 2017 off Cadiz.", "Sept. 2 was the next strike."}},
		{"initials inside and at the end", "en", "The U.S. Navy fired. Ships left for the U.S. The crew of J. W. Marsh stayed.",
			[]string{"The U.S. Navy fired.", "Ships left for the U.S.", "The crew of J. W. Marsh stayed."}},
		{"ranks and titles", "en", "Gen. Ruiz met Sen. Paul Ward Jr. and Mr. Lee. Dr. Cole did not.",
			[]string{"Gen. Ruiz met Sen. Paul Ward Jr. and Mr. Lee.", "Dr. Cole did not."}},
		{"hours", "en", "It began at 6 p.m. Tuesday. It ended at 9 p.m. The square was empty.",
			[]string{"It began at 6 p.m. Tuesday.", "It ended at 9 p.m.", "The square was empty."}},
		{"quotes close after the stop", "en", `"We will go." She left. “Never again.” He stayed (for now.) Then he left.`,
			[]string{`"We will go."`, "She left.", "“Never again.”", "He stayed (for now.)", "Then he left."}},
		{"decimals, thousands and money", "en", "Some 4.9 million barrels leaked. It cost $2.5 billion. No. 2 resigned.",
			[]string{"Some 4.9 million barrels leaked.", "It cost $2.5 billion.", "No. 2 resigned."}},
		{"questions and ellipses", "en", "Who knew? Nobody... But wait! there is more… The end.",
			[]string{"Who knew?", "Nobody...", "But wait! there is more…", "The end."}},
		{"tokenised", "en", "The rig sank on Jan. 27 . `` It is over , '' he said . Then came No. 3 .",
			[]string{"The rig sank on Jan. 27 .", "`` It is over , '' he said .", "Then came No. 3 ."}},
		{"lines, bullets and wraps", "en", "Port closed\n- Ferries stop\n- Roads jam\n\nThe port was closed on\nmonday by the mayor. It rains",
			[]string{"Port closed", "- Ferries stop", "- Roads jam", "The port was closed on\nmonday by the mayor.", "It rains"}},
		{"Spanish titles and states", "es", "El Sr. Gómez viajó a EE. UU. El martes volvió. La Sra. Ruiz, de EE. UU. también.",
			[]string{"El Sr. Gómez viajó a EE. UU.", "El martes volvió.", "La Sra. Ruiz, de EE. UU. también."}},
		{"Spanish openers and numbers", "es", "¿Qué pasó? ¡Nadie lo sabe! Véase la pág. 12 del informe. Eran las 6 p.m. del lunes.",
			[]string{"¿Qué pasó?", "¡Nadie lo sabe!", "Véase la pág. 12 del informe.", "Eran las 6 p.m. del lunes."}},
		{"Portuguese titles and numbers", "pt", "O Sr. Gomes viajou aos EUA. O ministro voltou. A Dra. Ruiz não. Veja a pág. 12. Eram 6 p.m. da segunda-feira.",
			[]string{"O Sr. Gomes viajou aos EUA.", "O ministro voltou.", "A Dra. Ruiz não.", "Veja a pág. 12.", "Eram 6 p.m. da segunda-feira."}},
		{"unknown language", "", "Gen. Ruiz habló. El Sr. Gómez no.", []string{"Gen. Ruiz habló.", "El Sr. Gómez no."}},
		{"a line that ends in a rank", "en", "The cap was lowered by Coast Guard Adm.\nThad Allen's crews.\nThe well is off St. John\nCrews left.",
			[]string{"The cap was lowered by Coast Guard Adm.\nThad Allen's crews.", "The well is off St. John", "Crews left."}},
		{"numbered list", "en", "3. Third point\n4. Fourth point", []string{"3. Third point", "4. Fourth point"}},
		{"nothing", "en", " \n\t ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range Split(tt.text, tt.lang, nil) {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSplitKeepsWholeWhatItMust(t *testing.T) {
	text := "It opens Tues. The 4th of May. Then it closes."
	got := Split(text, "en", []Span{{9, 29}})
	if len(got) != 2 || text[got[0].Start:got[0].End] != "It opens Tues. The 4th of May." {
		t.Errorf("cut inside a date: %v", got)
	}
}

func TestSplitCountsParagraphs(t *testing.T) {
	got := Split("One. Two.\n\nThree.\nFour.", "en", nil)
	var paragraphs []int
	for _, s := range got {
		paragraphs = append(paragraphs, s.Paragraph)
	}
	if diff := cmp.Diff([]int{0, 0, 1, 1}, paragraphs); diff != "" {
		t.Error(diff)
	}
}

func TestBelowHeading(t *testing.T) {
	tests := []struct{ name, lang, body, want string }{
		{"heading", "en", "Ferry sinks off the old pier At least nine people died when a ferry struck the pier on Friday.", "At least nine people died when a ferry struck the pier on Friday."},
		{"heading and caption", "en", "Ferry sinks off Ancon The boat was built in 1931 More than forty people are missing after a ferry sank in the bay.", "More than forty people are missing after a ferry sank in the bay."},
		{"a plane is no heading", "en", "The president spoke to reporters aboard Air Force One on the way back from the coast of the Gulf.", "The president spoke to reporters aboard Air Force One on the way back from the coast of the Gulf."},
		{"shouting is no heading", "en", "We asked them again and again and they told us ALL of the boats were safe to sail.", "We asked them again and again and they told us ALL of the boats were safe to sail."},
		{"a name is no heading", "en", "The mayor of the island told The Harbour News that The Hague had not answered the letter.", "The mayor of the island told The Harbour News that The Hague had not answered the letter."},
		{"Spanish heading", "es", "Se hunde un transbordador en la bahía Al menos nueve personas murieron el viernes al chocar con el muelle.", "Al menos nueve personas murieron el viernes al chocar con el muelle."},
	}
	for _, tt := range tests {
		if got := BelowHeading(tt.body, tt.lang); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestBody(t *testing.T) {
	tests := []struct{ name, lang, sentence, want string }{
		{"agency", "en", "BOGOTÁ, Nov 12 (Reuters) - Colombia stopped sharing intelligence.", "Colombia stopped sharing intelligence."},
		{"agency unheard of", "en", "BOGOTÁ, Oct 20 (Harbour Wire) - Colombia recalled its envoy.", "Colombia recalled its envoy."},
		{"agency behind the highlights", "en", "Harbour closed Crews search the bay for a second day as the wind turns to the north NEW: The mayor calls on the owners of the boats to lend their radios " +
			"NEW: The regatta of the islands has been put off until the spring Schools in the lower town stay shut and buses are turned away at the bridge Lima, Peru (CNN) -- A ferry sank in the bay on Friday.",
			"A ferry sank in the bay on Friday."},
		{"picture credit", "en", `Photograph: Ana Luz\/AP The mayor closed the port.`, "The mayor closed the port."},
		{"picture credit in brackets", "en", "(AP Photo/Ana Luz) The mayor closed the port.", "The mayor closed the port."},
		{"picture of two suppliers", "en", "AFP/Getty Images The mayor closed the port.", "The mayor closed the port."},
		{"no picture credit", "en", "AP reported that the mayor had closed the port.", "AP reported that the mayor had closed the port."},
		{"agency in tokens", "en", "WASHINGTON ( AP ) -- The Senate voted.", "The Senate voted."},
		{"Spanish agency", "es", "Bogotá, 12 nov (EFE).- El presidente habló.", "El presidente habló."},
		{"Spanish agency unheard of", "es", "Lima, 11 mar (Tupay).- El juez citó al alcalde.", "El juez citó al alcalde."},
		{"the same with a country", "es", "Sanagorán (Perú), 13 de marzo de 2026 (Tupay) – El juez citó al alcalde.", "El juez citó al alcalde."},
		{"the same without a date", "es", "La Paz (Tupay).- El juez citó al alcalde.", "El juez citó al alcalde."},
		{"a name with a bracket", "es", "Ana Luz (Tupay) - la jueza - citó al alcalde.", "Ana Luz (Tupay) - la jueza - citó al alcalde."},
		{"Portuguese agency", "pt", "Lisboa, 12 nov (Lusa) -- O presidente falou.", "O presidente falou."},
		{"city and dash", "en", "NEW ORLEANS, La. -- Oil reached the shore.", "Oil reached the shore."},
		{"stamp", "en", "Gulf spill grows LONDON | Mon May 24, 2010 6:31 pm EDT LONDON (Reuters) - BP said it would pay.", "BP said it would pay."},
		{"British stamp", "en", "Seabed well 8 September 2010 Last updated at 12:54 GMT Help BP has published a report.", "BP has published a report."},
		{"bullet", "en", "• NEW: Curfew extended", "Curfew extended"},
		{"byline", "en", "By the CNN Wire Staff Rebels took the port.", "Rebels took the port."},
		{"a plain sentence", "en", "The president (AP photo) spoke on 4 May.", "The president (AP photo) spoke on 4 May."},
		{"a time that is news", "en", "On Friday at 9:50 p.m. EDT the rig exploded.", "On Friday at 9:50 p.m. EDT the rig exploded."},
		{"only marks", "en", "***", "***"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Body(tt.sentence, tt.lang); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestUndated(t *testing.T) {
	for sentence, want := range map[string]string{
		"April 20 - The rig explodes.":        "The rig explodes.",
		"22 de abril: La plataforma se hunde": "La plataforma se hunde",
		"Sept. 2, 2025: First strike":         "First strike",
		"April brought rain - and mud.":       "April brought rain - and mud.",
	} {
		if got := Undated(sentence); got != want {
			t.Errorf("Undated(%q) = %q, want %q", sentence, got, want)
		}
	}
}

func TestUnlabelled(t *testing.T) {
	for sentence, want := range map[string]string{
		"(Update 4:51 a.m. Thursday in Cairo, 9:51 p.m. ET Wednesday) Shots were heard in the square.": "Shots were heard in the square.",
		"(Updated 7:40 p.m. (0240 in Egypt)) A senior official spoke.":                                 "A senior official spoke.",
		"[5:46 p.m. ET, 12:46 a.m. in Tripoli] Rebels hold the port.":                                  "Rebels hold the port.",
		"LIBYA, 5:32 p.m. ET, 12:32 a.m. local: The council condemned the violence.":                   "The council condemned the violence.",
		"21.05 h: El presidente inicia su discurso.":                                                   "El presidente inicia su discurso.",
		"8:15 a.m. ET – He spoke to the crowd.":                                                        "He spoke to the crowd.",
		"18:05 The minister resigned.":                                                                 "The minister resigned.",
		"21:05 “No me iré”, dijo el alcalde.":                                                          "“No me iré”, dijo el alcalde.",
		"7h30 Ávila despierta sin luz.":                                                                "Ávila despierta sin luz.",
		"18:05 was when the tide turned.":                                                              "18:05 was when the tide turned.",
		"Munich - El Gobierno pidió calma.":                                                            "El Gobierno pidió calma.",
		"La Paz – Dos ministros renunciaron.":                                                          "Dos ministros renunciaron.",
		"(Redacción y agencias).- El juez citó al alcalde.":                                            "El juez citó al alcalde.",
		"YES | NO The mayor stepped down.":                                                             "The mayor stepped down.",
		"The mayor - a former judge - stepped down.":                                                   "The mayor - a former judge - stepped down.",
		"At 9:50 p.m. EDT the rig exploded.":                                                           "At 9:50 p.m. EDT the rig exploded.",
		"8:40 a.m. The mayor has left the square.":                                                     "The mayor has left the square.",
		"9:05 a.m. (0805 GMT) The hospital says he is safe.":                                           "The hospital says he is safe.",
		"23.46Aviones de combate atacaron el puerto.":                                                  "Aviones de combate atacaron el puerto.",
		"(Ana Luz for The Harbour News) The mayor stepped down.":                                       "The mayor stepped down.",
		"Photo: A tug waits off the pier.":                                                             "A tug waits off the pier.",
		"By Ana Luz, CNN Save the Reefs is worried.":                                                   "Save the Reefs is worried.",
		"By Ana Luz and Dr. Leo Paz, Special to CNN The mayor stepped down.":                           "The mayor stepped down.",
		"By Monday, CNN and others had left.":                                                          "By Monday, CNN and others had left.",
		"REBELS TAKE THE PORT Worries ran deep in the capital.":                                        "Worries ran deep in the capital.",
		"THE PORT IS CLOSED.":                                                                          "THE PORT IS CLOSED.",
		"UN and NATO EU envoys met.":                                                                   "UN and NATO EU envoys met.",
		"18:05 UN envoys meet the mayor.":                                                              "UN envoys meet the mayor.",
		"1439 A seismologist explains the fault line.":                                                 "A seismologist explains the fault line.",
		"2011 Was the year of the square.":                                                             "2011 Was the year of the square.",
		"(Actualizado a las 21:05 h) El puerto cerró.":                                                 "El puerto cerró.",
		"(The port had closed at 4.30.) Ships waited.":                                                 "(The port had closed at 4.30.) Ships waited.",
		"9:50 was the hour: nobody slept.":                                                             "9:50 was the hour: nobody slept.",
		"The ratio was 3:10.":                                                                          "The ratio was 3:10.",
	} {
		if got := Unlabelled(sentence); got != want {
			t.Errorf("Unlabelled(%q) = %q, want %q", sentence, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("The U.S. Navy. On Jan. 27 it left.\n\n- Next", "en")
	f.Add("EE. UU. ¿Qué? “Sí.” 3. Tres...", "es")
	f.Add("\xff. A\n\n.", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		at := 0
		for _, s := range Split(text, lang, nil) {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%v after %d in %q", s, at, text)
			}
			if strings.TrimSpace(text[at:s.Start]) != "" {
				t.Fatalf("lost %q of %q", text[at:s.Start], text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("cut a rune: %q of %q", text[s.Start:s.End], text)
			}
			if body := Body(text[s.Start:s.End], lang); !strings.HasSuffix(text[s.Start:s.End], body) || body == "" {
				t.Fatalf("body %q of %q", body, text[s.Start:s.End])
			}
			if body := Unlabelled(text[s.Start:s.End]); !strings.HasSuffix(text[s.Start:s.End], body) || body == "" {
				t.Fatalf("unlabelled %q of %q", body, text[s.Start:s.End])
			}
			at = s.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("lost the end %q of %q", text[at:], text)
		}
	})
}
