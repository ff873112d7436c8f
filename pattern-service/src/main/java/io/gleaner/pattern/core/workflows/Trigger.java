package io.gleaner.pattern.core.workflows;

import java.util.List;

/**
 * Words that give an operation away. A single word triggers on every word that starts with it, or, up to
 * {@value #SHORT} letters, on itself and its plural with s alone; several words trigger where they follow each other, of
 * which the last may go on.
 *
 * @param words in lower case, at least one
 */
public record Trigger(List<String> words) {

    private static final int SHORT = 3;

    public Trigger {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("trigger: got no letter or digit, expected a word or several");
        }
    }

    /**
     * Reads a trigger such as {@code git diff}.
     *
     * @throws IllegalArgumentException if there is no word in it
     */
    public static Trigger of(String text) {
        return new Trigger(Words.of(text).words());
    }

    /** Whether these words have it. */
    boolean in(Words text) {
        return words.size() == 1 ? single(words.getFirst(), text) : sequence(text.words());
    }

    private static boolean single(String trigger, Words text) {
        for (String word : text.words()) {
            if (word.startsWith(trigger) && (trigger.length() > SHORT || isPluralOf(word, trigger))) {
                return true;
            }
        }
        return false;
    }

    /** Of a word that starts with the trigger: whether it is the trigger, or goes on with an s alone. */
    private static boolean isPluralOf(String word, String trigger) {
        int more = word.length() - trigger.length();
        return more == 0 || (more == 1 && word.charAt(trigger.length()) == 's');
    }

    private boolean sequence(List<String> text) {
        for (int start = 0; start + words.size() <= text.size(); start++) {
            if (startsAt(start, text)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(int start, List<String> text) {
        int last = words.size() - 1;
        for (int i = 0; i < last; i++) {
            if (!text.get(start + i).equals(words.get(i))) {
                return false;
            }
        }
        return text.get(start + last).startsWith(words.get(last));
    }

    static boolean anyIn(Words text, List<Trigger> triggers) {
        for (Trigger trigger : triggers) {
            if (trigger.in(text)) {
                return true;
            }
        }
        return false;
    }
}
