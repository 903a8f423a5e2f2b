package dev.octavo.http;

import java.util.List;

/** A place between two rows of a list: the sort values of the row beside it, and the direction to go on in. */
record Cursor(List<String> values, boolean backwards) {}
