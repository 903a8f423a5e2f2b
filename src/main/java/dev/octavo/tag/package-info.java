/** What posts are about. */
package dev.octavo.tag;
