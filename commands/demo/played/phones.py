"""The phones of a person, looked after: one is added, tried and removed."""

from __future__ import annotations

from commands.demo.played.ends import PlayEnds
from commands.demo.played.pages import SCROLLING
from commands.demo.plays import Play
from simulation.touch import shown
from ui.view_models.add_phone_vm import AddPhoneVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.phones_vm import PhonesVm


class PlayPhones(PlayEnds):
    def _take_phones(self, play: Play) -> None:
        """A phone is added by what is seen on the screen, tried, and removed."""
        pin = str(play.answers["smart_otp.pin"]["text"])
        phones = self._window.vm.view_model(PhonesVm)
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._look("phones_none")
        self._press("primary")
        self._add_phone(pin)
        self._touch.wait_until(lambda: shown(phones, "some"), "the phone in the list")
        self._touch.tap("phone.0")
        self._look("phones_open")
        self._press("checkPhone")
        one = self._window.vm.view_model(OnePhoneVm)
        self._type(pin)
        self._touch.wait_until(lambda: shown(one, "state") == "code", "the code to be asked for")
        self._look("check_phone_code")
        self._type(self._world.phone.code(steps=1))  # that of now has proved the phone already
        self._touch.wait_until(lambda: shown(one, "state") == "right", "the code to be right")
        self._look("check_phone_right")
        self._press("primary")
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._touch.tap("phone.0")
        self._press("removePhone")
        self._touch.tap("primary")
        self._touch.wait_until(lambda: shown(one, "state") == "removed", "the phone to be removed")
        self._look("remove_phone_done")
        self._press("primary")
        self._touch.wait_until(lambda: shown(phones, "state") == "listed", "the list of phones")
        self._press("done")
        self.transcript.task = ""

    def _add_phone(self, pin: str) -> None:
        adding = self._window.vm.view_model(AddPhoneVm)

        def becomes(state: str) -> None:
            self._touch.wait_until(lambda: shown(adding, "state") == state, f"the page to say {state}")
            self._touch.let_run(SCROLLING)
            self._look(f"add_phone_{state}")

        self._touch.tap("primary")
        becomes("pin")
        self._type(pin)
        becomes("again")
        self._type(pin)
        becomes("key")
        seen = self._out / "qr.png"
        self._touch.look(seen)
        self._world.phone.scan(seen)
        seen.unlink()
        self._touch.tap("primary")
        becomes("code")
        self._type(self._world.phone.code())
        becomes("added")
        self._press("primary")
