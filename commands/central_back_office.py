"""The back office of a demo: the sandbox, which decides by rules."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from central.settings import CentralSettings


def with_back_office(settings: CentralSettings, stack: ExitStack) -> CentralSettings:
    """A demo without a back office gets one that lasts as long as the stack; others stay as they are."""
    from central.connectors.back_office_sandbox import back_office_sandbox

    if not settings.demo or settings.back_office.url is not None:
        return settings
    url = stack.enter_context(back_office_sandbox()).url
    back_office = settings.back_office.model_copy(update={"url": url})
    return settings.model_copy(update={"back_office": back_office})
