package io.gleaner.contracts;

import java.util.regex.Pattern;

/** What ids look like that come from outside. */
public final class Identifiers {

    /** Longest tenant, user, event or transaction id, in characters (Unicode code points). */
    public static final int MAX_LENGTH = 100;

    /** What {@link #isUserId} and {@link #isEventId} expect, in words. */
    public static final String PLAIN_TEXT = "1 to 100 characters, not all of them spaces, none that controls";

    /** A tenant id has no slash, so that a change topic's key (tenant, slash, row) reads in one way only. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

    /** What the schemas say of an id: no control characters, and no half of a surrogate pair, which no text can hold. */
    private static final Pattern PLAIN = Pattern.compile("[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+");

    private Identifiers() {}

    /** Whether this may be the id of a tenant: 1 to 100 of letters, digits and {@code . _ : @ -}. */
    public static boolean isTenantId(String id) {
        return TENANT.matcher(id).matches();
    }

    /** Whether this may be the id of a user: a token with another one could send no event. */
    public static boolean isUserId(String id) {
        return isEventId(id);
    }

    /** Whether this may be the id of an event: events that tell of it could carry no other. */
    public static boolean isEventId(String id) {
        return !id.isBlank()
                && id.codePointCount(0, id.length()) <= MAX_LENGTH
                && PLAIN.matcher(id).matches();
    }
}
