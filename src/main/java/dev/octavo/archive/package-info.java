/** All content in one file and back: what {@code export} writes and {@code import} reads. The format is in docs/archive-format.md. */
package dev.octavo.archive;
