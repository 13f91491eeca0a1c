package timeline

import (
	"slices"
	"strings"
	"testing"

	"dateline/timeline/words"
)

// Reports that lay one harm at different doors in other words than a verb of blaming, and
// some that only seem to.
func TestFaultDisputed(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string // what each side says, and its outlets
	}{
		{"a cause that is nobody's fault, and a firm", []string{
			"a|6|en|The dam above Orrin collapsed on Tuesday. The operator attributed the collapse to heavy rain. The mayor said the operator was to blame.",
		}, "heavy rain (a); operator (a)"},
		{"la lluvia o la constructora", []string{
			"a|6|es|La presa de Orrín se rompió el martes. La constructora atribuyó la rotura a las lluvias. El alcalde dijo que la constructora es responsable de la tragedia.",
		}, "constructora (a); lluvias (a)"},
		{"a cause ruled out", []string{
			"a|6|es|El puente de Leal se hundió el martes. La concesionaria achacó el hundimiento a un sismo. El Instituto Geológico descartó que ese temblor dañara el puente.",
		}, "not temblor (a); sismo (a)"},
		{"in two reports", []string{
			"a|6|en|The flood wall at Orrin burst on Tuesday, drowning nine. The ministry said the burst of the flood wall was caused by rain.",
			"b|6|en|The flood wall at Orrin burst on Tuesday, drowning nine. Engineers said the contractor was responsible for the burst of the flood wall at Orrin.",
		}, "contractor (b); rain (a)"},
		{"not for the rain, as somebody says", []string{
			"a|6|es|Los expertos culparon el martes a la minera de la rotura de la presa de Orrín. La presa se rompió por falta de drenajes y no por las lluvias, como sostiene la empresa.",
		}, "lluvias (a); minera (a)"},
		{"somebody's claim, rejected", []string{
			"a|6|en|A panel said on Tuesday that the dam at Orrin failed because its drains were blocked, rejecting the company's claim that rain was to blame. The panel faulted the ministry.",
		}, "ministry (a); rain (a)"},
		{"the blame lay with", []string{
			"a|6|en|Halden Bank failed on Tuesday. The minister said the blame lay with the auditor. The auditor said the regulator had ignored warnings.",
		}, "auditor (a); regulator (a)"},
		{"the bank denies wrongdoing", []string{
			"a|6|en|Halden Bank froze all accounts on Tuesday. Savers accused the auditor of negligence. Marsk Torrin said it had been the victim of a fraud.",
		}, "auditor (a); not auditor (a)"},
		{"la quiebra del banco", []string{
			"a|6|es|El Banco de Leal quebró el martes. La ministra achacó la quiebra a los directivos. El supervisor dijo que los auditores tuvieron la culpa.",
		}, "auditores (a); directivos (a)"},
		{"an epidemic", []string{
			"a|6|en|Nine patients died at the hospital of Arva on Tuesday. The governor held the hospital responsible for the outbreak. Nurses said the ministry was to blame.",
		}, "hospital (a); ministry (a)"},
		{"un brote", []string{
			"a|6|es|Nueve pacientes murieron el martes en Arva. El gobernador responsabilizó al hospital. El hospital dijo que el brote se debió a un error del laboratorio.",
		}, "error del laboratorio (a); hospital (a)"},
		{"on whose orders", []string{
			"a|6|en|Bruno Salas went on trial in Leal on Tuesday over the missing funds. Salas said he acted on Varela's orders. Varela has always maintained that Salas deceived him.",
		}, "Bruno Salas (a); Varela (a)"},
		{"praise is no blame", []string{
			"a|6|en|The harbour of Orrin reopened on Tuesday. The mayor attributed the record to good weather. The operator said the crew was responsible for the paintwork.",
		}, ""},
		{"what caused what is no matter of fault", []string{
			"a|6|en|A storm closed the port of Orrin on Tuesday. The delay was caused by wind, the port said. Insurers said the damage caused by the Orrin spill was small.",
		}, ""},
		{"lapses alone", []string{
			"a|6|en|A ferry sank off Orrin on Tuesday. Divers said the captain had ignored warnings. Owners said the ministry failed to mark the reef.",
		}, ""},
		{"el tiempo, dicho dos veces", []string{
			"a|6|es|Un tren descarriló el martes en Orrín. La compañía atribuyó el accidente a la niebla. Los bomberos dijeron que el accidente se debió a la niebla.",
		}, ""},
		{"a dismissed reading of the weather", []string{
			"a|6|es|El teleférico de Monte Alto cerró el martes. La directora descartó lluvias para el fin de semana. El club atribuyó el cierre al viento.",
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := responsible(tt.reports); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// On whom one sentence lays the blame, and who says so.
func TestFault(t *testing.T) {
	for _, tt := range []struct{ language, text, want string }{
		{"en", "Poor drainage, not rain, caused the collapse of the dam, the panel said.", "Poor drainage: the panel"},
		{"en", "Prosecutors said the fire was caused by negligence.", "negligence: Prosecutors"},
		{"en", "Albrecht, who has said he acted on Kestle's orders, is in custody.", "Kestle: Albrecht"},
		{"en", "The owner was to blame for the crush, the mayor said.", "owner: the mayor"},
		{"es", "Según la fiscalía, el apagón fue provocado por un error del operador.", "error del operador: la fiscalía"},
		{"es", "La jueza concluyó que el incendio se debió a la negligencia de la empresa.", "negligencia: jueza"},
		{"es", "El alcalde dijo que la Confederación es responsable de la riada.", "Confederación: alcalde"},
		{"es", "\"La responsable es la constructora\", insistió el alcalde Bruno Salas.", "constructora: Bruno Salas"},
		{"es", "La gerente, Ana Roth, volvió a hablar de un fenómeno meteorológico.", "fenómeno meteorológico: "},
		{"en", "It was the", ""},
		{"en", "\"It was the police\"", ""},
		{"pt", "O governador atribuiu o desastre às chuvas.", "chuvas: "},
		{"en", "He was due to meet two government officials after the crash, an aide said.", ""},
		{"en", "The president said the company is responsible for the clean-up.", ""},
		{"en", "Sadly, no matter how good the crews are, the damage will last, the mayor said.", ""},
		{"es", "La ministra, responsable de Sanidad, dijo que el hospital abrirá.", ""},
	} {
		s := languageOf(tt.language).cut(tt.text)
		got := ""
		for i := range s.words {
			if on := s.fault(i); on.on != "" {
				got = on.on + ": " + on.says
				break
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Whatever the words, whose fault it is stands in them, and nobody lays it on himself.
func FuzzFault(f *testing.F) {
	f.Add("en", "Drax said the auditor bore the main responsibility, not the rain, as the company says.")
	f.Add("es", "El alcalde achacó la riada a la lluvia y al viento, como sostiene la empresa.")
	f.Add("pt", "A culpa é da empresa, disse o prefeito.")
	f.Fuzz(func(t *testing.T, language, text string) {
		for _, c := range charges(text, words.Split(text), languageOf(language)) {
			if c.laid.says != "" && common(c.laid.whom, c.laid.accuser) {
				t.Errorf("%q lays it on itself: %q", c.laid.says, c.laid.on)
			}
			if first, _, _ := strings.Cut(c.laid.on, " "); !strings.Contains(text, first) || !slices.IsSorted(c.laid.whom) {
				t.Errorf("%q is not in the text", c.laid.on)
			}
		}
	})
}
