"""`check_oscal.py <folder>`: judges a report's OSCAL files, those that are there, by compliance-trestle and by oscal.

A line a fault; exit code 1 where there is one.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from oscal import OSCAL

KINDS = {
    "oscal-assessment-results.json": ("assessment-results", "assessment-results"),
    "oscal-poam.json": ("plan-of-action-and-milestones", "plan-of-action-and-milestones"),
    "oscal-catalog.json": ("catalog", "catalogs"),
    "oscal-component-definition.json": ("component-definition", "component-definitions"),
    "oscal-assessment-plan.json": ("assessment-plan", "assessment-plans"),
}


def by_trestle(files):
    """trestle judges files of a workspace of its own."""
    with tempfile.TemporaryDirectory() as workspace:
        trestle = [str(Path(sys.executable).with_name("trestle"))]
        subprocess.run([*trestle, "init", "--local"], cwd=workspace, check=True, capture_output=True)
        for file in files:
            kind, folder = KINDS[file.name]
            place = Path(workspace, folder, "report", f"{kind}.json")
            place.parent.mkdir(parents=True)
            place.write_bytes(file.read_bytes())
        # One start for all; only where there is a fault each is asked for its own.
        if subprocess.run([*trestle, "validate", "-a"], cwd=workspace, capture_output=True).returncode == 0:
            return
        for file in files:
            kind, _ = KINDS[file.name]
            told = subprocess.run([*trestle, "validate", "-t", kind, "-n", "report"], cwd=workspace, capture_output=True, text=True)
            if told.returncode != 0:
                yield f"trestle: {file.name}: {(told.stdout + told.stderr).strip()[-500:]}"


def by_oscal(files):
    for file in files:
        document = OSCAL.open(str(file))
        if not document.is_valid:
            yield f"oscal: {file.name}: {str(document.validation_errors[:3])[:500]}"


def main(folder):
    files = [Path(folder, name).resolve() for name in KINDS if Path(folder, name).exists()]
    # oscal unpacks its schemas below the working folder, 150 MB: once, beside its own code.
    os.chdir(sys.prefix)
    faults = [*by_trestle(files), *by_oscal(files)]
    for fault in faults:
        print(fault)
    print(f"{len(files)} files, {len(faults)} faults")
    return 0 if files and not faults else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
