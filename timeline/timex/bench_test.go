package timex

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// News of the usual density: a time expression every forty words or so.
const (
	englishNews = `BOGOTÁ, Nov. 12 - President Gustavo Petro said on Tuesday that Colombia would suspend intelligence sharing with ` +
		`the United States until the strikes on boats in the Caribbean end. The order, posted on social media, came after reports ` +
		`that at least 76 people have been killed since early September, when the first vessel was destroyed off Venezuela. ` +
		`The defense secretary announced two more strikes on Sunday, each of which killed three people, and said the operations ` +
		`would continue. Lawmakers of both parties have asked for the legal opinion behind the campaign. In late October, officials ` +
		`told members of Congress in a closed session that they did not need further approval. The families of the dead, many of ` +
		`them fishermen according to neighbours, have asked for an investigation by the regional commission.` + "\n\n"
	spanishNews = `BOGOTÁ, 12 nov. - El presidente Gustavo Petro dijo el martes que Colombia suspenderá el intercambio de inteligencia con ` +
		`Estados Unidos mientras no cesen los ataques contra lanchas en el Caribe. La orden, publicada en redes sociales, llegó tras ` +
		`los informes de que al menos 76 personas han muerto desde comienzos de septiembre, cuando fue destruida la primera embarcación ` +
		`frente a Venezuela. El secretario de Defensa anunció otros dos ataques el domingo, cada uno con tres muertos, y afirmó que las ` +
		`operaciones seguirán. Legisladores de ambos partidos han pedido el dictamen jurídico que ampara la campaña. A finales de octubre, ` +
		`funcionarios dijeron a miembros del Congreso en una sesión cerrada que no necesitaban otra autorización.` + "\n\n"
	portugueseNews = `BOGOTÁ, 12 nov (Reuters) - O presidente Gustavo Petro disse nesta terça-feira (11) que a Colômbia vai suspender a troca de ` +
		`informações com os Estados Unidos enquanto não cessarem os ataques a lanchas no Caribe. A ordem, publicada nas redes sociais, veio ` +
		`depois de relatos de que ao menos 76 pessoas morreram desde o início de setembro, quando a primeira embarcação foi destruída ao ` +
		`largo da Venezuela. O secretário de Defesa anunciou outros dois ataques no domingo, cada um com três mortos, e afirmou que as ` +
		`operações continuarão. Parlamentares dos dois partidos pediram o parecer jurídico que ampara a campanha. No fim de outubro, ` +
		`funcionários disseram a membros do Congresso, em sessão fechada, que não precisavam de outra autorização. As famílias dos mortos, ` +
		`muitos deles pescadores segundo os vizinhos, pediram uma investigação à comissão regional.` + "\n\n"
)

func benchmarkTag(b *testing.B, language, news string) {
	doc := Document{Text: strings.Repeat(news, 100), Language: language, DCT: time.Date(2025, 11, 12, 9, 30, 0, 0, time.UTC)}
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Tag(doc)
	}
}

func BenchmarkTagEnglish(b *testing.B)    { benchmarkTag(b, "en", englishNews) }
func BenchmarkTagSpanish(b *testing.B)    { benchmarkTag(b, "es", spanishNews) }
func BenchmarkTagPortuguese(b *testing.B) { benchmarkTag(b, "pt", portugueseNews) }

// BenchmarkDates reads what is nothing but dates.
func BenchmarkDates(b *testing.B) {
	benchmarkTag(b, "en", strings.Repeat("Nov. 5, 2025. 2025-11-06; on 7 November and yesterday, ", 10))
}

// BenchmarkCompile compiles the rules of all languages.
func BenchmarkCompile(b *testing.B) {
	codes := slices.Sorted(maps.Keys(compiled))
	for b.Loop() {
		for _, code := range codes {
			if _, err := compileLanguage(code); err != nil {
				b.Fatal(err)
			}
		}
	}
}
