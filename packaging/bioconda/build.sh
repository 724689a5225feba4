#!/bin/bash
# conda-build unpacks .xz files that are no archives under their own name.
set -euo pipefail
mkdir -p "$PREFIX/bin"
if [ -f "collagen-$PKG_VERSION-linux-x86_64.xz" ]; then xz -d "collagen-$PKG_VERSION-linux-x86_64.xz"; fi
install -m 755 "collagen-$PKG_VERSION-linux-x86_64" "$PREFIX/bin/collagen"
