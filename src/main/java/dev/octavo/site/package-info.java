/** What the site is called, whose comments wait there, and where a frontend shows what Octavo keeps. */
package dev.octavo.site;
