package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Reports that lay one happening at different doors, and some that only seem to.
func TestResponsibilityDisputed(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string // what each side says, and its outlets
	}{
		{"each says the other did it", []string{
			"a|5|en|Rebels shelled the hospital of Marib on Tuesday, the army said, and nine patients died.",
			"b|5|en|The rebels said the army shelled the hospital of Marib on Tuesday, killing nine patients.",
		}, "government forces (b); rebels (a)"},
		{"one of them in Spanish", []string{
			"a|5|en|The army accused the rebels of shelling the hospital of Marib on Tuesday, in which nine patients died.",
			"b|5|es|Los rebeldes acusaron al ejército de bombardear el martes el hospital de Marib, donde murieron nueve pacientes.",
		}, "government forces (b); rebels (a)"},
		{"both in one sentence", []string{
			"a|5|en|The government blamed the rebels for Tuesday's attack on the refinery at Tuma, while the rebels accused the army of it.",
		}, "government forces (a); rebels (a)"},
		{"a denial", []string{
			"a|5|en|Soldiers shot dead four farmers at a roadblock near Ocampo on Tuesday, witnesses said.",
			"b|6|en|The army denied that its soldiers shot four farmers at the roadblock near Ocampo on Tuesday.",
		}, "government forces (a); not government forces (b)"},
		{"una negación", []string{
			"a|5|es|Los soldados mataron a cuatro campesinos en un retén cerca de Ocampo el martes, dijeron testigos.",
			"b|6|es|El ejército negó que sus soldados mataran a los cuatro campesinos del retén de Ocampo el martes.",
		}, "government forces (a); not government forces (b)"},
		{"by security forces or in crossfire", []string{
			"a|5|en|Three students were killed by security forces at the university in Leal on Tuesday.",
			"b|5|en|Three students were killed in crossfire at the university in Leal on Tuesday, police said.",
		}, "crossfire (b); government forces (a)"},
		{"a manos de la policía o en fuego cruzado", []string{
			"a|5|es|Tres estudiantes murieron el martes a manos de la policía en la universidad de Leal.",
			"b|5|es|Tres estudiantes murieron el martes en un fuego cruzado en la universidad de Leal, según el gobierno.",
		}, "crossfire (b); government forces (a)"},
		{"claimed by one, laid at another's door", []string{
			"a|5|en|The government blamed the cartel for Tuesday's car bomb attack on the bridge at Rosal.",
			"b|6|en|Rebels claimed responsibility for Tuesday's car bomb attack on the bridge at Rosal.",
		}, "criminals (a); rebels (b)"},
		{"no contradiction: one who blames each other", []string{
			"a|5|en|The Army and blamed each other for Tuesday's attack on the refinery at Tuma.",
			"b|5|es|El Ejército y se acusan mutuamente del ataque del martes a la refinería de Tuma.",
		}, ""},
		{"two states", []string{
			"a|5|en|Israel blamed Iran for Tuesday's drone attack on a tanker off Oman.",
			"b|5|en|Iran blamed Israel for Tuesday's drone attack on a tanker off Oman.",
		}, "Iran (a); Israel (b)"},
		{"one that a state denies", []string{
			"a|5|es|Ucrania acusó a Rusia de atacar el martes un hospital infantil en Izmail.",
			"b|5|es|Rusia negó haber atacado el martes el hospital infantil de Izmail.",
		}, "Russia (a); not Russia (b)"},
		{"se lo atribuyen y lo niegan", []string{
			"a|5|es|El gobierno culpó a la guerrilla del atentado del martes contra el oleoducto de Arauca.",
			"b|6|es|La guerrilla negó ser responsable del atentado del martes contra el oleoducto de Arauca.",
		}, "not rebels (b); rebels (a)"},
		{"the same deed by two names of one side", []string{
			"a|5|en|Government troops shelled the market of Daro on Tuesday, residents said.",
			"b|5|en|The army shelled the market of Daro on Tuesday, killing two traders.",
		}, ""},
		{"a spokesman of a side that no gazetteer knows", []string{
			"a|5|en|At least 23 people were killed on Tuesday when shells hit a market in Marib, doctors said. The army accused the STC of firing from the hills. An STC spokesman, Colonel Yousif Idris, said that the army had hit its own people.",
		}, "STC (a); government forces (a)"},
		{"each accuses the other", []string{
			"a|5|es|Los milicianos tomaron el martes la ciudad de Bara y rompieron la tregua. Los milicianos y el Ejército se acusan mutuamente de haberla roto.",
		}, "government forces (a); rebels (a)"},
		{"accused and denying", []string{
			"a|6|en|Bruno Salas told a court in Leal on Tuesday that he had paid judges on the orders of former mayor Ramiro Varela. Varela denied it.",
		}, "Ramiro Varela (a); not Ramiro Varela (a)"},
		{"the blame handed on", []string{
			"a|6|es|Dos presos se fugaron el martes de la cárcel de Leal. La ministra culpó a la dirección de prisiones, y esta a la Policía.",
		}, "dirección de prisiones (a); government forces (a)"},
		{"somebody traded blame with nobody named", []string{
			"a|6|en|Leaders of Halden, Marsk and Torrin met in Leal on Tuesday. Executives have traded blame over the spill at the plant.",
		}, ""},
		{"one who blames several", []string{
			"a|6|en|The president blamed Tuesday's uprising in Leal on Omar Varela and the Brotherhood, accusing the group of supplying weapons.",
		}, ""},
		{"a day of fighting on both sides", []string{
			"a|5|en|Rebels attacked an army base near Brega on Tuesday.",
			"b|5|en|Army planes bombed rebel positions near Brega on Tuesday.",
		}, ""},
		{"each accuses the other of something else", []string{
			"a|5|en|Petro accused Trump on Tuesday of murdering fishermen in the Caribbean.",
			"b|5|en|Trump accused Petro on Tuesday of flooding the United States with drugs.",
		}, ""},
		{"who was killed is not who killed", []string{
			"a|5|en|Rebels were killed by soldiers in a raid on a camp near Dosan on Tuesday.",
			"b|5|en|Soldiers killed rebels in a raid on a camp near Dosan on Tuesday, the army said.",
		}, ""},
		{"two attacks of one day", []string{
			"a|5|en|Rebels claimed responsibility for an attack on a police station in Harat on Tuesday.",
			"b|5|en|Traffickers killed a judge outside his home in Medano on Tuesday, the police said.",
		}, ""},
		{"a denial of something else", []string{
			"a|5|en|The army shelled the port of Isla on Tuesday, killing two dockers, residents said.",
			"b|5|en|The government denied on Tuesday that it would postpone the election.",
		}, ""},
		{"dos bandos que combaten", []string{
			"a|5|es|Los rebeldes atacaron el martes una base del ejército cerca de Brega.",
			"b|5|es|El ejército bombardeó el martes posiciones de los rebeldes cerca de Brega.",
		}, ""},
		{"un mismo bando con dos nombres", []string{
			"a|5|es|Las fuerzas de seguridad dispararon el martes contra los manifestantes en la plaza de Daro y mataron a dos.",
			"b|5|es|La policía disparó el martes contra los manifestantes en la plaza de Daro, dijeron testigos.",
		}, ""},
		{"a suspect is no side", []string{
			"a|5|en|Police shot dead a gunman who had killed two men in a bar in Ostra on Tuesday.",
			"b|5|en|A gunman killed two men in a bar in Ostra on Tuesday, police said.",
		}, ""},
		{"a blast laid at two doors", []string{
			"a|5|en|Officials in Kiev accused Russia of blowing up the Nova dam on Tuesday.",
			"b|5|en|Russia blamed Ukraine for Tuesday's explosion at the Nova dam.",
		}, "Russia (a); Ukraine (b)"},
		{"the regime or the militants", []string{
			"a|5|en|Opposition activists said government warplanes bombed a bakery in Halfa on Tuesday, killing 30 people.",
			"b|5|en|State television said terrorists attacked a bakery in Halfa on Tuesday, killing 30 people.",
		}, "government forces (a); rebels (b)"},
		{"whose bullets", []string{
			"a|5|en|A photographer was shot dead by police during a march in Lima on Tuesday, his newspaper said.",
			"b|6|en|Police denied shooting the photographer who died during Tuesday's march in Lima.",
		}, "government forces (a); not government forces (b)"},
		{"protesters or police", []string{
			"a|5|en|Demonstrators set off the blaze and killed a guard at the ministry in Suva on Tuesday, the government said.",
			"b|5|en|A guard was killed by police at the ministry in Suva on Tuesday, demonstrators said.",
		}, "government forces (b); protesters (a)"},
		{"paramilitares o guerrilla", []string{
			"a|5|es|El alcalde de Belén acusó a los paramilitares de la masacre de siete mineros del martes.",
			"b|5|es|El ejército atribuyó a la guerrilla la masacre de siete mineros del martes en Belén.",
		}, "militias (a); rebels (b)"},
		{"la lancha", []string{
			"a|5|es|Una lancha con cuatro pescadores fue hundida por la Armada frente a Tumaco el martes, dijeron sus familias.",
			"b|6|es|La Armada negó haber hundido el martes la lancha de los cuatro pescadores frente a Tumaco.",
		}, "government forces (a); not government forces (b)"},
		{"el régimen y los rebeldes", []string{
			"a|5|es|El régimen sirio acusó a los rebeldes de atacar el martes con gas la aldea de Jan.",
			"b|5|en|Rebels accused the Syrian army of Tuesday's gas attack on the village of Jan.",
		}, "government forces (b); rebels (a)"},
		{"reivindicado y atribuido", []string{
			"a|5|es|La guerrilla reivindicó el atentado del martes contra la comisaría de Tame.",
			"b|5|es|La policía culpó a las bandas del atentado del martes contra la comisaría de Tame.",
		}, "criminals (b); rebels (a)"},
		{"an old feud told again", []string{
			"a|5|en|Israel struck a weapons depot near Tyre on Tuesday, killing two fighters.",
			"b|5|en|Iran accused Israel on Tuesday of killing its scientists for years.",
		}, ""},
		{"police shoot, police investigate", []string{
			"a|5|en|Police killed two robbers at a bank in Cali on Tuesday.",
			"b|5|en|Two robbers were shot dead by officers at a bank in Cali on Tuesday, the gang said.",
		}, ""},
		{"la policía y los manifestantes, cada uno lo suyo", []string{
			"a|5|es|Los manifestantes incendiaron el martes dos autobuses en el centro de Lima.",
			"b|5|es|La policía disparó el martes gases contra los manifestantes en el centro de Lima.",
		}, ""},
		{"the operator and the inspectors", []string{
			"a|5|en|The cable car of Monte Alto fell on Tuesday. The operator blamed a gust of wind. Inspectors blamed the operator for a worn cable.",
		}, "gust of wind (a); operator (a)"},
		{"la empresa y la fiscalía", []string{
			"a|5|es|El teleférico de Monte Alto cayó el martes. La empresa culpa a una ráfaga de viento. La Fiscalía responsabiliza a la empresa.",
		}, "empresa (a); ráfaga de viento (a)"},
		{"a operadora e os bombeiros", []string{
			"a|5|pt|O teleférico de Monte Alto caiu na terça-feira. A operadora culpou o vento. Os bombeiros culparam a operadora.",
		}, "operadora (a); vento (a)"},
		{"in one sentence", []string{
			"a|5|en|A train left the rails at Orrin on Tuesday. Unions blame the signals; the railway blames the driver.",
		}, "driver (a); signals (a)"},
		{"this and not that", []string{
			"a|5|en|A wall of the reservoir at Orrin burst on Tuesday. The ministry blames the builder for thin concrete. The builder says the rain, not the concrete, broke the wall.",
		}, "builder (a); rain (a)"},
		{"el verbo una sola vez", []string{
			"a|5|es|El muro del embalse de Orrín cedió el martes. La empresa culpa a la crecida del río; la Fiscalía, a la constructora.",
		}, "constructora (a); crecida del río (a)"},
		{"one accuses, the other accuses back", []string{
			"a|5|es|Una multitud asaltó el martes un puesto de vacunación en Arva. La ministra culpó a los curanderos de la zona. La asociación de sanadores acusó al Gobierno de no haber protegido a las enfermeras.",
		}, "curanderos (a); government forces (a)"},
		{"the blame game", []string{
			"a|5|en|A train left the rails at Orrin on Tuesday. The blame game began, the paper said. Unions blame the signals.",
		}, ""},
		{"the one it blames, and the one they say it was", []string{
			"a|5|en|A drone hit the market of Leal on Tuesday and killed 19 people, the army said. It blamed the rebels. Residents said the army had shelled the market.",
		}, "government forces (a); rebels (a)"},
		{"habla de muertos y culpa", []string{
			"a|5|es|Un dron mató el martes a 27 personas en el mercado de Leal. El ejército habla de 19 muertos y culpa a los rebeldes; el MLA culpa al ejército.",
		}, "government forces (a); rebels (a)"},
		{"one blames twice", []string{
			"a|5|en|A train left the rails at Orrin on Tuesday. Unions blamed the signals. The unions also blamed budget cuts.",
		}, ""},
		{"both blame the same", []string{
			"a|5|en|A train left the rails at Orrin on Tuesday. Unions blamed the signals. Passengers blamed old signals.",
		}, ""},
		{"was blamed, and no culprit follows", []string{
			"a|5|en|A train left the rails at Orrin on Tuesday. The driver was blamed for the crash. Unions blamed the signals.",
		}, ""},
		{"la culpa no es de nadie", []string{
			"a|5|es|Un tren descarriló en Orrín el martes. La empresa asumió la culpa. El alcalde culpa a la empresa.",
		}, ""},
		{"they denied knowing of it", []string{
			"a|5|en|Gunmen attacked a mosque in Kano on Tuesday, killing six worshippers.",
			"b|5|en|The government denied it had been warned of Tuesday's attack on the mosque in Kano.",
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

// responsible are the sides of what is in dispute on who did what in some reports, with
// their outlets.
func responsible(reports []string) string {
	var got []string
	for _, e := range Build(Story{Name: "war", Languages: []string{"en", "es"}}, printed(reports...)).Events {
		for _, d := range e.Disputes {
			if d.About != "responsibility" {
				continue
			}
			for _, s := range d.Sides {
				var outlets []string
				for _, r := range s.Reports {
					outlets = append(outlets, r.Outlet)
				}
				got = append(got, fmt.Sprintf("%s (%s)", s.Says, strings.Join(outlets, ", ")))
			}
		}
	}
	slices.Sort(got)
	return strings.Join(got, "; ")
}
