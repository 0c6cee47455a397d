"""mail.yaml: where mail goes and in whose name. Passwords come from the environment, keys from files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from reportgen.config.complaints import complaints
from reportgen.config.shapes import Shape, Text
from reportgen.config.yamlfile import YamlFile, read_yaml
from reportgen.errors import Problem, ProblemsError
from reportgen.model.mail import Sender, Server


class ServerShape(Shape):
    """`server:` of mail.yaml."""

    host: Text
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: Text = ""
    password_env: Text = "REPORTGEN_SMTP_PASSWORD"
    ca_file: Text = ""
    connections: int = Field(default=4, ge=1, le=50)
    per_second: float = Field(default=20.0, gt=0)
    attempts: int = Field(default=5, ge=1)
    backoff: float = Field(default=30.0, ge=0)
    timeout: float = Field(default=30.0, gt=0)


class UnsubscribeShape(Shape):
    """`unsubscribe:` of mail.yaml; `{email}` and `{token}` in the address are filled for each reader."""

    url: Text
    mailto: Text = ""
    secret_env: Text = "REPORTGEN_SECRET"


class DkimShape(Shape):
    """`dkim:` of mail.yaml."""

    domain: Text
    selector: Text
    key_file: Text


class MailShape(Shape):
    """A whole mail.yaml."""

    sender: dict[Literal["address", "name", "reply_to"], Text]
    server: ServerShape
    unsubscribe: UnsubscribeShape
    dkim: DkimShape | None = None
    greeting: Text = "Dear {name},"
    greeting_without_name: Text = "Good day,"
    pdf: Literal["attached", "none"] = "attached"


def read(path: Path, environment: Mapping[str, str]) -> tuple[Server, Sender, bytes]:
    """Server, sender and the secret behind unsubscribe tokens. Raises ProblemsError with every fault found."""
    source = read_yaml(path)
    try:
        shape = MailShape.model_validate(source.values)
    except ValidationError as error:
        raise ProblemsError(complaints(error, source, MailShape)) from None
    problems: list[Problem] = []
    key = _key(shape, source, problems)
    password = _secret(shape.server.username, shape.server.password_env, environment, source, problems)
    wanted = "{token}" if "{token}" in shape.unsubscribe.url else ""
    secret = _secret(wanted, shape.unsubscribe.secret_env, environment, source, problems)
    if "address" not in shape.sender:
        problems.append(Problem(path.name, "names no address mail comes from.", "Add it.", key="sender.address"))
    if problems:
        raise ProblemsError(problems)
    return _server(shape.server, password), _sender(shape, key), secret.encode()


def _key(shape: MailShape, source: YamlFile, problems: list[Problem]) -> bytes:
    if shape.dkim is None:
        return b""
    path = source.path.parent / shape.dkim.key_file
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"{path} cannot be read: {error.strerror}."
        problems.append(Problem(source.path.name, what, "Name the private key's file.", key="dkim.key_file"))
        return b""


def _secret(wanted: str, name: str, environment: Mapping[str, str], source: YamlFile, problems: list[Problem]) -> str:
    """A secret from the environment, asked for only where something needs it."""
    if wanted and not environment.get(name):
        problems.append(Problem(source.path.name, f"needs {name} in the environment, which is not set.", "Set it."))
    return environment.get(name, "")


def _server(shape: ServerShape, password: str) -> Server:
    values = shape.model_dump(exclude={"password_env"})
    return Server(**values, password=password)


def _sender(shape: MailShape, key: bytes) -> Sender:
    return Sender(
        address=shape.sender["address"],
        name=shape.sender.get("name", ""),
        reply_to=shape.sender.get("reply_to", ""),
        unsubscribe_url=shape.unsubscribe.url,
        unsubscribe_mailto=shape.unsubscribe.mailto,
        greeting=shape.greeting,
        greeting_without_name=shape.greeting_without_name,
        attach_pdf=shape.pdf == "attached",
        dkim_domain=shape.dkim.domain if shape.dkim else "",
        dkim_selector=shape.dkim.selector if shape.dkim else "",
        dkim_key=key,
    )
