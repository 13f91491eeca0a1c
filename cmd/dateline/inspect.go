package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/timeline/timex"
)

// inspectFlags say what a file does not say of itself.
type inspectFlags struct {
	jsonl        bool
	lang         string
	published    string
	url          string
	story        string
	allowPrivate bool
}

func newInspectCommand(a *app) *cobra.Command {
	var f inspectFlags
	cmd := &cobra.Command{
		Use:   "inspect URL|FILE…",
		Short: "Explain what is read from a report, and how each date is",
		Long: `Show what dateline reads from a report: its fields, each time expression with
its value and the rule and anchor it was read by, and the events it yields.
A FILE is a page (.html, .html.gz) or a plain text (.txt). Of a page that a story
has kept it also shows how it was revised since.

With --story, explain from the store instead what became of an address: its
fate, its relatedness with the reasons, who linked to it, its copies, the dates
read and the events that it feeds. No host is asked.

With --jsonl, answer JSON lines on stdin, {"id","lang","published","text"} or
{"id","url","html"}, with one line each, in order.`,
		Example: `  dateline inspect https://outlet.example/report
  dateline inspect --lang es --published 2025-11-12 nota.txt
  dateline inspect --story caribbean-strikes https://outlet.example/report
  dateline inspect --jsonl < reports.jsonl > read.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.jsonl && len(args) > 0:
				return misused("dateline inspect --jsonl < FILE", "--jsonl reads stdin, and takes no arguments")
			case f.jsonl:
				return a.inspectStdin()
			case len(args) == 0:
				return misused("dateline inspect --help shows its use", "inspect wants a URL or a file")
			case f.story != "":
				return a.inspectStored(cmd.Context(), f.story, args)
			}
			if _, err := parsePublished(f.published); err != nil {
				return misused("", "--published %w", err)
			}
			if f.url != "" && !isWeb(f.url) {
				return misused("--url https://outlet.example/report", "--url %q is not the address of a report", f.url)
			}
			if known := timex.Languages(); f.lang != "" && !slices.Contains(known, f.lang) {
				return misused("--lang "+strings.Join(known, ", --lang ")+"; without it the language is told from the text",
					"--lang %q is no language that dateline reads", f.lang)
			}
			return a.inspectAll(cmd.Context(), args, f)
		},
	}
	cmd.Flags().BoolVar(&f.jsonl, "jsonl", false, "answer JSON lines on stdin")
	cmd.Flags().StringVar(&f.lang, "lang", "", "`LANGUAGE` of a text, such as es; default: told from the text")
	cmd.Flags().StringVar(&f.published, "published", "", "`DAY` or instant when a text was published; relative dates count from it")
	cmd.Flags().StringVar(&f.url, "url", "", "`ADDRESS` that a page in a file was fetched from")
	cmd.Flags().StringVar(&f.story, "story", "", "explain from the store what this `STORY` made of an address")
	cmd.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "reach loopback and private addresses")
	return cmd
}

func (a *app) inspectStdin() error {
	bad, err := inspectLines(a.stdin, a.stdout)
	if err != nil {
		return err
	}
	if bad > 0 {
		return fmt.Errorf("%s could not be read; each has an \"error\"", plural(bad, "line"))
	}
	return nil
}

// inspectAll explains one document after the other; one that cannot be read
// does not keep the others from being explained.
func (a *app) inspectAll(ctx context.Context, args []string, f inspectFlags) error {
	var failures []error
	w := bufio.NewWriter(plain(a.stdout))
	for i, arg := range args {
		doc, err := a.readDocument(ctx, arg, f)
		if err != nil {
			if ctx.Err() != nil {
				return err
			}
			failures = append(failures, err)
			continue
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		explain(w, doc)
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return errors.Join(failures...)
}

// readDocument reads one report from the web or a file.
func (a *app) readDocument(ctx context.Context, arg string, f inspectFlags) (document, error) {
	if isWeb(arg) {
		settings, err := a.guestSettings(f.allowPrivate)
		if err != nil {
			return document{}, err
		}
		page, err := a.fetchPage(ctx, arg, settings, a.stderr)
		if err != nil {
			return document{}, err
		}
		doc, err := readPage(page)
		if err == nil {
			doc.article.Revisions, err = a.versions(ctx, doc.article.URL)
		}
		return doc, err
	}
	body, err := readFile(arg)
	if err != nil {
		return document{}, err
	}
	name := strings.TrimSuffix(strings.ToLower(arg), ".gz")
	switch filepath.Ext(name) {
	case ".html", ".htm", ".xhtml":
		address := f.url
		if address == "" {
			absolute, err := filepath.Abs(arg)
			if err != nil {
				return document{}, err
			}
			address = (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}).String()
		}
		doc, err := readPage(extract.Page{URL: address, Body: body})
		if err == nil && f.published != "" {
			doc.article.Published, err = parsePublished(f.published)
		}
		if err == nil && f.lang != "" {
			doc.article.Language = f.lang
		}
		return doc, err
	case ".txt", ".text", ".md":
		text, err := extract.DecodeHTML(body, "text/plain")
		if err != nil {
			return document{}, fmt.Errorf("%s: %w", arg, err)
		}
		return readText(f.url, "", f.lang, f.published, text)
	}
	return document{}, misused("a page ends in .html, a plain text in .txt; JSON lines go to dateline inspect --jsonl",
		"%s: neither a page nor a text", arg)
}

// guestSettings are those of the configuration where there is one: inspect
// works without.
func (a *app) guestSettings(allowPrivate bool) (config.HTTP, error) {
	settings := config.Defaults().HTTP
	cfg, err := config.Load(a.configPath)
	switch {
	case err == nil:
		settings = cfg.HTTP
	case !errors.Is(err, fs.ErrNotExist):
		return settings, err
	}
	settings.AllowPrivate = settings.AllowPrivate || allowPrivate
	return settings, nil
}

func isWeb(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// The largest file that inspect takes in, after decompression.
const maxFile = 64 << 20

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(strings.ToLower(path), ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	body, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(body) > maxFile {
		err = fmt.Errorf("larger than %d MiB", maxFile>>20)
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	return body, nil
}

// unreadable says why a file cannot be read, and what may have been meant.
func unreadable(path string, err error) error {
	if reason, ok := errors.AsType[*fs.PathError](err); ok {
		err = reason.Err
	}
	hint := ""
	switch host, _, _ := strings.Cut(filepath.ToSlash(path), "/"); {
	case strings.Contains(path, "://"):
		err, hint = errors.New("no address that dateline asks for"), "an address begins with https:// or http://"
	case errors.Is(err, fs.ErrNotExist) && strings.Contains(strings.Trim(host, "."), ".") && host != path:
		hint = "an address begins with https://: dateline inspect https://" + path
	case errors.Is(err, fs.ErrNotExist):
		hint = "look at the spelling of the file and at the folder that you are in"
	case errors.Is(err, syscall.EISDIR):
		hint = "name the files in it: dateline inspect " + filepath.Join(path, "*.html")
	}
	return failed(fmt.Errorf("%s: cannot be read: %w", path, err), hint)
}

// publishedBy tells where a publication date was read.
func publishedBy(p scraper.Published) string {
	if p.Rung == "" || p.Rung == "file" {
		return ""
	}
	said := fmt.Sprintf("  (%s: %q", p.Rung, p.Words)
	if p.HasTime && !p.HasZone {
		said += ", zone assumed"
	}
	return said + ")"
}
