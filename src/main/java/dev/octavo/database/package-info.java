/** PostgreSQL: the one given, or the embedded one that is started when none is. */
package dev.octavo.database;
