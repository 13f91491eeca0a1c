package figure

import (
	"testing"

	"dateline/timeline/words"
)

// check compares the readings of sentences with those wanted.
func check(t *testing.T, tests []struct{ lang, text, want string }) {
	t.Helper()
	for _, tt := range tests {
		if got := counted(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Who come together to protest or to mourn are a crowd; a few, or teams, are none.
func TestCrowds(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "More than 20,000 people marched through Nairobi.", "protesters 20000"},
		{"en", "The vigil drew about 800 people, according to the parish.", "protesters 800"},
		{"en", "The rally was attended by about 900 people.", "protesters 900"},
		{"en", "An estimated 30,000 mourners filed past the coffin.", "protesters 30000"},
		{"en", "Some 3,500 teachers gathered outside the ministry to demand back pay.", "protesters 3500"},
		{"en", "The union put turnout at 45,000.", "protesters 45000"},
		{"en", "Only 150 supporters came to the rally.", "protesters 150"},
		{"en", "About 300 people have blockaded the refinery.", "protesters 300"},
		{"en", "Thirty-four presidents attended the summit.", ""},
		{"en", "Thirty-two teams took part in the tournament.", ""},
		{"en", "Three people attended the funeral.", ""},
		{"en", "The team won 3-1 in front of 45,000 spectators.", ""},
		{"es", "Unos 3.500 docentes se congregaron frente al Congreso.", "protesters 3500"},
		{"es", "La manifestación congregó a entre 5.000 y 7.000 personas.", "protesters 5000"},
		{"es", "Al entierro asistió un centenar de vecinos.", "protesters 100"},
		{"es", "La policía calculó en 8.000 los asistentes a la marcha.", "protesters 8000"},
		{"es", "Unas 300 personas bloquean el acceso a la refinería.", "protesters 300"},
		{"es", "Un grupo de 40 jubilados protestó frente al banco.", "protesters 40"},
		{"es", "En el torneo participaron 32 equipos.", ""},
		{"es", "A la cumbre asistieron 34 presidentes.", ""},
	})
}

// Jobs are counted where somebody loses them, and from when that is announced.
func TestJobs(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "The factory in Celaya laid off 320 workers.", "jobs 320"},
		{"en", "The airline said it would cut 1,500 jobs.", "jobs 1500"},
		{"en", "The mine suspended 800 of its 2,400 workers.", "jobs 800"},
		{"en", "A third of the 900 staff were dismissed.", "jobs 300"},
		{"en", "A ban would cost 400 jobs.", ""},
		{"en", "The bank may cut 1,200 jobs.", ""},
		{"en", "The league suspended two players.", ""},
		{"en", "Police fired 30 rounds at workers.", ""},
		{"es", "La fábrica de Celaya despidió a 320 obreros.", "jobs 320"},
		{"es", "La aerolínea suprimirá 1.500 puestos de trabajo.", "jobs 1500"},
		{"es", "La mina suspende a 800 de sus 2.400 trabajadores.", "jobs 800"},
		{"es", "Un tercio de los 900 empleados fue despedido.", "jobs 300"},
		{"es", "Cuatro mil trabajadores quedaron en la calle.", "jobs 4000"},
		{"es", "El plan prevé crear 20.000 puestos de trabajo.", ""},
		{"es", "El juez suspendió a dos ediles.", ""},
	})
}

// A number without a noun counts what the one before it does, of others.
func TestElided(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "The rebels said they had lost 12 fighters, the army 19.", "killed 12 killed 19"},
		{"en", "Twelve people were arrested in Lima and seven in Cusco.", "detained 12 detained 7"},
		{"en", "Fifteen thousand marched according to the police and 60,000 according to the unions.", "protesters 15000 protesters 60000"},
		{"en", "Clashes killed 20 people: 12 in the port, five in the market and three in the hills.", "killed 20"},
		{"en", "Two brothers were killed, the older 47.", "killed 2"},
		{"en", "A further 27 cases of dengue were confirmed, taking the total to 410.", "cases 27 cases 410+"},
		{"es", "Hubo 12 detenidos en Lima y siete en Cusco.", "detained 12 detained 7"},
		{"es", "El ejército perdió a nueve hombres; la guerrilla, a once.", "killed 9 killed 11"},
		{"es", "La marcha reunió a 15.000 personas según la policía y a 60.000 según los sindicatos.", "protesters 15000 protesters 60000"},
		{"es", "La policía cifró en 800 los manifestantes; los convocantes, en 5.000.", "protesters 800 protesters 5000"},
		{"es", "El gobierno reconoce 12 muertos; la oposición habla de 40.", "killed 12 killed 40"},
		{"es", "Se confirmaron 27 casos nuevos de dengue, con lo que el total asciende a 410.", "cases 27 cases 410+"},
		{"es", "Hay 21 muertos, no 25.", "killed 21"},
	})
}

// Some say only how many times a number they count.
func TestReckoned(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "Police counted 3,000 marchers; the union claimed nearly three times as many.", "protesters 3000 protesters 9000"},
		{"en", "Police said 400 were arrested, lawyers say twice that number.", "detained 400 detained 800"},
		{"en", "Police arrested 40 people, twice as many as in May.", "detained 40"},
		{"es", "La policía contó 3.000 manifestantes; los sindicatos hablan del doble.", "protesters 3000"},
		{"es", "Marcharon 3.000 personas según la policía y el triple según los sindicatos.", "protesters 3000 protesters 9000"},
		{"es", "Los sindicatos hablan de 40.000 manifestantes; la policía, de la mitad.", "protesters 40000 protesters 20000"},
		{"es", "Hubo 40 detenidos, el doble que en mayo.", "detained 40"},
	})
}

// Those who are told apart and counted together are as many as all of them.
func TestSums(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "Eight gang members and three policemen died in the shootout.", "killed 8 killed 3 killed 11"},
		{"en", "Six firefighters and a policeman were injured.", "wounded 6 wounded 7"},
		{"en", "Four girls, two women and an elderly man died in the fire.", "killed 4 killed 2 killed 7"},
		{"en", "Clashes left 12 rebels, seven soldiers and three civilians dead.", "killed 12 killed 7 killed 3 killed 22"},
		{"en", "The blast killed five nurses and two drivers.", "killed 5 killed 2 killed 7"},
		{"en", "The kidnappers released three hostages, two women and a child.", "released 3"},
		{"en", "The blast killed 11 workers, and 206 million gallons of oil spewed.", "killed 11"},
		{"en", "The spill killed 40 turtles and six dolphins.", "killed 40"},
		{"es", "Seis bomberos y un policía resultaron heridos.", "wounded 6 wounded 1 wounded 7"},
		{"es", "En el choque murieron ocho pandilleros y tres policías.", "killed 8 killed 3 killed 11"},
		{"es", "Cuatro niñas, dos mujeres y un anciano murieron.", "killed 4 killed 2 killed 1 killed 7"},
		{"es", "El ELN liberó a un médico y a dos soldados.", "released 1 released 2 released 3"},
		{"es", "Según un balance oficial, 84 personas perdieron la vida.", "killed 84"},
	})
}

// A count that moves is told with where it moved to.
func TestMoves(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "The find raised the toll by four to 38.", "killed 38+"},
		{"en", "The toll was cut from 66 to 63.", "killed 63+"},
		{"en", "He is the eighth victim of the heatwave.", "killed 8+"},
		{"en", "It is the ninth largest body of water.", ""},
		{"es", "El balance de víctimas aumentó en tres, hasta 58.", "killed 58+"},
		{"es", "Los desaparecidos bajaron de 50 a 41.", "missing 41+"},
		{"es", "Es la octava víctima de la ola de calor.", "killed 8+"},
	})
}

// Who are held, hurt, out of reach or sent somewhere.
func TestPeople(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "Villagers are holding nine police officers.", "hostages 9"},
		{"en", "Officers are holding nine suspects.", ""},
		{"en", "Thirty-five people suffered burns.", "wounded 35"},
		{"en", "Soldiers shot dead four protesters and wounded 11.", "killed 4 wounded 11"},
		{"en", "At least five miners are trapped in a shaft.", "missing 5"},
		{"en", "Three people who were trapped in the mine died.", "killed 3"},
		{"en", "None of the 34 people on board survived.", ""},
		{"en", "Rescuers pulled three children alive from the rubble.", "survivors 3"},
		{"en", "The army captured five towns.", ""},
		{"en", "NATO will send 1,200 troops to the border.", "soldiers 1200"},
		{"en", "Each side handed over 150 prisoners.", "prisoners 150"},
		{"en", "Three tourists, among them two Germans, drowned.", "killed 3"},
		{"es", "Comuneros de Andahuaylas retienen a nueve policías.", "hostages 9"},
		{"es", "Los retenidos son nueve.", "hostages 9+"},
		{"es", "El incendio obligó a evacuar tres aldeas.", ""},
		{"es", "Siguen sin aparecer 36 personas.", "missing 36"},
		{"es", "Al menos cinco mineros permanecen atrapados en un socavón.", "missing 5"},
		{"es", "Tres heridos murieron en el hospital.", "killed 3"},
		{"es", "Siete estudiantes fueron atendidos por asfixia.", "wounded 7"},
		{"es", "El fiscal informó de la captura de ocho integrantes de la banda.", "detained 8"},
		{"es", "España desplegó 450 militares.", "soldiers 450"},
		{"es", "El número de civiles muertos es cuatro veces superior.", ""},
	})
}

// Years of prison are read behind a verb that sentences, and what is to be paid where that
// is settled; what a litre or a dollar costs is a price.
func TestSettled(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "The former minister was jailed for nine years.", "years in prison 9"},
		{"en", "The judge sentenced the general to 18 years.", "years in prison 18"},
		{"en", "He was sentenced to three years' probation.", ""},
		{"en", "The law provides for a sentence of up to eight years.", ""},
		{"en", "The bank will pay a fine of €35 million.", "money 3.5e+07"},
		{"en", "The bank could pay a fine of €35 million.", ""},
		{"en", "The bank raised its estimate by $7 billion to $40 billion.", "money 4e+10"},
		{"en", "A litre of petrol now costs 1,250 pesos.", ""},
		{"es", "El juez condenó al general a 18 años.", "years in prison 18"},
		{"es", "La Audiencia impuso penas de cuatro y siete años.", "years in prison 4 years in prison 7"},
		{"es", "Los condenó a entre 8 y 12 años de cárcel.", "years in prison 8"},
		{"es", "La obra costará 85 millones de euros.", "money 8.5e+07"},
		{"es", "El dólar cerró a 1.340 pesos.", ""},
	})
}

// A number of a sentence that counts what the one before it does.
func TestUnnamed(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       float64
	}{
		{"en", "The Interior Ministry spoke of 22,000.", 22000},
		{"en", "The unions put the number at 90,000.", 90000},
		{"en", "The minister said 12 were armed.", 0},
		{"en", "The mayor spoke of 12 percent.", 0},
		{"es", "El Ministerio del Interior contó 3.000.", 3000},
		{"es", "El sindicato dice que son 34.", 34},
		{"es", "La Defensoría eleva la cifra a 61.", 61},
		{"es", "El alcalde habló de 12 barrios.", 0},
	} {
		r, _, _ := Unnamed(tt.text, words.Split(tt.text), tt.lang, nil)
		if r.Value != tt.want {
			t.Errorf("%s: %g, want %g", tt.text, r.Value, tt.want)
		}
	}
}
