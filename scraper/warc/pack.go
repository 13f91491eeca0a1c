package warc

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// packers are writers to use again: each holds much memory. Level 1 takes half
// the time of the default, for a tenth more of disk.
var packers = sync.Pool{New: func() any {
	z, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // no such level
	}
	return z
}}

// blocks are deflate blocks that end with a byte, none of them the last of its
// stream: blocks of other bytes may follow (RFC 1951, and "sync flush" in zlib).
func blocks(b []byte) []byte {
	var out bytes.Buffer
	z := packers.Get().(*flate.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	_, _ = z.Write(b) // a Buffer takes everything
	_ = z.Flush()
	return out.Bytes()
}

var (
	gzipHead  = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff} // RFC 1952: no name, no time, no system
	lastBlock = []byte{3, 0}                                  // empty
)

// gzipTail is the length of a member's last block, checksum and size.
const gzipTail = 2 + 4 + 4

// Pack is a gzip member of a body. Given with an Exchange, it saves packing the
// body again for its record.
func Pack(body []byte) []byte {
	return member([][]byte{body}, [][]byte{blocks(body)})
}

// member is one gzip member of the parts, packed already.
func member(parts, packed [][]byte) []byte {
	sum, size, length := uint32(0), uint32(0), len(gzipHead)+gzipTail
	for i, p := range parts {
		sum = crc32.Update(sum, crc32.IEEETable, p)
		size += uint32(len(p))
		length += len(packed[i])
	}
	out := append(make([]byte, 0, length), gzipHead...)
	for _, p := range packed {
		out = append(out, p...)
	}
	out = append(out, lastBlock...)
	out = binary.LittleEndian.AppendUint32(out, sum)
	return binary.LittleEndian.AppendUint32(out, size)
}

// record is one gzip member of a record's head, its body, which may have been
// packed by Pack, and its end.
func record(head, body, packed []byte) []byte {
	if packed != nil {
		packed = packed[len(gzipHead) : len(packed)-gzipTail]
		return member([][]byte{head, body, recordEnd}, [][]byte{blocks(head), packed, packedEnd})
	}
	return Pack(slices.Concat(head, body, recordEnd))
}

var (
	recordEnd = []byte("\r\n\r\n")
	packedEnd = blocks(recordEnd)
)
