import os
from pathlib import Path

import pytest

from whence.errors import InputError, UsageError
from whence.store.vault import Vault, link_or_copy


def test_an_exhibit_is_kept_once_under_its_sha256(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    (tmp_path / "a.txt").write_bytes(b"deed")
    sha256 = vault.add(tmp_path / "a.txt")
    assert vault.add(b"deed") == sha256
    assert vault.keys() == (sha256,)
    assert vault.read(sha256) == b"deed"
    assert vault.damaged() == ()


def test_a_changed_exhibit_is_refused_at_every_door(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    sha256 = vault.add(b"deed")
    os.chmod(vault.path(sha256), 0o644)
    vault.path(sha256).write_bytes(b"dead")
    with pytest.raises(InputError, match="changed after it was kept"):
        vault.read(sha256)
    with pytest.raises(InputError, match="changed after it was kept"):
        vault.add(b"deed")
    assert vault.damaged() == (sha256,)


def test_an_unknown_exhibit_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no exhibit"):
        Vault(tmp_path / "vault").read("ab" * 32)
    assert Vault(tmp_path / "vault").keys() == ()


def test_where_names_cannot_be_shared_the_bytes_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(os, "link", refuse)
    link_or_copy(tmp_path / "a", tmp_path / "b" / "a")
    assert (tmp_path / "b" / "a").read_bytes() == b"x"
