package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether somebody can sign in to an account. */
public enum AccountStatus {
    @JsonProperty("active")
    ACTIVE,
    /** Has no password yet. */
    @JsonProperty("invited")
    INVITED,
    @JsonProperty("disabled")
    DISABLED
}
