package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// promoRE are lines that stand in the text and are not of it.
var promoRE = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`(?:read|see|watch|listen|more|also|related)(?: also| more| next| here| on| from)*\s*[:>|»]`,
	`also read\b`, `read also\b`, `read more\b`, `more (?:on|from|about) .{0,40}$`, `related (?:articles?|stories|content|news|posts?|topics?)`,
	`(?:lea|lee|le[eé]r|vea|ver|mira|mire|escuche|escucha|te|le) (?:también|tambien|además|más|puede|podría|recomendamos)\b.{0,200}$`,
	`(?:siga|sigue|síganos|síguenos|suscr[ií]b[ae](?:se|te)|únete|regístrate)\b.{0,160}$`,
	`(?:sign up|subscribe|follow us|join our|download our|get our|click here|share this|advertisement|sponsored|newsletter)\b.{0,120}$`,
	`(?:advertisement|anzeige|publicidad|werbung|publicité|pubblicità)$`,
	`(?:lesen sie auch|lesen sie hier|mehr zum thema|auch interessant|weiterlesen|das könnte sie|zum thema|jetzt lesen|newsletter|quelle|foto|bild|bilder|video|von|copyright)\s*[:|]`,
	`(?:lire aussi|à lire aussi|à voir aussi|leggi anche|leia também|leia mais|lees ook|les også|läs också|läs mer|læs også|czytaj także|czytaj też|zobacz także|zobacz też|` +
		`přečtěte si|olvassa el|citește și|lue myös|читайте также|читайте також|прочетете още|διαβάστε επίσης|اقرأ أيضا|ayrıca okuyun|baca juga)(?:[^\pL]|$)`,
	`(?:photo|image|picture|foto|fotos|imagen|video|vídeo|credit|source|fuente|fotografía)s?\s*(?:by|de|credit)?\s*[:/©]`,
	`(?:getty images|shutterstock|ap photo|afp|reuters)$`,
	`(?:©|\(c\)|copyright|all rights reserved|todos los derechos)\b.{0,160}$`,
	`(?:comments?|comentarios|kommentare|share|compartir|teilen|print|imprimir|tags?|etiquetas|schlagworte|topics)(?: \(\d+\))?:?$`,
	`(?:reporting|writing) by .{3,160}; ?(?:editing|additional|reporting|writing) `, `(?:reporte|información|reportagem) de .{3,120}; ?(?:editado|edición|edição) `, `our standards: `,
	`(?:log in|login|sign in|inici[ae] sesión|acced[ae]|faça login|anmelden|connectez-vous|accedi)(?: .{0,60})? (?:comment|comentar|kommentieren|commenter|commentare|comentários?|comentarios?)`,
	`please use .{0,30}browser`, `be the first to (?:get|know|hear|read)\b`, `(?:install|download) (?:the|our|your) .{0,60}\bapp\b`,
	`\d{1,3} ?(?:min\.?|minutes?|minutos?|minuti|minuten) ?(?:read|de lectura|de leitura|lesezeit|de lecture|di lettura|leestijd)$`,
}, "|") + `)`)

// creditRE are lines under pictures that say at their end whose picture it is.
var creditRE = regexp.MustCompile(`(?i)[\s(/|–—-](?:foto|photo|imagen|imagem|image|fotografía|crédito|credit|bild|picture)s?(?: by| de| von| di)? ?: ?[^.!?:]{2,60}\)?$`)

var (
	channelRE = regexp.MustCompile(`(?i)\b(?:whatsapp|telegram|google news|google noticias|google discover)\b`)
	inviteRE  = regexp.MustCompile(`(?i)(?:síg[au]|seguirnos|síguenos|únete|\bjoin|follow us|\brecib[ae] |\breceba|\binscrev|sign up|suscr[ií]b|folgen sie|abonn)`)
)

// promotes reports whether a line of the text is there for the outlet's sake.
func promotes(line string) bool {
	if bare := strings.TrimLeftFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); bare != line && promoRE.MatchString(bare) {
		return true // ">> Download the app"
	}
	return promoRE.MatchString(line) || creditRE.MatchString(line) || offers(line) || channelRE.MatchString(line) && inviteRE.MatchString(line)
}

// shortLine is below how many letters a line that ends no sentence may be a
// label rather than prose.
const shortLine = 40

// label reports whether a line reads like a label: short, and no sentence.
func label(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, " "))
	return letters(line) < shortLine && !strings.ContainsRune(`.!?…。！？»”"':;-–—`, last)
}

// sentence reports whether a line reads like one.
func sentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `»”"')`))
	return strings.ContainsRune(".!?…。！？", last) && strings.Count(line, " ") > 5
}

// trimEnds drops what stands before and after the text of a report and is none
// of it: places and dates above it, below it initials, ornaments and how to
// reach the author.
func (s *survey) trimEnds(blocks, authors []string) []string {
	above := func(i int) bool {
		return len(blocks) > i+1 && !s.lines[normal(blocks[i])].heading && label(blocks[i]) && !label(blocks[i+1])
	}
	for above(0) {
		blocks = blocks[1:]
	}
	if above(1) && letters(blocks[0]) < 4*shortLine { // between standfirst and text
		blocks = slices.Delete(slices.Clone(blocks), 1, 2)
	}
	for n := len(blocks) - 1; n > 0; n = len(blocks) - 1 {
		if last := blocks[n]; !markRE.MatchString(last) && !reaches(last, authors) && !bareDay(last) {
			break
		}
		blocks = blocks[:n]
	}
	return blocks
}

// bareDay reports whether a line is a day and nothing else.
func bareDay(line string) bool {
	list := writtenDates(line, true)
	return len(list) == 1 && letters(line[:list[0].start])+letters(line[list[0].end:]) == 0
}

// termsRE are the terms of an offer to subscribe.
var termsRE = regexp.MustCompile(`(?i)[€$£]\s?\d|\d\s?[€$£]|\b(?:euros?|monat|monatlich|monthly|al mes|per month|par mois|al mese|por mês|cancel|kündbar|sin límites|unlimited|ilimitad[oa]|illimité|illimitato|unbegrenzt)\b`)

// markRE are an editor's mark, "DD" or "kl/ra", and ornaments.
var markRE = regexp.MustCompile(`^(?:\(?[a-zA-Z]{1,2}(?:[/., ]+[a-zA-Z]{1,2})?\)?|[-–—*~_=oO0xX#+.•\s]+)$`)

// reachRE says how to reach somebody.
var reachRE = regexp.MustCompile(`\S@\w+\.\w|(?:^|\s)@\w{2,}|\[email.protected\]`)

// reaches reports whether a last line tells how to reach an author.
func reaches(line string, authors []string) bool {
	if len(line) > 400 || !reachRE.MatchString(line) {
		return false
	}
	for _, a := range authors {
		if a != "" && strings.Contains(line, a) {
			return true
		}
	}
	return len(line) < 60
}
