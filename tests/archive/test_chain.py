"""Whatever is removed, replaced, added or put in another place among the versions is named."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.archive.chain import check_chain
from mpp_lib.archive.verify import verify, verify_all
from mpp_lib.inputs.bag.form import head_of, manifest_text, payload_digests, tag_digests
from mpp_lib.inputs.versions import registered
from tests.support.frozen import archive, frozen, made_round, make, wrong

NAMES = ("v1", "v2", "v3")
TAGS = ("bag-info.txt", "tagmanifest-sha256.txt")


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """Three versions of one round, each with other scenarios; nobody changes this folder."""
    folder = made_round(tmp_path_factory.mktemp("archief") / "rounds")
    scenarios = folder / "inputs" / "scenarios.csv"
    for name in NAMES:
        frozen(folder, name)
        scenarios.write_bytes(scenarios.read_bytes() + b"\n")
        make(folder)
    return folder


@pytest.fixture
def folder(kept, tmp_path) -> Path:
    """A copy, to be changed at will."""
    shutil.copytree(kept.parent, tmp_path / "rounds", copy_function=shutil.copyfile)
    for path in (tmp_path / "rounds").rglob("*"):
        path.chmod(0o700)
    return tmp_path / "rounds" / kept.name


def test_each_version_names_the_one_before_it(kept):
    first, second, third = registered(kept.parent)
    assert (first.info["MPP-Follows"], first.info["MPP-Rests-On"]) == (("geen",), ("geen",))
    assert second.info["MPP-Follows"] == second.info["MPP-Rests-On"] == (f"_klein/v1 {first.head}",)
    assert third.info["MPP-Rests-On"] == (f"_klein/v2 {second.head}",)


def test_an_archive_that_nobody_touched_is_right(kept):
    """And it says which version nothing vouches for: the last one."""
    assert wrong(kept.parent) == set()
    assert str(check_chain(kept.parent).outside) == "_klein/v3"


def rows(folder: Path) -> list[str]:
    return (folder.parent / "versies.csv").read_text(encoding="utf-8").splitlines(keepends=True)


def write(folder: Path, lines: list[str]) -> None:
    (folder.parent / "versies.csv").write_text("".join(lines), encoding="utf-8")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder / "versions" / "v2")


def _remove_with_its_row(folder: Path) -> None:
    _remove(folder)
    header, first, _, third = rows(folder)
    write(folder, [header, first, third])


def _reorder(folder: Path) -> None:
    header, first, second, third = rows(folder)
    write(folder, [header, second, first, third])


def _swap(folder: Path) -> None:
    versions = folder / "versions"
    for old, new in (("v1", "x"), ("v2", "v1"), ("x", "v2")):
        (versions / old).rename(versions / new)


def _replace(folder: Path) -> None:
    """By a bag that is right in itself."""
    remade(folder / "versions" / "v2", "data/report/MPP-prognose-_klein.html")


def _replace_with_its_row(folder: Path) -> None:
    head = remade(folder / "versions" / "v2", "data/report/MPP-prognose-_klein.html")
    lines = rows(folder)
    write(folder, [*lines[:2], f"_klein;v2;prognose;besproken;{head}\n", lines[3]])


def _add(folder: Path) -> None:
    shutil.copytree(folder / "versions" / "v1", folder / "versions" / "v4")


def remade(bag: Path, file: str) -> str:
    """Change a file of a bag and make the manifests fit; its new kop."""
    (bag / file).write_bytes((bag / file).read_bytes() + b"!")
    size = sum((bag / path).stat().st_size for path in payload_digests(bag))
    info = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    info[-1] = f"Payload-Oxum: {size}.{len(payload_digests(bag))}"
    (bag / "bag-info.txt").write_text("\n".join([*info, ""]), encoding="utf-8")
    (bag / "manifest-sha256.txt").write_text(manifest_text(payload_digests(bag)), encoding="utf-8")
    (bag / "tagmanifest-sha256.txt").write_text(manifest_text(tag_digests(bag)), encoding="utf-8")
    return head_of(bag)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_remove, {"_klein/versions/v2"}),
        (_remove_with_its_row, {"_klein/versions/v3/bag-info.txt"}),
        (_reorder, {f"_klein/versions/{name}/bag-info.txt" for name in NAMES}),
        (_swap, {f"_klein/versions/{name}/{file}" for name in ("v1", "v2") for file in TAGS}),
        (_replace, {"_klein/versions/v2/tagmanifest-sha256.txt"}),
        (_replace_with_its_row, {"_klein/versions/v3/bag-info.txt"}),
        (_add, {"_klein/versions/v4"}),
    ],
)
def test_every_change_among_versions_is_named(folder, change, named):
    change(folder)
    assert wrong(folder.parent) == named


def test_what_is_said_to_be_elsewhere_is_no_damage(folder):
    """It is listed with where it is; whether a version that is here holds its kop is known."""
    (folder.parent / "elders.csv").write_text(
        "ronde;versie;waar\n_klein;v2;bij het archief\n_klein;v3;bij het archief\n"
    )
    _remove(folder)
    found, chain = verify_all(folder.parent)
    assert chain.all_problems == ()
    assert [(each.elsewhere, each.ok) for each in found] == [("", True), ("bij het archief", True), ("", True)]
    assert chain.holds(registered(folder.parent)[1])
    shutil.rmtree(folder / "versions" / "v3")
    found, chain = verify_all(folder.parent)
    assert [each.ok for each in found] == [True, True, True]
    assert [chain.holds(each.version) for each in found] == [False, False, False]
    assert not verify(folder.parent, "_klein/v2")[0].ok


def test_a_row_of_what_is_elsewhere_is_held_by_what_is_here(folder):
    """With the first two gone, another kop for the first shows in the third, which names only the second."""
    for name in ("v1", "v2"):
        shutil.rmtree(folder / "versions" / name)
    (folder.parent / "elders.csv").write_text(
        "ronde;versie;waar\n_klein;v1;elders\n_klein;v2;elders\n", encoding="utf-8"
    )
    assert wrong(folder.parent) == set()
    header, first, *others = rows(folder)
    write(folder, [header, f"{first.rpartition(';')[0]};{'0' * 64}\n", *others])
    assert wrong(folder.parent) == {"_klein/versions/v3/bag-info.txt"}


def test_a_state_that_the_register_makes_of_it_is_named(folder):
    """What counts as adopted is known from the register, so that is held to the bag."""
    header, first, *others = rows(folder)
    write(folder, [header, first.replace(";besproken;", ";vastgesteld;"), *others])
    assert wrong(folder.parent) == {"_klein/versions/v1/bag-info.txt"}


def test_the_last_one_lies_outside(folder):
    """Removed with its row nothing in the archive shows it; the report that would be made next no longer names it."""
    from mpp_lib.report.chain_words import chain_words

    head, short = registered(folder.parent)[-1].head, chain_words(folder, "prognose")["keten_kort"]
    assert short == f"keten {head[:16]}"
    shutil.rmtree(folder / "versions" / "v3")
    write(folder, rows(folder)[:-1])
    assert wrong(folder.parent) == set()
    assert chain_words(folder, "prognose")["keten_kort"] == f"keten {registered(folder.parent)[1].head[:16]}"


def test_who_asks_for_one_version_is_not_troubled_by_another_that_is_not_kept_here(folder):
    _remove(folder)
    assert verify(folder.parent, "_klein/v1")[0].ok
    assert verify(folder.parent, "_klein/v3")[0].ok
    assert not verify(folder.parent, "_klein/v2")[0].ok


def test_a_flipped_bit_in_a_version_is_named(folder):
    """In a sample of the files; every file of a whole version is tried in the long tests."""
    files = sorted(path for path in (folder / "versions" / "v2").rglob("*") if path.is_file())
    assert len(files) > 15
    for at, path in enumerate(files[::3]):
        whole = path.read_bytes()
        place = at * 37 % len(whole)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << at % 8]) + whole[place + 1 :])
        named = wrong(folder.parent)
        assert any(name.startswith("_klein/versions/v2/") for name in named), path
        path.write_bytes(whole)
    assert archive(folder.parent)
