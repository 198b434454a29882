# Builds the site into dist, and sets VERSION and DIGEST. To be read by a shell: . ./build.sh
set -eu
. ./digest.sh

VERSION="$(cat version.txt).${STAGE_GATE_EXECUTION_NUMBER:-0}"
mkdir -p dist
sh src/page.sh "$VERSION" "${GREETING:-Welcome}" < src/prices.csv > dist/index.html
cp src/prices.csv dist/prices.csv
echo "$VERSION" > dist/version.txt
DIGEST="$(digest_of dist)"
echo "Built version $VERSION with digest $DIGEST"
