package exports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"dateline/timeline"
)

// jsonFormat names the JSON document's format and its version.
const jsonFormat = "dateline/timeline@1"

// The document, in the order its keys are written.
type (
	jsonDocument struct {
		Format   string        `json:"format"`
		Story    string        `json:"story"`
		Title    string        `json:"title"`
		From     *string       `json:"from"` // null: open
		To       *string       `json:"to"`
		Events   []jsonEvent   `json:"events"`
		Articles []jsonArticle `json:"articles"`

		Borderline []jsonBorderline `json:"borderline"` // not kept, and nearly of the story
		Coverage   jsonCoverage     `json:"coverage"`

		Successions []jsonSuccession `json:"successions"`
		Series      []jsonSeries     `json:"series"`
		Actors      []jsonActor      `json:"actors"`
		LeftOut     []jsonLeftOut    `json:"left_out"` // dated sentences that no event rests on
	}
	jsonEvent struct {
		ID          string       `json:"id"`
		Date        *string      `json:"date"` // first day; null: open
		End         *string      `json:"end"`  // last day; null: open
		EDTF        string       `json:"edtf"`
		Precision   string       `json:"precision"`
		Approximate bool         `json:"approximate"`
		Headline    string       `json:"headline"`
		Summary     string       `json:"summary"`
		Importance  float64      `json:"importance"`
		Confidence  float64      `json:"confidence"`
		Actors      []string     `json:"actors"`
		Figures     []jsonFigure `json:"figures"`
		Sources     []jsonSource `json:"sources"`

		IndependentSources int    `json:"independent_sources"` // origins
		Why                string `json:"why"`                 // of the confidence, in words

		Status   string        `json:"status,omitempty"` // a person's, as the note
		Note     string        `json:"note,omitempty"`
		Disputes []jsonDispute `json:"disputes,omitempty"`
	}
	jsonFigure struct {
		Name      string  `json:"name"`
		Unit      string  `json:"unit,omitempty"` // of money
		Of        string  `json:"of,omitempty"`   // who, where not people at large
		Value     float64 `json:"value"`
		High      float64 `json:"high,omitempty"` // of a range; value is its lower bound
		AtLeast   bool    `json:"at_least"`
		Qualifier string  `json:"qualifier,omitempty"` // at least, more than, up to, less than, about
		Scope     string  `json:"scope"`
		Speaker   string  `json:"speaker,omitempty"`
		AsOf      string  `json:"as_of,omitempty"`
		URL       string  `json:"url,omitempty"` // of the report
		Quote     string  `json:"quote,omitempty"`
	}
	jsonSeries struct {
		Name  string     `json:"name"`
		Unit  string     `json:"unit,omitempty"`
		Of    string     `json:"of,omitempty"`
		Since *string    `json:"since"` // null: the reports do not say
		Steps []jsonStep `json:"steps"`
	}
	jsonActor struct {
		Name               string   `json:"name"`
		Kind               string   `json:"kind"` // person, organisation, place; empty: the words do not tell
		Also               []string `json:"also"`
		Articles           int      `json:"articles"`
		IndependentSources int      `json:"independent_sources"`
		First              *string  `json:"first"` // day of the first report that names it; null: unknown
		Last               *string  `json:"last"`
	}
	jsonStep struct {
		jsonFigure
		Outlet             string `json:"outlet"`
		Title              string `json:"title"`
		Published          string `json:"published"`
		Lang               string `json:"lang"`
		IndependentSources int    `json:"independent_sources"`
	}
	jsonDispute struct {
		About string     `json:"about"`
		Sides []jsonSide `json:"sides"`
	}
	jsonSide struct {
		Says               string       `json:"says"`
		IndependentSources int          `json:"independent_sources"`
		Reports            []jsonReport `json:"reports"`
	}
	jsonReport struct {
		URL       string `json:"url"`
		Outlet    string `json:"outlet"`
		Published string `json:"published"`
		Speaker   string `json:"speaker,omitempty"`
		Quote     string `json:"quote"`
	}
	jsonSource struct {
		URL       string `json:"url"`
		Title     string `json:"title"`
		Outlet    string `json:"outlet"`
		Published string `json:"published"`
		Lang      string `json:"lang"`
		Origin    string `json:"origin"`
		Quote     string `json:"quote"`
		Phrase    string `json:"phrase"`
		Anchor    string `json:"anchor"`
		Rule      string `json:"rule"`
		Foretold  bool   `json:"foretold,omitempty"` // by its words it was still to come
		Context   bool   `json:"context,omitempty"`  // it tells of nothing that came about
	}
	jsonLeftOut struct {
		jsonSource
		EDTF   string `json:"edtf"`
		Reason string `json:"reason"`
	}
	jsonSuccession struct {
		ID       string   `json:"id"`
		Headline string   `json:"headline"`
		EDTF     string   `json:"edtf"`
		Into     []string `json:"into"`  // ids of the events that had its accounts then; []: it was told no more
		Heirs    []string `json:"heirs"` // ids of the events that have them now, itself if it stands
		Run      string   `json:"run"`
		At       string   `json:"at"`
	}
	jsonBorderline struct {
		jsonArticle
		Reasons []string `json:"reasons"`
	}
	jsonArticle struct {
		URL         string  `json:"url"`
		Title       string  `json:"title"`
		Outlet      string  `json:"outlet"`
		Published   string  `json:"published"`
		Lang        string  `json:"lang"`
		Origin      string  `json:"origin"`
		Relatedness float64 `json:"relatedness"`

		Revisions []jsonRevision `json:"revisions,omitempty"` // oldest first; the first is what the others revise
	}
	jsonRevision struct {
		Seen      string         `json:"seen"` // when dateline received it first
		Text      string         `json:"text"` // SHA-256
		Title     string         `json:"title"`
		Published string         `json:"published"`
		Added     []string       `json:"added,omitempty"`
		Removed   []string       `json:"removed,omitempty"`
		Changed   []jsonReworded `json:"changed,omitempty"`
	}
	jsonReworded struct {
		Before string   `json:"before"`
		After  string   `json:"after"`
		Words  []string `json:"words"`
	}
)

// JSON writes the timeline for programs, in the format dateline/timeline@1.
func JSON(w io.Writer, d Document) error {
	t := d.Timeline
	doc := jsonDocument{
		Format: jsonFormat, Story: t.Story.Name, Title: d.title(), From: orNull(day(t.Story.From)), To: orNull(day(t.Story.To)),
		Events: []jsonEvent{}, Articles: make([]jsonArticle, 0, len(t.Articles)),
		Successions: make([]jsonSuccession, 0, len(t.Successions)),
	}
	for _, a := range t.Articles {
		doc.Articles = append(doc.Articles, jsonArticle{a.URL, a.Title, a.Outlet, a.Published.String(), a.Language, a.Origin, a.Relatedness, revisionsOf(a)})
	}
	doc.Borderline = borderlines(d.Outcomes)
	doc.Coverage = CoverageOf(d).json()
	heirs := t.Heirs()
	for _, s := range t.Successions {
		doc.Successions = append(doc.Successions, jsonSuccession{s.ID, s.Headline, s.Span.EDTF(), append([]string{}, s.Into...),
			append([]string{}, heirs(s.ID)...), s.Run, s.At.UTC().Format(time.RFC3339)})
	}
	doc.Series = make([]jsonSeries, 0, len(t.Series))
	for _, s := range t.Series {
		doc.Series = append(doc.Series, seriesJSON(s))
	}
	doc.Actors = make([]jsonActor, 0, len(t.Actors))
	for _, a := range t.Actors {
		doc.Actors = append(doc.Actors, jsonActor{a.Name, string(a.Kind), append([]string{}, a.Also...), a.Articles, a.Origins, orNull(a.First), orNull(a.Last)})
	}
	doc.LeftOut = make([]jsonLeftOut, 0, len(t.LeftOut))
	for _, l := range t.LeftOut {
		doc.LeftOut = append(doc.LeftOut, jsonLeftOut{sourceJSON(l.Account), l.Span.EDTF(), l.Reason})
	}
	var rest bytes.Buffer
	if err := indented(&rest, "").Encode(doc); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	if err := encodeEvents(w, rest.Bytes(), t.Events, notesOf(d.Notes)); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// indented is an encoder of values that stand on lines with a prefix.
func indented(w io.Writer, prefix string) *json.Encoder {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent(prefix, "  ")
	return out
}

// encodeEvents writes a document that was encoded without events, and these in their
// place, one after another: together they take more memory than the timeline.
func encodeEvents(w io.Writer, rest []byte, events []timeline.Event, notes map[string]timeline.Note) error {
	const none = "\n  \"events\": []"
	head, tail, _ := bytes.Cut(rest, []byte(none))
	if len(events) == 0 {
		_, err := w.Write(rest)
		return err
	}
	if _, err := fmt.Fprintf(w, "%s%s", head, strings.TrimSuffix(none, "]")); err != nil {
		return err
	}
	var one bytes.Buffer
	for i, e := range events {
		one.Reset()
		if err := indented(&one, "    ").Encode(eventJSON(e, notes[e.ID])); err != nil {
			return err
		}
		comma := ","
		if i == len(events)-1 {
			comma = "\n  ]"
		}
		if _, err := fmt.Fprintf(w, "\n    %s%s", bytes.TrimSuffix(one.Bytes(), []byte("\n")), comma); err != nil {
			return err
		}
	}
	_, err := w.Write(tail)
	return err
}

// eventJSON is an event with what a person wrote about it.
func eventJSON(e timeline.Event, note timeline.Note) jsonEvent {
	event := jsonEvent{
		ID: e.ID, Date: orNull(e.Span.FirstDay()), End: orNull(e.Span.LastDay()), EDTF: e.Span.EDTF(),
		Precision: string(e.Span.Precision), Approximate: e.Span.Approx, Headline: e.Headline, Summary: e.Summary,
		Importance: e.Importance, Confidence: e.Confidence, Actors: append([]string{}, e.Actors...),
		Figures: make([]jsonFigure, 0, len(e.Figures)), Sources: make([]jsonSource, 0, len(e.Accounts)),
		IndependentSources: e.Origins, Why: e.Why, Status: note.Status, Note: note.Text,
	}
	for _, f := range e.Figures {
		event.Figures = append(event.Figures, figureJSON(f))
	}
	for _, a := range e.Accounts {
		event.Sources = append(event.Sources, sourceJSON(a))
	}
	for _, d := range e.Disputes {
		event.Disputes = append(event.Disputes, disputeJSON(d))
	}
	return event
}

func sourceJSON(a timeline.Account) jsonSource {
	return jsonSource{a.ArticleURL, a.Title, a.Outlet, a.Published, a.Language, a.Origin, a.Quote, a.Phrase, a.Anchor, a.Rule, a.Foretold, a.Context()}
}

func figureJSON(f timeline.Figure) jsonFigure {
	return jsonFigure{f.Name, f.Unit, f.Of, f.Value, f.High, f.Qualifier.Lower(), string(f.Qualifier), string(f.Scope), f.Speaker, f.AsOf, f.Article, f.Quote}
}

func seriesJSON(s timeline.Series) jsonSeries {
	out := jsonSeries{Name: s.Name, Unit: s.Unit, Of: s.Of, Since: orNull(s.Since)}
	for _, step := range s.Steps {
		out.Steps = append(out.Steps, jsonStep{figureJSON(step.Figure), step.Outlet, step.Title, step.Published, step.Language, step.Origins})
	}
	return out
}

func disputeJSON(d timeline.Dispute) jsonDispute {
	out := jsonDispute{About: d.About}
	for _, s := range d.Sides {
		side := jsonSide{Says: s.Says, IndependentSources: s.Origins}
		for _, r := range s.Reports {
			side.Reports = append(side.Reports, jsonReport{r.Article, r.Outlet, r.Published, r.Speaker, r.Quote})
		}
		out.Sides = append(out.Sides, side)
	}
	return out
}

// day is the calendar day of t, empty for the zero time.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
