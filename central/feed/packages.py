"""What an office's file becomes before kiosks get it: a whole package, checked as a kiosk checks it.

A file of the tables of benefits or of the reference data takes the place of the one of the same name; the
rest of the package stays as it is on the day from which it shall hold.
"""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import ValidationError

from kiosk.benefits.parameters import SHIPPED_EDITION, shipped_tables
from kiosk.benefits.received import book_of
from kiosk.contract.feed import MAX_CONTENT_CHARS, Notice, RevocationLists, Topic
from kiosk.documents.paper_words import WORD_FILES, read_words
from kiosk.errors import KnownError
from kiosk.policy import Policy, policy_with
from kiosk.reference.checking import check
from kiosk.reference.reference_data import ReferenceData, is_table

POLICY_FILE = "policy.toml"
NOTICE_FILE = "notice.toml"
LIST_SUFFIX = ".crl"


class PublishError(KnownError):
    """What was to be published is refused; the sentence names file, key and reason."""

    def __init__(self, sentence: str, code: str = "not_published") -> None:
        super().__init__(code, sentence)


def topic_of(name: str) -> Topic:
    """What a file of this name is about. Raises PublishError."""
    if name == POLICY_FILE:
        return Topic.POLICY
    if name == NOTICE_FILE:
        return Topic.NOTICES
    if name.removesuffix(".toml") in shipped_tables() and name.endswith(".toml"):
        return Topic.BENEFITS
    if name.endswith(LIST_SUFFIX):
        return Topic.REVOCATIONS
    if is_table(name):
        return Topic.REFERENCE
    if name in WORD_FILES:
        return Topic.TEXTS
    tables = ", ".join(sorted(f"{each}.toml" for each in shipped_tables()))
    raise PublishError(
        f"{name}: no kiosk knows a file of this name. There are {tables}, the tables of the reference data,"
        f" words of papers ({', '.join(WORD_FILES)}), {POLICY_FILE}, {NOTICE_FILE} and revocation lists"
        f" (*{LIST_SUFFIX}).",
        "file_unknown",
    )


def read_files(paths: list[Path]) -> tuple[Topic, dict[str, str]]:
    """The texts of files of one topic, by name; of revocation lists in base64. Raises PublishError."""
    texts: dict[str, str] = {}
    for path in paths:
        try:
            content = path.read_bytes()
            is_list = path.name.endswith(LIST_SUFFIX)
            texts[path.name] = base64.b64encode(content).decode() if is_list else content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise PublishError(f"{path.name}: it cannot be read as UTF-8 text.", "unreadable") from None
    topics = {topic_of(name) for name in texts}
    if len(topics) != 1:
        raise PublishError("Publish files of one kind at a time: they get one number and one day.")
    topic = topics.pop()
    if topic in (Topic.POLICY, Topic.NOTICES) and len(texts) > 1:
        raise PublishError("Publish one such file at a time.")
    return topic, texts


def content_of(topic: Topic, texts: Mapping[str, str], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The content of the package; ``before``: of the one that holds on its day. Raises PublishError."""
    try:
        content = _content(topic, texts, before)
    except PublishError:
        raise
    except KnownError as error:
        raise PublishError(error.sentence, error.code) from None
    if sum(len(str(each)) for each in content.get("files", {}).values()) > MAX_CONTENT_CHARS:
        raise PublishError("The package is larger than a kiosk takes.", "too_large")
    return content


def _content(topic: Topic, texts: Mapping[str, str], before: Mapping[str, Any] | None) -> dict[str, Any]:
    match topic:
        case Topic.BENEFITS:
            shipped = {f"{name}.toml": text for name, text in shipped_tables().items()}
            files = {**(before["files"] if before else shipped), **texts}
            check_tables(files)
            return {"files": files}
        case Topic.REFERENCE:
            files = {**(before["files"] if before else {}), **texts}
            check_reference(files)
            return {"files": files}
        case Topic.TEXTS:
            files = {**(before["files"] if before else {}), **texts}
            read_words(files)
            return {"files": files}
        case Topic.REVOCATIONS:
            lists = {name: _list_of(name, text) for name, text in texts.items()}
            return {"files": {**(before["files"] if before else {}), **lists}}
        case Topic.POLICY:
            values = _table_of(POLICY_FILE, texts[POLICY_FILE])
            policy_with(values, Policy())
            return {"values": _plain(values)}
        case Topic.NOTICES:
            return _notice(_table_of(NOTICE_FILE, texts[NOTICE_FILE]))
        case _:
            raise PublishError(f"{topic}: nothing of this kind is published by hand.")


def check_tables(files: Mapping[str, str]) -> None:
    """Raises TablesError."""
    tables = {name.removesuffix(".toml"): text for name, text in files.items()}
    book_of(tables, SHIPPED_EDITION)


def check_reference(files: Mapping[str, str]) -> None:
    """Raises ReferenceDataError and PublishError."""
    for table in check(ReferenceData(received=files)):
        if table.faults:
            raise PublishError(f"{table.table}: {table.faults[0]}", "reference_data_wrong")


def _list_of(name: str, text: str) -> str:
    """A revocation list (DER or PEM) as it travels. Whose it is, kiosks find out with their certificates."""
    data = base64.b64decode(text)
    load = x509.load_pem_x509_crl if data.startswith(b"-----") else x509.load_der_x509_crl
    try:
        der = load(data).public_bytes(Encoding.DER)
        lists = RevocationLists.model_validate({"files": {name: base64.b64encode(der)}})
    except ValueError:
        raise PublishError(f"{name}: not a revocation list (RFC 5280).", "unreadable") from None
    return base64.b64encode(lists.files[name]).decode()


def _table_of(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PublishError(f"{name}: not TOML ({error}).", "unreadable") from None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value if isinstance(value, bool | int | float | str) else str(value)


def _notice(values: dict[str, Any]) -> dict[str, Any]:
    try:
        return Notice.model_validate(values).model_dump(mode="json")
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise PublishError(f"{NOTICE_FILE}: {place}: {fault['msg']}.", "notice_wrong") from None
