# page.sh VERSION GREETING: a page with the prices that come in as lines of "name,cents".
escape() {
    printf '%s' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g'
}

echo '<!doctype html>'
echo '<html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>'
echo "<h1>$(escape "$2")</h1>"
echo '<table>'
while IFS=, read -r name cents; do
    printf '<tr><td>%s</td><td>%d.%02d</td></tr>\n' "$(escape "$name")" $((cents / 100)) $((cents % 100))
done
echo '</table>'
echo "<footer>Version $1</footer>"
echo '</body></html>'
