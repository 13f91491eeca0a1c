package demo

import (
	"bytes"
	"embed"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"sort"
	"strings"
	"time"
)

//go:embed pages.gohtml
var pagesFS embed.FS

var pages = template.Must(template.New("pages.gohtml").Funcs(template.FuncMap{
	"byline": byline,
	"rfc":    func(t time.Time) string { return t.Format(time.RFC3339) },
	"names":  func(s []string) string { return strings.Join(s, ", ") },
}).ParseFS(pagesFS, "pages.gohtml"))

var monthsES = strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")

// byline is the date as the outlet prints it under a headline.
func byline(r *Report) string {
	if r.site.Lang == "es" {
		return fmt.Sprintf("%d de %s de %d, %s", r.Published.Day(), monthsES[r.Published.Month()-1], r.Published.Year(), r.Published.Format("15:04"))
	}
	return r.Published.Format("January 2, 2006 3:04 PM")
}

// newest are the outlet's reports, the latest first.
func (o *Outlet) newest() []*Report {
	s := append([]*Report(nil), o.reports...)
	sort.SliceStable(s, func(i, j int) bool { return s[i].Published.After(s[j].Published) })
	return s
}

// ServeHTTP answers for the outlet that the Host header names.
func (w *World) ServeHTTP(rw http.ResponseWriter, q *http.Request) {
	host, _, _ := strings.Cut(q.Host, ":")
	o := w.byHost[host]
	if o == nil {
		http.NotFound(rw, q)
		return
	}
	switch q.URL.Path {
	case "/robots.txt":
		text := "User-agent: *\nDisallow: /suscriptores/\n"
		if o.Offers == "sitemap" {
			text += "Sitemap: http://" + o.Host + "/sitemap.xml\n"
		}
		send(rw, q, "text/plain; charset=utf-8", []byte(text))
	case "/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml":
		kind, body := o.list(q.URL.Path)
		if body == nil {
			http.NotFound(rw, q)
			return
		}
		send(rw, q, kind, body)
	case "/":
		o.page(rw, q, "front", map[string]any{"Outlet": o, "Reports": o.newest()})
	default:
		for _, r := range o.reports {
			if r.Path == q.URL.Path {
				o.page(rw, q, "report", map[string]any{"Outlet": o, "Report": r, "Reports": o.newest()[:3]})
				return
			}
		}
		http.NotFound(rw, q)
	}
}

func (o *Outlet) page(rw http.ResponseWriter, q *http.Request, name string, data map[string]any) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	send(rw, q, "text/html; charset=utf-8", b.Bytes())
}

// send answers with validators, so that a second run can ask conditionally.
func send(rw http.ResponseWriter, q *http.Request, contentType string, body []byte) {
	rw.Header().Set("Content-Type", contentType)
	http.ServeContent(rw, q, "", Now, bytes.NewReader(body))
}

type (
	rssFeed struct {
		XMLName xml.Name  `xml:"rss"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"channel>title"`
		Items   []rssItem `xml:"channel>item"`
	}
	rssItem struct {
		Title string `xml:"title"`
		Link  string `xml:"link"`
		Date  string `xml:"pubDate"`
	}
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string      `xml:"title"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Title string   `xml:"title"`
		Link  atomLink `xml:"link"`
		Date  string   `xml:"published"`
	}
	atomLink struct {
		Href string `xml:"href,attr"`
	}
	jsonFeed struct {
		Version string     `json:"version"`
		Title   string     `json:"title"`
		Items   []jsonItem `json:"items"`
	}
	jsonItem struct {
		ID    string `json:"id"`
		URL   string `json:"url"`
		Title string `json:"title"`
		Date  string `json:"date_published"`
	}
	urlSet struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []urlEntry `xml:"url"`
	}
	urlEntry struct {
		Loc string `xml:"loc"`
		Mod string `xml:"lastmod"`
	}
)

// list is the outlet's feed or sitemap at path; nil where it has none.
func (o *Outlet) list(path string) (contentType string, body []byte) {
	offers := map[string]string{"/rss.xml": "rss", "/atom.xml": "atom", "/feed.json": "jsonfeed", "/sitemap.xml": "sitemap"}[path]
	if offers != o.Offers {
		return "", nil
	}
	var doc any
	switch offers {
	case "rss":
		f := rssFeed{Version: "2.0", Title: o.Name}
		for _, r := range o.newest() {
			f.Items = append(f.Items, rssItem{r.Title, r.URL(), r.Published.Format(time.RFC1123Z)})
		}
		doc, contentType = f, "application/rss+xml"
	case "atom":
		f := atomFeed{Title: o.Name}
		for _, r := range o.newest() {
			f.Entries = append(f.Entries, atomEntry{r.Title, atomLink{r.URL()}, r.Published.Format(time.RFC3339)})
		}
		doc, contentType = f, "application/atom+xml"
	case "sitemap":
		var f urlSet
		for _, r := range o.newest() {
			f.URLs = append(f.URLs, urlEntry{r.URL(), r.Published.Format(time.RFC3339)})
		}
		doc, contentType = f, "application/xml"
	case "jsonfeed":
		f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: o.Name}
		for _, r := range o.newest() {
			f.Items = append(f.Items, jsonItem{r.URL(), r.URL(), r.Title, r.Published.Format(time.RFC3339)})
		}
		body, _ = json.Marshal(f) // plain strings: cannot fail
		return "application/feed+json", body
	}
	body, _ = xml.Marshal(doc) // plain strings: cannot fail
	return contentType, append([]byte(xml.Header), body...)
}
