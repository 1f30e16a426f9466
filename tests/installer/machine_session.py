"""The kiosk's session in a machine that boots: started, killed, frozen, hammered at, confined, restarted."""

from __future__ import annotations

from pathlib import Path

from tests.installer.bare import AS_KIOSK, StepError, step
from tests.installer.virtual_machine import VirtualMachine, has_kvm

UNIT = "bhxh-kiosk"
MOST_EXPOSED = 3.5
BACK_WITHIN = 10.0  # s of the machine, from a kill or a freeze to the first picture

_PROFILE = "/etc/apparmor.d/bhxh-kiosk"
_PROCESS = "pgrep -o -u bhxh-kiosk -f 'main.py run'"
_TOLD = "journalctl -k -b -o cat --no-pager | grep 'profile=\"bhxh-kiosk' | grep -E 'ALLOWED|DENIED'"
# By QEMU's names of keys. `sysrq` is what Print is with Alt.
_CHORDS = (
    *(("ctrl", "alt", f"f{number}") for number in range(1, 7)),
    *(("alt", "f2"), ("alt", "f4"), ("alt", "tab"), ("alt", "esc"), ("meta_l",), ("meta_l", "d")),
    *(("ctrl", "alt", "delete"), ("ctrl", "alt", "backspace"), ("ctrl", "q"), ("ctrl", "c"), ("ctrl", "z")),
    *(("alt", "sysrq", "b"), ("alt", "sysrq", "k"), ("alt", "sysrq", "e"), ("alt", "sysrq", "r")),
    *(("sleep",), ("power",)),
)


def try_session(machine: VirtualMachine) -> None:
    """The kiosk is set up and does not run yet; at the end it does, confined."""
    # The kernel throttles what AppArmor tells, and nothing of it shall be missed.
    machine.run("sysctl -q kernel.printk_ratelimit=0")
    with step("systemctl start: until the first picture"):
        machine.run("systemctl", "start", UNIT)
    _print(f"{_seconds_to_picture(machine):.1f} s of the machine's own, picture {_look(machine, 'started')}")
    _judge_session(machine)
    for signal, what in (("KILL", "killed"), ("STOP", "frozen")):
        with step(f"the kiosk's process {what}: until the first picture again"):
            took = _back_after(machine, signal)
        _print(f"{took:.1f} s of the machine's own, picture {_look(machine, what)}")
        if took > BACK_WITHIN and has_kvm():  # the other core is slower than any counter's
            raise StepError(f"{what}, it is back only after {took:.1f} s")
    with step(f"{len(_CHORDS)} key chords at the keyboard"):
        _hammer(machine)
    _confine(machine)


def try_update(machine: VirtualMachine) -> None:
    """The look for updates, as its timer starts it: there is nothing new, and that is no failure."""
    with step("the look for updates by its unit"):
        machine.run("systemctl start bhxh-kiosk-update.service")
    if UNIT not in machine.run(f"systemctl list-timers --no-pager {UNIT}-update.timer"):
        raise StepError("the timer of updates does not run with the kiosk")


def try_power(machine: VirtualMachine) -> None:
    """Restart and off, as the service menu asks for them. The machine is off at the end."""
    with step("the journal, read as the kiosk's user"):
        if "Started" not in _ask_host(machine, "print(DebianHost().log())"):
            raise StepError("the kiosk's log has no start of it")
    machine.run("systemctl set-default graphical.target && systemctl enable bhxh-kiosk")
    with step("restart by the kiosk: until its first picture, by itself"):
        _ask_host(machine, "DebianHost().power(Power.MACHINE)")
        machine.wait_for_boot()
        machine.run(f"until systemctl is-active -q {UNIT}; do sleep 0.5; done")
    after = int(machine.run("systemctl", "show", "-P", "ActiveEnterTimestampMonotonic", UNIT)) / 1e6
    _print(f"{after:.1f} s after the kernel's start, picture {_look(machine, 'restarted')}")
    with step("switched off by the kiosk"):
        _ask_host(machine, "DebianHost().power(Power.OFF)")
        if not machine.has_ended(600):
            raise StepError("the machine is not switched off")


def _print(told: str) -> None:
    print(f"           {told}", flush=True)


def _look(machine: VirtualMachine, name: str) -> Path:
    return machine.picture(name)


def _seconds_to_picture(machine: VirtualMachine) -> float:
    names = ("ExecMainStartTimestampMonotonic", "ActiveEnterTimestampMonotonic")
    began, ready = (int(machine.run("systemctl", "show", "-P", name, UNIT)) / 1e6 for name in names)
    return ready - began


def _judge_session(machine: VirtualMachine) -> None:
    exposure = machine.run(f"systemd-analyze security --no-pager {UNIT} | tail -1")
    _print(exposure.strip())
    if float(exposure.split(":")[1].split()[0]) > MOST_EXPOSED:
        raise StepError(exposure)
    for what, command, expected in (
        ("its user", f"ps -o user:20= -p $({_PROCESS})", "bhxh-kiosk"),
        ("the terminal in front", "cat /sys/class/tty/tty0/active", "tty1"),
        ("logins on terminals", "pgrep -c -x agetty -t tty1,tty2,tty3 || true", "0"),
        ("its profile", f"cat /proc/$({_PROCESS})/attr/current | tr -d '\\0'", "bhxh-kiosk (complain)"),
    ):
        found = machine.run(command).strip()
        if found != expected:
            raise StepError(f"{what}: {found}")
    sealed = machine.run(
        "systemd-creds decrypt --name=database-key /etc/bhxh-kiosk/database-key.cred - | wc -c"
    )
    _print(f"the key of {sealed.strip()} bytes is opened by host and TPM")


def _back_after(machine: VirtualMachine, signal: str) -> float:
    """Seconds of the machine from the signal to the first picture of the next start."""
    told = machine.run(f"""
        was=$(systemctl show -P InvocationID {UNIT})
        began=$(cut -d' ' -f1 /proc/uptime)
        kill -{signal} $({_PROCESS})
        until systemctl is-active -q {UNIT} && [ $(systemctl show -P InvocationID {UNIT}) != $was ]
        do sleep 1; done
        echo $began $(systemctl show -P ActiveEnterTimestampMonotonic {UNIT})
    """)
    began, ready = told.split()[-2:]
    return int(ready) / 1e6 - float(began)


def _hammer(machine: VirtualMachine) -> None:
    """By a keyboard that the kernel sees. Raises StepError where anything of the session changes."""
    state = f"""cat /proc/sys/kernel/random/boot_id /sys/class/tty/tty0/active
        systemctl show -P InvocationID -P SubState {UNIT}; systemctl is-system-running"""
    before = machine.run(state, ends_with=None)
    for chord in _CHORDS:
        machine.keys(*chord)
        if (after := machine.run(f"sleep 0.3; {state}", ends_with=None)) != before:
            raise StepError(f"{'+'.join(chord)}: {before} is now {after}")
    machine.run("sleep 5")  # what switches off takes a while
    if machine.run(state, ends_with=None) != before:
        raise StepError("some key has an effect that takes a while")
    _look(machine, "hammered")


def _confine(machine: VirtualMachine) -> None:
    """First what the profile would refuse, then that it refuses nothing."""
    told = _refusals(machine)
    if told:
        raise StepError(f"the profile would refuse {len(told)} things:\n" + "\n".join(sorted(told)))
    machine.run("aa-enforce", _PROFILE)
    with step("confined by AppArmor: until the first picture"):
        machine.run("systemctl", "restart", UNIT)
    if told := _refusals(machine):
        raise StepError("the profile refuses:\n" + "\n".join(sorted(told)))
    _print(f"nothing refused, picture {_look(machine, 'confined')}")


def _refusals(machine: VirtualMachine) -> set[str]:
    """Each once: operation, name, what was asked."""
    lines = machine.run(f"{_TOLD} || true").splitlines()
    parts = ("operation=", "name=", "requested_mask=", "family=", "capname=", "comm=")
    return {" ".join(w for w in line.split() if w.startswith(parts)) for line in lines if "apparmor=" in line}


def _ask_host(machine: VirtualMachine, statement: str) -> str:
    """Of the kiosk's own program for the machine, in its session's fences and by its user."""
    python = "/opt/bhxh-kiosk/current/python/bin/python"
    program = (
        f"import sys; sys.path.insert(0, '/opt/bhxh-kiosk/current'); "
        f"from kiosk.service.host import DebianHost, Power; {statement}"
    )
    inside = f"nsenter --mount --target $({_PROCESS}) {' '.join(AS_KIOSK)} --no-new-privs"
    return machine.run(f'{inside} {python} -c "{program}"')
