#!/usr/bin/env python3
"""Writes chunked-aes-128.json and chunked-aes-256.json beside itself: vectors of chunked encryption (c2sp.org/chunked-encryption) and of
our form of it with chunks of 4 KiB, in the form of Project Wycheproof's files for the same construction. From the descriptions alone:
AES in counter mode is OpenSSL's command, HMAC is Python's, GHASH is written out here, and none of it is ours.

The texts are whatever opens to chunks of equal bytes, so that the files stay small. Run it again and nothing changes."""

import hashlib
import hmac
import json
import subprocess
import zlib
from pathlib import Path

TAG = 16
SALT = 24
COMMITMENT = 32
FORMS = (("c2sp.org/chunked-encryption@v1+", 16384), ("kanesh.io/chunked-encryption-4k@v1+", 4096))


def expand(key, info, length):
    """HKDF-Expand with SHA-512, RFC 5869."""
    output, block = b"", b""
    while len(output) < length:
        block = hmac.new(key, block + info + bytes([len(output) // 64 + 1]), hashlib.sha512).digest()
        output += block
    return output[:length]


def counter_mode(key, first, data):
    command = ["openssl", "enc", f"-aes-{8 * len(key)}-ctr", "-K", key.hex(), "-iv", first.hex()]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def doubled(element):
    """Times x, in GCM's order of bits."""
    return element >> 1 ^ (0xE1 << 120 if element & 1 else 0)


def tables(hash_key):
    """For each byte of a block and each value of it, its product with the hash key."""
    powers, found = [int.from_bytes(hash_key)], []
    for _ in range(127):
        powers.append(doubled(powers[-1]))
    for byte in range(16):
        table = [0] * 256
        for value in range(256):
            for bit in range(8):
                if value >> (7 - bit) & 1:
                    table[value] ^= powers[8 * byte + bit]
        found.append(table)
    return found


def ghash(products, data):
    padded = data + bytes(-len(data) % 16) + bytes(8) + (8 * len(data)).to_bytes(8)
    state = 0
    for at in range(0, len(padded), 16):
        state ^= int.from_bytes(padded[at : at + 16])
        state = _times(products, state.to_bytes(16))
    return state.to_bytes(16)


def _times(products, block):
    result = 0
    for table, value in zip(products, block):
        result ^= table[value]
    return result


def xor(one, other):
    return bytes(a ^ b for a, b in zip(one, other))


class Message:
    """One message, made from its ciphertext."""

    def __init__(self, aead, label, chunk, key, salt, context, length):
        self.chunk = chunk
        info = label.encode() + aead.encode() + b"\0" + salt + context
        derived = expand(key, info, len(key) + 12 + COMMITMENT)
        self.key, self.nonce, commitment = derived[: len(key)], derived[len(key) : len(key) + 12], derived[len(key) + 12 :]
        self.header = salt + commitment
        products = tables(counter_mode(self.key, bytes(16), bytes(16)))
        self.chunks, text = [], hashlib.sha512()
        for index in range(length // chunk + 1):
            sealed = bytes([index & 0xFF]) * min(chunk, length - index * chunk)
            nonce = xor(self.nonce, index.to_bytes(12))
            mask = counter_mode(self.key, nonce + (1).to_bytes(4), bytes(16))
            text.update(counter_mode(self.key, nonce + (2).to_bytes(4), sealed) if sealed else b"")
            self.chunks.append(sealed + xor(mask, ghash(products, sealed)))
        self.text = text.hexdigest()

    def whole(self):
        return self.header + b"".join(self.chunks)


def flipped(data, at):
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def group(key_bytes, label, chunk):
    aead = f"AEAD_AES_{8 * key_bytes}_GCM"
    key = bytes(range(0x40, 0x40 + key_bytes))
    tests = []

    def add(comment, context, sealed, message, length, result="valid", used=key):
        tests.append(
            {
                "tcId": len(tests) + 1,
                "comment": comment,
                "key": used.hex(),
                "ctx": context.hex(),
                "ct": zlib.compress(sealed, 9).hex(),
                "aeadKey": message.key.hex(),
                "baseNonce": message.nonce.hex(),
                "msgLength": length,
                "msgSha512": message.text,
                "result": result,
            }
        )

    def message(length, context=b""):
        salt = hashlib.sha256(f"{length} {context.hex()}".encode()).digest()[:SALT]
        return Message(aead, label, chunk, key, salt, context, length)

    for length in (0, 1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 100, 257 * chunk + 1):
        made = message(length)
        add(f"{length} bytes", b"", made.whole(), made, length)
    context = bytes(range(72)) + b"cl_01J"
    made = message(chunk + 1, context)
    add("a context as long as ours", context, made.whole(), made, chunk + 1)

    made = message(2 * chunk + 5)
    whole, length = made.whole(), 2 * chunk + 5
    first, second, last = made.chunks

    def refuse(comment, sealed, context=b"", used=key):
        add(comment, context, sealed, made, length, "invalid", used)

    refuse("another context", whole, b"x")
    refuse("another key", whole, used=flipped(key, 0))
    refuse("a key of another size", whole, used=key + bytes(1))
    refuse("a bit of the salt", flipped(whole, 3))
    refuse("a bit of the commitment", flipped(whole, SALT + 3))
    refuse("a bit of the first chunk", flipped(whole, len(made.header) + 7))
    refuse("a bit of the last tag", flipped(whole, len(whole) - 1))
    refuse("chunks swapped", made.header + second + first + last)
    refuse("a chunk twice", made.header + first + first + second + last)
    refuse("a chunk less", made.header + first + last)
    refuse("the last chunk missing", made.header + first + second)
    refuse("only the first chunk", made.header + first)
    refuse("the last tag cut", whole[:-1])
    refuse("a byte behind the end", whole + b"x")
    refuse("a chunk behind the end", whole + last)
    refuse("a header alone", made.header)
    refuse("half a header", made.header[:30])
    refuse("nothing", b"")
    return {"type": "ChunkedEncryption", "aead": aead, "sha": "SHA-512", "label": label, "chunkBytes": chunk, "tests": tests}


def main():
    for key_bytes in (16, 32):
        groups = [group(key_bytes, label, chunk) for label, chunk in FORMS]
        document = {"algorithm": "chunked encryption", "header": __doc__.splitlines(), "testGroups": groups}
        path = Path(__file__).with_name(f"chunked-aes-{8 * key_bytes}.json")
        path.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
