"""The copies of the source files, and that what is read from them is what the source is known to say."""

import pytest

from tests import annex


@pytest.mark.parametrize("name", annex.SHA256)
def test_a_copy_is_what_was_copied(name):
    assert len(annex.read(name)) > 0


def test_no_copy_goes_without_its_hash():
    assert sorted(path.name for path in annex.FOLDER.iterdir()) == sorted(annex.SHA256)


def test_a_changed_copy_is_refused(tmp_path, monkeypatch):
    changed = (annex.FOLDER / "lenses.csv").read_bytes().replace(b"production", b"produce", 1)
    (tmp_path / "lenses.csv").write_bytes(changed)
    monkeypatch.setattr(annex, "FOLDER", tmp_path)
    annex.read.cache_clear()
    with pytest.raises(ValueError, match=r"lenses\.csv is not the file"):
        annex.read("lenses.csv")


def test_the_annex_lists_37_and_the_table_prints_31():
    assert (len(annex.programmes()), len(annex.entries())) == (37, 31)


def test_a_list_of_rows_is_read():
    assert annex.numbers("1-3;7;9-10") == [1, 2, 3, 7, 9, 10]
    assert annex.numbers("") == []
