#!/usr/bin/env python3
"""Lets PyJWT, argon2-cffi, bcrypt and itsdangerous read what Talaria makes, and the other way round.

    security_interop_test.py PROGRAM

Ends with 77 (skipped) when one of the modules is missing: python3-jwt, python3-argon2, python3-bcrypt and
python3-itsdangerous of Debian.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

DEBIAN_PYTHON = "/usr/bin/python3"

try:
    import argon2
    import bcrypt
    import itsdangerous
    import jwt
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, rsa
except ImportError as error:
    # Debian's modules are for Debian's interpreter, which need not be the first on the path.
    if sys.executable != DEBIAN_PYTHON and os.access(DEBIAN_PYTHON, os.X_OK):
        os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])
    print(f"skipped: {error}")
    sys.exit(77)

PASSWORDS = ["secret", "", "correct horse battery staple", "pässwörd \u20ac \U0001f511", "x" * 72, " "]
SECRET = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"


class Talaria:
    """The program, asked line by line."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        encoding="utf-8")

    def __call__(self, *arguments):
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        if self.process.wait(timeout=20) != 0:
            raise RuntimeError(f"the program ended with status {self.process.returncode}")


def private_keys():
    """Algorithm -> a private key of Python's, or the text of a secret."""
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    keys = {f"HS{bits}": SECRET for bits in (256, 384, 512)}
    keys |= {f"{kind}S{bits}": rsa_key for kind in "RP" for bits in (256, 384, 512)}
    keys |= {"ES256": ec.generate_private_key(ec.SECP256R1()), "ES384": ec.generate_private_key(ec.SECP384R1()),
             "ES512": ec.generate_private_key(ec.SECP521R1()), "ES256K": ec.generate_private_key(ec.SECP256K1()),
             "EdDSA": ed25519.Ed25519PrivateKey.generate(), "EdDSA ": ed448.Ed448PrivateKey.generate()}
    return keys


class Interop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ask = Talaria(PROGRAM)
        cls.folder = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()
        cls.ask.close()

    def files(self, key):
        """Paths of the private and of the public key; of a secret both are the same."""
        folder = pathlib.Path(self.folder.name)
        private, public = folder / "private", folder / "public"
        if isinstance(key, str):
            private.write_text(key)
            return str(private), str(private)
        private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                              serialization.NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM,
                                                         serialization.PublicFormat.SubjectPublicKeyInfo))
        return str(private), str(public)

    def test_tokens(self):
        claims = {"sub": "alice", "aud": "api", "exp": int(time.time()) + 60, "scopes": ["a", "b"], "name": "Zoë"}
        for label, key in private_keys().items():
            algorithm = label.strip()
            with self.subTest(algorithm=label):
                private, public = self.files(key)
                theirs = jwt.encode(claims, key, algorithm=algorithm)
                self.assertEqual(json.loads(self.ask("jwt-decode", theirs, algorithm, public)), claims)
                ours = self.ask("jwt-encode", json.dumps(claims), algorithm, private)
                verify_with = key if isinstance(key, str) else key.public_key()
                self.assertEqual(jwt.decode(ours, verify_with, algorithms=[algorithm], audience="api"), claims)
                expired = jwt.encode(claims | {"exp": 1}, key, algorithm=algorithm)
                self.assertTrue(self.ask("jwt-decode", expired, algorithm, public).startswith("invalid"))

    def test_public_jwk(self):
        for algorithm, key in private_keys().items():
            if isinstance(key, str) or algorithm == "EdDSA ":  # PyJWT reads no JWK of Ed448 in this version
                continue
            with self.subTest(algorithm=algorithm):
                private, _ = self.files(key)
                jwk = jwt.PyJWK.from_dict(json.loads(self.ask("jwk", private)), algorithm=algorithm)
                token = self.ask("jwt-encode", '{"sub":"alice"}', algorithm, private)
                self.assertEqual(jwt.decode(token, jwk.key, algorithms=[algorithm]), {"sub": "alice"})

    def test_argon2(self):
        for password in PASSWORDS:
            ours = self.ask("hash", password)
            self.assertTrue(ours.startswith("$argon2id$v=19$m=19456,t=2,p=1$"), ours)
            self.assertTrue(argon2.PasswordHasher().verify(ours, password))
            with self.assertRaises(argon2.exceptions.VerifyMismatchError):
                argon2.PasswordHasher().verify(ours, password + "x")
            theirs = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=2).hash(password)
            self.assertEqual(self.ask("verify", theirs, password), "valid")
            self.assertEqual(self.ask("verify", theirs, password + "x"), "invalid")

    def test_bcrypt(self):
        for password in PASSWORDS:
            octets = password.encode()
            ours = self.ask("hash-bcrypt", password)
            self.assertTrue(bcrypt.checkpw(octets, ours.encode()))
            for prefix in (b"2a", b"2b"):
                theirs = bcrypt.hashpw(octets, bcrypt.gensalt(4, prefix)).decode()
                self.assertEqual(self.ask("verify", theirs, password), "valid")
                self.assertEqual(self.ask("verify", theirs, "x" + password[1:] + "y"), "invalid")

    def test_signed_texts(self):
        for name, method in (("sha1", hashlib.sha1), ("sha256", hashlib.sha256)):
            python = itsdangerous.TimestampSigner(SECRET, digest_method=method)
            for value in ("hello", "a.b", "eyJ1c2VyIjogNX0=", ""):
                self.assertEqual(python.unsign(self.ask("sign", value, SECRET, name), max_age=60).decode(), value)
                self.assertEqual(self.ask("unsign", python.sign(value).decode(), SECRET, name), value)
            self.assertEqual(self.ask("unsign", python.sign("x").decode() + "A", SECRET, name), "invalid")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
