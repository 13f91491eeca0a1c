package timeline

import (
	"fmt"
	"strings"
	"testing"
)

// Plans with a vague time or none join the one event that they clearly
// foretold, and make no event of their own.
func TestForetellings(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    []string // day, accounts, those that foretell
	}{
		{"next week", []string{
			"a|5|en|The Senate will vote on the war powers bill next week, its leaders said.",
			"b|13|en|The Senate rejected the war powers bill in a vote on Wednesday.",
		}, []string{"2025-11-12 2 1"}},
		{"in the coming days", []string{
			"a|5|en|The court is expected to rule on the appeal of the mine's owners in the coming days.",
			"b|11|en|The court ruled on Monday that the appeal of the mine's owners had no merit.",
		}, []string{"2025-11-10 2 1"}},
		{"later this month", []string{
			"a|5|en|The ferry Aurora will return to service later this month after repairs to its engines.",
			"b|25|en|The ferry Aurora returned to service on Monday after six weeks of repairs to its engines.",
		}, []string{"2025-11-24 2 1"}},
		{"no date", []string{
			"a|5|en|The central bank is set to raise interest rates again to calm inflation.",
			"b|7|en|The central bank raised interest rates on Thursday to calm inflation.",
		}, []string{"2025-11-06 2 1"}},
		{"la próxima semana", []string{
			"a|5|es|El Congreso debatirá la próxima semana la reforma de las pensiones.",
			"b|13|es|El Congreso debatió el miércoles la reforma de las pensiones durante nueve horas.",
		}, []string{"2025-11-12 2 1"}},
		{"en los próximos días", []string{
			"a|5|es|El tribunal podría fallar en los próximos días sobre la extradición del exministro Rojas.",
			"b|11|es|El tribunal falló el lunes a favor de la extradición del exministro Rojas.",
		}, []string{"2025-11-10 2 1"}},
		{"a finales de mes", []string{
			"a|5|es|La fiscalía prevé interrogar a finales de mes al gerente de la represa.",
			"b|26|es|La fiscalía interrogó el martes al gerente de la represa durante cinco horas.",
		}, []string{"2025-11-25 2 1"}},
		{"sin fecha", []string{
			"a|5|es|Los maestros van a marchar contra el recorte del presupuesto de las escuelas.",
			"b|8|es|Miles de maestros marcharon el viernes contra el recorte del presupuesto de las escuelas.",
		}, []string{"2025-11-07 2 1"}},
		{"across languages", []string{
			"a|5|en|The Senate will vote on the war powers bill next week.",
			"b|13|es|El Senado votó el miércoles contra el proyecto de ley de poderes de guerra.",
		}, []string{"2025-11-12 2 1"}},
		{"by a day", []string{
			"a|5|en|Engineers are to reopen the Vale bridge to lorries by Nov. 14.",
			"b|12|en|Engineers reopened the Vale bridge to lorries on Tuesday.",
		}, []string{"2025-11-11 2 1"}},
		{"two are alike: none", []string{
			"a|5|en|A US strike could hit another drug boat in the Caribbean in the coming days.",
			"b|8|en|A US strike hit a drug boat in the Caribbean on Friday, killing three.",
			"b|12|en|A US strike hit a drug boat in the Caribbean on Tuesday, killing four.",
		}, []string{"2025-11-07 1 0", "2025-11-11 1 0"}},
		{"another subject: none", []string{
			"a|5|en|The Senate will vote on the farm subsidies bill next week.",
			"b|13|en|The Senate confirmed the new ambassador to Chile on Wednesday.",
		}, []string{"2025-11-12 1 0"}},
		{"another action: none", []string{
			"a|5|en|The mayor is expected to resign in the coming days over the landfill contract.",
			"b|8|en|The mayor was questioned by prosecutors on Friday over the landfill contract.",
		}, []string{"2025-11-07 1 0"}},
		{"what happened before is not what was foretold", []string{
			"b|5|en|The central bank raised interest rates on Tuesday to calm inflation.",
			"a|6|en|The central bank will raise interest rates again in the coming weeks to calm inflation.",
		}, []string{"2025-11-04 1 0"}},
		{"long after: none", []string{
			"a|1|en|The court will rule on the appeal of the mine's owners in the next few days.",
			"b|28|en|The court ruled on Thursday that the appeal of the mine's owners had no merit.",
		}, []string{"2025-11-27 1 0"}},
		{"outside the week it names: none", []string{
			"a|5|en|The Senate will vote on the war powers bill next week, its leaders said.",
			"b|28|en|The Senate rejected the war powers bill in a vote on Thursday.",
		}, []string{"2025-11-27 1 0"}},
		{"a promise told as said is the day's news", []string{
			"a|5|en|Petro said on Tuesday that Colombia will stop sharing intelligence with Washington.",
			"b|13|en|Colombia stopped sharing intelligence with Washington on Wednesday.",
		}, []string{"2025-11-04 1 0", "2025-11-12 1 0"}},
		{"a fear without a date that did not come true", []string{
			"a|5|en|The dam could burst and flood the lower town, engineers fear.",
		}, nil},
		{"a day, and the subject in the sentence before", []string{
			"a|5|en|The inquest into the Vale pit collapse was adjourned on Tuesday. The coroner said it would resume on Nov. 20.",
			"b|21|en|The inquest into the collapse of the Vale pit resumed on Thursday with the words of two engineers.",
		}, []string{"2025-11-04 1 0", "2025-11-20 2 1"}},
		{"un día, y el sujeto en la frase anterior", []string{
			"a|5|es|La audiencia por el derrumbe de la mina de Vale quedó suspendida el martes. Se reanudará el 20 de noviembre.",
			"b|21|es|La audiencia por el derrumbe de la mina de Vale se reanudó el jueves con dos ingenieros.",
		}, []string{"2025-11-04 1 0", "2025-11-20 2 1"}},
		{"part of a month, and the subject in the sentence before", []string{
			"a|5|en|The navy sent the icebreaker Boreas to the strait on Tuesday. It is expected to arrive in mid-November.",
			"b|17|en|The icebreaker Boreas arrived in the strait on Sunday, the navy said.",
		}, []string{"2025-11-04 1 0", "2025-11-16 2 1"}},
		{"its day brought something else", []string{
			"a|5|en|The inquest into the Vale pit collapse was adjourned on Tuesday. The coroner said it would resume on Nov. 20.",
			"b|21|en|Two ferries collided off Palo on Thursday in thick fog.",
		}, []string{"2025-11-04 1 0", "2025-11-20 1 0"}},
		{"otra ley: ninguna", []string{
			"a|5|es|El Senado votará la próxima semana la ley de aguas.",
			"b|13|es|El Senado aprobó el miércoles el nombramiento de la nueva embajadora en Chile.",
		}, []string{"2025-11-12 1 0"}},
		{"dos parecidos: ninguno", []string{
			"a|5|es|Los camioneros podrían bloquear otra vez la carretera del puerto en los próximos días.",
			"b|8|es|Los camioneros bloquearon el viernes la carretera del puerto durante tres horas.",
			"b|12|es|Los camioneros bloquearon el martes la carretera del puerto durante seis horas.",
		}, []string{"2025-11-07 1 0", "2025-11-11 1 0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "plans", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				plans := 0
				for _, a := range e.Accounts {
					if a.Foretold {
						plans++
					}
				}
				got = append(got, fmt.Sprintf("%s %d %d", e.Span.FirstDay(), len(e.Accounts), plans))
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
