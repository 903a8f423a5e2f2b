/** Comments: said, threaded, moderated. */
package dev.octavo.comment;
