"""Both packages installed and set up in the machine by docs/operations.md, commands as they stand."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.installer.bare import StepError, step
from tests.installer.bare_manual import as_written
from tests.installer.machine_disk import PACKAGES_FOLDER
from tests.installer.virtual_machine import VirtualMachine

_NAME = "central.example.vn"
_TLS = "/etc/bhxh-central/tls"
_SETTINGS = "/etc/bhxh-kiosk/kiosk.toml"
_ASK = 'import urllib.request as u; u.urlopen("http://127.0.0.1:8080/v1/ready", timeout=5)'
_READY = f"until python3 -c '{_ASK}' 2>/dev/null; do sleep 2; done"
# Of a counter with a graphics processor the compositor takes that.
_DRAWN = "[Service]\nEnvironment=WLR_RENDERER=pixman\n"


def set_up(machine: VirtualMachine, packages: dict[str, Path], *, with_central: bool) -> None:
    """A kiosk that is not started yet, its key sealed to host and TPM; enrolled at a central beside it."""
    with step("apt install of the kiosk"):
        _install(machine, f"{PACKAGES_FOLDER}/{packages['bhxh-kiosk'].name}")
    machine.run("mkdir -p /etc/systemd/system/bhxh-kiosk.service.d")
    machine.write("/etc/systemd/system/bhxh-kiosk.service.d/trial.conf", _DRAWN)
    machine.run("systemctl daemon-reload")
    with step("rules for what hangs at its USB ports"):
        machine.run("bhxh-kiosk devices usbguard --allow 0627:0001 > /etc/usbguard/rules.conf")
        machine.run(as_written("systemctl enable usbguard"))
        if "block" in (told := machine.run("usbguard list-devices")):
            raise StepError(f"the rules keep out what was there: {told}")
    machine.run("cp", "/usr/share/doc/bhxh-kiosk/examples/kiosk.toml", _SETTINGS)
    if with_central:
        ticket = _set_up_central(machine, packages["bhxh-central"])
        machine.run("sed", "-i", f's#^url = .*#&\\nca_file = "{_TLS}/central.pem"#', _SETTINGS)
        with step("provision: key, enrolment, settings"):
            command = as_written("bhxh-kiosk provision --scan --panel 27")
            machine.run(command.replace("--scan", f"--ticket {shlex.quote(ticket)}"))
        with step("doctor"):
            told = machine.run(as_written("bhxh-kiosk doctor --simulated-devices"))
        print(f"           {told.count('ok    ')} checks, all green", flush=True)
    else:
        # Makes the key before it fails to reach central.
        machine.run("bhxh-kiosk", "provision", "--code", "none", ends_with=None)
    kind = machine.run("head -c 24 /etc/bhxh-kiosk/database-key.cred | base64 -d | od -An -tx1 -N16")
    if kind.split()[:4] != ["93", "a8", "94", "09"]:  # of host and TPM together (systemd's creds-util.h)
        raise StepError(f"the key is not sealed to the TPM: {kind}")


def _install(machine: VirtualMachine, *packages: str) -> None:
    """From what was fetched before: there is no network."""
    machine.run("apt-get", "install", "-qq", "-y", "--no-download", *packages, patience=7200)


def _set_up_central(machine: VirtualMachine, package: Path) -> str:
    """Its own units, PostgreSQL and nginx in front. What its QR says for a new kiosk."""
    examples = "/usr/share/doc/bhxh-central/examples"
    with step("apt install of central, PostgreSQL and nginx"):
        _install(machine, f"{PACKAGES_FOLDER}/{package.name}", "postgresql", "nginx")
    with step("central by its units, on PostgreSQL, behind nginx"):
        machine.run(as_written(f"cp {examples}/postgresql.conf"))
        machine.run(as_written("install -m 0640 -g bhxh-central"))
        machine.run(as_written("runuser -u postgres -- createuser"))
        machine.run(as_written("runuser -u postgres -- createdb"))
        machine.run(as_written("systemctl enable --now bhxh-central"))
        machine.run(_READY, patience=7200)
        machine.run("mkdir", "-p", _TLS)
        named = f"-subj /CN={_NAME} -addext subjectAltName=DNS:{_NAME} -days 2"
        made = f"openssl req -x509 -newkey rsa:2048 -nodes {named}"
        machine.run(f"{made} -keyout {_TLS}/central.key -out {_TLS}/central.pem 2>&1")
        machine.run(f"chmod 0755 /etc/bhxh-central {_TLS}; chmod 0644 {_TLS}/central.pem")
        machine.run(as_written(f"cp {examples}/nginx.conf"))
        machine.run("ln -s ../sites-available/bhxh-central /etc/nginx/sites-enabled/")
        machine.run("nginx -t && systemctl reload nginx")
        machine.run(f"echo 127.0.0.1 {_NAME} >> /etc/hosts")
    with step("central's code for a kiosk"):
        office = '--office-id 00100 --office-name "BHXH cơ sở Ba Đình"'
        shown = machine.run(f"bhxh-central enrol-code KIOSK-07 {office} --qr https://{_NAME}")
    return shown.strip().splitlines()[-1]
