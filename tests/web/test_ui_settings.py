"""Each setting is declared, has a default that works, and refuses what can't be used in plain words."""

import ast
import re
import stat
from pathlib import Path

import pytest

from talentshed.web import config
from talentshed.web.config import environment
from talentshed.web.config.environment import SettingError


def test_every_setting_that_is_read_is_declared_and_every_declared_one_is_read():
    sources = [path.read_text(encoding="utf-8") for path in Path(config.__file__).parent.glob("*.py")]
    read = {
        call.args[0].value
        for source in sources
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and re.match(r"(environment\.)?(text|flag|names|choice|time_zone)$", ast.unparse(call.func))
        and str(call.args[0].value).startswith("TALENTSHED_")
    }
    assert read == {setting.name for setting in environment.SETTINGS}
    assert all(setting.default and setting.meaning.endswith(".") for setting in environment.SETTINGS)


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("TRUE", True), ("off", False), ("", False)])
def test_yes_and_no_are_understood(monkeypatch, written, meant):
    monkeypatch.setenv("TALENTSHED_DEBUG", written)
    assert environment.flag("TALENTSHED_DEBUG") is meant


@pytest.mark.parametrize(
    ("read", "name", "value", "sentence"),
    [
        (lambda: environment.flag("TALENTSHED_DEBUG"), "TALENTSHED_DEBUG", "maybe", "neither yes nor no"),
        (
            lambda: environment.choice("TALENTSHED_LANGUAGE", "en", ("en", "es")),
            "TALENTSHED_LANGUAGE",
            "fr",
            "must be one of: en, es",
        ),
        (
            lambda: environment.time_zone("TALENTSHED_TIME_ZONE", "America/Chicago"),
            "TALENTSHED_TIME_ZONE",
            "Chicago",
            "no known time zone",
        ),
        (
            lambda: environment.database(Path("home")),
            "TALENTSHED_DATABASE_URL",
            "mysql://host/name",
            "must begin with sqlite:///",
        ),
        (
            lambda: environment.database(Path("home")),
            "TALENTSHED_DATABASE_URL",
            "postgresql://host",
            "names no database",
        ),
        (
            lambda: environment.secret_key(Path("home")),
            "TALENTSHED_SECRET_KEY",
            "short",
            "at least 32",
        ),
    ],
)
def test_a_bad_value_is_refused_in_plain_words(monkeypatch, read, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=sentence):
        read()


def test_the_home_folder_is_made_or_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path / "new" / "home"))
    assert environment.home_folder().is_dir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TALENTSHED_HOME", str(tmp_path / "file"))
    with pytest.raises(SettingError, match="can't be used as a folder"):
        environment.home_folder()


def test_the_secret_is_made_once_and_only_its_owner_reads_it(monkeypatch, tmp_path):
    monkeypatch.delenv("TALENTSHED_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path)
    assert len(first) >= 32
    assert environment.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_database_address_becomes_its_parts(monkeypatch, tmp_path):
    monkeypatch.delenv("TALENTSHED_DATABASE_URL", raising=False)
    sqlite = environment.database(tmp_path)
    assert sqlite["NAME"] == str(tmp_path / "talentshed.sqlite3")
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    monkeypatch.setenv("TALENTSHED_DATABASE_URL", "postgresql://ada:p%40ss@db.example.org:5433/shed?sslmode=require")
    server = environment.database(tmp_path)
    assert [server[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "shed",
        "ada",
        "p@ss",
        "db.example.org",
        "5433",
    ]
    assert server["OPTIONS"] == {"sslmode": "require"}
    monkeypatch.setenv("TALENTSHED_DATABASE_URL", "postgresql:///shed?host=/run/pg")
    assert environment.database(tmp_path)["HOST"] == "/run/pg"
