# digest_of FOLDER: one SHA-256 for all files in it, by their names and contents.
sha256() {
    if command -v sha256sum > /dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

digest_of() {
    (cd "$1" && find . -type f | LC_ALL=C sort | while read -r file; do sha256 "$file"; done | sha256 | cut -d ' ' -f 1)
}
