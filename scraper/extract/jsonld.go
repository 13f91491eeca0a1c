package extract

import (
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"strings"
)

// Bounds of walking JSON-LD.
const (
	maxLDDepth = 40
	maxLDNodes = 20_000
)

// ldFacts is what a page's JSON-LD says, node by node.
type ldFacts struct {
	nodes []map[string]any          // in order, nested ones after their parents
	side  map[int]bool              // nodes that stand in a list of other things
	byID  map[string]map[string]any // @id
	count int
}

// ldArticle is the node that describes the page's report.
type ldArticle struct {
	headline    string
	alternative string
	description string
	body        string
	published   string
	modified    string
	created     string
	uploaded    string
	authors     []string
	publisher   string
	language    string
	free        bool
	live        bool
	updates     []ldUpdate // the entries of a live blog
}

// ldUpdate is one entry of a live blog.
type ldUpdate struct{ published, headline, body string }

// maxUpdates is how many entries of a live blog are read; one on a war's worst
// day has a few hundred.
const maxUpdates = 2000

// readLD reads scripts of JSON-LD, and forgives what pages get wrong: raw line
// breaks and control characters in strings, trailing commas, comments, escaped
// markup. A script that cannot be read is skipped.
func readLD(scripts []string) *ldFacts {
	f := &ldFacts{byID: map[string]map[string]any{}, side: map[int]bool{}}
	for _, s := range scripts {
		v, ok := parseLD(s)
		if ok {
			f.add(v, 0, false)
		}
	}
	return f
}

func parseLD(s string) (any, bool) {
	s = strings.TrimSpace(s)
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	if json.Unmarshal(RepairJSON(s), &v) == nil {
		return v, true
	}
	if strings.Contains(s, "&quot;") {
		if json.Unmarshal(RepairJSON(html.UnescapeString(s)), &v) == nil {
			return v, true
		}
	}
	// Several values one after another, or rubbish after the first.
	dec := json.NewDecoder(strings.NewReader(string(RepairJSON(s))))
	var all []any
	for len(all) < 100 {
		var one any
		if dec.Decode(&one) != nil {
			break
		}
		all = append(all, one)
	}
	return all, len(all) > 0
}

// aside are the properties whose nodes are other things than the page's report.
var ldAside = map[string]bool{"itemListElement": true, "hasPart": true, "mentions": true, "isRelatedTo": true, "comment": true,
	"review": true, "relatedLink": true, "citation": true, "about": true, "liveBlogUpdate": true, "subjectOf": true, "isPartOf": true,
	"video": true, "image": true, "potentialAction": true}

func (f *ldFacts) add(v any, depth int, side bool) {
	if depth > maxLDDepth || f.count > maxLDNodes {
		return
	}
	f.count++
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			f.add(x, depth+1, side)
		}
	case map[string]any:
		if side {
			f.side[len(f.nodes)] = true
		}
		f.nodes = append(f.nodes, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && f.byID[id] == nil {
			f.byID[id] = v
		}
		for _, k := range sortedKeys(v) {
			switch v[k].(type) {
			case []any, map[string]any:
				f.add(v[k], depth+1, side || ldAside[k])
			}
		}
	}
}

// article chooses the node that describes the report on this page; nil: none.
func (f *ldFacts) article(d *document) *ldArticle {
	var best *ldArticle
	bestScore := 0
	for i, n := range f.nodes {
		types := texts(n["@type"])
		score := 0
		for _, t := range types {
			t = t[strings.LastIndexAny(t, "/:")+1:]
			switch {
			case t == "LiveBlogPosting", strings.HasSuffix(t, "NewsArticle"), t == "Report":
				score = max(score, 30)
			case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "Posting"), t == "Review", t == "Recipe":
				score = max(score, 25)
			case t == "VideoObject", t == "PodcastEpisode", t == "Event":
				score = max(score, 6)
			case t == "WebPage", t == "ItemPage", t == "CreativeWork":
				score = max(score, 8)
			}
		}
		if score == 0 {
			continue
		}
		a := f.read(n, types)
		if f.side[i] {
			score -= 25
		}
		if a.published != "" {
			score += 4
		}
		if a.headline != "" {
			score += 2
			if h := normal(a.headline); h != "" && (strings.Contains(normal(d.title), h) || normal(d.meta("og:title")) == h) {
				score += 8
			}
		}
		if own := f.address(n); own != "" && d.page != nil && samePath(own, d.page) {
			score += 6
		}
		if score > bestScore {
			best, bestScore = a, score
		}
	}
	return best
}

// with is what JSON-LD says of a report, and where it is silent, what the data
// says that the page is drawn from.
func (a *ldArticle) with(data *ldArticle) *ldArticle {
	if a == nil || data == nil {
		return cmp.Or(a, data)
	}
	a.body = data.body
	a.headline, a.published, a.modified = cmp.Or(a.headline, data.headline), cmp.Or(a.published, data.published), cmp.Or(a.modified, data.modified)
	if len(a.authors) == 0 {
		a.authors = data.authors
	}
	return a
}

// keepsBack reports whether a part of the page is marked as not free.
func (f *ldFacts) keepsBack() bool {
	for i, n := range f.nodes {
		if f.side[i] && n["cssSelector"] != nil && !accessible(n) {
			return true
		}
	}
	return false
}

// accessible reports what a node says of itself; one that says nothing is free.
func accessible(n map[string]any) bool {
	switch v := n["isAccessibleForFree"].(type) {
	case bool:
		return v
	case string:
		return !strings.EqualFold(v, "false")
	}
	return true
}

func (f *ldFacts) address(n map[string]any) string {
	for _, k := range [...]string{"mainEntityOfPage", "url", "@id"} {
		switch v := n[k].(type) {
		case string:
			return v
		case map[string]any:
			if s := cmpOr(first(v["@id"]), first(v["url"])); s != "" {
				return s
			}
		}
	}
	return ""
}

func samePath(address string, page *url.URL) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == strings.Trim(page.Path, "/")
}

func (f *ldFacts) read(n map[string]any, types []string) *ldArticle {
	a := &ldArticle{
		headline:    markupFree(cmpOr(first(n["headline"]), first(n["name"]))),
		alternative: markupFree(cmpOr(first(n["alternativeHeadline"]), first(n["alternateName"]))),
		description: markupFree(first(n["description"])),
		body:        first(n["articleBody"]),
		published:   first(n["datePublished"]),
		modified:    first(n["dateModified"]),
		created:     first(n["dateCreated"]),
		uploaded:    first(n["uploadDate"]),
		language:    cmpOr(first(n["inLanguage"]), first(get(n["inLanguage"], "alternateName"))),
		free:        accessible(n),
	}
	a.authors = f.people(n["author"], 0)
	if len(a.authors) == 0 {
		a.authors = f.people(n["creator"], 0)
	}
	a.publisher = firstOf(f.people(n["publisher"], 0))
	for _, t := range types {
		a.live = a.live || strings.HasSuffix(t, "LiveBlogPosting")
	}
	a.updates = f.updates(n["liveBlogUpdate"])
	return a
}

// updates are the dated entries of a live blog, each once.
func (f *ldFacts) updates(v any) []ldUpdate {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []ldUpdate
	for _, x := range list[:min(len(list), maxUpdates)] {
		u, _ := x.(map[string]any)
		if id, ok := u["@id"].(string); ok && u["datePublished"] == nil {
			u = f.byID[id]
		}
		if published := first(u["datePublished"]); published != "" {
			out = append(out, ldUpdate{published, markupFree(cmpOr(first(u["headline"]), first(u["name"]))), cmpOr(first(u["articleBody"]), first(u["text"]))})
		}
	}
	return out
}

// people are the names in an author, creator or publisher property.
func (f *ldFacts) people(v any, depth int) []string {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{markupFree(v)}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, f.people(x, depth+1)...)
		}
		return out
	case map[string]any:
		if v["name"] == nil {
			if id, ok := v["@id"].(string); ok && f.byID[id] != nil && f.byID[id]["name"] != nil {
				return f.people(f.byID[id], depth+1)
			}
			given := strings.TrimSpace(first(v["givenName"]) + " " + first(v["familyName"]))
			if given != "" {
				return []string{given}
			}
			return nil
		}
		return f.people(v["name"], depth+1)
	}
	return nil
}

func get(v any, key string) any {
	if m, ok := v.(map[string]any); ok {
		return m[key]
	}
	return nil
}

// first is the first text of a property: a string, or one in an array, or @value.
func first(v any) string { return firstOf(texts(v)) }

func firstOf(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

func texts(v any) []string {
	switch v := v.(type) {
	case string:
		if s := strings.TrimSpace(v); s != "" {
			return []string{validUTF8(s)}
		}
	case []any:
		var out []string
		for _, x := range v {
			if _, nested := x.([]any); !nested {
				out = append(out, texts(x)...)
			}
		}
		return out
	case map[string]any:
		if s, ok := v["@value"]; ok {
			if _, nested := s.(string); nested {
				return texts(s)
			}
		}
	}
	return nil
}
