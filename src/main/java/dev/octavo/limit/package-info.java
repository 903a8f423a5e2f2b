/** How often somebody may ask: buckets by address and account, in memory or shared by all nodes. Knows no feature. */
package dev.octavo.limit;
