/** What readers see, for programs that come again: feeds for those of people, site maps for those of search engines. */
package dev.octavo.feed;
