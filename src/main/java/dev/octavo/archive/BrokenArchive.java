package dev.octavo.archive;

/** The file cannot be imported. The message is one sentence that says where and why, for whoever has typed the command. */
final class BrokenArchive extends RuntimeException {
    BrokenArchive(String sentence) {
        super(sentence, null, false, false);
    }
}
