package dev.octavo.archive;

/** A property of a record is not as it has to be; whoever reads the file adds the line. */
final class InvalidRecord extends RuntimeException {
    InvalidRecord(String property, String detail) {
        super(property.isEmpty() ? detail : property + ": " + detail, null, false, false);
    }

    InvalidRecord(String detail) {
        this("", detail);
    }

    InvalidRecord in(String property) {
        return new InvalidRecord(property, getMessage());
    }
}
