"""The command in the README of every example does what it says, and leaves nothing to do."""

import re
import shlex

import pytest

from conftest import ROOT
from weir_process import run_weir

# The demo has no documents of its own.
READMES = sorted(
    path for path in (ROOT / "examples").glob("**/*/README.md") if path.parent.name != "demo"
)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_command_of(readme, tmp_path):
    (command,) = re.findall(r"^    weir apply (.*)$", readme.read_text(), re.MULTILINE)
    args = shlex.split(command)
    assert (ROOT / args[0]).is_dir()

    def weir(verb, *more):
        done = run_weir(tmp_path, verb, *args, *more, "--data-dir", tmp_path / "data", cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    weir("validate", "--fail-on", "warning")
    weir("apply", "--yes")
    assert weir("diff").stdout == ""
