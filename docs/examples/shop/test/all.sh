# Tests of the page. Each says what it expects; the first that fails ends them.
set -eu
page="$(printf 'Mug,705\nSet <of two>,1400\n' | sh src/page.sh 9.9 'Tea & more')"

expects() {
    case "$page" in
        *"$2"*) echo "ok: $1" ;;
        *) echo "failed: $1; expected $2 in the page:" >&2; echo "$page" >&2; exit 1 ;;
    esac
}

expects 'shows prices with two digits' '<td>Mug</td><td>7.05</td>'
expects 'shows whole prices' '<td>14.00</td>'
expects 'shows the version' 'Version 9.9'
expects 'keeps names from being markup' 'Set &lt;of two>'
expects 'keeps the greeting from being markup' 'Tea &amp; more'

while IFS=, read -r name cents; do
    case "$cents" in
        '' | *[!0-9]*) echo "failed: the price of $name is '$cents', expected cents" >&2; exit 1 ;;
    esac
done < src/prices.csv
echo 'ok: every price is a number'
