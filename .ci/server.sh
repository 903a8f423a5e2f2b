# Sourced. start_server starts the packaged server on a free port, with an empty database unless $data names a folder, and gives
#   $tmp     a folder of its own, removed at the end like the server
#   $data    the folder of the database
#   $origin  where it listens: 127.0.0.1:12345
#   $OCTAVO_ADMIN_PASSWORD  exported; a random one unless it is set
# and sign_in prints a token of the admin's.
tmp=$(mktemp -d)
data=
server=
stop() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" || true; }
  rm -rf "$tmp"
}
trap stop EXIT
fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

start_server() {
  local jar=target/quarkus-app/quarkus-run.jar
  [ -f "$jar" ] || ./mvnw -q -B -ntp package -DskipTests

  OCTAVO_ADMIN_PASSWORD=${OCTAVO_ADMIN_PASSWORD:-$(od -An -N16 -tx1 /dev/urandom | sed 's/ //g')}
  export OCTAVO_ADMIN_PASSWORD
  # Port 0 takes a free one; the log says which, and has to be there before it is read.
  : >"$tmp/log"
  .ci/java -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port=0 "-Doctavo.data-dir=${data:=$tmp/data}" "$@" -jar "$jar" >"$tmp/log" 2>&1 &
  server=$!
  origin=
  for _ in {1..240}; do
    origin=$(sed -n 's/.*Listening on: http:\/\///p' "$tmp/log")
    [ -z "$origin" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.5
  done
  cat "$tmp/log" >&2
  fail "the server did not start"
}

sign_in() {
  curl -sf "http://$origin/api/v1/session" -H 'Content-Type: application/json' \
    -d "{\"username\": \"admin\", \"password\": \"$OCTAVO_ADMIN_PASSWORD\"}" | sed 's/.*"accessToken":"\([^"]*\)".*/\1/'
}
