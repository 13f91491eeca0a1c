package extract

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline/scraper"
	"golang.org/x/net/html"
)

func page(t *testing.T, body string) *document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse("https://www.lanacional.example/mundo/x")
	return newDocument(root, u)
}

func TestAuthors(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"byline", `<h1>A</h1><p class="byline">By Maya Lindqvist and Ramón Ortega<br>Jan. 27, 2017</p>`, []string{"Maya Lindqvist", "Ramón Ortega"}},
		{"Spanish byline", `<h1>A</h1><p class="firma">Por Ana Pérez Gómez y Luis Nuñez | 2 de noviembre de 2025</p>`, []string{"Ana Pérez Gómez", "Luis Nuñez"}},
		{"a name that holds y", `<h1>A</h1><p class="firma">Por José Ortega-y-Gasset</p>`, []string{"José Ortega-y-Gasset"}},
		{"weekday after the name", `<h1>A</h1><p class="byline">By Carol Osei<br>Thursday, October 16</p>`, []string{"Carol Osei"}},
		{"meta", `<meta name="author" content="By Ana Pérez, Luis Nuñez"><h1>A</h1>`, []string{"Ana Pérez", "Luis Nuñez"}},
		{"an address is no name", `<meta property="article:author" content="https://social.example/ana"><h1>A</h1><a rel="author">Ana Pérez</a>`, []string{"Ana Pérez"}},
		{"agency", `<h1>A</h1><span itemprop="author">EFE</span>`, []string{"EFE"}},
		{"role after a comma", `<h1>A</h1><p class="byline">By Frank Gardner, Correspondent</p>`, []string{"Frank Gardner"}},
		{"mail address", `<h1>A</h1><p class="byline">By Ana Pérez ana@paper.example</p>`, []string{"Ana Pérez"}},
		{"line in a meta block", `<h1>A</h1><p class="meta"><span class="by">Staff</span></p>`, []string{"Staff"}},
		{"admin is nobody", `<meta name="author" content="admin"><h1>A</h1>`, nil},
		{"a sentence is no byline", `<h1>A</h1><p>By Tuesday the bridge had reopened to traffic in both directions again, said the mayor.</p>`, nil},
		{"data names the outlet, the byline a person", `<meta name="author" content="Harbour Ledger"><h1>A</h1><p class="byline">By Ana Pérez</p>`, []string{"Ana Pérez"}},
		{"data names the outlet, and so does the byline", `<meta name="author" content="Harbour Ledger"><h1>A</h1><p class="byline">By Harbour Ledger Staff</p>`, []string{"Harbour Ledger"}},
		{"data names nobody but the outlet", `<meta name="author" content="Harbour Ledger"><h1>A</h1><p>The bridge has reopened.</p>`, []string{"Harbour Ledger"}},
		{"data names a person and the outlet", `<meta name="author" content="Ana Pérez"><meta name="author" content="Harbour Ledger"><h1>A</h1>`, []string{"Ana Pérez"}},
		{"a link to the author's page", `<h1>A</h1><div><a href="/author/ana-perez">Ana Pérez</a></div><p>The bridge has reopened.</p>`, []string{"Ana Pérez"}},
		{"a link to another page", `<h1>A</h1><div><a href="/politics/ana-perez">Ana Pérez</a></div><p>The bridge has reopened.</p>`, nil},
		{"a link to an archive", `<h1>A</h1><div class="author"><a href="/author/ana">Ver todas las entradas de Ana Pérez</a></div>`, []string{"Ana Pérez"}},
		{"an initial keeps its stop", `<h1>A</h1><p class="byline">By Juan Muñoz C.</p>`, []string{"Juan Muñoz C."}},
		{"a word before the date", `<h1>A</h1><p class="byline">Von Ana Pérez am 3. März 2025</p>`, []string{"Ana Pérez"}},
		{"a photographer's credit", `<meta name="author" content="Ana Pérez, (Image: Getty Images, Agency)"><h1>A</h1>`, []string{"Ana Pérez"}},
		{"one of two is a link", `<h1>A</h1><div class="byline">By <a class="byline__name" href="/profiles/ana">Ana Pérez</a> and <span>Luis Nuñez</span>, Harbour Ledger</div>`, []string{"Ana Pérez", "Luis Nuñez"}},
		{"an agency beside a link", `<h1>A</h1><p><a href="/autor/ana-perez.html">Ana Pérez</a> / <span>Agencias</span></p>`, []string{"Ana Pérez", "Agencias"}},
		{"a section beside a link", `<h1>A</h1><p><a href="/autor/ana-perez.html">Ana Pérez</a> | <span>Política</span></p>`, []string{"Ana Pérez"}},
		{"what she is, in an element of its own", `<h1>A</h1><div class="byline"><span>Ana Pérez</span><span>Transport correspondent</span></div>`, []string{"Ana Pérez"}},
		{"a label for screen readers", `<h1>A</h1><div class="post-author"><span class="icon">Post author</span><span>By Ana Pérez</span></div>`, []string{"Ana Pérez"}},
		{"a footer above the text", `<article><h1>A</h1><footer><div class="author">Enviado por <span>Ana Pérez</span> el Mié, 04/02/2026 - 15:30</div></footer><p>El puente reabrió.</p></article>`, []string{"Ana Pérez"}},
		{"Russian", `<h1>A</h1><div><span class="article__author">Автор: Анна Лебедева</span></div>`, []string{"Анна Лебедева"}},
		{"a place in small letters", `<h1>A</h1><div class="author"><span>Ana de la Peña</span> <span>puerto rosales / la voz</span></div>`, []string{"Ana de la Peña"}},
		{"a newsroom in small letters", `<h1>A</h1><div class="author">Equipo de investigación</div>`, []string{"Equipo de investigación"}},
		{"twice", `<meta name="author" content="Ana Pérez; ana pérez"><h1>A</h1>`, []string{"Ana Pérez"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := page(t, tt.body).authors(nil, "Harbour Ledger"); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"h1 that stands in the title", `<title>Petro suspende la cooperación | La Nacional</title><h1>La Nacional</h1><h1>Petro suspende la cooperación</h1>`, "Petro suspende la cooperación"},
		{"outlet after a dash", `<title>Petro suspende la cooperación - La Nacional</title>`, "Petro suspende la cooperación"},
		{"outlet before a bar", `<title>La Nacional | Petro suspende la cooperación</title>`, "Petro suspende la cooperación"},
		{"host as outlet", `<title>Petro suspende la cooperación - lanacional.example</title>`, "Petro suspende la cooperación"},
		{"a dash that belongs", `<title>Petro – el hombre y el mito</title>`, "Petro – el hombre y el mito"},
		{"og:title with the outlet", `<meta property="og:title" content="Petro suspende la cooperación | La Nacional"><title>x</title>`, "Petro suspende la cooperación"},
		{"only an h1", `<h1>Petro  suspende
 la cooperación</h1>`, "Petro suspende la cooperación"},
		{"headline in an h2", `<title>Otra cosa</title><meta property="og:title" content="Petro suspende la cooperación"><h1>Mundo</h1><h2>Petro suspende la cooperación</h2>`, "Petro suspende la cooperación"},
		{"nothing", ``, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := page(t, tt.body)
			d.adoptHeadline(nil)
			if got := d.headline(nil, "La Nacional"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	es := strings.Repeat("El presidente de Colombia ordenó el martes a la fuerza pública suspender el envío de comunicaciones a las agencias de otro país. ", 4)
	en := strings.Repeat("The president of Colombia ordered the country's security forces on Tuesday to stop sharing intelligence with the agencies of another state. ", 4)
	pt := strings.Repeat("O presidente da Colômbia ordenou na terça-feira às forças de segurança que suspendam o envio de informações às agências de outro país. ", 4)
	tests := []struct{ name, declared, text, want string }{
		{"declared and true", "es-CO", es, "es"},
		{"Portuguese, declared", "pt-BR", pt, "pt"},
		{"Portuguese, not declared", "", pt, "pt"},
		{"declared Spanish, written in Portuguese: a close language is believed", "es", pt, "es"},
		{"declared English, written in Spanish", "en-US", es, "es"},
		{"nothing declared", "", en, "en"},
		{"too short to tell", "", "El martes", ""},
		{"too short, but declared", "es", "El martes", "es"},
		{"nothing at all", "", "", ""},
		{"Norwegian of either kind", "nb-NO", "", "no"},
		{"no code of two letters", "und", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := language(tt.declared, tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWalls(t *testing.T) {
	long := "<p>" + strings.Repeat("The ministry said on Tuesday that the bridge would stay closed. ", 60) + "</p>"
	tests := []struct {
		name, body string
		want       scraper.Fate
	}{
		{"in the title", `<title>404 Not Found</title><h1>Oops</h1>`, scraper.Gone},
		{"bare number", `<title>404</title><h1>404</h1>`, scraper.Gone},
		{"in Spanish", `<title>Diario</title><h1>Página no encontrada</h1>`, scraper.Gone},
		{"in the text", `<title>Diario</title><p>La nota que busca ya no está disponible.</p>`, scraper.Gone},
		{"challenge", `<title>Just a moment...</title><p>Checking your browser before accessing.</p>`, scraper.Blocked},
		{"login", `<title>The Register</title><p>Please log in.</p>`, scraper.Blocked},
		{"pay wall", `<title>The Register</title><h1>Two held over the fire</h1><p>This article is for subscribers.</p>`, scraper.Paywall},
		{"pay wall in Spanish", `<title>Diario</title><p>Suscríbete para seguir leyendo.</p>`, scraper.Paywall},
		{"drawn by scripts", `<title>Bridge closed - The Register</title><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/main.js"></script>`, scraper.ScriptOnly},
		{"empty, with a counter's script", `<title>Bridge</title><p>One line of text that is too short.</p><script>count()</script>`, scraper.NoText},
		{"consent", `<title>Aviso</title><h1>Antes de continuar</h1>`, scraper.Blocked},
		{"a report about privacy", `<title>Why sites say we value your privacy while they sell what they know about you</title><h1>Why sites say so</h1>` + long, ""},
		{"a report with a word of it", `<title>Bridge</title><h1>Bridge</h1>` + long + `<p>The map is no longer available.</p>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/11/03/x", Body: []byte(tt.body), Decoded: true})
			if err != nil {
				t.Fatal(err)
			}
			if res.Fate != tt.want {
				t.Errorf("fate %q (%s), want %q", res.Fate, res.Detail, tt.want)
			}
		})
	}
}

func TestRobotsMeta(t *testing.T) {
	for content, want := range map[string]bool{"index, follow": false, "noindex": true, "NOINDEX,NOFOLLOW": true, "none": true, "max-image-preview:large": false, "max-snippet:none-of": false} {
		if got := page(t, `<meta name="robots" content="`+content+`">`).noIndex(); got != want {
			t.Errorf("%q: %v", content, got)
		}
	}
}

func TestLinks(t *testing.T) {
	d := page(t, `<base href="https://www.lanacional.example/mundo/"><a href="a#x"> Una  nota </a><a href="/b">B</a><a href="a">Una nota más larga</a>
<a href="#top">arriba</a><a href="mailto:x@y.example">m</a><a href="javascript:void(0)">j</a><a href="//otro.example/c?d=1&amp;e=2">C</a><a href="http://%zz">mal</a>`)
	want := []Link{{URL: "https://www.lanacional.example/mundo/a", Text: "Una nota más larga"}, {URL: "https://www.lanacional.example/b", Text: "B"}, {URL: "https://otro.example/c?d=1&e=2", Text: "C"}}
	if got := d.links(); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

// The lists of words are kept without doubles.
func TestWordListsHoldNothingTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range []phrases{boxes().aside, boxes().trim} {
		for _, list := range p {
			for _, s := range list {
				if seen[s] {
					t.Errorf("boxes.yaml: %q stands twice", strings.TrimSpace(s))
				}
				seen[s] = true
			}
		}
	}
	w := wallWords()
	for _, s := range slices.Concat(w.Gone, w.Consent, w.Login, w.Paywall, w.Challenge) {
		if seen["wall "+s] {
			t.Errorf("walls.yaml: %q stands twice", s)
		}
		seen["wall "+s] = true
		if spoken(s) != " "+s+" " {
			t.Errorf("walls.yaml: %q can never match; write it as %q", s, strings.TrimSpace(spoken(s)))
		}
	}
}
