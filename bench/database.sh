# Sourced after start_server: how psql and pgbench reach the database that the server uses, and PGURL for JDBC; and
#   sql         psql, for scripts
#   statements  what the server sends for one request
#   median      of the numbers it reads, then the lowest and the highest
# Debian keeps pgbench beside the server, off the PATH.
PATH=$PATH:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')
needs() {
  for tool; do
    command -v "$tool" >/dev/null || fail "needs $tool (Debian: apt-get install wrk postgresql)"
  done
}

if [ -n "${QUARKUS_DATASOURCE_JDBC_URL:-}" ]; then
  PGURL=$QUARKUS_DATASOURCE_JDBC_URL PGUSER=${QUARKUS_DATASOURCE_USERNAME:-} PGPASSWORD=${QUARKUS_DATASOURCE_PASSWORD:-}
else
  PGURL=jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/postgresql/postmaster.pid")/postgres
  PGUSER=postgres PGPASSWORD=$(cat "$data/password")
fi
[[ $PGURL =~ ^jdbc:postgresql://([^:/?]+)(:([0-9]+))?/([^?]+) ]] || fail "cannot read $PGURL"
PGHOST=${BASH_REMATCH[1]} PGPORT=${BASH_REMATCH[3]:-5432} PGDATABASE=${BASH_REMATCH[4]}
export PGURL PGUSER PGPASSWORD PGHOST PGPORT PGDATABASE

sql() { psql -qAtX -v ON_ERROR_STOP=1 "$@"; }

# The statements of one request to a server that does nothing else (quarkus.scheduler.enabled=false), from the log of the embedded PostgreSQL, with their parameters put in: a script for pgbench.
statements() { # URL [CURL'S OPTIONS…]
  local seen
  curl -sfg -o /dev/null "$@" || fail "$1 was not answered"
  sql -c 'alter system set log_min_duration_statement = 0' -c 'select pg_reload_conf()' >/dev/null
  sleep 1
  seen=$(wc -l <"$data/postgresql.log")
  curl -sfg -o /dev/null "$@"
  sql -c 'alter system reset log_min_duration_statement' -c 'select pg_reload_conf()' >/dev/null
  sleep 1
  tail -n "+$((seen + 1))" "$data/postgresql.log" | awk '
    / statement: BEGIN$/ { print "BEGIN;" }
    / execute [^:]*: / { sub(/.* execute [^:]*: /, ""); statement = $0; next }
    statement && /^\t/ { statement = statement $0; next }
    /DETAIL: +Parameters: / && statement {
      sub(/.*DETAIL: +Parameters: /, "")
      count = split($0, values, /, \$[0-9]+ = /)
      sub(/^\$1 = /, "", values[1])
      for (n = count; n > 0; n--) { gsub(/&/, "\\\\&", values[n]); gsub("\\$" n, values[n], statement) }
      print statement ";"
      statement = ""
      next
    }
    statement && / LOG: / { print statement ";"; statement = "" }'
}

median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], v[1], v[NR] }'; }
