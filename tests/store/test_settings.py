"""Settings: kept, private, never in the way."""

import os
import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithmap.store import atomic_file, settings
from kithmap.store.errors import CannotWrite
from kithmap.store.locations import settings_file, settings_folder
from kithmap.store.settings import Settings, Theme, View

CHOSEN = Settings(
    theme=Theme.HIGH_CONTRAST,
    text_percent=150,
    view=View.LIST,
    window_width=1366,
    window_height=768,
    window_maximised=True,
    left_panel_width=260,
    right_panel_width=330,
    paper="letter",
)


def test_settings_come_back_as_they_were_saved() -> None:
    settings.save(settings_file(), CHOSEN)
    assert settings.load(settings_file()) == CHOSEN
    settings.save(settings_file(), Settings())
    assert settings.load(settings_file()) == Settings()


def test_only_their_owner_may_read_them(home: Path) -> None:
    settings.save(settings_file(), CHOSEN)
    assert settings_file().is_relative_to(home)
    assert os.name == "nt" or stat.S_IMODE(settings_file().stat().st_mode) == 0o600
    assert os.name == "nt" or stat.S_IMODE(settings_folder().stat().st_mode) == 0o700


def test_nothing_is_decided_before_the_first_start() -> None:
    assert settings.load(settings_file()) == Settings()


def test_how_names_stood_on_paper_once_is_not_remembered() -> None:
    atomic_file.make_folder(settings_folder())
    atomic_file.replace(settings_file(), b'{"print_names": "nicknames", "paper": "letter"}', expected=atomic_file.ANY)
    kept = settings.load(settings_file())
    assert kept == Settings(paper="letter")
    settings.save(settings_file(), kept)
    assert b"names" not in settings_file().read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"theme": "\xff"}',
        b'{"theme": "pink"}',
        b'{"text_percent": 99}',
        b'{"text_percent": 201}',
        b'{"window_width": 0}',
        b'{"window_width": 1e9}',
        b"[" * 60_000,
        b'{"x":' * 10_000,
        b" " * 100_000,
    ],
)
def test_a_damaged_file_gives_the_usual_settings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    assert settings.load(tmp_path / "settings.json") == Settings()


@given(st.binary(max_size=40))
def test_no_bytes_stop_the_program_from_starting(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_bytes(data)
    assert isinstance(settings.load(path), Settings)


def test_a_folder_in_place_of_the_file_gives_the_usual_settings_and_refuses_to_save(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()
    with pytest.raises(CannotWrite):
        settings.save(tmp_path, CHOSEN)


def test_a_setting_of_a_later_program_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"theme": "dark", "sound": true}')
    assert settings.load(path) == Settings(theme=Theme.DARK)


def test_no_setting_but_the_list_that_was_asked_for_can_hold_a_free_text() -> None:
    # A name or a path can only hide in a text.
    properties = dict(msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"])
    assert "'string'" in str(properties.pop("recent"))
    assert "'string'" not in str(properties)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=30))
def test_recent_maps_are_few_newest_first_and_never_protected(opened: list[tuple[int, bool]]) -> None:
    kept, expected = Settings(remember_recent=True), list[str]()
    for number, is_protected in opened:
        path = Path(f"/maps/{number}.kithmap")
        kept = settings.with_recent(kept, path, is_protected=is_protected)
        expected = [each for each in expected if each != str(path)]
        expected = (expected if is_protected else [str(path), *expected])[: settings.MAXIMUM_RECENT]
    assert list(kept.recent) == expected


def test_nothing_is_remembered_unless_it_was_asked_for() -> None:
    assert settings.with_recent(Settings(), Path("/maps/1.kithmap"), is_protected=False).recent == ()
    left = Settings(recent=("/maps/1.kithmap",))
    assert settings.with_recent(left, Path("/maps/2.kithmap"), is_protected=False).recent == ()


@pytest.mark.parametrize(
    ("minutes", "is_protected", "after"),
    [(None, False, None), (None, True, 5), (0, False, None), (0, True, None), (10, False, 10), (10, True, 10)],
)
def test_a_protected_map_hides_by_itself_unless_the_person_says_otherwise(
    minutes: int | None, is_protected: bool, after: int | None
) -> None:
    assert settings.idle_minutes(Settings(idle_minutes=minutes), is_protected=is_protected) == after


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "/home/k/.config/kithmap"),
        ("linux", {"XDG_CONFIG_HOME": "/cfg"}, "/cfg/kithmap"),
        ("linux", {"XDG_CONFIG_HOME": ""}, "/home/k/.config/kithmap"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, "/home/k/.config/kithmap"),
        ("darwin", {"XDG_CONFIG_HOME": "/cfg"}, "/home/k/Library/Application Support/Kithmap"),
        ("win32", {"APPDATA": "/roaming"}, "/roaming/Kithmap"),
        ("win32", {}, "/home/k/AppData/Roaming/Kithmap"),
    ],
)
def test_each_system_has_its_own_place(platform: str, environment: dict[str, str], expected: str) -> None:
    assert settings_folder(environment, platform, Path("/home/k")) == Path(expected)


def test_two_windows_do_not_undo_each_other() -> None:
    began = Settings(remember_recent=True, recent=("/maps/1.kithmap",))
    # The other window switched the list off; this one only became larger.
    on_disk = Settings(remember_recent=False)
    now = msgspec.structs.replace(began, window_width=1000)
    assert settings.merged(began, now, on_disk) == Settings(window_width=1000)
    # And the other way round: what this one switched off stays off.
    off = msgspec.structs.replace(began, remember_recent=False, recent=())
    assert settings.merged(began, off, began).recent == ()
    assert settings.merged(began, now, began) == now
