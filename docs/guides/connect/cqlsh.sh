#!/bin/sh
# Opens cqlsh on a cluster; arguments go to cqlsh. See README.md for the variables.
set -eu

settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
# By file and not by argument: a password on a command line can be read by everybody on the machine.
cat > "$settings" <<END
[authentication]
username = $CQL_USERNAME
password = $CQL_PASSWORD
[ssl]
certfile = $CQL_CA
validate = true
END
cqlsh --ssl --cqlshrc "$settings" "$@" "${CQL_HOSTS%%,*}" "$CQL_PORT"
