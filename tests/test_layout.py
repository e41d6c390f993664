"""The shape of the tree: what may import what, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"

# The engine must not know its callers; the scripts must run before anything is installed.
ENGINE = ROOT / "detectors" / "heedful_detectors"
# The script that rebuilds the model needs the model's libraries; it is not part of the set-up.
WITH_LIBRARIES = {"train"}

# Tests of a whole: what many modules, or data files, keep together.
WHOLE = {
    "detectors": {
        "test_fuzzing", "test_network", "test_telemetry", "detection/recognizers/test_recognizers",
        "rulebook/test_long_texts", "rulebook/test_rules", "rulebook/kinds/test_parsing",
    },
    "server": {
        "cli/test_commands", "test_canaries", "test_chaos", "test_fuzzing", "test_real_engine",
        "test_states",
    },
}  # fmt: skip
LONGEST_MODULE = 250

MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/[\w.-]")
REGISTRIES = re.compile(
    r"\b(?:files\.pythonhosted|pypi|registry\.npmjs|registry\.yarnpkg|deb\.debian)\.(?:org|com)\b"
)


def tracked() -> list[Path]:
    """The files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(file: Path) -> str:
    """The text of a file, or nothing where it is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def imports(file: Path) -> set[str]:
    """The top names of everything a Python file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.split(".")[0])
    return found


def script_files() -> list[Path]:
    """The scripts that must run on the standard library alone."""
    files = [file for file in SCRIPTS.iterdir() if file.is_file() and not file.suffix]
    files += (SCRIPTS / "lib").glob("*.py")
    return sorted(file for file in files if file.name not in WITH_LIBRARIES)


def test_the_engine_never_imports_the_server() -> None:
    guilty = [file for file in ENGINE.rglob("*.py") if "heedful_server" in imports(file)]
    assert guilty == []


def test_no_path_of_a_machine_is_in_the_repository() -> None:
    guilty = [
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in tracked()
        if file != Path(__file__)
        for found in [MACHINE_PATHS.search(text_of(file))]
        if found
    ]
    assert guilty == []


def test_no_registry_is_named() -> None:
    """Which index packages come from is the user's setting, also in lock files."""
    guilty = [
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in tracked()
        if file != Path(__file__)
        for found in [REGISTRIES.search(text_of(file))]
        if found
    ]
    assert guilty == []


@pytest.mark.parametrize("part", ["detectors", "server"])
def test_tests_mirror_the_sources(part: str) -> None:
    sources, tests = ROOT / part / f"heedful_{part}", ROOT / "tests" / part
    modules = {file.relative_to(sources).with_suffix("") for file in sources.rglob("*.py")}
    stray = [
        str(name)
        for file in tests.rglob("test_*.py")
        for name in [file.relative_to(tests).with_suffix("")]
        for module in [name.with_name(name.name.removeprefix("test_"))]
        if not {module, module / "__init__"} & modules and name.as_posix() not in WHOLE[part]
    ]
    assert stray == []
    assert [name for name in WHOLE[part] if not (tests / f"{name}.py").is_file()] == []


def test_no_module_is_too_long_to_read_at_once() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in tracked()
        if file.suffix in (".py", ".ts") and "tests" not in file.parts
        for lines in [len(text_of(file).splitlines())]
        if lines > LONGEST_MODULE
    }
    assert long == {}


@pytest.mark.parametrize("file", script_files(), ids=lambda file: str(file.relative_to(SCRIPTS)))
def test_scripts_parse_on_python_3_8(file: Path) -> None:
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("file", script_files(), ids=lambda file: str(file.relative_to(SCRIPTS)))
def test_scripts_import_nothing_that_must_be_installed(file: Path) -> None:
    allowed = set(sys.stdlib_module_names) | {"lib"}
    assert imports(file) - allowed == set()


def test_every_script_has_help_and_can_be_run() -> None:
    for file in SCRIPTS.iterdir():
        if file.is_file() and not file.suffix:
            assert file.stat().st_mode & 0o111, f"{file.name} is not executable"
            assert file.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")
