/** Posts: written, published, found. */
package dev.octavo.post;
