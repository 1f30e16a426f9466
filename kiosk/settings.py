"""Typed settings: a TOML file, then environment variables ``BHXH_…`` (nested: ``BHXH_CENTRAL__URL``)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ekyc.card.chip_proofs import ChipProofFinding, ChipProofPolicy, load_chip_proofs
from ekyc.card.reading import ChipProof
from ekyc.face.evidence import MethodMode
from ekyc.face.limits import HIGHEST_SAFE_MATCH_LIMITS, MatcherKind
from kiosk.language import Language
from kiosk.policy import CodePolicy, OfflinePolicy, RetentionPolicy, ShiftPolicy, UpdatePolicy

DEFAULT_FILES = (Path("/etc/bhxh-kiosk/kiosk.toml"), Path("kiosk.toml"))


class Mode(StrEnum):
    """Production refuses key files, virtual cameras and anything else that only a workbench needs."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficeSettings(_Part):
    code: str = "000"
    name: str = "BHXH cơ sở (chưa đặt tên)"
    hotline: str = "1900 9068"


class CentralSettings(_Part):
    url: str = Field("https://127.0.0.1:8443", pattern=r"^https?://[A-Za-z0-9.\-\[\]:]+(/.*)?$")
    ca_file: Path | None = None  # PEM certificates to trust instead of the system's, e.g. of an own authority
    timeout_seconds: float = 10.0
    retry_cap_seconds: float = 300.0
    poll_seconds: float = 60.0


class ChipProofSettings(_Part):
    """What specimens of one generation of cards showed; unset, a chip without proof goes to staff."""

    proofs: tuple[Literal[ChipProof.CHIP_AUTHENTICATION, ChipProof.ACTIVE_AUTHENTICATION], ...]
    as_of: date
    source: str = Field(min_length=8)  # who measured what: without it nobody can judge it later


class CardSettings(_Part):
    reader: str | None = None  # PC/SC reader name or a part of it; None: the first one
    camera: str | None = None  # device path of the camera that sees the QR; None: digits are typed
    csca_folder: Path | None = None  # certificates of the card issuer; without them trust stays unknown
    deadline_seconds: float = 15.0
    put_back_seconds: float = Field(20.0, gt=0)  # how long a lifted card may stay away
    answer_seconds: float = Field(60.0, gt=0)  # how long a card is waited for that answers central
    help_after_seconds: float = Field(15.0, gt=0)  # without success, then the screen offers other ways
    chip_proofs: dict[str, ChipProofSettings] = Field(default_factory=dict)  # by generation of card

    @model_validator(mode="after")
    def _check_generations(self) -> Self:
        begun = {generation.name: generation.issued_from for generation in load_chip_proofs().generations}
        for name, finding in self.chip_proofs.items():
            if name not in begun:
                raise ValueError(f"chip_proofs of {name}: there are {', '.join(begun)}")
            if finding.as_of < begun[name]:
                raise ValueError(f"chip_proofs.{name}.as_of lies before the first card of its generation")
        return self

    @property
    def chip_proof_policy(self) -> ChipProofPolicy:
        """What the project knows, and over it what this office found out."""
        findings = {
            name: ChipProofFinding(frozenset(finding.proofs), finding.as_of, finding.source)
            for name, finding in self.chip_proofs.items()
        }
        return load_chip_proofs().with_findings(findings)


class FaceMethodSettings(_Part):
    """Whether a method of telling a living face counts here; None: as the dated limits say."""

    head_turns: MethodMode | None = None
    relief: MethodMode | None = None
    blink: MethodMode | None = None
    colour_flash: MethodMode | None = (
        None  # shadow: flash also where the light is not measured, to measure it
    )
    fresh_frames: MethodMode | None = None
    moire: Literal[MethodMode.OFF, MethodMode.SHADOW] | None = None


class FaceSettings(_Part):
    """The bands are those of the matcher's dated limits unless set here; what no matcher bears is refused.

    ``staff_present`` False: nobody can see who stands before the camera, and the stricter bands hold.
    """

    camera: str = "/dev/video0"
    camera_identity: str | None = Field(
        None, pattern=r"^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(:.+)?$"
    )  # USB ids, serial
    screen_light: float | None = Field(None, ge=0)  # screen over room light at the face; None: not measured
    methods: FaceMethodSettings = FaceMethodSettings()
    staff_present: bool = True
    matcher: MatcherKind = MatcherKind.SFACE
    network_file: Path | None = None  # for dlib_file; for sface: another build of it than the package's
    network_sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    match_limit: float | None = Field(None, gt=0)
    review_limit: float | None = Field(None, gt=0)
    max_attempts: int = Field(3, ge=1, le=5)
    start_seconds: float = Field(30, gt=0)  # of the process that compares faces, from a cold disk
    answer_seconds: float = Field(10, gt=0)  # of the same process; then it is ended and started again

    @model_validator(mode="after")
    def _check_bands(self) -> Self:
        bound = HIGHEST_SAFE_MATCH_LIMITS[self.matcher]
        highest = bound.at(staff_present=self.staff_present)
        if self.match_limit is not None and self.match_limit > highest:
            raise ValueError(f"match_limit above {highest} would accept strangers")
        if self.match_limit is not None and self.match_limit < bound.least:
            raise ValueError(
                f"match_limit below {bound.least} is no limit of the matcher {self.matcher.value}"
            )
        if self.review_limit is not None and self.review_limit < bound.attended:
            raise ValueError(f"review_limit below {bound.attended} leaves staff nothing to compare")
        return self

    @model_validator(mode="after")
    def _check_network(self) -> Self:
        if (self.network_file is None) != (self.network_sha256 is None):
            raise ValueError("network_file and network_sha256 belong together")
        if self.network_file is None and self.matcher is MatcherKind.DLIB_FILE:
            raise ValueError("the matcher dlib_file needs network_file and network_sha256")
        if self.network_file is not None and self.matcher is MatcherKind.DLIB:
            raise ValueError("network_file belongs to matchers other than dlib")
        return self


class SpeechSettings(_Part):
    enabled: bool = False  # offer to read the screens aloud, through speech-dispatcher where it is installed
    rate: int = Field(0, ge=-100, le=100)
    tones: bool = True  # also without speech: for a card left on the reader, and for staff; needs aplay


class KeyboardSettings(_Part):
    """How Vietnamese is typed on the screen. ``old`` (hòa, thúy) is how the State's own lists write the names
    of places (Khánh Hòa, Thanh Hóa), so that what is typed agrees with them; ``new`` is hoà, thuý.
    """

    method: Literal["telex", "vni"] = "telex"
    tone_style: Literal["old", "new"] = "old"


class IdleSettings(_Part):
    before_warning_seconds: float = 90.0
    to_answer_seconds: float = Field(30.0, ge=20.0)
    typing_extra_seconds: float = 150.0
    goodbye_seconds: float = 12.0
    card_left_seconds: float = Field(60.0, gt=0)  # that the last page asks for a card left on the reader
    attract_seconds: float = Field(60.0, gt=0)  # then language and look that somebody left behind are undone


class AssistSettings(_Part):
    """Staff who do for a person what they cannot do alone."""

    silence_seconds: float = Field(
        60.0, gt=0
    )  # without a touch while staff have the screen, and the help ends
    beside_seconds: float = Field(300.0, gt=0)  # that staff can take the screen again without signing in anew
    names_staff: bool = True  # to the person, by name; otherwise by the number


class DraftSettings(_Part):
    """A journey that a crash cut off can be taken up again with the same card, for so long; 0: never."""

    keep_minutes: float = Field(60.0, ge=0, le=24 * 60)


class StorageSettings(_Part):
    """How much of the disk must be free where the data lie. What is needed to record an act is less, so that
    a visit that has begun comes to its end.
    """

    free_to_begin_megabytes: int = Field(512, ge=1)
    free_to_record_megabytes: int = Field(128, ge=1)
    ballast_megabytes: int = Field(64, ge=0)  # kept free for a full disk, in production; 0: none

    @model_validator(mode="after")
    def _leave_room_to_end(self) -> Self:
        if self.free_to_record_megabytes >= self.free_to_begin_megabytes:
            raise ValueError("free_to_record_megabytes must be less than free_to_begin_megabytes")
        return self


class DocumentSettings(_Part):
    """The camera that photographs papers: any that Video4Linux knows. A page of A4 can be read from some
    1,500 pixels of its longer side; the driver gives the nearest size that it has.
    """

    camera: str | None = None  # device path; None: the camera of the card, with its pictures of 1280×720
    width: int = Field(1920, ge=640, le=8192)
    height: int = Field(1080, ge=480, le=8192)
    fps: int = Field(10, ge=1, le=60)
    take_by_itself: bool = True  # as soon as a sheet lies well and still


class AttachmentSettings(_Part):
    """What the files of one act may have together; central has a limit of its own for each file."""

    most_megabytes_of_act: int = Field(20, ge=2, le=200)


class PrinterSettings(_Part):
    queue: str | None = None  # CUPS queue; None: receipts are shown only
    media: str = "A5"  # the paper for receipts, in CUPS's words
    form_media: str = "A4"  # the paper for official forms
    folder: Path | None = None  # instead of a queue: write receipts there (demo, tests)


class MonitoringSettings(_Part):
    """How this kiosk is, for a monitor on this machine."""

    textfile_folder: Path | None = None  # of node_exporter's textfile collector; None: no file is written


class ScreenSettings(_Part):
    width: int = 1080
    height: int = 1920
    full_screen: bool = True
    diagonal_inches: float = 27.0
    lower_edge_mm: float = (
        700.0  # of the picture above the floor: how far it reaches above what can be reached
    )
    settle_seconds: float = Field(1.0, ge=0, le=3)  # until a new page takes a tap that binds
    slip_mm: float = Field(8.0, ge=2, le=15)  # of a finger that presses; from there on it scrolls
    motion: bool = True  # pages fade in; False for a slow computer: they change at once
    language: Language = Language.VIETNAMESE


class Settings(BaseSettings):
    """All that an office may set. Unknown names are refused, so that a typing mistake cannot stay unseen."""

    model_config = SettingsConfigDict(
        env_prefix="BHXH_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    mode: Mode = Mode.PRODUCTION
    kiosk_id: str = "KIOSK-01"
    data_folder: Path = Path("/var/lib/bhxh-kiosk")
    office: OfficeSettings = OfficeSettings()
    central: CentralSettings = CentralSettings()
    card: CardSettings = CardSettings()
    face: FaceSettings = FaceSettings()
    idle: IdleSettings = IdleSettings()
    assist: AssistSettings = AssistSettings()
    drafts: DraftSettings = DraftSettings()
    storage: StorageSettings = StorageSettings()
    documents: DocumentSettings = DocumentSettings()
    attachments: AttachmentSettings = AttachmentSettings()
    retention: RetentionPolicy = RetentionPolicy()
    offline: OfflinePolicy = OfflinePolicy()
    codes: CodePolicy = CodePolicy()
    shift: ShiftPolicy = ShiftPolicy()
    update: UpdatePolicy = UpdatePolicy()
    printer: PrinterSettings = PrinterSettings()
    reference_folder: Path | None = None  # lists of this office in the place of the shipped ones
    services_folder: Path | None = None  # further tasks, one TOML file each
    speech: SpeechSettings = SpeechSettings()
    monitoring: MonitoringSettings = MonitoringSettings()
    screen: ScreenSettings = ScreenSettings()
    keyboard: KeyboardSettings = KeyboardSettings()

    @model_validator(mode="after")
    def _demand_tls(self) -> Self:
        if self.mode is Mode.PRODUCTION and not self.central.url.startswith("https://"):
            raise ValueError(
                "central.url must begin with https:// in production; central.ca_file may name the CA"
            )
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_toml_files)


_toml_files: list[Path] = list(DEFAULT_FILES)


def load_settings(file: Path | None = None, **overrides: object) -> Settings:
    """Read the settings from ``file`` (else the default places), environment variables and ``overrides``.

    Raises ``pydantic.ValidationError`` that names each wrong setting.
    """
    _toml_files[:] = DEFAULT_FILES if file is None else [file]
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    finally:
        _toml_files[:] = DEFAULT_FILES  # what is made of nothing but defaults later reads no file of ours
