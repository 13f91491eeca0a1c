package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func inspect(t *testing.T, in string) (docs []docOut, bad int) {
	t.Helper()
	var out strings.Builder
	bad, err := inspectLines(strings.NewReader(in), &out)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		var d docOut
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		docs = append(docs, d)
	}
	return docs, bad
}

// Offsets count code points, whatever stands before an expression.
func TestOffsetsAreCodePoints(t *testing.T) {
	for _, text := range []string{
		"On Tuesday it rained.", "Señores: on Tuesday it rained.", "🚢🚢 on Tuesday, and on Friday 🚢, and in October 2025",
		"e\u0301 on Tuesday\u00a0night", "日本 on Tuesday", "bad \xff\xfe bytes on Tuesday",
	} {
		body, err := json.Marshal(map[string]string{"id": "x", "lang": "en", "published": "2025-11-12", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		docs, bad := inspect(t, string(body))
		if len(docs) != 1 || bad != 0 || len(docs[0].Timexes) == 0 {
			t.Fatalf("%q: got %+v", text, docs)
		}
		runes := []rune(docs[0].Text)
		for _, found := range docs[0].Timexes {
			if got := string(runes[found.Start:found.End]); got != found.Text {
				t.Errorf("%q: [%d:%d] is %q, not %q", text, found.Start, found.End, got, found.Text)
			}
		}
	}
}

// A line that is too long, or breaks the reading, costs that line only.
func TestLongLines(t *testing.T) {
	var in strings.Builder
	in.WriteString("\ufeff" + `{"id":"first","text":"x"}` + "\r\n") // as some editors begin a file
	in.WriteString(`{"id":"long","text":"` + strings.Repeat("x", maxLine) + `"}` + "\n")
	in.WriteString(`{"id":"text","text":"` + strings.Repeat("é", maxText/2+1) + `"}` + "\n")
	in.WriteString(`{"id":"nest","html":"` + strings.Repeat("<div>", 200_000) + `"}` + "\n")
	in.WriteString(`{"id":"last","text":"y"}`)
	docs, bad := inspect(t, in.String())
	if len(docs) != 5 || bad != 3 {
		t.Fatalf("%d answers, %d bad, want 5 and 3", len(docs), bad)
	}
	for i, want := range []struct{ id, text, reason string }{
		{`"first"`, "x", ""}, {`null`, "", "line 2: the line is too long: more than 64 MiB"}, {`"text"`, "", "line 3: the text is longer than 8 MiB"},
		{`"nest"`, "", "too large"}, {`"last"`, "y", ""},
	} {
		d := docs[i]
		if string(d.ID) != want.id || d.Text != want.text || !strings.Contains(d.Error, want.reason) || (d.Error == "") != (want.reason == "") {
			t.Errorf("answer %d: id %s, text %.20q, error %q; want %+v", i, d.ID, d.Text, d.Error, want)
		}
	}
}

// A program that waits for each answer before it asks again is answered.
func TestAnswersWithoutWaiting(t *testing.T) {
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := inspectLines(inR, outW)
		done <- errors.Join(err, outW.Close())
	}()
	answers := bufio.NewScanner(outR)
	for i := range 3 {
		fmt.Fprintf(inW, `{"id":%d,"text":"x"}`+"\n", i)
		if !answers.Scan() || !strings.HasPrefix(answers.Text(), fmt.Sprintf(`{"id":%d,`, i)) {
			t.Fatalf("answer %d: %q", i, answers.Text())
		}
	}
	if err := errors.Join(inW.Close(), <-done); err != nil {
		t.Fatal(err)
	}
}

func FuzzInspectLine(f *testing.F) {
	f.Add([]byte(`{"id":"a","lang":"es","published":"2025-11-12","text":"Ocurrió el martes 🚢 a las 9 p.m."}`))
	f.Add([]byte(`{"id":"b","url":"https://paper.example/b","html":"<html><body><article><h1>Fire</h1><p>On Tuesday</p></article></body></html>"}`))
	f.Add([]byte(`{"id":1,"text":"\ud800 \u0000 on 11/12/2025"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		d := inspectLine(1, line, nil)
		if strings.Contains(d.Error, "broke the reader") {
			t.Fatalf("%q: %s", line, d.Error)
		}
		body, err := json.Marshal(d)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		var again docOut
		if err := json.Unmarshal(body, &again); err != nil {
			t.Fatal(err)
		}
		length, end := utf8.RuneCountInString(again.Text), 0
		for _, found := range again.Timexes {
			if found.Start < end || found.End <= found.Start || found.End > length {
				t.Fatalf("%q: [%d:%d] of %d after %d", line, found.Start, found.End, length, end)
			}
			end = found.End
		}
	})
}

func BenchmarkInspectLines(b *testing.B) {
	var in strings.Builder
	for i := range 200 {
		fmt.Fprintf(&in, `{"id":%d,"lang":"en","published":"2025-11-12","text":%q}`+"\n", i,
			strings.Repeat("The chief of the port resigned on Tuesday, two days after a fire killed three workers in the harbour. ", 20))
	}
	b.SetBytes(int64(in.Len()))
	for b.Loop() {
		if _, err := inspectLines(strings.NewReader(in.String()), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// The weekdays of a short brief are read, though nothing says its language;
// those of a language that is not read are not taken for another's.
func TestShortTextsHaveALanguage(t *testing.T) {
	for text, want := range map[string]string{
		"Israeli forces killed 20 civilians at a hospital in Gaza on Monday, Hamas said.":         "en 2025-11-10",
		"Fuerzas israelíes mataron a 20 civiles en un hospital de Gaza el lunes, dijo Hamás.":     "es 2025-11-10",
		"Forças israelenses mataram 20 civis em um hospital de Gaza na segunda-feira, diz Hamas.": "pt 2025-11-10",
		"Les forces israéliennes ont tué 20 civils dans un hôpital de Gaza lundi, dit le Hamas.":  "",
	} {
		body, err := json.Marshal(map[string]string{"id": "x", "published": "2025-11-12", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		docs, bad := inspect(t, string(body))
		if len(docs) != 1 || bad != 0 {
			t.Fatalf("%q: got %+v", text, docs)
		}
		got := docs[0].Lang
		for _, found := range docs[0].Timexes {
			got += " " + found.EDTF
		}
		if want != "" && got != want || want == "" && (got == "en" || got == "es" || got == "pt") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
