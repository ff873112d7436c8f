/** What callers did, told to the activity log. */
@NullMarked
package io.gleaner.gateway.activity;

import org.jspecify.annotations.NullMarked;
