package io.gleaner.tracking.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a key while it is read. A word taken back leaves what was a valid key before it, so no later rule can
 * apply to the words that stay: the key of a key is itself.
 */
final class KeyDraft {

    /** Announce a reference: they go together with the word with a digit behind them. */
    private static final Set<String> REFERENCE_WORDS = Set.of("ref", "nr", "no", "cod", "cód", "num", "núm");

    private final List<String> words = new ArrayList<>();
    private @Nullable Lexeme previous;
    private boolean previousKept;

    void read(Lexeme lexeme) {
        previousKept = switch (lexeme) {
            case Lexeme.Word word -> readWord(word);
            case Lexeme.Amount amount -> readAmount(amount);
            case Lexeme.Moment _, Lexeme.Reference _ -> dropReferenceWord();
        };
        previous = lexeme;
    }

    Optional<String> key() {
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    private boolean readWord(Lexeme.Word word) {
        if (previous instanceof Lexeme.Amount amount && Currencies.isBeside(amount, word.text())) {
            return false;
        }
        if (word.hasDigit() && endsInReferenceWord()) {
            return dropReferenceWord();
        }
        return words.add(word.text());
    }

    private boolean readAmount(Lexeme.Amount amount) {
        if (previousKept && Currencies.isBeside(amount, words.getLast())) {
            words.removeLast();
            return false;
        }
        return dropReferenceWord();
    }

    private boolean dropReferenceWord() {
        if (endsInReferenceWord()) {
            words.removeLast();
        }
        return false;
    }

    private boolean endsInReferenceWord() {
        return !words.isEmpty() && REFERENCE_WORDS.contains(words.getLast());
    }
}
