package dev.octavo.event;

import java.util.List;

/** Hears on every node of what has happened since the node started; a bean that is one is found by {@link Dispatcher}. */
public interface EventListener {
    /**
     * Called by one thread at a time, after the changes can be read. What it throws is logged, and the events are not repeated.
     *
     * @param events each once, in the order of their positions
     */
    void happened(List<EventView> events);
}
