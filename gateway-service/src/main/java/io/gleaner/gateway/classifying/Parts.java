package io.gleaner.gateway.classifying;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Divides what is too much for one event. */
final class Parts {

    /** Most bytes of the elements of one event: 500 kB less what stands around them. */
    static final int MAX_BYTES = 495_000;

    private Parts() {}

    /** The elements in their order, in as few parts as the limits allow; the same input gives the same parts. */
    static <T> List<List<T>> of(List<T> elements, int maxElements, ToIntFunction<T> bytesOf) {
        List<List<T>> parts = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < elements.size(); i++) {
            int more = bytesOf.applyAsInt(elements.get(i));
            if (i > start && (i - start == maxElements || bytes + more > MAX_BYTES)) {
                parts.add(elements.subList(start, i));
                start = i;
                bytes = 0;
            }
            bytes += more;
        }
        parts.add(elements.subList(start, elements.size()));
        return parts;
    }
}
