#!/usr/bin/env bash
# Makes the secrets that compose.yaml reads, once: a cluster secret, and a token of which the nodes know the SHA-256 only.
set -euo pipefail

folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets"
umask 077
mkdir -p "$folder"
chmod 700 "$folder"
if [ -e "$folder/cluster-secret" ]; then
  echo "There are secrets already: $folder" >&2
  exit 1
fi

random() { head -c 32 /dev/urandom | base64 | tr -d '=+/\n'; }

random > "$folder/cluster-secret"
random > "$folder/token"
sha256sum < "$folder/token" | cut -d ' ' -f 1 | tr -d '\n' > "$folder/token-sha256"
chmod 644 "$folder/cluster-secret" "$folder/token-sha256" # the user inside the containers is another one; the folder is closed to others
echo "Send the token of $folder/token as 'Authorization: Bearer ...', or give the file to admin --token-file."
