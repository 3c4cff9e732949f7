#!/bin/sh
# Starts nginx with the secret that it shares with the receiver: a file that the container is given, and that only this
# one and the receiver can read.
set -eu
umask 077
printf 'proxy_set_header X-Catalogue-Secret "%s";\n' "$(cat /run/secrets/catalogue)" >/etc/nginx/catalogue/secret.conf
exec nginx -g 'daemon off;'
