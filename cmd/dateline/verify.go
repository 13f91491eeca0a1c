package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/scraper/warc"
	"dateline/store"
)

func newVerifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [story…]",
		Short: "Check that the archived pages are still as they were received",
		Long: `Read every archived record again, or those of the named stories' articles, and
compare it with the log: its place, its bytes, and the digests it holds. Check the
log's own chain, that every article fetched has its page archived, and that its
text is the one that was read. The digest of the log, printed last, changes with
any entry: note it elsewhere to prove later that nothing was replaced.

Exit status: 0 all is as it was received, 1 something is altered or lost.`,
		Example: "  dateline verify\n  dateline verify caribbean-strikes",
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			cfg, chosen, err := a.chosen(args)
			if err != nil {
				return err
			}
			if unstored(cfg) {
				return storeless(a.stdout, cfg)
			}
			s, _, err := a.open(cmd.Context(), cfg, pipeline.Options{})
			if err != nil {
				return err
			}
			defer closing(s, &err)
			v := &verification{store: s, dir: pipeline.ArchiveDir(cfg), out: plain(a.stdout)}
			return v.run(cmd.Context(), chosen, len(args) > 0)
		},
	}
}

// storeless says what there is to check without a store, and so without a log:
// nothing. Archived pages without a log are a fault.
func storeless(out io.Writer, cfg *config.Config) error {
	dir := pipeline.ArchiveDir(cfg)
	names, err := filepath.Glob(filepath.Join(dir, "*.warc*"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		_, err := fmt.Fprintln(out, "archive: no run has been made yet, so nothing is archived")
		return err
	}
	return failed(fmt.Errorf("%s: %s of archived pages, and no log to check them by: %s is not there", dir, plural(len(names), "file"), store.FileName),
		"put "+filepath.Join(cfg.DataDir, store.FileName)+" back from a copy")
}

// verification is one `dateline verify`.
type verification struct {
	store  store.Store
	dir    string
	out    io.Writer
	faults int
}

func (v *verification) fault(format string, args ...any) {
	v.faults++
	fmt.Fprintf(v.out, format+"\n", args...)
}

// run checks the stories' articles, and their records or else all there are.
func (v *verification) run(ctx context.Context, chosen []config.Story, named bool) error {
	for _, story := range chosen {
		if named {
			if err := v.records(ctx, story.Name, story.Name); err != nil {
				return err
			}
		}
		if err := v.articles(ctx, story.Name); err != nil {
			return err
		}
	}
	if !named {
		if err := v.records(ctx, "archive", ""); err != nil {
			return err
		}
	}
	entries, digest, err := v.store.CheckLog(ctx)
	switch {
	case errors.Is(err, store.ErrLog):
		v.fault("log: %v", err)
	case err != nil:
		return err
	case entries > 0:
		fmt.Fprintf(v.out, "log: %s, digest %s\n", plural2(entries, "entry", "entries"), digest)
	}
	if v.faults > 0 {
		return failed(fmt.Errorf("%s found", plural(v.faults, "fault")),
			"a copy of "+v.dir+" from before may hold what is altered or lost here; put its files back and verify again")
	}
	return nil
}

// records checks the records of a story's articles, or all where story is empty.
func (v *verification) records(ctx context.Context, title, story string) error {
	check := warc.NewChecker(v.dir)
	defer check.Close()
	var n, files int
	var bytes int64
	before, end, last := v.faults, int64(0), ""
	ends := map[string]int64{} // by file
	err := v.store.Records(ctx, story, func(r scraper.Record) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.File != last {
			files, last, end = files+1, r.File, 0
		}
		if story == "" && r.Offset > end {
			v.unlogged(r.File, end, r.Offset-end)
		}
		n, bytes, end = n+1, bytes+r.Length, r.Offset+r.Length
		ends[r.File] = end
		if err := check.Check(r); err != nil {
			v.fault("%s:%d %s of %s: %v", r.File, r.Offset, r.Kind, r.URL, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if story == "" {
		if err := v.tails(ends); err != nil {
			return err
		}
	}
	verdict := "all as received"
	if bad := v.faults - before; bad > 0 {
		verdict = plural(bad, "fault")
	}
	if n == 0 {
		verdict = "nothing archived yet"
	}
	fmt.Fprintf(v.out, "%s: %s in %s, %s: %s\n", title, plural(n, "record"), plural(files, "file"), megabytes(bytes), verdict)
	return nil
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// tails tells of bytes behind the last logged record of a file.
func (v *verification) tails(ends map[string]int64) error {
	names, err := filepath.Glob(filepath.Join(v.dir, "*.warc*"))
	if err != nil {
		return err
	}
	for _, name := range names {
		file, err := os.Stat(name)
		if err != nil {
			return err
		}
		if end := ends[file.Name()]; file.Size() > end {
			v.unlogged(file.Name(), end, file.Size()-end)
		}
	}
	return nil
}

// unlogged tells of bytes that the log knows nothing of. That is no fault: what
// a run was writing when it was killed had not been logged yet.
func (v *verification) unlogged(file string, offset, n int64) {
	fmt.Fprintf(v.out, "note: %s:%d: %d bytes that are not in the log, as a run leaves them that is under way or was killed; nothing rests on them\n", file, offset, n)
}

// articles checks what the store says of a story's articles.
func (v *verification) articles(ctx context.Context, story string) error {
	unarchived, err := v.store.Unarchived(ctx, story)
	if err != nil {
		return err
	}
	for _, url := range unarchived {
		v.fault("%s: %s: its page is not in the archive", story, url)
	}
	articles, err := v.store.Articles(ctx, story)
	if err != nil {
		return err
	}
	for _, article := range articles {
		sum := sha256.Sum256([]byte(article.Text))
		if !strings.EqualFold(article.Hash, hex.EncodeToString(sum[:])) {
			v.fault("%s: %s: its text in the store is not the one that was read", story, article.URL)
		}
	}
	return nil
}
