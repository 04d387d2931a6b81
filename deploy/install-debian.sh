#!/bin/sh
# Installs or upgrades Bridgehead on Debian 12 or 13 with PostgreSQL, as root:
#   sh deploy/install-debian.sh cluster.example.org
# Run it from a copy of the repository. It can be run again: what is there is kept, the program is brought up to date.
# A backup is made before an upgrade; see docs/how-to/run-on-a-server.md.
set -eu

NAME=${1:?Say under which name people will reach it: sh deploy/install-debian.sh cluster.example.org}
FROM=$(cd "$(dirname "$0")/.." && pwd)
PROGRAM=/opt/bridgehead
HOME_DIR=/var/lib/bridgehead
SETTINGS=/etc/bridgehead/settings
export DEBIAN_FRONTEND=noninteractive

apt-get update -qq
apt-get install -y -qq --no-install-recommends ca-certificates libgomp1 postgresql python3 python3-venv >/dev/null

id bridgehead >/dev/null 2>&1 || useradd --system --home-dir "$HOME_DIR" --shell /usr/sbin/nologin bridgehead
install -d -o bridgehead -g bridgehead -m 0700 "$HOME_DIR"
install -d -o root -g bridgehead -m 0750 /etc/bridgehead

service postgresql start >/dev/null 2>&1 || true
as_postgres() { runuser -u postgres -- "$@"; }
for _ in 1 2 3 4 5 6 7 8 9 10; do as_postgres psql -qtAc 'select 1' >/dev/null 2>&1 && break; sleep 1; done
# The account of the system is the account of the store, over the socket: there is no password to keep.
[ "$(as_postgres psql -tAc "select 1 from pg_roles where rolname = 'bridgehead'")" = 1 ] || as_postgres createuser bridgehead
[ "$(as_postgres psql -tAc "select 1 from pg_database where datname = 'bridgehead'")" = 1 ] \
  || as_postgres createdb --owner=bridgehead --encoding=UTF8 --locale=C.UTF-8 --template=template0 bridgehead

if [ ! -f "$SETTINGS" ]; then
  key=$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')
  (umask 027; cat > "$SETTINGS" <<END
BRIDGEHEAD_HOME=$HOME_DIR
BRIDGEHEAD_DATABASE_URL=postgresql://bridgehead@/bridgehead?host=/run/postgresql
BRIDGEHEAD_SECRET_KEY=$key
BRIDGEHEAD_HOSTS=$NAME,127.0.0.1,localhost
BRIDGEHEAD_ORIGINS=https://$NAME
BRIDGEHEAD_ADDRESS=https://$NAME
BRIDGEHEAD_TRUSTED_PROXIES=1
END
  )
  chown root:bridgehead "$SETTINGS"
  chmod 0640 "$SETTINGS"
fi

umask 022
# Each version in a folder of its own, and a link to the one that runs: going back is setting the link back.
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$FROM/pyproject.toml")
new=$PROGRAM/$version-$(date +%Y%m%d%H%M%S)
install -d -m 0755 "$PROGRAM"
python3 -m venv "$new"
"$new/bin/pip" install --quiet --require-hashes -r "$FROM/requirements/build.txt"
"$new/bin/pip" install --quiet --require-hashes -r "$FROM/requirements/run.txt"
"$new/bin/pip" install --quiet --no-build-isolation --no-deps "$FROM"
ln -sfn "$new" "$PROGRAM/current"

if [ -d /run/systemd/system ]; then
  install -m 0644 "$FROM/deploy/bridgehead.service" /etc/systemd/system/bridgehead.service
  systemctl daemon-reload
  systemctl enable --quiet bridgehead
  systemctl restart bridgehead
  echo "Bridgehead $version runs on 127.0.0.1:8000. Its first lines, with the link for the first account:"
  sleep 5
  journalctl -u bridgehead -n 5 --no-pager -o cat
else
  echo "Bridgehead $version is installed. Start it: $PROGRAM/current/bin/bridgehead serve, as bridgehead, with $SETTINGS."
fi
echo "Put a web server with HTTPS before it: deploy/Caddyfile or deploy/nginx.conf."
