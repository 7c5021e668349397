"""HTTP/1 requests that are a little wrong: valid ones, changed by the operators of http-garden and by chance."""
import random

SEEDS = [
    b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /echo?a=b HTTP/1.1\r\nHost: a:80\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n",
    b"OPTIONS /echo HTTP/1.1\r\nHost: [::1]:80\r\nX-A: b\r\nX-B: c\r\n\r\n",
    b"DELETE /echo/%41 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    b"PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 11\r\nX-Z:\r\n\r\nGET / HTTP/1",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX-T: y\r\n\r\n",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
    b"GET /echo HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    b"GET http://a/echo HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /echo HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\nX-Folded: a\r\n\r\n",
]
WORDS = [
    b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b"\x0b", b":", b",", b";", b"0", b"1", b"+5", b"-1", b"0x5", b"5 ", b"ffffffffffffffff",
    b"18446744073709551616", b"chunked", b"Chunked", b"xchunked", b"chunked, identity", b"identity", b"gzip", b"\xff", b"\x80", b"\x7f",
    b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"HTTP/1.10", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: b\r\n",
    b"Transfer-Encoding : chunked\r\n", b"Content-Length : 5\r\n", b" folded\r\n", b"\tfolded\r\n", b"Expect: 100-continue\r\n", b"X: y\r\n",
    b"Connection: close\r\n", b"Connection: keep-alive\r\n", b"a\r\n", b"0\r\n\r\n", b"#", b"?", b"%", b"%00", b"//", b"@", b"\\", b'"',
]  # fmt: skip


def _position(random_, octets):
    return random_.randrange(len(octets) + 1)


def delete_octets(random_, octets):
    at = _position(random_, octets)
    return octets[:at] + octets[at + random_.choice((1, 1, 2, 5)) :]


def insert_octet(random_, octets):
    at = _position(random_, octets)
    return octets[:at] + bytes([random_.randrange(256)]) + octets[at:]


def insert_word(random_, octets):
    at = _position(random_, octets)
    return octets[:at] + random_.choice(WORDS) + octets[at:]


def replace_octet(random_, octets):
    at = random_.randrange(len(octets)) if octets else 0
    return octets[:at] + bytes([random_.randrange(256)]) + octets[at + 1 :]


def flip_bit(random_, octets):
    at = random_.randrange(len(octets)) if octets else 0
    return octets[:at] + bytes([octets[at] ^ 1 << random_.randrange(8)]) + octets[at + 1 :] if octets else octets


def change_case(random_, octets):
    at = _position(random_, octets)
    end = at + random_.choice((1, 5, 20))
    return octets[:at] + octets[at:end].swapcase() + octets[end:]


def _with_lines(change):
    def operator(random_, octets):
        lines = octets.split(b"\r\n")
        change(random_, lines)
        return b"\r\n".join(lines)

    operator.__name__ = change.__name__
    return operator


@_with_lines
def duplicate_line(random_, lines):
    at = random_.randrange(len(lines))
    lines.insert(at, lines[at])


@_with_lines
def delete_line(random_, lines):
    del lines[random_.randrange(len(lines))]


@_with_lines
def swap_lines(random_, lines):
    a, b = random_.randrange(len(lines)), random_.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


@_with_lines
def add_line(random_, lines):
    lines.insert(random_.randrange(len(lines)), random_.choice(WORDS).removesuffix(b"\r\n"))


def other_line_end(random_, octets):
    at = octets.find(b"\r\n", _position(random_, octets))
    return octets if at < 0 else octets[:at] + random_.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\r\n ", b" \r\n")) + octets[at + 2 :]


def change_number(random_, octets):
    digits = [at for at, octet in enumerate(octets) if 48 <= octet <= 57]
    if not digits:
        return octets
    at = random_.choice(digits)
    new = random_.choice((b"0", b"1", b"2", b"9", b"00", b"+1", b"-1", b"0x1", b"1,1", b"1 1", b"1_0", b"99999999999999999999"))
    return octets[:at] + new + octets[at + 1 :]


def splice(random_, octets):
    other = random_.choice(SEEDS)
    return octets[: _position(random_, octets)] + other[_position(random_, other) :]


def cut(random_, octets):
    return octets[: _position(random_, octets)]


def repeat(random_, octets):
    at = _position(random_, octets)
    piece = octets[at : at + random_.choice((1, 3, 10))]
    return octets[:at] + piece * random_.choice((2, 3, 50)) + octets[at:]


OPERATORS = [
    delete_octets, insert_octet, insert_word, replace_octet, flip_bit, change_case, duplicate_line, delete_line, swap_lines, add_line,
    other_line_end, change_number, splice, cut, repeat,
]  # fmt: skip


def mutants(count, seed):
    """Streams of one to three requests, most of them with a mistake or two. The same for the same seed."""
    random_ = random.Random(seed)
    for number in range(count):
        if number % 50 == 49:  # not even like a request
            yield bytes(random_.randrange(256) for _ in range(random_.randrange(1, 200)))
            continue
        stream = random_.choice(SEEDS)
        for _ in range(random_.choice((0, 1, 1, 2, 4))):
            stream = random_.choice(OPERATORS)(random_, stream)
        for _ in range(random_.choice((0, 0, 1, 2))):
            stream += random_.choice(SEEDS)
        yield stream
