#!/usr/bin/env bash
# Puts libtorch 2.4.0 for the CPU into a folder, target/libtorch where none is named, for crates/bert.
#
#     scripts/install-libtorch.sh [FOLDER]
#
# Linux on x86_64, with Python 3 and pip. It downloads 812 MB from the Python package index with pip
# and keeps 529 MB; neither Python nor CUDA is needed afterwards. The torch wheel there is a CUDA build:
# of it only the CPU library is kept, with the two small CUDA libraries that it names. Those two are under
# NVIDIA's licence, so that the folder must not be passed on. It does nothing where the folder is whole.
set -euo pipefail

version=2.4.0
cd "$(dirname "$0")/.."
mkdir -p "${1:-target/libtorch}"
folder=$(cd "${1:-target/libtorch}" && pwd)

if [ "$(cat "$folder/build-version" 2>/dev/null)" = "$version" ]; then
    echo "libtorch $version is in $folder"
    exit 0
fi
if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    echo "this script knows the wheels of Linux on x86_64 alone; elsewhere take libtorch $version from pytorch.org and set LIBTORCH" >&2
    exit 1
fi
python=$(command -v python3 || command -v python) || {
    echo 'python3 with pip is needed to download the wheels' >&2
    exit 1
}

wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
"$python" -m pip download --quiet --retries 1 --no-deps --only-binary=:all: --dest "$wheels" \
    --python-version 311 --platform manylinux1_x86_64 \
    "torch==$version" nvidia-cuda-runtime-cu12==12.1.105 nvidia-cuda-cupti-cu12==12.1.105

"$python" - "$wheels" "$folder" <<'PYTHON'
import pathlib
import shutil
import sys
import zipfile

wheels, folder = map(pathlib.Path, sys.argv[1:])
libraries = ("libtorch_cpu.so", "libc10.so", "libgomp", "libcudart.so.12", "libcupti.so.12")
for wheel in sorted(wheels.glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("torch/include/") and not name.endswith("/"):
                target = folder / name.removeprefix("torch/")
            elif "/lib/" in name and name.rsplit("/", 1)[1].startswith(libraries):
                target = folder / "lib" / name.rsplit("/", 1)[1]
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out)
PYTHON

# The wheel's own libtorch.so asks for the CUDA libraries; the linker is sent to the CPU's instead.
echo 'INPUT(-ltorch_cpu)' >"$folder/lib/libtorch.so"
echo "$version" >"$folder/build-version"
echo "libtorch $version is in $folder"
