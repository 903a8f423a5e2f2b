/** Who is asking: accounts, roles, sessions and tokens. */
package dev.octavo.account;
