package extract

import (
	"strings"
)

// outlet is the name of the outlet: as configured, as the page calls itself,
// or its host.
func (d *document) outlet(configured string, facts *ldFacts, main *ldArticle) string {
	host := ""
	if d.page != nil {
		host = strings.TrimPrefix(strings.ToLower(d.page.Hostname()), "www.")
	}
	names := []string{configured, d.meta("og:site_name")}
	if main != nil {
		names = append(names, main.publisher)
	}
	for _, n := range facts.nodes {
		for _, t := range texts(n["@type"]) {
			if t == "NewsMediaOrganization" || t == "WebSite" {
				names = append(names, markupFree(first(n["name"])))
			}
		}
	}
	names = append(names, d.meta("application-name", "al:android:app_name"))
	for _, n := range names {
		if n = squash(n); n != "" && len(n) <= 80 && !strings.Contains(n, "://") {
			return n
		}
	}
	return host
}
