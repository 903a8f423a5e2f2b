package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.persistence.TypedQuery;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Asks PostgreSQL how it would run a query instead of having it run. */
@PersistenceUnitExtension
class Plans implements StatementInspector {
    private static final long serialVersionUID = 1;
    private static final ScopedValue<Boolean> ASKING = ScopedValue.newInstance();

    @Override
    public String inspect(String sql) {
        return ASKING.isBound() ? "explain (format json) " + sql : sql;
    }

    /** How many rows the planner expects of a query for a text. */
    static long rows(TypedQuery<String> query) {
        var plan = ScopedValue.where(ASKING, true).call(query::getSingleResult);
        try {
            return new ObjectMapper().readTree(plan).at("/0/Plan/Plan Rows").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
