package timeline

// An imprint is what the accounts of one article share.
type imprint struct {
	Printed
	undated Dating // of those that have no words for their date
	context Dating // of those of them that tell of nothing that came about
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

// accounts are tellings as they are exported, in order.
func (c *corpus) accounts(tellings []telling, members []int) []Account {
	dated := 0
	for _, i := range members {
		if tellings[i].phrase >= 0 {
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
		case t.remark:
			a.Dating = &own.context
		case t.phrase >= 0:
			x := t.s.times[t.phrase]
			datings = append(datings, Dating{Phrase: a.Quote[x.Start:x.End], Anchor: x.Anchor, AnchorFrom: x.AnchorFrom, Rule: x.Rule, Span: *t.span, Confidence: t.confidence})
			a.Dating = &datings[len(datings)-1]
		}
		out = append(out, a)
	}
	return out
}
