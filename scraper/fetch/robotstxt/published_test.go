package robotstxt_test

import (
	"strings"
	"testing"

	"dateline/scraper/fetch/robotstxt"
)

// TestPublishedCases follows, case by case, what Google publishes on its
// robots.txt: the tests of its parser, the path-matching tables of its
// documentation, and the examples of RFC 9309. The words are ours.
func TestPublishedCases(t *testing.T) {
	type targets []string
	tests := []struct {
		name     string
		robots   string
		token    string // default: foobot
		allowed  targets
		disallow targets
	}{
		// The parser's tests.
		{"nothing to obey", "", "", targets{"/", "/x/y"}, nil},
		{"the line syntax", "user-agent: foobot\ndisallow: /\n", "", nil, targets{"/x/y"}},
		{"a line of another key is none", "foo: foobot\nbar: /\n", "", targets{"/x/y"}, nil},
		{"the colon left out", "user-agent foobot\ndisallow /\n", "", nil, targets{"/x/y"}},
		{"groups: our own", groups, "foobot", targets{"/x/b", "/z/d"}, targets{"/y/c"}},
		{"groups: of two agents", groups, "barbot", targets{"/y/c", "/w/a"}, targets{"/x/b", "/z/d"}},
		{"groups: the second of the two", groups, "bazbot", targets{"/z/d"}, targets{"/x/b", "/y/c"}},
		{"groups: lines of no group part nothing", "User-agent: barbot\nSitemap: https://paper.example/sitemap\nUser-agent: *\nDisallow: /\n", "barbot", nil, targets{"/"}},
		{"groups: unknown lines part nothing", "User-agent: foobot\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /\n", "", nil, targets{"/"}},
		{"keys in capitals", "USER-AGENT: foobot\nALLOW: /x/\nDISALLOW: /\n", "", targets{"/x/y"}, targets{"/a/b"}},
		{"keys in any case", "uSeR-aGeNt: foobot\nAlLoW: /x/\ndIsAlLoW: /\n", "", targets{"/x/y"}, targets{"/a/b"}},
		{"tokens in capitals", "User-Agent: FOO BAR\nAllow: /x/\nDisallow: /\n", "foo", targets{"/x/y"}, targets{"/a/b"}},
		{"a token ends at a space", "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n", "foo", targets{"/x/y"}, nil},
		{"everyone's group where there is none of ours", "user-agent: *\nallow: /\nuser-agent: barbot\ndisallow: /\n", "", targets{"/x/y"}, nil},
		{"ours and not everyone's", "user-agent: *\nallow: /\nuser-agent: foobot\ndisallow: /\n", "", nil, targets{"/x/y"}},
		{"another's group says nothing to us", "user-agent: foobot\nallow: /\nuser-agent: barbot\ndisallow: /\nuser-agent: bazbot\ndisallow: /\n", "quxbot", targets{"/x/y"}, nil},
		{"paths keep their case", "user-agent: foobot\ndisallow: /X/\n", "", targets{"/x/y"}, targets{"/X/y"}},
		{"longest match: disallow", "user-agent: foobot\ndisallow: /x/page.html\nallow: /x/\n", "", targets{"/x/"}, targets{"/x/page.html"}},
		{"longest match: allow", "user-agent: foobot\nallow: /x/page.html\ndisallow: /x/\n", "", targets{"/x/page.html"}, targets{"/x/", "/x/page.htm"}},
		{"empty rules", "user-agent: foobot\ndisallow:\nallow:\n", "", targets{"/x/page.html"}, nil},
		{"root against root", "user-agent: foobot\ndisallow: /\nallow: /\n", "", targets{"/x/page.html"}, nil},
		{"with and without a slash", "user-agent: foobot\ndisallow: /x\nallow: /x/\n", "", targets{"/x/", "/x/page.html"}, targets{"/x"}},
		{"the same rule twice over", "user-agent: foobot\ndisallow: /x/page.html\nallow: /x/page.html\n", "", targets{"/x/page.html"}, nil},
		{"the longer pattern with a star", "user-agent: foobot\nallow: /page\ndisallow: /*.html\n", "", targets{"/page"}, targets{"/page.html"}},
		{"the longer plain one", "user-agent: foobot\nallow: /x/page.\ndisallow: /*.html\n", "", targets{"/x/page.html"}, targets{"/x/y.html"}},
		{"everyone's rules do not add to ours", "User-agent: *\nDisallow: /x/\nUser-agent: foobot\nDisallow: /y/\n", "", targets{"/x/page"}, targets{"/y/page"}},
		{"a query as it stands", "User-agent: foobot\nDisallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par\n", "", targets{"/foo/bar?qux=taz&baz=http://foo.bar?tar&par"}, nil},
		{"letters beyond ASCII, written out", "User-agent: foobot\nDisallow: /\nAllow: /foo/bar/ツ\n", "", targets{"/foo/bar/%E3%83%84"}, nil},
		{"letters beyond ASCII, escaped", "User-agent: foobot\nDisallow: /\nAllow: /foo/bar/%E3%83%84\n", "", targets{"/foo/bar/%E3%83%84"}, nil},
		{"escaped ASCII is what it escapes", "User-agent: foobot\nDisallow: /\nAllow: /foo/bar/%62%61%7A\n", "", targets{"/foo/bar/baz", "/foo/bar/%62%61%7A"}, nil}, // RFC 9309 2.2.2; the parser's tests leave it apart
		{"star", "User-agent: foobot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux\n", "", targets{"/foo/quz", "/foo//quz", "/foo/bax/quz"}, targets{"/foo/bar/quz"}},
		{"dollar", "User-agent: foobot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux\n", "", targets{"/foo/bar/qux", "/foo/bar/", "/foo/bar/baz"}, targets{"/foo/bar"}},
		{"comments", "User-agent: foobot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n", "", targets{"/foo/bar"}, targets{"/foo/quz"}},
		{"byte order mark", "\xef\xbb\xbfUser-Agent: foo\nAllow: /AnyValue\n", "foo", targets{"/AnyValue"}, nil},
		{"a mark cut short makes the line another", "\xef\xbb\x11User-Agent: foo\nDisallow: /\n", "foo", targets{"/AnyValue"}, nil},
		{"a mark inside is none", "User-Agent: foo\n\xef\xbb\xbfDisallow: /x\nDisallow: /y\n", "foo", targets{"/x"}, targets{"/y"}},
		{"a long line is read to its end", "User-agent: foobot\nDisallow: /x/" + strings.Repeat("a", 2000) + "/qux\n", "", targets{"/x/" + strings.Repeat("a", 2000) + "/fux"}, targets{"/x/" + strings.Repeat("a", 2000) + "/qux"}},
		{"line ends of one kind", "User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nDisallow: /\n", "bar", nil, targets{"/"}},
		{"line ends of all kinds", "User-Agent: foo\n\rAllow: /some/path\r\nUser-Agent: bar\n\r\nDisallow: /\n", "bar", nil, targets{"/"}},
		{"no end of the last line", "User-Agent: bar\nDisallow: /", "bar", nil, targets{"/"}},

		// The tables of the documentation.
		{"/fish", one("/fish"), "", targets{"/Fish.asp", "/catfish", "/?id=fish", "/desert/fish"}, targets{"/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/yummy.html", "/fish.php?id=anything"}},
		{"/fish*", one("/fish*"), "", targets{"/Fish.bar", "/catfish", "/?id=fish"}, targets{"/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fish.php?id=anything"}},
		{"/fish/", one("/fish/"), "", targets{"/fish", "/fish.html", "/animals/fish/", "/Fish/Salmon.asp"}, targets{"/fish/", "/fish/salmon", "/fish/?salmon", "/fish/salmon.html", "/fish/?id=anything"}},
		{"/*.php", one("/*.php"), "", targets{"/", "/windows.PHP"}, targets{"/index.php", "/filename.php", "/folder/filename.php", "/folder/filename.php?parameters", "/folder/any.php.file.html", "/filename.php/"}},
		{"/*.php$", one("/*.php$"), "", targets{"/filename.php?parameters", "/filename.php/", "/filename.php5", "/windows.PHP", "/folder/filename?.php5"}, targets{"/filename.php", "/folder/filename.php"}},
		{"/fish*.php", one("/fish*.php"), "", targets{"/Fish.PHP"}, targets{"/fish.php", "/fishheads/catfish.php?parameters"}},
		{"precedence: the longer allow", "User-agent: *\nallow: /p\ndisallow: /\n", "", targets{"/page"}, nil},
		{"precedence: equal", "User-agent: *\nallow: /folder\ndisallow: /folder\n", "", targets{"/folder/page"}, nil},
		{"precedence: the longer disallow", "User-agent: *\nallow: /page\ndisallow: /*.htm\n", "", nil, targets{"/page.htm"}},
		{"precedence: the end counts as a letter", "User-agent: *\nallow: /$\ndisallow: /\n", "", targets{"/"}, targets{"/page.htm"}},

		// The examples of the RFC.
		{"RFC 5.1: a group of two", rfcExample, "foobot", targets{"/example/page.html", "/example/allowed.gif"}, targets{"/", "/example/disallowed.gif"}},
		{"RFC 5.1: the second of a group", rfcExample, "bazbot", targets{"/", "/a.gif"}, targets{"/example/page.html"}},
		{"RFC 5.1: a group without rules", rfcExample, "quxbot", targets{"/", "/x"}, nil},
		{"RFC 5.1: everyone else", rfcExample, "otherbot", targets{"/publications/"}, targets{"/a.gif", "/example/"}},
		{"RFC 5.2: the longest match", "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "", targets{"/example/page/"}, targets{"/example/page/disallowed.gif"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token := test.token
			if token == "" {
				token = "foobot"
			}
			rules := robotstxt.Parse([]byte(test.robots), token)
			for _, target := range test.allowed {
				if ok, line := rules.Match(target); !ok {
					t.Errorf("%q is disallowed by %q", target, line)
				}
			}
			for _, target := range test.disallow {
				if ok, line := rules.Match(target); ok {
					t.Errorf("%q is allowed by %q", target, line)
				}
			}
		})
	}
}

func one(pattern string) string { return "User-agent: *\nDisallow: " + pattern + "\n" }

const groups = `allow: /foo/bar/

user-agent: foobot
disallow: /
allow: /x/
user-agent: barbot
disallow: /
allow: /y/


allow: /w/
user-agent: bazbot

user-agent: foobot
allow: /z/
disallow: /
`

const rfcExample = `User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
`
