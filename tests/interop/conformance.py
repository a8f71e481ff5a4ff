"""What RFC 6455 asks of either end, as a table: what a tester sends, and what an echo must answer.

The order is that of the Autobahn test suite's groups, which is how people compare WebSocket programs.
"""

import dataclasses
import functools

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FIN = 0x80
MIB = 1024 * 1024


@dataclasses.dataclass(frozen=True)
class Frame:
    opcode: int
    payload: bytes = b""
    fin: bool = True
    reserved: int = 0  # RSV1 to RSV3 as the bits 4, 2, 1
    announced: int | None = None  # the length in the header, when it is not the payload's
    long_form: bool = False  # writes the length in 8 bytes, whatever it is
    masked: bool = True  # False: not as the tester's role asks for it

    @functools.lru_cache(maxsize=64)
    def encoded(self, by_client):
        first = (FIN if self.fin else 0) | self.reserved << 4 | self.opcode
        length = len(self.payload) if self.announced is None else self.announced
        mask_bit = 0x80 if by_client == self.masked else 0
        if self.long_form or length >= 65536:
            head = bytes([first, mask_bit | 127]) + length.to_bytes(8)
        elif length < 126:
            head = bytes([first, mask_bit | length])
        else:
            head = bytes([first, mask_bit | 126]) + length.to_bytes(2)
        return head + (self.masked_payload() if mask_bit else self.payload)

    def masked_payload(self):
        mask, size = b"\x37\xfa\x21\x3d", len(self.payload)
        pattern = (mask * (size // 4 + 1))[:size]
        return mask + (int.from_bytes(self.payload) ^ int.from_bytes(pattern)).to_bytes(size)


def text(payload, **options):
    return Frame(TEXT, payload.encode() if isinstance(payload, str) else payload, **options)


def binary(payload, **options):
    return Frame(BINARY, payload, **options)


def ping(payload=b""):
    return Frame(PING, payload)


def close(code=None, reason=b""):
    return Frame(CLOSE, b"" if code is None else code.to_bytes(2) + reason)


def fragments(opcode, *payloads):
    """One message, a frame for each payload."""
    last = len(payloads) - 1
    return [Frame(opcode if place == 0 else CONTINUATION, payload, fin=place == last)
            for place, payload in enumerate(payloads)]


def cut(payload, size):
    return [payload[at:at + size] for at in range(0, len(payload), size)]


@dataclasses.dataclass(frozen=True)
class Case:
    """Sends frames; wants answers, then a Close. Where none was provoked, the tester closes with 1000."""

    name: str
    sent: list
    answers: list = dataclasses.field(default_factory=list)  # (opcode, payload)
    close: tuple = ()  # codes: one of these must stand in the Close frame; 1005 is one without a code
    fails: bool = False  # what was sent breaks the protocol
    pieces: int | None = None  # bytes written at once; None: all
    early: bool = False  # the frames come in the same segment as the end of the handshake
    seconds: float = 20  # for all of it


def echo(name, *frames, **options):
    """Whole messages, each of which comes back, and pings, each of which is answered."""
    answered = {PING: PONG}
    return Case(name, list(frames), [(answered.get(frame.opcode, frame.opcode), frame.payload) for frame in frames
                                     if frame.opcode != PONG], **options)


def failure(name, *frames, answers=(), code=1002, **options):
    codes = code if isinstance(code, tuple) else (code,)
    return Case(name, list(frames), list(answers), codes, True, **options)


def framing():
    for opcode, word, byte in ((TEXT, "text", b"*"), (BINARY, "binary", b"\xfe")):
        for size in (0, 125, 126, 127, 128, 65535, 65536):
            yield echo(f"1 {word} of {size} bytes", Frame(opcode, byte * size))
        yield echo(f"1 {word} of 65536 bytes in pieces of 997", Frame(opcode, byte * 65536), pieces=997)
        yield echo(f"1 {word}s in one segment with the handshake", *[Frame(opcode, byte * size) for size in (0, 5, 70_000)],
                   early=True)
    yield failure("1 the other role's mask", text("x", masked=False))
    yield failure("1 a 64 bit length for 5 bytes", text("Hello", long_form=True))
    yield failure("1 a message above the limit", binary(b"", announced=16 * MIB + 1), code=1009)
    yield failure("1 a message far above the limit", binary(b"", announced=1 << 62), code=1009)


def pings_and_pongs():
    for name, payload in (("empty", b""), ("with text", b"Hello"), ("with bytes", b"\x00\xff\xfe\xfd\xfc\xfb\x00\xff"),
                          ("of 125 bytes", b"\xfe" * 125)):
        yield echo(f"2 a ping {name}", ping(payload))
    yield failure("2 a ping of 126 bytes", ping(b"\xfe" * 126))
    yield echo("2 a ping of 125 bytes, byte by byte", ping(b"\xfe" * 125), pieces=1)
    yield echo("2 a pong that nobody asked for", Frame(PONG), text("x"))
    yield echo("2 a pong with a payload that nobody asked for", Frame(PONG, b"x"), ping(b"y"))
    pings = [ping(b"payload-%d" % number) for number in range(10)]
    yield echo("2 ten pings", *pings)
    yield echo("2 ten pings, byte by byte", *pings, pieces=1)


def reserved_bits():
    good, answer = text("good"), (TEXT, b"good")
    for bits in range(1, 8):
        yield failure(f"3 reserved bits {bits} of a text", good, text("x", reserved=bits), ping(), answers=[answer])
        yield failure(f"3 reserved bits {bits} of a ping", Frame(PING, b"x", reserved=bits))
    yield failure("3 a reserved bit, byte by byte", good, text("x", reserved=4), ping(), answers=[answer], pieces=1)
    yield failure("3 a reserved bit of a binary", binary(b"\x00\xff", reserved=5))
    yield failure("3 a reserved bit of a Close", Frame(CLOSE, reserved=7))


def opcodes():
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        yield failure(f"4 opcode {opcode}, empty", Frame(opcode))
        yield failure(f"4 opcode {opcode}, with a payload, after a text", text("good"), Frame(opcode, b"x"), ping(),
                      answers=[(TEXT, b"good")])
        yield failure(f"4 opcode {opcode}, byte by byte", text("good"), Frame(opcode, b"x"), ping(),
                      answers=[(TEXT, b"good")], pieces=1)


def fragmentation():
    yield failure("5 a ping in fragments", *fragments(PING, b"a", b"b"))
    yield failure("5 a pong in fragments", *fragments(PONG, b"a", b"b"))
    for name, pieces in (("", None), (", byte by byte", 1)):
        yield Case("5 a text in fragments" + name, fragments(TEXT, b"a", b"b"), [(TEXT, b"ab")], pieces=pieces)
        first, last = fragments(TEXT, b"a", b"b")
        yield Case("5 a ping between fragments" + name, [first, ping(b"p"), last], [(PONG, b"p"), (TEXT, b"ab")],
                   pieces=pieces)
        for word, fin in (("last", True), ("not last", False)):
            yield failure(f"5 a continuation of nothing, {word}{name}", Frame(CONTINUATION, b"x", fin=fin), text("y"),
                          pieces=pieces)
        yield failure("5 a continuation of a message that is complete" + name, *fragments(TEXT, b"a", b"b"),
                      Frame(CONTINUATION, b"x", fin=False), text("y"), answers=[(TEXT, b"ab")], pieces=pieces)
        yield failure("5 a text within a text" + name, first, text("x"), pieces=pieces)
    yield failure("5 continuations of nothing before a good text", Frame(CONTINUATION, b"a", fin=False),
                  Frame(CONTINUATION, b"b"), text("c"))
    a, b, c, d, e = fragments(TEXT, b"1", b"2", b"3", b"4", b"5")
    yield Case("5 five fragments and two pings", [a, b, ping(b"p"), c, d, ping(b"q"), e],
               [(PONG, b"p"), (PONG, b"q"), (TEXT, b"12345")])
    yield Case("5 a text in empty fragments", fragments(TEXT, b"", b"", b""), [(TEXT, b"")])
    yield Case("5 a text between empty fragments", fragments(TEXT, b"", b"x", b""), [(TEXT, b"x")])
    yield Case("5 fragments in one segment with the handshake", fragments(BINARY, b"ab", b"\xff", b""),
               [(BINARY, b"ab\xff")], early=True)


KOSME = "κόσμε".encode()
UTF8 = [bytes.fromhex(value) for value in """
    00 c280 e0a080 f0908080 f888808080 fc8480808080 7f dfbf efbfbf f48fbfbf f7bfbfbf fbbfbfbfbf fdbfbfbfbfbf
    ed9fbf ee8080 efbfbd f4908080 80 bf 80bf 80bf80 80bf80bf 80bf80bf80 80bf80bf80bf
    c020 c120 df20 e020 ef20 f020 f420 f820 fc20 c0 e080 f08080 f8808080 fc80808080 df efbf f7bfbf fbbfbfbf fdbfbfbfbf
    c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf fe ff fefeffff
    c0af e080af f08080af f8808080af fc80808080af c1bf e09fbf f08fbfbf f887bfbfbf fc83bfbfbfbf
    c080 e08080 f0808080 f880808080 fc8080808080 eda080 edadbf edae80 edafbf edb080 edbe80 edbfbf
    eda080edb080 eda080edbfbf edadbfedb080 edadbfedbfbf edae80edb080 edae80edbfbf edafbfedb080 edafbfedbfbf
    efbfbe efbfbf f09fbfbe f09fbfbf f3bfbfbe f48fbfbe efbfb9 efbfba efbfbb efbfbc efbbbf efbbbfefbbbf
""".split()] + [KOSME[:size] for size in range(1, len(KOSME) + 1)]


def is_text(payload):
    try:
        payload.decode()
    except UnicodeDecodeError:
        return False
    return True


def first_bad_byte(payload):
    """How many bytes it takes to see that they are no text; None when only the end shows it."""
    ends = [byte * count for byte in (b"\x80", b"\xbf") for count in range(4)]
    for size in range(1, len(payload) + 1):
        if not any(is_text(payload[:size] + end) for end in ends):
            return size
    return None


def utf8():
    good = [value for value in UTF8 if is_text(value)]
    bad = [value for value in UTF8 if not is_text(value)]
    yield echo("6 good texts", *[text(value) for value in good], *[text(b"a" + value + b"b") for value in good])
    yield Case("6 good texts, a fragment for each byte",
               [frame for value in good for frame in fragments(TEXT, *cut(value, 1))], [(TEXT, value) for value in good])
    yield echo("6 good texts, byte by byte", *[text(value) for value in good], pieces=1)
    yield echo("6 Chinese in pieces", text("汉字" * 50_000), pieces=1_000)
    yield Case("6 Chinese in fragments", fragments(TEXT, *cut(("汉字" * 5_000).encode(), 100)),
               [(TEXT, ("汉字" * 5_000).encode())])
    for value in bad:
        yield failure(f"6 bad text {value.hex()}", text(value), code=1007)
        yield failure(f"6 bad text {value.hex()}, a fragment for each byte", *fragments(TEXT, *cut(value, 1)), code=1007)
        enough = first_bad_byte(value)
        if enough:
            yield failure(f"6 bad text {value.hex()}, seen at byte {enough}",
                          text(KOSME + value[:enough], announced=100), code=1007)
            yield failure(f"6 bad text {value.hex()}, seen in a fragment", text(KOSME, fin=False),
                          Frame(CONTINUATION, value[:enough], fin=False), code=1007)
    yield failure("6 a text that ends within a character", text(KOSME, fin=False), Frame(CONTINUATION, b"\xe6\xb1"), code=1007)
    yield echo("6 bytes that are no text, in a binary", *[binary(value) for value in bad])


def closing():
    yield Case("7 a text, then Close", [text("x"), close(1000)], [(TEXT, b"x")], (1000,))
    yield Case("7 two Closes", [close(1000), close(1001)], [], (1000,))
    yield Case("7 a ping after Close", [close(1000), ping()], [], (1000,))
    yield Case("7 a text after Close", [close(1000), text("x")], [], (1000,))
    yield Case("7 bad frames after Close", [close(1000), Frame(15, b"x", reserved=7)], [], (1000,))
    first, last = fragments(TEXT, b"a", b"b")
    yield Case("7 Close within a message", [first, close(1000), last], [], (1000,))
    yield Case("7 256 KiB, then Close, then a ping", [binary(b"\xfe" * 256 * 1024), close(1000), ping()],
               [(BINARY, b"\xfe" * 256 * 1024)], (1000,))
    yield Case("7 Close in one segment with the handshake", [close(1000)], [], (1000,), early=True)
    yield Case("7 Close, byte by byte", [close(1000, b"why")], [], (1000,), pieces=1)
    yield Case("7 an empty Close", [close()], [], (1005,))
    yield failure("7 a Close of one byte", Frame(CLOSE, b"\x03"))
    yield Case("7 a Close with a reason", [close(1000, "再见".encode())], [], (1000,))
    yield Case("7 a Close with a reason of 123 bytes", [close(1000, b"*" * 123)], [], (1000,))
    for size in (124, 125, 200):
        yield failure(f"7 a Close with a reason of {size} bytes", close(1000, b"*" * size))
    yield failure("7 a Close with a reason that is no text", close(1000, KOSME + b"\xed\xa0\x80"), code=1007)
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999):
        yield Case(f"7 Close with {code}", [close(code)], [], (code,))
    for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535):
        yield failure(f"7 Close with {code}, which may not stand there", close(code))
        yield failure(f"7 Close with {code} and a reason", close(code, b"why"))


def limits():
    for opcode, word, byte in ((TEXT, "text", b"*"), (BINARY, "binary", b"\xfe")):
        for mebibytes in (1, 4, 16):
            payload = byte * (mebibytes * MIB)
            yield echo(f"9 {word} of {mebibytes} MiB", Frame(opcode, payload), seconds=30)
        for mebibytes, size in ((4, 256), (4, 64 * 1024), (16, 64), (16, 16 * 1024), (16, 4 * MIB)):
            count = mebibytes * MIB // size
            first, middle, last = fragments(opcode, *[byte * size] * 3)
            yield Case(f"9 {word} of {mebibytes} MiB in fragments of {size}", [first, *[middle] * (count - 2), last],
                       [(opcode, byte * (mebibytes * MIB))], seconds=30)
        yield echo(f"9 {word} of 1 MiB in pieces of 1024", Frame(opcode, byte * MIB), pieces=1024)
        for size in (0, 16, 256, 4096):
            yield echo(f"9 500 {word}s of {size} bytes", *[Frame(opcode, byte * size)] * 500)
    yield Case("10 64 KiB in fragments of 1300", fragments(TEXT, *cut(b"*" * 65536, 1300)), [(TEXT, b"*" * 65536)])


def cases():
    for group in (framing, pings_and_pongs, reserved_bits, opcodes, fragmentation, utf8, closing, limits):
        yield from group()
