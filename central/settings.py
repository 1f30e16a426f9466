"""Settings of the central server: environment variables ``BHXH_CENTRAL_…`` or the command line."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class SmtpSettings(BaseModel):
    """Where one-time codes leave the house. STARTTLS is required unless the relay is on this machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    host: str
    port: int = 587
    user: str | None = None
    password: SecretStr | None = None
    sender: str
    starttls: bool = True


class EmailCodeSettings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    valid_seconds: int = 300
    resend_seconds: int = 60
    tries: int = 5
    per_hour: int = 6  # to one address


class CentralSettings(BaseSettings):
    """``data_dir`` holds the keys and, without ``database_url``, the SQLite file and the mails of a demo."""

    model_config = SettingsConfigDict(
        env_prefix="BHXH_CENTRAL_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data_dir: Path
    database_url: str | None = None  # e.g. postgresql+psycopg://…; None: SQLite in data_dir
    demo: bool = False  # shows mails and stored acts to everybody who can reach the server
    smtp: SmtpSettings | None = None
    email_codes: EmailCodeSettings = EmailCodeSettings()
    staff_token: SecretStr | None = None  # lets back office tools read stored acts
    enrolment_hours: int = 24

    @property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'central.db'}"

    @property
    def mail_dir(self) -> Path:
        return self.data_dir / "mail"
