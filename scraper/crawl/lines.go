package crawl

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// ErrLongLine is a line beyond the limit of ReadLine.
var ErrLongLine = errors.New("the line is too long")

// ReadLine reads a line without its end, also a last one that has none; io.EOF
// says that there is no more. A line of more than limit bytes is skipped to its
// end, without being held, and is an ErrLongLine.
func ReadLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if len(line) > limit {
			line, long = nil, true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		last := errors.Is(err, io.EOF) && (len(line) > 0 || long)
		if err != nil && !last {
			return nil, err
		}
		if long {
			return nil, fmt.Errorf("%w: more than %d MiB", ErrLongLine, limit>>20)
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}
