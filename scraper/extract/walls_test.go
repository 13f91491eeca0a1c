package extract

import (
	"strings"
	"testing"

	"dateline/scraper"
)

// Walls end as what they are; what only resembles one is a report; and of a
// report for subscribers its free part is kept.
func TestWallsAndNearMisses(t *testing.T) {
	const news = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2025-11-12T09:30:00-05:00"}</script>`
	const keptBack = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2025-11-12T09:30:00-05:00","isAccessibleForFree":"False"}</script>`
	const inPart = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2025-11-12T09:30:00-05:00","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".premium"}}</script>`
	const opening = "<p>The harbour bridge was closed to all traffic on Tuesday after divers had found a crack in its third pillar.</p>"
	const second = "<p>Engineers measured it at two metres, and the port authority said that repairs would last until spring. The council meets on Friday to decide who is to pay for them, and how the ferries can be doubled until then, as the shopkeepers of the island demand. A new bridge was promised in 2011, and its plans have lain in a drawer for ten years.</p>"
	page := func(head, title, body string) string {
		return "<html><head><title>" + title + "</title>" + head + "</head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>"
	}
	tests := []struct {
		name, page string
		fate       scraper.Fate
		detail     string
		text       string // must be in the text, and after "-" must not be
	}{
		{"English soft 404", page("", "Sorry, we couldn't find that page", "<p>Try our search, or start at the front page of the paper.</p>"), scraper.Gone, "couldn t find that page", ""},
		{"Spanish soft 404", page("", "Página no encontrada", "<p>La página que busca ya no está disponible en este sitio.</p>"), scraper.Gone, "", ""},
		{"Portuguese soft 404", page("", "Página não encontrada", "<p>O conteúdo que você procura não existe ou foi removido deste site.</p>"), scraper.Gone, "", ""},
		{"German soft 404", page("", "Fehler 404", "<p>Die gesuchte Seite gibt es hier nicht mehr, versuchen Sie es mit der Suche.</p>"), scraper.Gone, "", ""},
		{"Polish soft 404", page("", "Błąd 404", "<p>Strona nie istnieje albo została przeniesiona pod inny adres.</p>"), scraper.Gone, "", ""},
		{"Italian consent", page("", "Rispettiamo la tua privacy", "<p>Noi e i nostri partner archiviamo informazioni su un dispositivo, come i cookie.</p>"), scraper.Blocked, "a consent dialog", ""},
		{"French login", page("", "Connectez-vous pour lire la suite", "<p>Créez un compte gratuit en une minute.</p>"), scraper.Blocked, "a login wall", ""},
		{"soft 404 said in its text alone", page("", "El Faro", "<p>Lo sentimos. La página solicitada no existe: ha sido eliminada o cambió de dirección.</p>"), scraper.Gone, "", ""},
		{"Portuguese consent", page("", "Respeitamos a sua privacidade", "<p>Nós e os nossos parceiros armazenamos informações num dispositivo, como cookies, e processamos dados pessoais.</p>"), scraper.Blocked, "a consent dialog", ""},
		{"consent or pay", page("", "Elige cómo quieres seguir leyendo", "<p>Acepta las cookies o suscríbete por 9 euros al mes.</p>"), scraper.Blocked, "a consent dialog", ""},
		{"Spanish login", page("", "El Faro", "<p>Inicia sesión para seguir leyendo. ¿No tienes cuenta? Crea tu cuenta gratis en un minuto.</p>"), scraper.Blocked, "a login wall", ""},
		{"Portuguese login", page("", "Faça login para continuar", "<p>É rápido e gratuito para os leitores do jornal.</p>"), scraper.Blocked, "a login wall", ""},
		{"Portuguese pay wall", page("", "O Farol", "<p>Conteúdo exclusivo para assinantes. Escolha um plano para ler as notícias do dia.</p>"), scraper.Paywall, "", ""},
		{"pay wall without a report", page("", "Subscribe to continue reading", "<p>Only 1 dollar a week, and you can cancel at any time you like.</p>"), scraper.Paywall, "", ""},
		{"Portuguese challenge", page("", "Verificando seu navegador", "<p>Aguarde alguns segundos antes de abrir a página do jornal.</p>"), scraper.Blocked, "a challenge", ""},

		{"a teaser before an offer", page(news, "Bridge closed", opening+"<p>Subscribe to continue reading.</p>"), "", "keeps a part for subscribers", "third pillar -Subscribe"},
		{"a teaser before a Spanish offer", page(news, "Cierran el puente", "<p>El puente del puerto quedó cerrado el martes tras hallarse una grieta en su tercer pilar, según el consejo.</p><p>Contenido exclusivo para suscriptores</p>"), "", "keeps a part for subscribers", "tercer pilar -exclusivo"},
		{"a teaser before a login", page(news, "Fecham a ponte", "<p>A ponte do porto foi fechada na terça-feira depois de mergulhadores acharem uma fenda no terceiro pilar.</p><p>Faça login para continuar lendo.</p>"), "", "keeps a part for subscribers", "terceiro pilar -login"},
		{"a text that breaks off before a German offer", page(news, "Bridge closed", opening+second+"<h3>Weiterlesen mit Morgenblatt Plus</h3>"), "", "keeps a part for subscribers", "two metres -Weiterlesen"},
		{"a text that breaks off before a French offer", page(news, "Bridge closed", opening+second+"<p>Il vous reste 72 % de cet article à lire.</p>"), "", "keeps a part for subscribers", "two metres -reste"},
		{"JSON-LD says that it is not free", page(keptBack, "Bridge closed", opening), "", "keeps a part for subscribers", "third pillar"},
		{"JSON-LD says that a part is not", page(inPart, "Bridge closed", opening+second), "", "keeps a part for subscribers", "two metres"},
		{"content tier", page(news+`<meta property="article:content_tier" content="locked">`, "Bridge closed", opening), "", "keeps a part for subscribers", "third pillar"},

		// Near misses.
		{"a headline about what is gone", page(news, "Statue of Columbus has been removed from the harbour square", opening), "", "", "third pillar"},
		{"a headline about access", page(news, "Reporters say access denied to the port archive for months", opening), "", "", "third pillar"},
		{"a headline in Spanish", page(news, "El puente ya no está disponible para camiones, dice el consejo", opening), "", "", "third pillar"},
		{"a headline about privacy", page(news, "What “we value your privacy” really means on the sites of the port", opening+second), "", "", "two metres"},
		{"a whole report beside an offer", page(news, "Bridge closed", opening+second+"<p>Already a subscriber? Sign in</p>"), "", "", "two metres -subscriber"},
		{"a metered page that is open", page(news+`<meta property="article:content_tier" content="metered">`, "Bridge closed", opening+second), "", "", "two metres"},
		{"free for all", page(strings.Replace(keptBack, "False", "True", 1), "Bridge closed", opening), "", "", "third pillar"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/11/12/bridge", Body: []byte(tt.page), Decoded: true})
			if err != nil || res.Fate != tt.fate || !strings.Contains(res.Detail, tt.detail) || tt.detail == "" && tt.fate == "" && res.Detail != "" {
				t.Errorf("fate %q (%s), error %v; want %q (%s)", res.Fate, res.Detail, err, tt.fate, tt.detail)
			}
			if tt.fate == "" && res.Free != (tt.detail == "") {
				t.Errorf("free: %t", res.Free)
			}
			has, not, _ := strings.Cut(tt.text, " -")
			if !strings.Contains(res.Article.Text, has) || not != "" && strings.Contains(res.Article.Text, not) {
				t.Errorf("text %q", res.Article.Text)
			}
		})
	}
}
