package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Bounds of what is read. Archives come from anywhere.
const (
	maxHeader  = 64 << 10 // bytes of a record's header
	maxFaults  = 1000     // records of one file that cannot be read, before it is given up
	maxSigns   = 100_000  // places that look like the begin of a record and are none
	maxInflate = 8 << 30  // bytes of one file after inflation, second tries included
	maxRatio   = 300      // what one byte may become, on average over a gzip member
	ratioFrom  = 4 << 20  // bytes of a member from which that counts
)

// Malformed is a stretch of a file that is no record. Reading goes on behind it.
type Malformed struct {
	Offset int64 // where it begins in the file
	Detail string
}

func (e *Malformed) Error() string { return fmt.Sprintf("at byte %d: %s", e.Offset, e.Detail) }

var (
	errTooMany = errors.New("too many records that cannot be read")
	errInflate = fmt.Errorf("more than %d GiB to read", maxInflate>>30)
	errBomb    = fmt.Errorf("a decompression bomb: each byte becomes over %d", maxRatio)
)

// Header is a record's header: names in lower case, the first value of each.
type Header map[string]string

// Get returns the value of a field, by its name in any case; empty: none.
func (h Header) Get(name string) string { return h[strings.ToLower(name)] }

// ReadRecord is a record that was read.
type ReadRecord struct {
	Header Header
	Offset int64     // of its first byte in the file; where many share one gzip member, that of the member
	Size   int64     // of the block, as the header says
	Block  io.Reader // exactly that, until the next call of Next
}

// Type is the record's WARC-Type.
func (r *ReadRecord) Type() string { return r.Header.Get("WARC-Type") }

// Reader reads the records of a WARC file: of any version, plain, with a gzip
// member a record, or gzipped as a whole.
type Reader struct {
	file     io.ReadSeeker
	raw      *rawReader
	in       *bufio.Reader // over what is not compressed: raw itself, or a member
	gz       *gzip.Reader  // nil: the file is plain
	member   *memberReader
	begin    int64 // of the member, or of the record in a plain file
	block    *io.LimitedReader
	inflated int64
	faults   int
	signs    int
	broken   bool // what comes next must be looked for
}

// NewReader returns a Reader from the place at which file stands, which it
// takes for byte 0.
func NewReader(file io.ReadSeeker) *Reader {
	r := &Reader{file: file, raw: &rawReader{in: bufio.NewReaderSize(file, 1<<16)}}
	return r
}

// Next returns the next record. After a *Malformed it may be called again; io.EOF
// is the end, and any other error is final.
func (r *Reader) Next() (*ReadRecord, error) {
	if err := r.skip(); err != nil {
		return nil, r.fault(err)
	}
	if r.broken {
		if err := r.resync(); err != nil {
			return nil, err
		}
	}
	if r.in == nil {
		if err := r.start(); err != nil {
			return nil, r.fault(err)
		}
	}
	for {
		if r.gz == nil {
			skipEmptyLines(r.in)
			r.begin = r.raw.n - int64(r.in.Buffered())
		}
		header, size, err := readHeader(r.in)
		if errors.Is(err, io.EOF) && r.gz != nil {
			if err = r.nextMember(); err == nil {
				continue
			}
		}
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		if err != nil {
			return nil, r.fault(err)
		}
		r.block = &io.LimitedReader{R: r.in, N: size}
		return &ReadRecord{Header: header, Offset: r.begin, Size: size, Block: &blockReader{r}}, nil
	}
}

// blockReader makes the end of the file within a block an error.
type blockReader struct{ r *Reader }

func (b *blockReader) Read(p []byte) (int, error) {
	if b.r.block == nil {
		return 0, io.EOF
	}
	n, err := b.r.block.Read(p)
	if b.r.gz == nil {
		if b.r.inflated += int64(n); b.r.inflated > maxInflate {
			return n, errInflate
		}
	}
	if errors.Is(err, io.EOF) && b.r.block.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// skip passes over the rest of a record.
func (r *Reader) skip() error {
	if r.block == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, &blockReader{r})
	r.block = nil
	return err
}

// fault makes an error of a stretch of the file, and notes that the next record
// must be looked for. Errors of the file itself are final.
func (r *Reader) fault(err error) error {
	var bad *Malformed
	switch {
	case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return io.EOF
	case r.raw.err != nil:
		return r.raw.err
	case errors.As(err, &bad):
	case errors.Is(err, io.ErrUnexpectedEOF):
		bad = &Malformed{r.begin, "the record is cut off"}
	default:
		bad = &Malformed{r.begin, err.Error()}
	}
	r.broken, r.block = true, nil
	if r.faults++; r.faults > maxFaults {
		return errTooMany
	}
	if errors.Is(err, errInflate) {
		return errInflate
	}
	return bad
}

// start looks at how the file begins.
func (r *Reader) start() error {
	if head, _ := r.raw.in.Peek(2); bytes.Equal(head, gzipMagic[:2]) {
		return r.nextMember()
	}
	r.in = bufio.NewReader(r.raw)
	return nil
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

// nextMember begins the next gzip member, or says io.EOF.
func (r *Reader) nextMember() error {
	for { // some writers pad with zeros
		b, err := r.raw.ReadByte()
		if err != nil {
			return err
		}
		if b != 0 {
			if err := r.raw.unreadByte(); err != nil {
				return err
			}
			break
		}
	}
	r.begin = r.raw.n
	if head, _ := r.raw.in.Peek(3); !bytes.Equal(head, gzipMagic) {
		return &Malformed{r.begin, "no gzip member where one should begin"}
	}
	var err error
	if r.gz == nil {
		r.gz, err = gzip.NewReader(r.raw)
	} else {
		err = r.gz.Reset(r.raw)
	}
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	r.gz.Multistream(false)
	r.member = &memberReader{r: r}
	r.in = bufio.NewReader(r.member)
	return nil
}

// memberReader bounds what a member inflates to.
type memberReader struct {
	r *Reader
	n int64
}

func (m *memberReader) Read(p []byte) (int, error) {
	n, err := m.r.gz.Read(p)
	m.n += int64(n)
	m.r.inflated += int64(n)
	switch {
	case m.r.inflated > maxInflate:
		return n, errInflate
	case m.n > ratioFrom && m.n > maxRatio*(m.r.raw.n-m.r.begin):
		return n, errBomb
	}
	return n, err
}

// resync looks for the next record behind the one that began at r.begin.
func (r *Reader) resync() error {
	from := r.begin + 1
	if _, err := r.file.Seek(from, io.SeekStart); err != nil {
		return err
	}
	*r.raw = rawReader{in: r.raw.in, n: from}
	r.raw.in.Reset(r.file)
	plain := r.gz == nil && r.in != nil
	for {
		found, err := r.raw.seek(plain)
		if err != nil {
			return err
		}
		if plain || found && r.beginsRecord() {
			break
		}
		if r.signs++; r.signs > maxSigns {
			return errTooMany
		}
		if err := r.raw.skip(1); err != nil {
			return err
		}
	}
	r.broken, r.in = false, nil
	if plain {
		r.in = bufio.NewReader(r.raw)
		return nil
	}
	if err := r.nextMember(); err != nil {
		return r.fault(err)
	}
	return nil
}

// beginsRecord reports whether the bytes that come next are a gzip member that
// begins with a record.
func (r *Reader) beginsRecord() bool {
	head, _ := r.raw.in.Peek(1 << 10)
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	var start [5]byte
	_, err = io.ReadFull(z, start[:])
	return err == nil && string(start[:]) == "WARC/"
}

// rawReader counts what was taken from the file, and gives gzip no more than
// it asks for.
type rawReader struct {
	in  *bufio.Reader
	n   int64
	err error // of the file, not its end
}

func (r *rawReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.n += int64(n)
	return n, r.noted(err)
}

func (r *rawReader) ReadByte() (byte, error) {
	b, err := r.in.ReadByte()
	if err == nil {
		r.n++
	}
	return b, r.noted(err)
}

func (r *rawReader) unreadByte() error {
	r.n--
	return r.in.UnreadByte()
}

func (r *rawReader) skip(n int) error {
	done, err := r.in.Discard(n)
	r.n += int64(done)
	return r.noted(err)
}

func (r *rawReader) noted(err error) error {
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return err
}

// seek moves to the next sign of a record: a gzip member, or in a plain file a
// version at the beginning of a line.
func (r *rawReader) seek(plain bool) (found bool, err error) {
	sign := gzipMagic
	if plain {
		sign = []byte("\nWARC/")
	}
	for {
		window, err := r.in.Peek(r.in.Size())
		if i := bytes.Index(window, sign); i >= 0 {
			if plain {
				i++ // behind the end of the line
			}
			return true, r.skip(i)
		}
		if len(window) < len(sign) || err != nil {
			if n := len(window); n > 0 {
				_ = r.skip(n)
			}
			if r.noted(err) == nil {
				err = io.EOF
			}
			return false, err
		}
		if err := r.skip(len(window) - len(sign) + 1); err != nil {
			return false, err
		}
	}
}

// readHeader reads a record's version line and fields. io.EOF: there is none
// any more.
func readHeader(in *bufio.Reader) (Header, int64, error) {
	left := maxHeader
	skipEmptyLines(in)
	line, err := readLine(in, &left)
	if err != nil {
		if errors.Is(err, io.EOF) && line != "" {
			err = io.ErrUnexpectedEOF
		}
		return nil, 0, err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return nil, 0, fmt.Errorf("a record should begin here, and %.40q does", line)
	}
	header, last := Header{}, ""
	for {
		line, err := readLine(in, &left)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, 0, err
		}
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" { // folded
			header[last] = strings.TrimSpace(header[last] + " " + strings.TrimSpace(line))
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, 0, fmt.Errorf("the header line %.40q has no colon", line)
		}
		last = strings.ToLower(strings.TrimSpace(name))
		if _, given := header[last]; !given {
			header[last] = strings.TrimSpace(value)
		}
	}
	size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return nil, 0, fmt.Errorf("its Content-Length is %.40q", header.Get("Content-Length"))
	}
	return header, size, nil
}

// skipEmptyLines passes over the end of the record before: two lines by the
// standard, and none or many by some writers.
func skipEmptyLines(in *bufio.Reader) {
	for {
		head, _ := in.Peek(1)
		if len(head) == 0 || head[0] != '\r' && head[0] != '\n' {
			return
		}
		_, _ = in.Discard(1) // it was seen
	}
}

// readLine reads a line without its end, and takes its length from left.
func readLine(in *bufio.Reader, left *int) (string, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if *left -= len(part); *left < 0 {
			return "", fmt.Errorf("a header of more than %d KB", maxHeader>>10)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}
