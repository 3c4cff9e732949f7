"""What runs the receiver on a server: systemd's units and the containers say what they should, and fit each other."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue import checkout
from catalogue.commands.main import make_parser
from catalogue.receive.configuration import Configuration
from some import some

DEPLOY = checkout.ROOT / "deploy"
UNITS = some(sorted((DEPLOY / "systemd").glob("catalogue-*.*")))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMPOSE = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text("utf-8"))
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text("utf-8")
SCRIPTS = some(sorted((DEPLOY / "container").glob("*.sh")))


def read_unit(file: Path) -> list[tuple[str, str, str]]:
    """Return the lines of a unit: section, key and value, in their order."""
    section, lines = "", []
    for line in file.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = found[1]
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals, line
            lines.append((section, key, value))
    return lines


def values(file: Path, key: str) -> list[str]:
    return [value for _, known, value in read_unit(file) if known == key]


HARDENED = {
    "DynamicUser": "yes",
    "User": "catalogue",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.stem)
def test_a_service_may_do_nothing_but_its_work(service: Path) -> None:
    assert {key: values(service, key) for key in HARDENED} == {key: [value] for key, value in HARDENED.items()}
    assert values(service, "SystemCallFilter") == ["@system-service", "~@privileged"]
    assert all(values(service, key) for key in ("MemoryMax", "TasksMax", "ReadWritePaths", "UMask"))
    assert all("katalog" in path or ".cache" in path for path in values(service, "ReadWritePaths")[0].split())


def test_only_the_receiver_has_a_network_and_nobody_is_let_in_or_asked_over_it() -> None:
    receiver = DEPLOY / "systemd" / "catalogue-receive.service"
    assert (values(receiver, "IPAddressDeny"), values(receiver, "IPAddressAllow")) == (["any"], ["localhost"])
    for service in SERVICES:
        assert service == receiver or values(service, "PrivateNetwork") == ["yes"]


def commands_of(service: Path) -> list[list[str]]:
    return [shlex.split(line) for line in values(service, "ExecStart")]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.stem)
def test_a_service_says_a_command_that_there_is(service: Path) -> None:
    for program, *words in some(commands_of(service)):
        if program.endswith("/catalogue"):
            assert make_parser().parse_args(words).command == words[0]
        else:
            assert program == "/usr/bin/git"


def test_a_unit_that_starts_another_starts_one_that_is_there() -> None:
    started = {file.name: values(file, "Unit") for file in UNITS if file.suffix in (".path", ".timer")}
    assert started
    for units in started.values():
        assert [unit for unit in units if not (DEPLOY / "systemd" / unit).is_file()] == []


def test_all_speak_of_the_same_places() -> None:
    (receive,) = commands_of(DEPLOY / "systemd" / "catalogue-receive.service")
    place = receive[receive.index("--socket") + 1]
    nginx = (DEPLOY / "nginx" / "receiver" / "catalogue-receiver.conf").read_text("utf-8")
    assert f"server unix:{place};" in nginx
    assert f'"{place}"' in CONTAINERFILE
    watched = values(DEPLOY / "systemd" / "catalogue-publish.path", "PathChanged")
    repository = receive[receive.index("--repository") + 1]
    assert watched == [f"{repository}/refs/heads/main", f"{repository}/packed-refs"]
    for path in (repository, "/var/lib/catalogue", "/run/catalogue"):
        assert any(f":{path}" in volume for volume in COMPOSE["services"]["receive"]["volumes"])


def test_settings_in_units_and_containers_are_settings_and_secrets_are_files() -> None:
    told = re.findall(r"CATALOGUE_RECEIVE_(\w+)", "".join(unit.read_text("utf-8") for unit in UNITS))
    told += [name.removeprefix("CATALOGUE_RECEIVE_") for name in COMPOSE["services"]["receive"]["environment"]]
    assert set(map(str.lower, told)) <= set(Configuration.model_fields)
    assert {"SECRET_FILE"} <= set(told)
    assert all(name.endswith("_FILE") for name in told if "SECRET" in name or "PASSWORD" in name)


# Containers

PROGRAMS = ("receive", "publish")


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_container_may_do_nothing_but_its_work(name: str) -> None:
    service: dict[str, Any] = COMPOSE["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "restart"} <= service.keys()
    assert "privileged" not in service
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert not [volume for volume in service["volumes"] if volume.startswith(("/", "."))]
    if name in PROGRAMS:
        assert service["read_only"] is True


def test_what_publishes_has_no_network_and_what_receives_no_port() -> None:
    services = COMPOSE["services"]
    assert services["publish"]["network_mode"] == "none"
    assert "ports" not in services["receive"] | services["publish"]


def test_the_images_copy_what_is_there_pin_what_they_begin_with_and_run_as_nobody() -> None:
    lines = CONTAINERFILE.replace("\\\n", " ").splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert copied
    assert [path for path in copied if not (checkout.ROOT / path).exists()] == []
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert all(re.fullmatch(r"[a-z]+:[a-z0-9.-]*bookworm[a-z-]*", base) for base in bases)
    assert {line.split()[3] for line in lines if line.startswith("FROM ")} == {"program", "site"}
    assert "USER 10001:10001" in lines
    assert "--require-hashes -r requirements.lock" in CONTAINERFILE
    assert not [line for line in lines if line.startswith("ADD ") or "curl" in line or "sudo" in line]
    assert all("--no-install-recommends" in line for line in lines if "apt-get install" in line)


def test_an_image_begins_without_what_it_does_not_copy() -> None:
    ignored = (checkout.ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert ignored[1] == "*"
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert {word.split("/")[0] for line in copied for word in line.split()} == kept


def test_compose_gives_each_container_what_its_image_is_made_for() -> None:
    for service in COMPOSE["services"].values():
        build = service["build"]
        assert (DEPLOY / "container" / build["context"]).resolve() == checkout.ROOT
        assert (checkout.ROOT / build["dockerfile"]).is_file()
        assert f" AS {build['target']}\n" in CONTAINERFILE
    command = re.search(r'CMD \["(receive[^\]]*)"\]', CONTAINERFILE)
    assert command
    assert make_parser().parse_args(command[1].split('", "')).command == "receive"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_of_a_container_is_one(script: Path) -> None:
    import subprocess

    done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
