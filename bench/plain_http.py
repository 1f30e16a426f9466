"""The web framework alone: it takes the same bodies and answers. The measure beside central's intake.

``python -m bench.plain_http WORKERS`` prints its port and serves until SIGTERM.
"""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from uvicorn.supervisors import Multiprocess

from central.operations.serving import listen

app = FastAPI()


@app.post("/v1/streams/{stream_id}/events")
async def push(stream_id: str, request: Request) -> dict[str, Any]:
    return {"stream": stream_id, "length": len(await request.body())}


@app.get("/of/{length}")
async def body_of(length: int) -> Response:
    return Response(bytes(length), media_type="application/json")


def main(workers: int) -> None:
    config = uvicorn.Config("bench.plain_http:app", workers=workers, log_config=None, access_log=False)
    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    Multiprocess(config, sockets=[listener]).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
