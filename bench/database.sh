# Sourced after start_server: how to reach the database that the server uses, for psql and pgbench, and as PGURL for JDBC.
if [ -n "${QUARKUS_DATASOURCE_JDBC_URL:-}" ]; then
  PGURL=$QUARKUS_DATASOURCE_JDBC_URL PGUSER=${QUARKUS_DATASOURCE_USERNAME:-} PGPASSWORD=${QUARKUS_DATASOURCE_PASSWORD:-}
else
  PGURL=jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/postgresql/postmaster.pid")/postgres
  PGUSER=postgres PGPASSWORD=$(cat "$data/password")
fi
[[ $PGURL =~ ^jdbc:postgresql://([^:/?]+)(:([0-9]+))?/([^?]+) ]] || fail "cannot read $PGURL"
PGHOST=${BASH_REMATCH[1]} PGPORT=${BASH_REMATCH[3]:-5432} PGDATABASE=${BASH_REMATCH[4]}
export PGURL PGUSER PGPASSWORD PGHOST PGPORT PGDATABASE
