#!/bin/sh
# Opens cqlsh on a cluster; arguments go to cqlsh. See README.md for the variables.
set -eu
umask 077

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/cqlshrc" <<END
[auth_provider]
module = cassandra.auth
classname = PlainTextAuthProvider
[ssl]
certfile = $CQL_CA
validate = true
END
# By file and not by argument: a password on a command line can be read by everybody on the machine.
cat > "$folder/credentials" <<END
[PlainTextAuthProvider]
username = $CQL_USERNAME
password = $CQL_PASSWORD
END
cqlsh --ssl --cqlshrc "$folder/cqlshrc" --credentials "$folder/credentials" "$@" "${CQL_HOSTS%%,*}" "$CQL_PORT"
