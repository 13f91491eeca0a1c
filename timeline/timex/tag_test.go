package timex

import (
	"strings"
	"testing"
	"time"
)

// reading of one expression: words, value, EDTF ("-": not compared).
type want struct{ text, value, edtf string }

func check(t *testing.T, language, dct, text string, wants []want) {
	t.Helper()
	got := Tag(Document{Text: text, Language: language, DCT: dctOf(t, dct)})
	for i := 0; i < max(len(got), len(wants)); i++ {
		switch {
		case i >= len(got):
			t.Errorf("%q: missed %q", text, wants[i].text)
		case i >= len(wants):
			t.Errorf("%q: read %q as %s by %s", text, got[i].Text, got[i].Value, got[i].Rule)
		case got[i].Text != wants[i].text || got[i].Value != wants[i].value:
			t.Errorf("%q: %q is %s by %s, want %q as %s", text, got[i].Text, got[i].Value, got[i].Rule, wants[i].text, wants[i].value)
		case wants[i].edtf != "-" && got[i].Span.EDTF() != wants[i].edtf:
			t.Errorf("%q: %q has EDTF %s, want %s", text, got[i].Text, got[i].Span.EDTF(), wants[i].edtf)
		}
	}
}

// Published on Wednesday 12 November 2025.
const published = "2025-11-12T09:30:00-05:00"

func TestEnglish(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"He spoke on Tuesday.", []want{{"Tuesday", "2025-11-11", "2025-11-11"}}},
		{"The strike on Wednesday killed three.", []want{{"Wednesday", "2025-11-12", "2025-11-12"}}},
		{"They will meet on Tuesday.", []want{{"Tuesday", "2025-11-18", "2025-11-18"}}},
		{"A boat was sunk in late October.", []want{{"late October", "2025-10", "2025-10-21~/2025-10-31~"}}},
		{"At least 76 have been killed since September.", []want{{"September", "2025-09", "2025-09/.."}}},
		{"It sank before Nov. 5.", []want{{"Nov. 5", "2025-11-05", "[..2025-11-04]"}}},
		{"It sank around Sept. 2.", []want{{"around Sept. 2", "2025-09-02", "2025-09-02~"}}},
		{"It was reportedly on Sept. 2 that it sank.", []want{{"Sept. 2", "2025-09-02", "2025-09-02?"}}},
		{"Last week he resigned.", []want{{"Last week", "2025-W45", "[2025-11-03..2025-11-09]"}}},
		{"This fall the boats came.", []want{{"This fall", "2025-FA", "2025-23"}}},
		{"From Monday to Friday they searched.", []want{{"Monday", "2025-11-03", "2025-11-03/2025-11-07"}, {"Friday", "2025-11-07", "2025-11-03/2025-11-07"}}},
		{"Between May and July they trained.", []want{{"May", "2025-05", "2025-05/2025-07"}, {"July", "2025-07", "2025-05/2025-07"}}},
		{"from Sept. 2-5, they", []want{{"Sept. 2", "2025-09-02", "2025-09-02/2025-09-05"}, {"5", "2025-09-05", "2025-09-02/2025-09-05"}}},
		{"on 2, 9 and 16 September", []want{{"2", "2025-09-02", "2025-09-02"}, {"9", "2025-09-09", "2025-09-09"}, {"16 September", "2025-09-16", "2025-09-16"}}},
		{"It sank on Sept. 2. That same month a second went down.", []want{{"Sept. 2", "2025-09-02", "-"}, {"That same month", "2025-09", "2025-09"}}},
		{"It sank on Sept. 2. Two days earlier it had left port.", []want{{"Sept. 2", "2025-09-02", "-"}, {"Two days earlier", "2025-08-31", "2025-08-31"}}},
		{"On Sept. 2, 2024 it sank. The next day they protested.", []want{{"Sept. 2, 2024", "2024-09-02", "-"}, {"The next day", "2024-09-03", "2024-09-03"}}},
		{"They met on Nov. 10 at 9 p.m. ET in Lima.", []want{{"Nov. 10", "2025-11-10", "-"}, {"9 p.m. ET", "2025-11-10T21:00", "2025-11-10T21:00:00"}}},
		{"Every Tuesday they sail, and for the past three months they did.", []want{{"Every Tuesday", "XXXX-WXX-2", ""}, {"the past three months", "P3M", "2025-08-12~/2025-11-11~"}}},
		{"“It was Sunday,” he said on Monday.", []want{{"Sunday", "2025-11-09", "-"}, {"Monday", "2025-11-10", "-"}}},
		{"SIX DIED ON TUESDAY, SEPTEMBER 2, 2025", []want{{"TUESDAY, SEPTEMBER 2, 2025", "2025-09-02", "2025-09-02"}}},
		{"In the 21st century, since the mid-1990s", []want{{"the 21st century", "20", "20XX"}, {"the mid-1990s", "199", "-"}}},
		{"Two men who survived a strike on Monday will be sent home, he said on Tuesday.", []want{{"Monday", "2025-11-10", "-"}, {"Tuesday", "2025-11-11", "-"}}},
		{"He said on Tuesday that the fleet will stay.", []want{{"Tuesday", "2025-11-11", "-"}}},
		{"Officials said the court will meet on Monday.", []want{{"Monday", "2025-11-17", "-"}}},
		{"By Friday the ships will be gone.", []want{{"Friday", "2025-11-14", "-"}}},
		{"They had left port by Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"Bogotá was asked to answer by Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"The talks are to resume in Doha on Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"The admiral on Friday said the fleet might stay.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The sale, to be completed around Dec. 1, was praised.", []want{{"around Dec. 1", "2025-12-01", "-"}}},
		{"The law will be voted on in October.", []want{{"October", "2026-10", "-"}}},
		// A year told of before does not claim the report's own days.
		{"A treaty was signed on Oct. 2, 1988, he said. It was torn up on Nov. 2.", []want{{"Oct. 2, 1988", "1988-10-02", "-"}, {"Nov. 2", "2025-11-02", "-"}}},
		{"He would visit Lima on Friday, aides said.", []want{{"Friday", "2025-11-14", "-"}}},
		{"The vote could come as early as Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"The admiral could not be reached on Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The ship, which was due Friday, sank.", []want{{"Friday", "2025-11-07", "-"}}},
		{"Markets suffer when losses are made that day.", nil},
		{"The bonus would be paid on a still unspecified date in January.", []want{{"January", "2026-01", "-"}}},
		{"The vote is on May 31, 2026, with a runoff on June 21.", []want{{"May 31, 2026", "2026-05-31", "-"}, {"June 21", "2026-06-21", "-"}}},
		{"The storm is expected to hit the coast on Thursday.", []want{{"Thursday", "2025-11-13", "-"}}},
		{"He is scheduled to deliver a televised address on the strikes Monday evening.", []want{{"Monday evening", "2025-11-17TEV", "-"}}},
		{"They said they would make another attempt to plug the five-week-old leak on Friday, but gave it little chance.", []want{{"Friday", "2025-11-14", "-"}}},
		{"By Friday, he said, they should have a machine.", []want{{"Friday", "2025-11-14", "-"}}},
		{"A judge set a hearing for Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"They set up checkpoints on Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The search continued until Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"Until Friday, they had not asked.", []want{{"Friday", "2025-11-07", "-"}}},
		{"A judge blocked the order until Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"She announced the recognition of the rebels on Monday, a step that could free funds.", []want{{"Monday", "2025-11-10", "-"}}},
		{"On Thursday, the adviser said the government planned a vote.", []want{{"Thursday", "2025-11-06", "-"}}},
		{"He said there is a board meeting on Monday, but they are going to wait.", []want{{"Monday", "2025-11-17", "-"}}},
		{"They were expected to speak on Tuesday; they are to speak on Friday.", []want{{"Tuesday", "2025-11-11", "-"}, {"Friday", "2025-11-14", "-"}}},
		{"It rained during November-January.", []want{{"November", "2025-11", "-"}, {"January", "2026-01", "-"}}},
		{"The head start comes ahead of the March elections.", []want{{"March", "2026-03", "-"}}},
		{"The results were not known until Monday.", []want{{"Monday", "2025-11-10", "-"}}},
		{"He won't run in the election on Friday.", []want{{"Friday", "2025-11-14", "-"}}},
		{"The rig was lost on Tuesday. The fire, which experts saw four weeks later, went on.", []want{{"Tuesday", "2025-11-11", "-"}, {"four weeks later", "P4W", ""}}},
		{"January crude rose.", []want{{"January", "2026-01", "-"}}},
		{"Shares fell Monday after overnight losses, down from the previous Monday.",
			[]want{{"Monday", "2025-11-10", "-"}, {"overnight", "2025-11-11TNI", "-"}, {"the previous Monday", "2025-11-03", "-"}}},
		{"By Friday all was calm.", []want{{"Friday", "2025-11-07", "-"}}},
		{"He told reporters in Lima on Tuesday he would sail on Friday.", []want{{"Tuesday", "2025-11-11", "-"}, {"Friday", "2025-11-14", "-"}}},
		{"The carrier, which left port in June, will arrive in days.", []want{{"June", "2025-06", "-"}, {"days", "PXD", ""}}},
		{"He was to appear in court Thursday.", []want{{"Thursday", "2025-11-13", "-"}}},
		{"The term ends in August.", []want{{"August", "2026-08", "-"}}},
		{"It failed in September. He said on the 14th he would go.", []want{{"September", "2025-09", "-"}, {"the 14th", "2025-09-14", "-"}}},
		{"They left in mid-October and came back three weeks later.", []want{{"mid-October", "2025-10", "-"}, {"three weeks later", "P3W", ""}}},
		{"Snow fell from late Friday until early Sunday.", []want{{"late Friday", "2025-11-07", "2025-11-07~/2025-11-09~"}, {"early Sunday", "2025-11-09", "-"}}},
		{"After Monday's vote they left; after Monday they were gone.", []want{{"Monday", "2025-11-10", "2025-11-10"}, {"Monday", "2025-11-10", "[2025-11-11..]"}}},
		// The day of a time of day may come after the place.
		{"It sank at 5:30 p.m. off Aruba on Monday.", []want{{"5:30 p.m.", "2025-11-10T17:30", "2025-11-10T17:30:00"}, {"Monday", "2025-11-10", "-"}}},
		{"It sank at 9 a.m. (1400 GMT) on Nov. 3.", []want{{"9 a.m.", "2025-11-03T09:00", "-"}, {"1400 GMT", "2025-11-03T14:00Z", "-"}, {"Nov. 3", "2025-11-03", "-"}}},
		{"It sailed at noon on Nov. 3. Three hours later it sank.", []want{{"noon on Nov. 3", "2025-11-03T12:00", "-"}, {"Three hours later", "2025-11-03T15:00", "-"}}},
		{"It sailed on Nov. 3. Three hours later it sank.", []want{{"Nov. 3", "2025-11-03", "-"}, {"Three hours later", "PT3H", ""}}},
		{"It sank at 3 a.m. and was found on Monday.", []want{{"3 a.m.", "2025-11-12T03:00", "-"}, {"Monday", "2025-11-10", "-"}}},
		{"He faces 20 years when he is sentenced on Feb. 17.", []want{{"20 years", "P20Y", ""}, {"Feb. 17", "2026-02-17", "-"}}},
		{"Drones came before dawn on Monday; the raid lasted until late afternoon.", []want{{"dawn on Monday", "2025-11-10TMO", "2025-11-10~"}, {"late afternoon", "2025-11-10TAF", "-"}}},
		{"Rain will fall on Saturday, the office said at 10:30 GMT.", []want{{"Saturday", "2025-11-15", "-"}, {"10:30 GMT", "2025-11-12T10:30Z", "-"}}},
		{"Dozens of flights for Friday are already canceled.", []want{{"Friday", "2025-11-14", "-"}}},
		{"He is wanted for Friday's attack; they searched for Friday in vain.", []want{{"Friday", "2025-11-07", "-"}, {"Friday", "2025-11-07", "-"}}},
		{"Shops rose on better-than-expected October sales.", []want{{"October", "2025-10", "-"}}},
		{"March 5 - The council meets in Lima.", []want{{"March 5", "2025-03-05", "-"}}},
		{"Gunfire could be heard around the port on Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The team extended its streak on Friday.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The announcement on Friday that he will hand over power was no surprise.", []want{{"Friday", "2025-11-07", "-"}}},
		{"The vote on Friday that will decide it is open.", []want{{"Friday", "2025-11-14", "-"}}},
		{"He has asked how it can help after Friday's storm.", []want{{"Friday", "2025-11-07", "-"}}},
		{"All was quiet; that was until Friday, when bombs fell.", []want{{"Friday", "2025-11-07", "-"}}},
		{"Since taking office on Jan. 20, he has signed 200 orders.", []want{{"Jan. 20", "2025-01-20", "-"}}},
		{"The army took power in a February 2021 coup and has since promised a vote for Dec. 28.", []want{{"February 2021", "2021-02", "-"}, {"Dec. 28", "2025-12-28", "-"}}},
		{"He insisted he would stay; by Tuesday he was gone.", []want{{"Tuesday", "2025-11-11", "-"}}},
		{"Crude for January delivery fell.", []want{{"January", "2026-01", "-"}}},
	} {
		check(t, "en", published, c.text, c.wants)
	}
}

func TestSpanish(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"Habló el martes.", []want{{"el martes", "2025-11-11", "2025-11-11"}}},
		{"Se reunirán el martes.", []want{{"el martes", "2025-11-18", "2025-11-18"}}},
		{"A finales de octubre hundieron una lancha.", []want{{"finales de octubre", "2025-10", "2025-10-21~/2025-10-31~"}}},
		{"Desde septiembre han muerto 76.", []want{{"septiembre", "2025-09", "2025-09/.."}}},
		{"Ocurrió el martes pasado, en la madrugada del jueves y hace dos semanas.",
			[]want{{"el martes pasado", "2025-11-11", "-"}, {"la madrugada del jueves", "2025-11-06TMO", "-"}, {"hace dos semanas", "2025-W44", "-"}}},
		{"Será el mes que viene.", []want{{"el mes que viene", "2025-12", "2025-12"}}},
		{"entre el 2 y el 5 de septiembre", []want{{"el 2", "2025-09-02", "2025-09-02/2025-09-05"}, {"el 5 de septiembre", "2025-09-05", "2025-09-02/2025-09-05"}}},
		{"del lunes al viernes pasado", []want{{"del lunes", "2025-11-03", "2025-11-03/2025-11-07"}, {"al viernes pasado", "2025-11-07", "-"}}},
		{"El 2 de septiembre se hundió una lancha. El 15 de ese mes, otra.",
			[]want{{"El 2 de septiembre", "2025-09-02", "-"}, {"El 15 de ese mes", "2025-09-15", "2025-09-15"}}},
		{"A las 9 de la noche, hora local, del 10 de noviembre", []want{{"las 9 de la noche, hora local, del 10 de noviembre", "2025-11-10T21:00", "2025-11-10T21:00:00"}}},
		{"Llaman a una concentración en Irán el 10 de noviembre.", []want{{"el 10 de noviembre", "2025-11-10", "-"}}},
		{"EL SABADO Y EL MIERCOLES SE HUNDIERON", []want{{"EL SABADO", "2025-11-08", "-"}, {"EL MIERCOLES", "2025-11-12", "-"}}},
		{"el primer trimestre de 2025 y los años ochenta", []want{{"el primer trimestre de 2025", "2025-Q1", "2025-01/2025-03"}, {"los años ochenta", "198", "198X"}}},
	} {
		check(t, "es", published, c.text, c.wants)
	}
}

func TestNoFalseFriends(t *testing.T) {
	for language, texts := range map[string][]string{
		"en": {
			"They may march in the sun.", "May I come?", "He came second.", "He got 1,500 votes on page 12.", "It cost $2,025.",
			"a port in Sept-Îles", "a 24-hour channel", "They won 3-2.", "Call 555-2010.", "the sun sat on the sea",
			"1812 people died", "The Daily News said so.", "June Carter sang", "room 2024", "Flight 1998", "Psalm 12:3",
		},
		"es": {
			"Marte y la Luna", "llegó tarde", "2.000 personas", "unas 1998 personas", "costó $2.025", "el segundo lugar", "la primera vez",
		},
	} {
		for _, text := range texts {
			for _, x := range Tag(Document{Text: text, Language: language, DCT: dctOf(t, published)}) {
				t.Errorf("%q: read %q as %s by %s", text, x.Text, x.Value, x.Rule)
			}
		}
	}
}

// Without a publication date no year and no day is made up.
func TestNoAnchor(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"He spoke on Tuesday.", []want{{"Tuesday", "XXXX-WXX-2", ""}}},
		{"It sank on May 3.", []want{{"May 3", "XXXX-05-03", ""}}},
		{"He came yesterday.", []want{{"yesterday", "XXXX-XX-XX", ""}}},
		{"last month", []want{{"last month", "XXXX-XX", ""}}},
		{"It sank on Sept. 2, 2024, and again on Sept. 9.", []want{{"Sept. 2, 2024", "2024-09-02", "2024-09-02"}, {"Sept. 9", "2024-09-09", "2024-09-09"}}},
		{"in the past three months", []want{{"the past three months", "P3M", ""}}},
		{"It sank on 2024-09-02 at sea.", []want{{"2024-09-02", "2024-09-02", "2024-09-02"}}},
	} {
		check(t, "en", "", c.text, c.wants)
	}
}

// A language without rules gets numeric and ISO dates, and nothing else.
func TestUnknownLanguage(t *testing.T) {
	check(t, "pl", published, "we wtorek, 13.11.2025 i 2025-11-14, May 5", []want{{"13.11.2025", "2025-11-13", "2025-11-13"}, {"2025-11-14", "2025-11-14", "2025-11-14"}})
	check(t, "", published, "on Tuesday", nil)
	check(t, "es_CO", published, "el martes", []want{{"el martes", "2025-11-11", "-"}})
	check(t, "en-US", published, "on Tuesday", []want{{"Tuesday", "2025-11-11", "-"}})
}

// What typesetters and tokenizers do to a text must not hide its dates.
func TestSpelling(t *testing.T) {
	for _, text := range []string{
		"on Tuesday , September 2 , 2025 , it", "on\u00a0Tuesday,\u00a0September\u00a02,\u00a02025,\u202fit",
		"on Tuesday,\nSeptember 2,\n2025, it", "on tuesday, september 2, 2025, it",
	} {
		got := Tag(Document{Text: text, Language: "en", DCT: dctOf(t, published)})
		if len(got) != 1 || got[0].Value != "2025-09-02" {
			t.Errorf("%q: %v", text, words(got))
		}
	}
	for _, text := range []string{"el miércoles", "el miercoles", "el mie\u0301rcoles", "EL MIÉRCOLES"} {
		got := Tag(Document{Text: text, Language: "es", DCT: dctOf(t, published)})
		if len(got) != 1 || got[0].Value != "2025-11-12" {
			t.Errorf("%q: %v", text, words(got))
		}
	}
}

// Every reading says where it comes from.
func TestProvenance(t *testing.T) {
	got := Tag(Document{Text: "It sank on Sept. 2, 2025, and on Tuesday; two days later.", Language: "en", DCT: dctOf(t, published)})
	if len(got) != 3 {
		t.Fatalf("read %v", words(got))
	}
	for i, want := range []struct{ anchor, from string }{{"", ""}, {"2025-11-12", "dct"}, {"2025-11-11", "text"}} {
		if got[i].Anchor != want.anchor || got[i].AnchorFrom != want.from {
			t.Errorf("%q: anchor %q from %q, want %q from %q", got[i].Text, got[i].Anchor, got[i].AnchorFrom, want.anchor, want.from)
		}
	}
	if got[0].Confidence <= got[1].Confidence || got[1].Confidence <= got[2].Confidence {
		t.Errorf("confidences %g, %g, %g should fall", got[0].Confidence, got[1].Confidence, got[2].Confidence)
	}
}

// The same text gives the same reading, and work grows with the text: no
// reader may look back over all of it for each expression.
func TestLongSentence(t *testing.T) {
	text := strings.Repeat("on Tuesday at 9 p.m. and the first nine ", 5000)
	doc := Document{Text: text, Language: "en", DCT: time.Date(2025, 11, 12, 0, 0, 0, 0, time.UTC)}
	if n := len(Tag(doc)); n < 10000 {
		t.Errorf("read %d expressions of 10000", n)
	}
}

// A stretch is as fine as the unit that it is counted in.
func TestPrecisionOfLengths(t *testing.T) {
	for text, want := range map[string]Precision{
		"Prices rose over the past three days.":        Day,
		"Prices rose over the past two weeks.":         Week,
		"Prices rose over the past three months.":      Month,
		"It was the worst flood of the past 90 years.": Year,
	} {
		times := Tag(Document{Text: text, Language: "en", DCT: date(2025, 11, 12)})
		if len(times) != 1 || times[0].Span.Precision != want {
			t.Errorf("%s: %+v, want one of precision %q", text, times, want)
		}
	}
}
