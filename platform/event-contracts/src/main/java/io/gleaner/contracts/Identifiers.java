package io.gleaner.contracts;

import java.util.regex.Pattern;

/** What ids look like that come from outside. */
public final class Identifiers {

    /** Longest tenant, user, event or transaction id, in characters. */
    public static final int MAX_LENGTH = 100;

    /** A tenant id has no slash, so that a change topic's key (tenant, slash, row) reads in one way only. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

    private Identifiers() {}

    /** Whether this may be the id of a tenant: 1 to 100 of letters, digits and {@code . _ : @ -}. */
    public static boolean isTenantId(String id) {
        return TENANT.matcher(id).matches();
    }
}
