/** What every resource shares: problems, lists and their cursors, entity tags, strict JSON. Knows no feature. */
package dev.octavo.http;
