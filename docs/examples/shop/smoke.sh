# smoke.sh SERVER VERSION DIGEST: looks whether the server has exactly what was built.
set -eu
. ./digest.sh
site="${SHOP_SERVERS:-$HOME/shop-servers}/$1/site"
fail() {
    echo "$1: $2" >&2
    exit 1
}

grep -q "Version $2" "$site/index.html" || fail "$1" "the page does not show version $2"
test "$(digest_of "$site")" = "$3" || fail "$1" "the files are not the ones that were built"
echo "$1 has version $2, byte for byte as it was built"
