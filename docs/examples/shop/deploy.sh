# deploy.sh SERVER SITE: puts the site on a server. Our servers are folders, so that you can look at them.
set -eu
server="${SHOP_SERVERS:-$HOME/shop-servers}/$1"
mkdir -p "$server"
rm -rf "$server/next"
cp -R "$2" "$server/next"
rm -rf "$server/site"
mv "$server/next" "$server/site"
echo "Deployed version $(cat "$server/site/version.txt") to $server/site"
