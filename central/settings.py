"""Settings of the central server: an argument comes before the environment, the environment before the file.

Environment variables are named ``BHXH_CENTRAL_…``, with two underscores before a part of a part
(``BHXH_CENTRAL_SMTP__HOST``); the file is TOML.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from sqlalchemy import make_url
from typing_extensions import override

ENVIRONMENT_PREFIX = "BHXH_CENTRAL_"
NESTED_DELIMITER = "__"
DEFAULT_FILE = Path("/etc/bhxh-central/central.toml")

_FORBID = ConfigDict(frozen=True, extra="forbid")


class SmtpSettings(BaseModel):
    """Where one-time codes leave the house. STARTTLS is required unless the relay is on this machine."""

    model_config = _FORBID
    host: Annotated[str, Field(description="the relay for mails")]
    port: Annotated[int, Field(ge=1, le=65535, description="its port")] = 587
    user: Annotated[str | None, Field(description="name to sign in with")] = None
    password: Annotated[SecretStr | None, Field(description="password of that name")] = None
    sender: Annotated[str, Field(description="address that the mails come from")]
    starttls: Annotated[bool, Field(description="encrypt the line to the relay")] = True


class BounceSettings(BaseModel):
    """Mail that comes back."""

    model_config = _FORBID
    address: Annotated[
        str | None,
        Field(
            pattern=r"^[a-z0-9][a-z0-9._-]{0,19}@[A-Za-z0-9.-]+$",
            description="where mails come back, each to a name of its own behind a plus; else unread",
        ),
    ] = None
    folder: Annotated[
        Path | None,
        Field(description="Maildir into which the relay delivers what is for that address; else in data-dir"),
    ] = None


class CodeSettings(BaseModel):
    model_config = _FORBID
    valid_seconds: Annotated[int, Field(ge=1, description="how long a code holds")] = 300
    tries: Annotated[int, Field(ge=1, description="wrong codes before it ends")] = 5


class SendSettings(BaseModel):
    """What may be sent, by whatever channel. A kiosk serves one person at a time."""

    model_config = _FORBID
    resend_seconds: Annotated[int, Field(ge=0, description="pause before the next to one recipient")] = 60
    per_hour: Annotated[int, Field(ge=1, description="messages to one recipient in an hour")] = 6
    per_minute_of_device: Annotated[int, Field(ge=1, description="messages by one kiosk in a minute")] = 6
    per_hour_of_device: Annotated[int, Field(ge=1, description="messages by one kiosk in an hour")] = 60
    per_hour_of_office: Annotated[int, Field(ge=1, description="messages by one office in an hour")] = 300


class PushSettings(BaseModel):
    """How much one process takes in at once; above it kiosks are told when to come back."""

    model_config = _FORBID
    at_once: Annotated[int, Field(ge=1, le=100, description="pushes that one process works on at once")] = 4
    at_once_of_device: ClassVar[int] = 1  # they are in order
    wait_seconds: Annotated[float, Field(ge=0, description="how long others may wait for them")] = 2.0


class UploadSettings(BaseModel):
    """Files of acts: what one may have, what a device may send, how many are taken in at once."""

    model_config = _FORBID
    at_once: Annotated[int, Field(ge=1, le=100, description="parts that one process takes at once")] = 2
    at_once_of_device: Annotated[int, Field(ge=1, le=100, description="of them from one kiosk")] = 2
    wait_seconds: Annotated[float, Field(ge=0, description="how long others may wait for them")] = 2.0
    most_megabytes: Annotated[int, Field(ge=1, le=64, description="of one sealed file")] = 20
    unfinished_of_device: Annotated[int, Field(ge=1, description="files that one kiosk has begun")] = 20
    megabytes_a_day_of_device: Annotated[int, Field(ge=1, description="of files by one kiosk in a day")] = (
        20_000
    )
    hours_unfinished: Annotated[int, Field(ge=1, description="until a file that was begun is dropped")] = 72
    days_unreferred: Annotated[int, Field(ge=1, description="until a file that no act has is dropped")] = 90


class FeedSettings(BaseModel):
    """What kiosks are told of changes."""

    model_config = _FORBID
    pause_seconds: Annotated[
        float,
        Field(ge=0, le=3600, description="after which a kiosk that heard all asks again; 0: as it likes"),
    ] = 0.0
    keep_days: Annotated[
        int, Field(ge=7, description="that a kiosk may be away without reading everything anew")
    ] = 400


class HttpSettings(BaseModel):
    """How long one connection may take for what, and how many there may be in one process."""

    model_config = _FORBID
    head_seconds: Annotated[float, Field(gt=0, description="for the head of a request")] = 10.0
    body_seconds: Annotated[float, Field(gt=0, description="for its body, from the end of the head")] = 15.0
    body_bytes_per_second: Annotated[float, Field(gt=0, description="and a second more for so many")] = 2048.0
    answer_seconds: Annotated[float, Field(gt=0, description="until all of the answer was taken")] = 120.0
    idle_seconds: Annotated[float, Field(gt=0, description="between two requests")] = 15.0
    connections: Annotated[int, Field(ge=1, description="open at once in one process")] = 1000
    stop_seconds: Annotated[int, Field(ge=1, description="for requests under way when it is to stop")] = 10


class StaffSettings(BaseModel):
    """Members of staff at the kiosks."""

    model_config = _FORBID
    grant_days: Annotated[
        int, Field(ge=1, le=31, description="how long staff can sign in at a kiosk without a line")
    ] = 7


class GrantSettings(BaseModel):
    """Who may read whose record at a kiosk. It serves one person at a time; a person comes now and then."""

    model_config = _FORBID
    csca_folder: Annotated[
        Path | None, Field(description="certificates of the card issuer; without them no record is released")
    ] = None
    policy_file: Annotated[
        Path | None, Field(description="which evidence suffices; else the file that ships")
    ] = None
    challenge_seconds: Annotated[
        int, Field(ge=10, le=900, description="for a chip to sign its challenge")
    ] = 180
    seconds: Annotated[int, Field(ge=10, le=3600, description="how long a grant waits to be used")] = 300
    per_minute_of_device: Annotated[int, Field(ge=1, description="grants by one kiosk in a minute")] = 6
    per_hour_of_device: Annotated[int, Field(ge=1, description="grants by one kiosk in an hour")] = 60
    people_per_hour_of_device: Annotated[
        int, Field(ge=1, description="different people of one kiosk in an hour")
    ] = 30
    per_day_of_person: Annotated[int, Field(ge=1, description="grants for one person in a day")] = 12
    stated_per_day_of_person: Annotated[
        int, Field(ge=1, description="numbers of books that one person may try in a day")
    ] = 5


class BackOfficeSettings(BaseModel):
    """The national back office, which carries out what is approved."""

    model_config = _FORBID
    url: Annotated[str | None, Field(description="where cases are handed over; else they wait")] = None
    token: Annotated[SecretStr | None, Field(description="who we are to it")] = None
    seconds: Annotated[float, Field(gt=0, le=60, description="for one of its answers")] = 10.0
    tries: Annotated[int, Field(ge=1, description="failures in a row until an officer decides")] = 12
    retry_seconds: Annotated[float, Field(gt=0, description="after the first failure; then twice that")] = 30
    retry_most_seconds: Annotated[float, Field(gt=0, description="at most between two tries")] = 3600
    working_seconds: Annotated[float, Field(gt=0, description="until a case under way is asked about")] = 300
    hours: Annotated[float, Field(gt=0, description="it may take, until an officer decides")] = 72


class PagesSettings(BaseModel):
    """The pages on which staff work with cases."""

    model_config = _FORBID
    enabled: Annotated[bool, Field(description="serve them at /staff")] = True
    idle_minutes: Annotated[int, Field(ge=1, le=60, description="of silence, until a session ends")] = 15
    hours: Annotated[int, Field(ge=1, le=24, description="a session lasts at most")] = 10
    sessions: Annotated[int, Field(ge=1, le=20, description="of one account at once")] = 3


class TextMessageSettings(BaseModel):
    """Who carries text messages: SMS, or pushes of the app."""

    model_config = _FORBID
    url: Annotated[str | None, Field(description="where they are handed over; else none is sent")] = None
    token: Annotated[SecretStr | None, Field(description="who we are to it")] = None
    seconds: Annotated[float, Field(gt=0, le=60, description="for one of its answers")] = 10.0


class NoticeSettings(BaseModel):
    """What central tells people by itself."""

    model_config = _FORBID
    tries: Annotated[int, Field(ge=1, description="failures in a row until staff are told")] = 10
    retry_seconds: Annotated[float, Field(gt=0, description="after the first failure; then twice that")] = 60
    retry_most_seconds: Annotated[float, Field(gt=0, description="at most between two tries")] = 21_600


class BookSettings(BaseModel):
    """Electronic social insurance books."""

    model_config = _FORBID
    address: Annotated[
        str | None,
        Field(
            pattern=r"^https?://[^/?#\s]+$",
            description="under which everybody reaches the pages /verify and /take; else books have none",
        ),
    ] = None
    copy_minutes: Annotated[int, Field(ge=1, le=60, description="a copy waits for a phone")] = 10


class ConnectorSettings(BaseModel):
    """The other systems that central asks: population database, civil registry, banks."""

    model_config = _FORBID
    url: Annotated[
        str | None,
        Field(pattern=r"^https?://", description="their address; a demo plays them itself, else nobody asks"),
    ] = None
    seconds: Annotated[float, Field(gt=0, le=60, description="how long one question may take")] = 5.0


class AlarmSettings(BaseModel):
    """Kiosks that need somebody."""

    model_config = _FORBID
    rules_file: Annotated[
        Path | None, Field(description="when an alarm stands; else the file that ships")
    ] = None
    mail_to: Annotated[
        str | None,
        Field(pattern=r"^[^@\s]+@[^@\s]+$", description="who gets one mail for each; else nobody"),
    ] = None


class CentralSettings(BaseModel):
    """``data_dir`` holds the keys and, for a demo, the SQLite file and the mails."""

    model_config = _FORBID

    host: Annotated[str, Field(description="address to listen on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="port, 0 for a free one")] = 8080
    workers: Annotated[int, Field(ge=1, le=64, description="processes that share the port")] = 1
    metrics_host: Annotated[str, Field(description="address to serve metrics on")] = "127.0.0.1"
    metrics_port: Annotated[
        int | None, Field(ge=0, le=65535, description="port of the metrics, 0 for a free one; else none")
    ] = None
    data_dir: Annotated[Path, Field(description="folder of keys and demo mails")] = Path("var/central")
    blob_dir: Annotated[
        Path | None, Field(description="folder of the files of acts, shared by all; else one in data-dir")
    ] = None
    database_url: Annotated[
        str | None, Field(repr=False, description="PostgreSQL URL; a demo does without")
    ] = None
    hotline: Annotated[str, Field(description="number that people call, on papers")] = "1900 9068"
    demo: Annotated[bool, Field(description="show mails and stored acts to anybody on the line")] = False
    smtp: SmtpSettings | None = None
    bounces: BounceSettings = BounceSettings()
    one_time_codes: CodeSettings = CodeSettings()
    pushes: PushSettings = PushSettings()
    uploads: UploadSettings = UploadSettings()
    sends: SendSettings = SendSettings()
    http: HttpSettings = HttpSettings()
    feed: FeedSettings = FeedSettings()
    staff: StaffSettings = StaffSettings()
    grants: GrantSettings = GrantSettings()
    back_office: BackOfficeSettings = BackOfficeSettings()
    text_messages: TextMessageSettings = TextMessageSettings()
    notices: NoticeSettings = NoticeSettings()
    pages: PagesSettings = PagesSettings()
    books: BookSettings = BookSettings()
    connectors: ConnectorSettings = ConnectorSettings()
    alarms: AlarmSettings = AlarmSettings()
    staff_token: Annotated[SecretStr | None, Field(description="lets tools read stored acts")] = None
    enrolment_hours: Annotated[int, Field(ge=1, description="how long an enrolment code holds")] = 24

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str | None) -> str | None:
        """PostgreSQL URLs as people write them name no driver."""
        if url is None:
            return None
        for scheme in ("postgresql://", "postgres://"):
            if url.startswith(scheme):
                url = "postgresql+psycopg://" + url.removeprefix(scheme)
        if not url.startswith(("postgresql+psycopg://", "sqlite://")):
            raise ValueError("not the URL of a PostgreSQL database")
        try:
            make_url(url)
        except ValueError:  # its text holds the password
            raise ValueError("not the URL of a PostgreSQL database") from None
        return url

    @property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'central.db'}"

    @property
    def database_label(self) -> str:
        """Which database it is, for people: never a password, in whatever part of the URL it stands."""
        url = make_url(self.effective_database_url)
        if url.get_backend_name() == "sqlite":
            return f"SQLite {url.database}"
        host = url.host or url.query.get("host") or "this machine"
        port = f":{url.port}" if url.port else ""
        return f"PostgreSQL {url.database} at {host}{port}"

    @property
    def effective_blob_dir(self) -> Path:
        return self.blob_dir or self.data_dir / "blobs"

    @property
    def effective_bounces_dir(self) -> Path:
        return self.bounces.folder or self.data_dir / "Maildir"

    @property
    def mail_dir(self) -> Path:
        return self.data_dir / "mail"

    @property
    def text_dir(self) -> Path:
        """Where the carrier of a demo keeps what it was given."""
        return self.data_dir / "texts"


def load_settings(arguments: Mapping[str, Any], file: Path | None = None) -> CentralSettings:
    """The settings of this machine. ``arguments`` holds only what was given, nested as the settings are.

    Raises ``pydantic.ValidationError``, which names each wrong setting, TOMLDecodeError and OSError.
    """

    class FromAllSources(BaseSettings, CentralSettings):
        model_config = SettingsConfigDict(
            env_prefix=ENVIRONMENT_PREFIX,
            env_nested_delimiter=NESTED_DELIMITER,
            extra="forbid",
            frozen=True,
        )

        @override
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            toml = TomlConfigSettingsSource(settings_cls, file or DEFAULT_FILE)
            return init_settings, env_settings, toml

    return CentralSettings.model_validate(FromAllSources(**arguments).model_dump())
