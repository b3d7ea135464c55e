"""What may be in the repository, for it installs anywhere: from any registry, on any machine."""

import re

from tests.house.tree import ROOT, project_files

FILES_THAT_RECORD_ADDRESSES = {
    "uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock",
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml",
}  # fmt: skip
REGISTRY_ADDRESS = re.compile(
    rb"(?:pypi|pythonhosted|npmjs|yarnpkg|unpkg|jsdelivr)\.(?:org|com|io|net)|--(?:extra-)?index-url[ =]\S*//"
)
PATH_OF_A_MACHINE = re.compile(rb"(?<![\w/.])/(?:home|Users|root)/[a-z]\w*/")


def names_where(pattern):
    return [str(path.relative_to(ROOT)) for path in project_files() if pattern.search(path.read_bytes())]


def test_no_lock_file_with_download_addresses_is_committed():
    assert [path.name for path in project_files() if path.name in FILES_THAT_RECORD_ADDRESSES] == []


def test_no_file_names_the_address_of_a_package_registry():
    assert names_where(REGISTRY_ADDRESS) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert names_where(PATH_OF_A_MACHINE) == []


def test_every_requirement_is_pinned_by_version_and_hash():
    for path in [*ROOT.glob("requirements*.txt"), ROOT / "deploy" / "requirements-uv.txt"]:
        text = re.sub(r"\\\n", "", path.read_text())
        requirements = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert requirements != []
        assert [
            line for line in requirements if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", line)
        ] == []


def test_no_compiled_catalogue_is_committed():
    assert [path.name for path in project_files() if path.suffix == ".mo"] == []
