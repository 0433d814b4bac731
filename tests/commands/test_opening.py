"""`./lapwing` itself: alone it lists what it can do; what it does not know it refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from lapwing.cli import WITHOUT_OPTIONS, main
from tests.commands.processes import ROOT, bare_environment, lapwing


def test_alone_it_lists_what_it_can_do() -> None:
    done = lapwing()
    assert done.returncode == 0
    for name in ("demo", "serve", "work", "test", "lint", "bench", "import", "verify", "manage"):
        assert f"  {name} " in done.stdout


def test_a_command_without_options_that_is_asked_what_it_does_says_so_and_does_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in {*WITHOUT_OPTIONS, "test"}:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert "usage: " in capsys.readouterr().out


def test_an_unknown_command_is_refused() -> None:
    done = lapwing("dance")
    assert done.returncode == 2
    assert "no command 'dance'" in done.stdout


def test_the_opening_script_needs_nothing_but_python(tmp_path: Path) -> None:
    """It is read by a bare interpreter, before any package is there."""
    check = (
        "import ast, sys; tree = ast.parse(open(sys.argv[1]).read()); "
        "names = {a.name.split('.')[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}"
        " | {n.module.split('.')[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}; "
        "sys.exit(bool(names - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", check, str(ROOT / "lapwing")], check=False, cwd=tmp_path)
    assert done.returncode == 0


def test_without_pythons_venv_module_it_says_what_to_install(tmp_path: Path) -> None:
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text("import sys\nsys.modules['venv'] = None\n")
    done = subprocess.run(
        [sys.executable, str(ROOT / "lapwing")], check=False, capture_output=True, text=True,
        env=bare_environment(PYTHONPATH=str(tmp_path), LAPWING_VENV=str(tmp_path / "none")),
    )  # fmt: skip
    assert done.returncode == 2
    assert "apt install python3-venv" in done.stderr
