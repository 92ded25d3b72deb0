"""Can nobody read, guess or find in a file who stands behind a hash, except with the key?"""

import re
from pathlib import Path

import pyarrow as pa
import pytest

from talentshed.labor.flows.hashing import VARIABLE, Key, hashed, hashed_column, key_for
from talentshed.labor.flows.problem import FlowsError

SECRET = "sixteen letters at least"


def test_one_identifier_has_one_hash_whether_number_or_text() -> None:
    key = Key(SECRET.encode(), "variable")
    found = hashed(17, key, "worker")
    assert found == hashed("17", key, "worker") == hashed(" 17 ", key, "worker")
    assert re.fullmatch("[0-9a-f]{32}", str(found))
    assert hashed(None, key, "worker") is None


def test_the_hash_depends_on_the_key_and_on_what_is_named() -> None:
    key, other = Key(SECRET.encode(), "variable"), Key(b"another sixteen letters", "variable")
    found = {
        hashed(17, key, "worker"),
        hashed(17, other, "worker"),
        hashed(17, key, "employer"),
        hashed(18, key, "worker"),
    }
    assert len(found) == 4


def test_a_column_is_hashed_as_its_values_are() -> None:
    key = Key(SECRET.encode(), "variable")
    found = hashed_column(pa.array(["a", None, "b", "a"]), key, "worker").to_pylist()
    assert found == [hashed("a", key, "worker"), None, hashed("b", key, "worker"), hashed("a", key, "worker")]
    assert hashed_column(pa.array([], pa.int64()), key, "worker").to_pylist() == []


def test_the_key_comes_from_the_file_then_from_the_environment_then_from_chance(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(SECRET + "\n")
    environment = {VARIABLE: "the key of the environment"}
    from_file = key_for(str(file), out=tmp_path / "out", environment=environment)
    assert (from_file.secret, from_file.origin) == (SECRET.encode(), "file")
    assert key_for(environment=environment).secret == b"the key of the environment"
    first, second = key_for(environment={}), key_for(environment={})
    assert first.origin == second.origin == "random"
    assert first.secret != second.secret
    assert "random key of this run" in first.words()


def test_a_key_is_never_shown() -> None:
    key = key_for(environment={VARIABLE: SECRET})
    assert SECRET not in f"{key} {key!r} {key.words()}"


def test_a_long_key_counts_to_its_end() -> None:
    long = "k" * 100
    one, other = key_for(environment={VARIABLE: long + "1"}), key_for(environment={VARIABLE: long + "2"})
    assert hashed(1, one, "worker") != hashed(1, other, "worker")


def test_a_key_in_the_output_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "out" / "deep" / "key"
    file.parent.mkdir(parents=True)
    file.write_text(SECRET)
    with pytest.raises(FlowsError, match="The key file key lies in the output folder"):
        key_for(str(file), out=tmp_path / "out")


def test_a_key_that_is_missing_or_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FlowsError, match=r"can't be read \(No such file or directory\): check \[hashing\] key_file"):
        key_for(str(tmp_path / "none"))
    with pytest.raises(FlowsError, match=f"The key in {VARIABLE} is too short: give it at least 16 characters"):
        key_for(environment={VARIABLE: "short"})
