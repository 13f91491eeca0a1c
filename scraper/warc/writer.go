package warc

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"dateline/scraper"
)

const (
	// maxFile is the size from which a file is not added to: a gigabyte is what
	// archives agree on, small enough to be copied and large enough to be few.
	maxFile = 1 << 30
	// leastSpace is left free on the disk: the store beside the files and the
	// exports need room too, and they fail less kindly.
	leastSpace = 64 << 20
)

// Options are a Writer's settings; all but Run may be left out.
type Options struct {
	Run       string                        // id of the run, which begins the files' names
	Software  string                        // name and version, "dateline/1.2.0"
	UserAgent string                        // as sent to hosts
	Operator  string                        // whom to ask about the files
	MaxFile   int64                         // bytes from which a file is not added to; default 1 GiB
	Failed    func(error)                   // called with the first failure, after which nothing is written; may be nil
	free      func() (n uint64, known bool) // free space; default that of the disk
}

// Writer adds exchanges to the files of one run. It is safe for concurrent
// use, and makes no file before there is something to write.
type Writer struct {
	dir    string
	o      Options
	serial atomic.Int64

	mu   sync.Mutex
	file *os.File
	name string
	size int64
	n    int   // of the file, from 1
	err  error // the first failure
}

// NewWriter returns a Writer of files in a folder. Close it.
func NewWriter(dir string, o Options) *Writer {
	o.MaxFile = cmp.Or(o.MaxFile, maxFile)
	if o.free == nil {
		o.free = func() (uint64, bool) { return freeSpace(dir) }
	}
	return &Writer{dir: dir, o: o}
}

// Write archives an exchange. Earlier is the record that holds the last answer
// of the URL, if there is one: what repeats it, by the host's word (304) or by
// its bytes, becomes a revisit of it. Write returns the record that holds the
// answer now, and the records that were added, for the log. A failure is final.
func (w *Writer) Write(e Exchange, earlier scraper.Record) (holds scraper.Record, added []scraper.Record, err error) {
	added, err = w.append(w.compose(&e, earlier), e.At)
	if err != nil {
		return scraper.Record{}, nil, fmt.Errorf("archive %s: %w", e.URL, err)
	}
	answer := added[len(added)-2]
	if answer.Kind == typeRevisit {
		return earlier, added, nil
	}
	return answer, added, nil
}

// compose makes the records of an exchange: the answer, then the request.
func (w *Writer) compose(e *Exchange, earlier scraper.Record) []composed {
	serial := w.o.Run + "/" + strconv.FormatInt(w.serial.Add(1), 10)
	body, packed := e.Body, e.Packed
	answer := scraper.Record{Kind: typeResponse, URL: e.URL, At: e.At, Payload: digestOf(e.Body)}
	fields := []field{{"Content-Type", "application/http;msgtype=response"}, {"WARC-IP-Address", e.IP}, {"WARC-Protocol", e.Protocol}}
	if profile := profileOf(e, answer, earlier); profile != "" {
		answer.Kind, body, packed = typeRevisit, nil, nil
		fields = append(fields, field{"WARC-Profile", profile}, field{"WARC-Refers-To", "<" + earlier.ID + ">"},
			field{"WARC-Refers-To-Target-URI", earlier.URL}, field{"WARC-Refers-To-Date", earlier.At.UTC().Format(time.RFC3339Nano)})
		answer.Payload = earlier.Payload
	} else {
		fields = append(fields, field{"WARC-Truncated", e.Truncated})
	}
	first := compose(answer, serial, fields, e.head(), body, packed)
	second := compose(scraper.Record{Kind: typeRequest, URL: e.URL, At: e.At}, serial, []field{
		{"Content-Type", "application/http;msgtype=request"}, {"WARC-IP-Address", e.IP}, {"WARC-Protocol", e.Protocol},
		{"WARC-Concurrent-To", "<" + first.ID + ">"},
	}, e.Request, nil, nil)
	return []composed{first, second}
}

// profileOf is how an answer repeats the one before; empty: it does not.
func profileOf(e *Exchange, answer, earlier scraper.Record) string {
	switch {
	case earlier.ID == "":
		return ""
	case strings.HasPrefix(e.Status, "304"):
		return profileNotModified
	case len(e.Body) > 0 && e.Truncated == "" && answer.Payload == earlier.Payload:
		return profileIdentical
	}
	return ""
}

// append writes records at the end of a file, all or none.
func (w *Writer) append(all []composed, at time.Time) (added []scraper.Record, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return nil, w.err
	}
	defer func() {
		if w.err = err; err != nil && w.o.Failed != nil {
			w.o.Failed(err)
		}
	}()
	if w.file != nil && w.size >= w.o.MaxFile {
		if err := w.closeFile(); err != nil {
			return nil, err
		}
	}
	if w.file == nil {
		info, err := w.open(at)
		if err != nil {
			return nil, err
		}
		all = append([]composed{info}, all...)
	}
	var bytes []byte
	for i := range all {
		all[i].File, all[i].Offset = w.name, w.size+int64(len(bytes))
		bytes = append(bytes, all[i].bytes...)
		added = append(added, all[i].Record)
	}
	path := filepath.Join(w.dir, w.name)
	if free, known := w.o.free(); known && free < leastSpace+uint64(len(bytes)) {
		return nil, fmt.Errorf("%s: %d MB are left on the disk, and %d MB are kept free: free some space or set data_dir to another disk: %w",
			path, free>>20, leastSpace>>20, syscall.ENOSPC)
	}
	if _, err := w.file.Write(bytes); err != nil {
		return nil, errors.Join(err, w.file.Truncate(w.size))
	}
	w.size += int64(len(bytes))
	return added, nil
}

// open begins the next file. Names that exist are another store's and are left
// alone.
func (w *Writer) open(at time.Time) (composed, error) {
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return composed{}, err
	}
	for {
		w.n++
		w.name = fmt.Sprintf("%s-%05d.warc.gz", w.o.Run, w.n)
		file, err := os.OpenFile(filepath.Join(w.dir, w.name), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return composed{}, err
		}
		w.file, w.size = file, 0
		break
	}
	var b strings.Builder
	for _, f := range []field{
		{"software", w.o.Software}, {"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{"isPartOf", w.o.Run}, {"operator", w.o.Operator}, {"robots", "RFC 9309"}, {"http-header-user-agent", w.o.UserAgent},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", f.name, oneLine(f.value))
		}
	}
	return compose(scraper.Record{Kind: typeInfo, URL: w.name, At: at}, w.o.Run, []field{{"Content-Type", "application/warc-fields"}}, []byte(b.String()), nil, nil), nil
}

// Close ends the run's last file. A Writer that has written nothing leaves
// nothing.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closeFile()
}

func (w *Writer) closeFile() error {
	if w.file == nil {
		return nil
	}
	err := errors.Join(w.file.Sync(), w.file.Close())
	w.file = nil
	if err == nil && w.size == 0 { // its first write failed
		err = os.Remove(filepath.Join(w.dir, w.name))
	}
	return err
}
