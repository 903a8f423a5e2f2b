/** What has happened: written with each change, read by admins, and by whatever has to follow changes. */
package dev.octavo.event;
