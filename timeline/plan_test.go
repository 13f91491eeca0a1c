package timeline

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForetold(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The Senate will vote on the war powers bill on Friday.", true},
		{"en", "The court is due to rule on the appeal on Friday.", true},
		{"en", "On Friday the court will rule on the appeal.", true},
		{"en", "The launch, scheduled for Monday, needs calm seas.", true},
		{"en", "The storm could reach the coast on Thursday, forecasters said.", true},
		{"en", "Seventy miners are feared to have died on Monday.", true},
		{"en", "Trump threatened to raise tariffs on Friday.", true},
		{"en", "The Senate voted on the war powers bill on Friday.", false},
		{"en", "Petro said on Tuesday that Colombia will stop sharing intelligence.", false},
		{"en", "Petro announced on Tuesday he would end the talks.", false},
		{"en", "A strike killed three men on Monday.", false},
		{"en", "The cap that was expected to stop the leak was fitted on Monday.", false},
		{"en", "Two men who could face trial arrived home on Monday.", false},
		{"en", "The minister is due to be questioned on Friday.", true},
		{"en", "Trump threatened Colombia with tariffs on Friday.", false},
		{"es", "El Senado votará el viernes la ley de poderes de guerra.", true},
		{"es", "La tormenta podría llegar a la costa el jueves.", true},
		{"es", "La audiencia, prevista para el lunes, será pública.", true},
		{"es", "El Senado votó el viernes la ley de poderes de guerra.", false},
		{"es", "Petro dijo el martes que Colombia dejará de compartir inteligencia.", false},
		{"es", "El portaaviones está en aguas del Caribe desde el martes.", false},
		{"pt", "O Senado votará na sexta-feira a lei.", true},
		{"pt", "O tribunal deve julgar o recurso na sexta-feira.", true},
		{"pt", "O Senado votou na sexta-feira a lei.", false},
	} {
		times := tagged(c.text, c.lang)
		if len(times) == 0 {
			t.Errorf("%s: no date", c.text)
			continue
		}
		if got := languageOf(c.lang).cut(c.text).foretold(times[0]); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestPlans(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    []string // day, accounts, those that foretell
	}{
		{"a plan makes no event, not even of two outlets on its day", []string{
			"a|14|en|The Senate is due to vote on the war powers bill on Friday.",
			"b|14|es|El Senado votará el viernes la ley de poderes de guerra.",
		}, nil},
		{"a plan joins the event it foretold", []string{
			"a|12|en|The Senate will vote on the war powers bill on Friday.",
			"b|15|en|The Senate rejected the war powers bill in a vote on Friday.",
			"c|16|es|El Senado votó el viernes contra la ley de poderes de guerra.",
		}, []string{"2025-11-14 3 1"}},
		{"what had been planned for a day and missed is no happening", []string{
			"a|13|en|Rivas arrived in Quito on Thursday in an army plane. He had been expected on Wednesday, but a storm over the Andes kept the plane in Cali.",
			"b|14|es|Rivas aterrizó el jueves en Quito. El avión tenía que haber llegado el miércoles a Quito.",
		}, []string{"2025-11-13 2 0"}},
		{"a fear is no happening", []string{
			"a|12|en|The storm could kill hundreds of people when it reaches the coast on Thursday.",
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "vote", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				plans := 0
				for _, a := range e.Accounts {
					if a.Foretold {
						plans++
					}
				}
				got = append(got, fmt.Sprintf("%s %d %d", e.Span.FirstDay(), len(e.Accounts), plans))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
