#!/usr/bin/env bash
# Installs what "serve" compares with: etcd and redis from Debian. The product needs neither.
set -euo pipefail
root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends etcd-server redis-server
