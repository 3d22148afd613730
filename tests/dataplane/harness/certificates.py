"""Certificates in files, as documents name them."""

import os
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, in two files."""

    chain: Path
    key: Path

    def as_file(self):
        """As documents say it."""
        return {"file": {"certificateChain": str(self.chain), "privateKey": str(self.key)}}

    def replace_by(self, other):
        """Puts another one in its place, each file in one move."""
        for old, new in ((self.chain, other.chain), (self.key, other.key)):
            copy = old.with_suffix(".new")
            copy.write_bytes(new.read_bytes())
            os.replace(copy, old)

    def mount(self, home):
        """The same through links, as Kubernetes mounts secrets."""
        home.mkdir(exist_ok=True)
        (home / "..data").symlink_to(self.chain.parent)
        for file in (self.chain, self.key):
            (home / file.name).symlink_to(f"..data/{file.name}")
        return Certificate(home / self.chain.name, home / self.key.name)

    def remount(self, other):
        """Replaces what is mounted by moving one link."""
        link = self.chain.parent / "..new"
        link.symlink_to(other.chain.parent)
        os.replace(link, self.chain.parent / "..data")


class Authority:
    """Who issues certificates."""

    def __init__(self, home, name):
        self._authority = trustme.CA(organization_name=name)
        self._home = home / name
        self._home.mkdir(parents=True)
        self.file = self._home / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def issue(self, name, *names):
        """A certificate for hosts, addresses or URIs, in a folder of its own."""
        home = self._home / name
        home.mkdir()
        issued = self._authority.issue_cert(*names)
        certificate = Certificate(home / "chain.pem", home / "key.pem")
        chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
        certificate.chain.write_bytes(chain)
        issued.private_key_pem.write_to_path(str(certificate.key))
        return certificate

    def trust(self, *names):
        """The validation of a document: this authority, and one of these names."""
        validation = {"trust": {"file": {"certificateChain": str(self.file)}}}
        if names:
            validation["subjectAlternativeNames"] = {"match": {"exact": list(names)}}
        return validation

    def context(self, certificate=None):
        """A client that trusts this authority only, and may have a certificate."""
        context = ssl.create_default_context(cafile=str(self.file))
        if certificate:
            context.load_cert_chain(certificate.chain, certificate.key)
        return context
