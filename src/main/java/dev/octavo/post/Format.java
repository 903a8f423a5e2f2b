package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a body is written. */
public enum Format {
    @JsonProperty("markdown")
    MARKDOWN,
    @JsonProperty("html")
    HTML
}
