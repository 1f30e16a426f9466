"""The web framework alone: it takes the same bodies and answers. The measure beside central's intake."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/v1/streams/{stream_id}/events")
async def push(stream_id: str, request: Request) -> dict[str, Any]:
    return {"stream": stream_id, "length": len(await request.body())}
