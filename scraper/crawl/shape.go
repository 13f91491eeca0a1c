package crawl

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// A guess is what a link is taken for before it is read.
type guess int

const (
	guessNothing guess = iota // not a page of news: pictures, log-in, terms of use
	guessUnknown              // a short address that may be either
	guessListing              // a list of reports: front page, section, page 2 of one
	guessArchive              // a list by day, tag, author: worth little, often without end
	guessArticle
)

// Words that tell what an address is for. English and Spanish, as the outlets
// we read use them.
var (
	utilityWords = words("about about-us acerca advertise aviso-legal careers contact contact-us contacto cookies " +
		"corrections events faq feedback help jobs legal licensing login logout mi-cuenta my-account newsletter newsletters " +
		"nosotros password politica-de-privacidad privacidad privacy privacy-policy publicidad quienes-somos register registro " +
		"share shop signin signup sitemap store subscribe subscription suscribase suscripcion suscripciones terms terms-of-use " +
		"terminos tienda wp-admin wp-login")
	listingWords = words("categoria category channel portada seccion secciones section sections topic topics tema temas")
	archiveWords = words("archive archives archivo archivos author authors autor autores buscador buscar busqueda calendar " +
		"calendario etiqueta etiquetas find hemeroteca people search tag tags timeline")
	articleWords = words("article articles articulo articulos entry id nid node nota noticia noticias news p post posts report story")
	pageKeys     = words("page p pg pag pagina paged start offset from cursor skip")
	socialHosts  = words("facebook.com flickr.com instagram.com linkedin.com pinterest.com reddit.com t.co t.me tiktok.com " +
		"twitter.com whatsapp.com wa.me x.com youtu.be youtube.com")
	otherTypes = words("pdf jpg jpeg png gif svg webp avif ico bmp mp3 mp4 m4a m3u8 ogg wav avi mov webm zip gz tgz rar 7z " +
		"exe dmg apk doc docx xls xlsx ppt pptx csv json xml rss atom txt css js woff woff2 ttf ics epub")
)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

var (
	datePath  = regexp.MustCompile(`/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:/|-|_|$)`)
	pagePath  = regexp.MustCompile(`(?i)/(?:page|pagina|pag|p)[/-]?\d+/?$`)
	longID    = regexp.MustCompile(`\d{5,}`)
	anyDigits = regexp.MustCompile(`\d+`)
	slugSplit = regexp.MustCompile(`[-_+.,]|%20`)
)

// classify tells by its address and anchor text what a link leads to.
func classify(u *url.URL, anchor string) guess {
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(u.Path)), ".")
	if otherTypes[ext] {
		return guessNothing
	}
	segments := segmentsOf(u)
	if len(segments) == 0 {
		if u.RawQuery == "" || pageNumber(u) > 0 {
			return guessListing
		}
		return guessUnknown
	}
	last := segments[len(segments)-1]
	slug := strings.TrimSuffix(last, "."+ext)
	if utilityWords[slug] || utilityWords[segments[0]] && len(segments) <= 2 {
		return guessNothing
	}
	for _, s := range segments[:len(segments)-1] {
		if archiveWords[s] {
			return guessArchive
		}
	}
	if archiveWords[slug] {
		return guessArchive
	}
	if paged(u) {
		if datePath.MatchString(u.Path) {
			return guessArchive
		}
		return guessListing
	}
	if listingWords[segments[0]] && len(segments) <= 3 && slugWords(slug) < 5 {
		return guessListing
	}
	if at := datePath.FindStringIndex(u.Path); at != nil {
		if strings.Trim(u.Path[at[1]:], "/") == "" && slugWords(slug) < 3 {
			return guessArchive // the date is all there is
		}
		return guessArticle
	}
	switch {
	case slugWords(slug) >= 4, longID.MatchString(last), len(strings.Fields(anchor)) >= 5:
		return guessArticle
	case len(segments) > 1 && articleWords[segments[len(segments)-2]] && anyDigits.MatchString(slug):
		return guessArticle
	case (ext == "html" || ext == "htm" || ext == "shtml" || ext == "php") && slugWords(slug) >= 2:
		return guessArticle
	case len(segments) <= 2 && slugWords(slug) <= 2 && len(strings.Fields(anchor)) <= 3:
		return guessListing
	}
	return guessUnknown
}

func segmentsOf(u *url.URL) []string {
	return strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
}

// slugWords counts the words of "mubarak-steps-down-88604": figures are none.
func slugWords(slug string) int {
	n := 0
	for _, w := range slugSplit.Split(slug, -1) {
		if strings.Trim(w, "0123456789") != "" {
			n++
		}
	}
	return n
}

// slugLine is the words of an address as a line of text.
func slugLine(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.Join(slugSplit.Split(strings.ReplaceAll(u.Path, "/", " "), -1), " ")
}

// paged reports whether an address is a numbered page of a list.
func paged(u *url.URL) bool { return pageNumber(u) > 0 || pagePath.MatchString(u.Path) }

// pageNumber is the number in ?page=3; 0 where there is none.
func pageNumber(u *url.URL) int {
	most := 0
	for k, v := range u.Query() {
		if pageKeys[strings.ToLower(k)] {
			n, _ := strconv.Atoi(v[0])
			most = max(most, n)
		}
	}
	return most
}

// shapeOf is what addresses of one kind have in common: figures become "#"
// and values of the query are dropped, so that all pages of a list, all days
// of a calendar and all facets of a search have one shape.
func shapeOf(u *url.URL) string {
	var keys []string
	for k := range u.Query() {
		keys = append(keys, strings.ToLower(k))
	}
	slices.Sort(keys)
	p := pagePath.ReplaceAllString(u.Path, "/?page")
	p = anyDigits.ReplaceAllString(strings.TrimSuffix(p, "/"), "#")
	if len(keys) == 1 && pageKeys[keys[0]] {
		return u.Host + strings.TrimSuffix(p, "/?page") // page 1 often has no number
	}
	shape := u.Host + strings.TrimSuffix(p, "/?page")
	if len(keys) > 0 {
		shape += "?" + strings.Join(keys, "&")
	}
	return shape
}

// dateIn reads a day of publication from an address, where it has one.
func dateIn(raw string) (time.Time, bool) {
	m := datePath.FindStringSubmatch(raw)
	if m == nil || m[3] == "" {
		return time.Time{}, false
	}
	t, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	return t, err == nil
}

// siteOf is the registrable domain of a host, or the host itself for
// addresses and names without one.
func siteOf(host string) string {
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil && !strings.Contains(host, ":") && !isAddress(host) {
		return d
	}
	return host
}

func isAddress(host string) bool {
	return strings.Trim(host, "0123456789.") == ""
}

// sameSite reports whether two addresses belong to one outlet: the same
// registrable domain, and for bare addresses the same port.
func sameSite(a, b *url.URL) bool {
	if isAddress(a.Hostname()) || isAddress(b.Hostname()) {
		return a.Host == b.Host
	}
	return siteOf(strings.ToLower(a.Hostname())) == siteOf(strings.ToLower(b.Hostname()))
}
