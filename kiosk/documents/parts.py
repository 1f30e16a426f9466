"""What the text files of documents are made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a text file of ours: what is not foreseen is refused when the file is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")
