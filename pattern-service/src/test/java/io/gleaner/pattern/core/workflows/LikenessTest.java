package io.gleaner.pattern.core.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static TypicalInput asked(String signature, String input, long occurrences) {
        return TypicalInput.of(new OperationSignature(signature), input, occurrences);
    }

    @Test
    void theRarerOneIsProposedToBecomeTheOther() {
        List<Likeness> alike = Likeness.among(List.of(
                asked("test:pytest:all", "run all the checks of today", 3),
                asked("test:jest:all", "run all the checks of today now", 9),
                asked("git:log:summary", "show git log", 50)));

        assertThat(alike).singleElement().satisfies(pair -> {
            assertThat(pair.from().signature().text()).isEqualTo("test:pytest:all");
            assertThat(pair.into().signature().text()).isEqualTo("test:jest:all");
            assertThat(pair.similarity()).isCloseTo(6.0 / 7, within(1e-9));
        });
    }

    @Test
    void ofEquallyFrequentOnesTheFirstByNameStays() {
        List<Likeness> alike =
                Likeness.among(List.of(asked("test:b:all", "run it", 3), asked("test:a:all", "RUN it", 3)));

        assertThat(alike)
                .singleElement()
                .satisfies(pair -> assertThat(pair.into().signature().text()).isEqualTo("test:a:all"));
    }

    @Test
    void thePairsAreThoseThatComparingEverythingFinds() {
        Random random = new Random(7);
        List<String> words = List.of("run", "all", "tests", "build", "the", "app", "now", "again");
        List<TypicalInput> inputs = IntStream.range(0, 200)
                .mapToObj(i -> asked(
                        "test:t" + i + ":all",
                        String.join(
                                " ",
                                random.ints(5, 0, words.size())
                                        .mapToObj(words::get)
                                        .toList()),
                        i))
                .toList();

        List<String> all = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Similarity.of(inputs.get(i).input(), inputs.get(j).input()) >= 0.7) {
                    all.add(inputs.get(j).signature() + " " + inputs.get(i).signature());
                }
            }
        }
        assertThat(Likeness.among(inputs))
                .extracting(pair -> pair.from().signature() + " " + pair.into().signature())
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
