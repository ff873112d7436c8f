/**
 * Keeps the parts of a stack running, as a kubelet would: whatever ends is started again, less and less eagerly. Other
 * processes of the launcher talk to the supervisor through files in the stack's home: {@link
 * io.gleaner.stack.supervision.Records} says what runs, {@link io.gleaner.stack.supervision.Orders} what shall.
 */
@NullMarked
package io.gleaner.stack.supervision;

import org.jspecify.annotations.NullMarked;
