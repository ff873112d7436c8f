package io.gleaner.stack.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nine months of somebody's account, made up: what a bank would deliver, with one subscription that is paid monthly. */
final class AccountStatement {
    /** What the subscription's rows have in common; they differ in a reference number alone. */
    static final String SUBSCRIPTION = "NETFLIX.COM";

    private static final int MONTHS = 9;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private AccountStatement() {}

    /** Transactions as {@code POST /v1/transactions} takes them. */
    static List<Map<String, Object>> transactions() {
        return IntStream.range(0, MONTHS)
                .boxed()
                .flatMap(AccountStatement::month)
                .toList();
    }

    /** The ids of the subscription's rows. */
    static List<String> subscriptionIds() {
        return IntStream.range(0, MONTHS)
                .mapToObj(month -> id("subscription", month))
                .toList();
    }

    private static Stream<Map<String, Object>> month(int month) {
        return Stream.of(
                row("rent", month, 1, "STANDING ORDER LINDENHOF RENT FLAT 12 REF " + (77_010 + month), "-940.00"),
                row(
                        "grocer",
                        month,
                        6,
                        "CARD 4711 GREEN GROCER MARKET %02d:41".formatted(9 + month),
                        "-" + (41 + month) + ".35"),
                row("power", month, 10, "DIRECT DEBIT NORDEN ELECTRICITY CUSTOMER 558201", "-64.20"),
                row("subscription", month, 15, SUBSCRIPTION + " ref " + (1037 + 37 * month), "-15.99"),
                row("coffee", month, 20, "CARD 4711 CAFE LINDE 20/%02d".formatted(1 + month), "-4.80"),
                row("salary", month, 28, "SALARY NORDWIND LOGISTICS %s".formatted(FIRST.plusMonths(month)), "2850.00"));
    }

    private static Map<String, Object> row(String kind, int month, int day, String description, String amount) {
        return Map.of(
                "transaction_id",
                id(kind, month),
                "date",
                FIRST.plusMonths(month).withDayOfMonth(day).toString(),
                "amount",
                new BigDecimal(amount),
                "currency",
                "EUR",
                "description",
                description);
    }

    private static String id(String kind, int month) {
        return "demo-%s-%d".formatted(kind, month + 1);
    }
}
