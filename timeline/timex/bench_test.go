package timex

import (
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
)

func benchmarkTag(b *testing.B, language, news string) {
	doc := Document{Text: strings.Repeat(news, 100), Language: language, DCT: time.Date(2025, 11, 12, 9, 30, 0, 0, time.UTC)}
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Tag(doc)
	}
}

func BenchmarkTagEnglish(b *testing.B) { benchmarkTag(b, "en", englishNews) }
func BenchmarkTagSpanish(b *testing.B) { benchmarkTag(b, "es", spanishNews) }

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		for _, code := range []string{"en", "es", "und"} {
			if _, err := compileLanguage(code); err != nil {
				b.Fatal(err)
			}
		}
	}
}
