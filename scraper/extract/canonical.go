package extract

import (
	_ "embed"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

//go:embed urls.yaml
var urlsYAML []byte

type urlRules struct {
	Tracking yaml.MapSlice `yaml:"tracking"`
	Twins    struct {
		Hosts    []string          `yaml:"hosts"`
		Caches   []string          `yaml:"caches"`
		Prefixes []string          `yaml:"prefixes"`
		Suffixes []string          `yaml:"suffixes"`
		Endings  []string          `yaml:"endings"`
		Params   []string          `yaml:"params"`
		Values   map[string]string `yaml:"values"`
		Indexes  []string          `yaml:"indexes"`
	} `yaml:"twins"`

	params   map[string]bool // exact names, lower case
	prefixes []string        // of names
}

var rulesOfURLs = sync.OnceValue(func() *urlRules {
	r := &urlRules{params: map[string]bool{}}
	if err := yaml.UnmarshalWithOptions(urlsYAML, r, yaml.Strict()); err != nil {
		panic("extract: urls.yaml: " + err.Error())
	}
	for _, group := range r.Tracking {
		for _, v := range group.Value.([]any) {
			name := strings.ToLower(v.(string))
			if p, ok := strings.CutSuffix(name, "*"); ok {
				r.prefixes = append(r.prefixes, p)
			} else {
				r.params[name] = true
			}
		}
	}
	for _, p := range r.Twins.Params {
		r.params[p] = true
	}
	return r
})

// CanonicalURL is one address for all the addresses of a report: lower-case
// scheme and host, no default port, fragment, user or tracking parameters, AMP
// and print twins folded, index.html dropped. The order of the parameters that
// remain is kept. It is idempotent, and returns what it cannot parse unchanged.
func CanonicalURL(raw string) string {
	s := strings.TrimSpace(raw)
	for range 4 { // twins may be wrapped in one another
		next, ok := canonicalOnce(s)
		if !ok || next == s {
			return s
		}
		s = next
	}
	return s
}

func canonicalOnce(raw string) (string, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return raw, false
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return raw, false
	}
	r := rulesOfURLs()
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if !cleanHost(u) {
		return raw, false
	}
	if inner := ampCache(u, r); inner != "" {
		return inner, true
	}
	foldHost(u, r)
	path := foldPath(escapedPath(u), r)
	query := foldQuery(u.RawQuery, r)
	out := u.Scheme + "://" + u.Host + path
	if query != "" {
		out += "?" + query
	}
	if _, err := url.Parse(out); err != nil {
		return raw, false
	}
	return out, true
}

// cleanHost writes the host as DNS sees it and drops a default port.
func cleanHost(u *url.URL) bool {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	host = strings.TrimSuffix(host, ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if host == "" || strings.ContainsAny(host, " /\\@%<>\"") {
		return false
	}
	if strings.Contains(host, ":") {
		if _, err := netip.ParseAddr(host); err != nil {
			return false
		}
		host = "[" + host + "]"
	}
	if port == "" || port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = host
	} else {
		u.Host = host + ":" + port
	}
	return true
}

// ampCache unwraps an address at a cache of others' AMP pages.
func ampCache(u *url.URL, r *urlRules) string {
	rest := ""
	for _, c := range r.Twins.Caches {
		if u.Host == c || strings.HasSuffix(u.Host, "."+c) {
			_, rest, _ = strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
		}
	}
	if google := strings.HasPrefix(u.Host, "www.google.") || strings.HasPrefix(u.Host, "google."); google {
		rest, _ = strings.CutPrefix(u.EscapedPath(), "/amp/")
		if rest == u.EscapedPath() {
			return ""
		}
	}
	if rest == "" {
		return ""
	}
	scheme := "http://"
	if s, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", s
	}
	if host, _, _ := strings.Cut(rest, "/"); !strings.Contains(host, ".") {
		return ""
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	if _, err := url.Parse(scheme + rest); err != nil {
		return ""
	}
	return scheme + rest
}

func foldHost(u *url.URL, r *urlRules) {
	first, rest, ok := strings.Cut(u.Host, ".")
	if ok && slices.Contains(r.Twins.Hosts, first) && strings.Contains(rest, ".") {
		if _, err := publicsuffix.EffectiveTLDPlusOne(hostname(rest)); err == nil {
			u.Host = rest
		}
	}
}

// hostname is a host without its port.
func hostname(host string) string {
	if i := strings.LastIndexByte(host, ':'); i > 0 && !strings.HasSuffix(host, "]") {
		return host[:i]
	}
	return host
}

// escapedPath is the path with upper-case escapes, and none that are needless.
func escapedPath(u *url.URL) string {
	p := u.EscapedPath()
	if p == "" {
		return "/"
	}
	if !strings.Contains(p, "%") {
		return p
	}
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		if p[i] != '%' || i+2 >= len(p) {
			b.WriteByte(p[i])
			continue
		}
		c := unhex(p[i+1])<<4 | unhex(p[i+2])
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '~' {
			b.WriteByte(c)
		} else {
			b.WriteString(strings.ToUpper(p[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 0
}

func foldPath(path string, r *urlRules) string {
	for {
		before := path
		if first, rest, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/"); ok && rest != "" && slices.Contains(r.Twins.Prefixes, first) {
			path = "/" + rest
		}
		trimmed := strings.TrimSuffix(path, "/")
		if i := strings.LastIndexByte(trimmed, '/'); i > 0 && slices.Contains(r.Twins.Suffixes, trimmed[i+1:]) {
			path = trimmed[:i]
			if strings.HasSuffix(before, "/") {
				path += "/"
			}
		}
		for _, e := range r.Twins.Endings {
			if p, ok := strings.CutSuffix(path, e); ok && p != "" && !strings.HasSuffix(p, "/") {
				path = p
				if strings.HasPrefix(e, ".amp.") {
					path += e[len(".amp"):]
				}
			}
		}
		if i := strings.LastIndexByte(path, '/'); i >= 0 && slices.Contains(r.Twins.Indexes, strings.ToLower(path[i+1:])) {
			path = path[:i+1]
		}
		if path == before {
			return path
		}
	}
}

func foldQuery(query string, r *urlRules) string {
	var keep []string
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		if n, err := url.QueryUnescape(name); err == nil {
			name = n
		}
		if !r.drop(strings.ToLower(name), strings.ToLower(value)) {
			keep = append(keep, part)
		}
	}
	return strings.Join(keep, "&")
}

func (r *urlRules) drop(name, value string) bool {
	if r.params[name] {
		return true
	}
	if v, ok := r.Twins.Values[name]; ok && v == value {
		return true
	}
	for _, p := range r.prefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// canonical is the page's own address: rel=canonical where it is sane, else
// og:url, else the address that answered.
func (d *document) canonical(pageURL string) string {
	own := CanonicalURL(pageURL)
	var said []string
	for _, r := range d.rels {
		if strings.Contains(r.rel, " canonical ") {
			said = append(said, r.href)
		}
	}
	if len(said) == 0 {
		said = append(said, d.meta("og:url"))
	}
	for _, href := range said {
		if u := d.link(href); u != "" && sane(u, own) {
			return CanonicalURL(u)
		}
	}
	return own
}

// sane reports whether a page at own may call itself said: the same site, and
// no home page unless it is one.
func sane(said, own string) bool {
	s, err1 := url.Parse(CanonicalURL(said))
	o, err2 := url.Parse(own)
	if err1 != nil || err2 != nil {
		return false
	}
	if o.Host == "" {
		return true
	}
	if s.Port() != o.Port() || site(s.Hostname()) != site(o.Hostname()) {
		return false
	}
	return s.RawQuery != "" || strings.Trim(s.Path, "/") != "" || strings.Trim(o.Path, "/") == "" && o.RawQuery == ""
}

// site is the registrable domain of a host, or the host.
func site(host string) string {
	if s, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return s
	}
	return host
}

// twins are the other addresses that the page gives for itself.
func (d *document) twins(canonical string) []string {
	var out []string
	add := func(href string) {
		if u := d.link(href); u != "" && u != canonical && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	for _, r := range d.rels {
		if strings.Contains(r.rel, " amphtml ") || strings.Contains(r.rel, " alternate ") && r.media == "print" {
			add(r.href)
		}
	}
	for n := range d.root.Descendants() {
		if isElement(n, atom.A) {
			if u := d.link(attr(n, "href")); u != "" && u != canonical && CanonicalURL(u) == canonical && twinOf(u) {
				add(u)
			}
		}
	}
	return out
}

// twinOf reports whether an address is that of an AMP or print page.
func twinOf(u string) bool {
	l := strings.ToLower(u)
	return strings.Contains(l, "amp") || strings.Contains(l, "print") || strings.Contains(l, "imprimir")
}
