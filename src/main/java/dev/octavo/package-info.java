/**
 * Octavo, a headless CMS for posts and comments. A package a feature; each may use those to its right:
 *
 * <pre>
 * archive, feed → comment → post → tag → account → site → event → limit → http
 * </pre>
 *
 * <ul>
 *   <li>{@code post}: posts, written, published, found
 *   <li>{@code comment}: comments, said, threaded, moderated
 *   <li>{@code archive}: all of it in one file, and back
 *   <li>{@code feed}: what readers see, for programs that come again
 *   <li>{@code account}: who is asking
 *   <li>{@code tag}: what posts are about
 *   <li>{@code site}: what the site is called, and where its pages stand
 *   <li>{@code event}: what has happened, and who did it
 *   <li>{@code limit}: how often one may ask
 *   <li>{@code http}: what every resource shares; knows no feature
 *   <li>{@code database}: PostgreSQL, given or embedded; nobody uses it by name
 * </ul>
 */
package dev.octavo;
