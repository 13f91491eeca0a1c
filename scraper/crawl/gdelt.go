package crawl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/scraper/extract"
)

// What GDELT's DOC 2.0 service answers, and asks of its users.
const (
	gdeltURL     = "https://api.gdeltproject.org/api/v2/doc/doc"
	gdeltRecords = 250             // the most it returns for one question
	gdeltSpacing = 5 * time.Second // "one every 5 seconds"
	gdeltLayout  = "20060102150405"
	gdeltQuery   = 240 // characters of a query; much longer ones are refused
	// gdeltNarrowest is the shortest stretch a question is narrowed to. More than
	// 250 reports on one story within it are left to the other sources.
	gdeltNarrowest = 3 * time.Hour
)

// A gdeltArticle is one hit of a search.
type gdeltArticle struct {
	URL      string `json:"url"`
	Title    string `json:"title"`
	Seen     string `json:"seendate"`
	Language string `json:"language"`
}

// errBusy is GDELT asking for patience, which it also does with status 200.
var errBusy = errors.New("asks for more time between questions")

// parseGDELT reads an answer: JSON, often enough not quite, or a complaint in
// plain text. Where only a part can be read, that part is returned and no error.
func parseGDELT(body []byte) ([]gdeltArticle, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(body) == 0 {
		return nil, nil
	}
	if body[0] != '{' {
		line := firstLine(string(body))
		if strings.Contains(strings.ToLower(line), "limit requests") {
			return nil, errBusy
		}
		return nil, fmt.Errorf("answered in words: %q", line)
	}
	var all struct {
		Articles []gdeltArticle `json:"articles"`
	}
	if json.Unmarshal(body, &all) == nil {
		return all.Articles, nil
	}
	return salvage(extract.RepairJSON(string(body))), nil
}

// salvage reads the articles one by one and leaves out those that cannot be read.
func salvage(body []byte) []gdeltArticle {
	var out []gdeltArticle
	for {
		start := bytes.Index(body, []byte(`{"url"`))
		if start < 0 {
			if start = bytes.Index(body, []byte(`{ "url"`)); start < 0 {
				return out
			}
		}
		body = body[start:]
		var a gdeltArticle
		if d := json.NewDecoder(bytes.NewReader(body)); d.Decode(&a) == nil {
			out = append(out, a)
			body = body[d.InputOffset():]
			continue
		}
		body = body[1:]
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 160 {
		s = string(r[:160]) + "…"
	}
	return s
}

// gdeltQueries turns a story's keywords into as few questions as its length
// limit allows: any of the keywords, phrases quoted.
func gdeltQueries(keywords []string) []string {
	var out []string
	var terms []string
	size := 0
	flush := func() {
		switch len(terms) {
		case 0:
		case 1:
			out = append(out, terms[0])
		default:
			out = append(out, "("+strings.Join(terms, " OR ")+")")
		}
		terms, size = nil, 0
	}
	for _, k := range keywords {
		k = strings.Join(strings.Fields(strings.Map(plainQuery, k)), " ")
		if len(k) < 3 { // "The specified phrase is too short."
			continue
		}
		if strings.ContainsAny(k, " -") {
			k = `"` + k + `"`
		}
		if size+len(k)+4 > gdeltQuery {
			flush()
		}
		terms = append(terms, k)
		size += len(k) + 4
	}
	flush()
	return out
}

// plainQuery blanks what has a meaning in a query.
func plainQuery(r rune) rune {
	if strings.ContainsRune(`"():<>`, r) {
		return ' '
	}
	return r
}

// gdeltQuestion is the address that asks for the reports between two times.
func gdeltQuestion(endpoint, query string, from, to time.Time) (string, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return "", err
	}
	q := u.Query()
	q.Set("query", query)
	q.Set("mode", "artlist")
	q.Set("format", "json")
	q.Set("maxrecords", strconv.Itoa(gdeltRecords))
	q.Set("sort", "datedesc")
	q.Set("startdatetime", from.UTC().Format(gdeltLayout))
	q.Set("enddatetime", to.UTC().Format(gdeltLayout))
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// gdeltLanguages are the names GDELT has for the languages dateline reads.
var gdeltLanguages = map[string]string{"english": "en", "spanish": "es", "portuguese": "pt", "french": "fr"}
