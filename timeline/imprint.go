package timeline

// An imprint is what the accounts of one article share.
type imprint struct {
	Printed
	undated Dating // of those that have no words for their date
	context Dating // of those of them that tell of nothing that came about, or of something else
}

// imprint makes those of all documents.
func (c *corpus) imprint() []imprint {
	all := make([]imprint, len(c.docs))
	for i := range all {
		a, doc := &c.articles[i], &c.docs[i]
		all[i].Printed = Printed{ArticleURL: a.URL, Title: a.Title, Outlet: a.Outlet, Published: doc.published, Language: a.Language, Origin: a.Origin}
		all[i].undated, all[i].context = Dating{Span: *doc.span, Confidence: byPrint}, Dating{Span: *doc.span}
	}
	return all
}

// dates is the expression that dates a telling, with its words and the rule that read
// them: of its sentence, or of the heading that stands above this.
func (c *corpus) dates(t *telling) (phrase string, x expression, rule string) {
	if t.phrase != headPhrase {
		x = t.s.times[t.phrase]
		return c.text(t)[x.Start:x.End], x, x.Rule
	}
	x = t.s.under.times[0]
	at := int(t.s.under.start)
	return c.articles[t.doc].Text[at+x.Start : at+x.End], x, headingRule + x.Rule
}

// headingRule stands before the rule that read a heading.
const headingRule = "heading:"

// accounts are tellings as they are exported, in order. Some of them, aside, tell of
// nothing that came about, whatever they say.
func (c *corpus) accounts(tellings []telling, members, aside []int) []Account {
	dated := 0
	for _, i := range members {
		if tellings[i].worded() {
			dated++
		}
	}
	datings := make([]Dating, 0, dated)
	out := make([]Account, 0, len(members))
	for _, i := range members {
		t := &tellings[i]
		own := &c.imprints[t.doc]
		a := Account{Printed: &own.Printed, Dating: &own.undated, Quote: c.text(t), Sentence: t.sentence + c.docs[t.doc].before, Foretold: t.foretold}
		switch {
		case t.remark || among(aside, i):
			a.Dating = &own.context
		case t.worded():
			words, x, rule := c.dates(t)
			datings = append(datings, Dating{Phrase: words, Anchor: x.Anchor, AnchorFrom: x.AnchorFrom, Rule: rule, Span: *t.span, Confidence: t.confidence})
			a.Dating = &datings[len(datings)-1]
		}
		out = append(out, a)
	}
	return out
}
