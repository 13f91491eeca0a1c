"""Reads WARC files with nothing but Python's own zlib, hashlib and http.client,
checks what the standard asks for, and prints a line a record."""

import hashlib
import http.client
import io
import re
import sys
import zlib

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$")
ID = re.compile(r"<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>$")


class Sock:
    def __init__(self, data):
        self.data = data

    def makefile(self, *args, **kwargs):
        return io.BytesIO(self.data)


def members(data):
    at = 0
    while at < len(data):
        z = zlib.decompressobj(31)
        text = z.decompress(data[at:]) + z.flush()
        if not z.eof:
            sys.exit(f"the member at {at} does not end")
        end = len(data) - len(z.unused_data)
        yield at, end - at, text
        at = end


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check(good, what):
    if not good:
        sys.exit(what)


seen = {}
for name in sys.argv[1:]:
    data = open(name, "rb").read()
    for at, size, text in members(data):
        head, _, rest = text.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        check(lines[0] == "WARC/1.1", f"version {lines[0]!r}")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        check(len(fields) == len(lines) - 1, "a field stands twice")
        length = int(fields["Content-Length"])
        block, tail = rest[:length], rest[length:]
        check(len(block) == length and tail == b"\r\n\r\n", f"the record at {at} is not one record")
        check(ID.match(fields["WARC-Record-ID"]), fields["WARC-Record-ID"])
        check(fields["WARC-Record-ID"] not in seen, "an id stands twice")
        check(DATE.match(fields["WARC-Date"]), fields["WARC-Date"])
        check(fields["WARC-Block-Digest"] == digest(block), "block digest")
        kind, note = fields["WARC-Type"], ""
        seen[fields["WARC-Record-ID"]] = fields
        if kind == "warcinfo":
            check(at == 0 and fields["WARC-Filename"] in name, "warcinfo")
        if kind == "request":
            answer = seen[fields["WARC-Concurrent-To"]]
            check(answer["WARC-Target-URI"] == fields["WARC-Target-URI"], "concurrent to another page")
            check(block.startswith(b"GET /") and b"\r\nHost: " in block and block.endswith(b"\r\n\r\n"), repr(block))
        if kind in ("response", "revisit"):
            answer = http.client.HTTPResponse(Sock(block), method="GET")
            answer.begin()
            note = f" {answer.status}"
            if kind == "response":
                payload = block.partition(b"\r\n\r\n")[2]
                check(fields["WARC-Payload-Digest"] == digest(payload), "payload digest")
                note += f" {len(payload)}"
            else:
                first = seen[fields["WARC-Refers-To"]]
                check(first["WARC-Target-URI"] == fields["WARC-Refers-To-Target-URI"], "refers to another page")
                check(first["WARC-Date"] == fields["WARC-Refers-To-Date"], "refers to another time")
                check(first["WARC-Payload-Digest"] == fields["WARC-Payload-Digest"], "refers to another payload")
                note += " " + fields["WARC-Profile"].rsplit("/", 1)[1]
        print(f"{at} {size} {kind} {fields.get('WARC-Target-URI', '-')}{note}")
