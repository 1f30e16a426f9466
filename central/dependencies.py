"""What routes ask FastAPI for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from central.assembly import Central


async def _central(request: Request) -> Central:
    central: Central = request.app.state.central
    return central


TheCentral = Annotated[Central, Depends(_central)]
