package io.gleaner.tracking.core;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How currencies are written beside an amount, in folded text. */
final class Currencies {

    /** Mean money beside any number. */
    private static final Set<String> CERTAIN =
            Set.of(("usd eur gbp jpy chf cad aud nzd cny rmb hkd sgd twd krw inr idr thb myr php vnd pkr bdt lkr "
                            + "brl mxn ars clp uyu pyg bob crc gtq hnl nio pab ves "
                            + "sek nok dkk isk pln czk huf bgn rsd bam mkd mdl uah rub byn kzt uzs azn "
                            + "aed sar qar kwd bhd omr jod ils egp zar ngn kes ghs tzs ugx xof xaf xcd xpf "
                            + "btc xbt eth usdt usdc bnb xrp ltc bch doge sats "
                            + "euro euros dollar dollars reais zł kč kr ft lei лв руб грн rs rp 円 元 圓 원")
                    .split(" "));

    /** Currencies that are also words or initials: they mean money only beside an amount with a fraction, as in "12.50 TRY". */
    private static final Set<String> WITH_FRACTION = Set.of(
            "all amd cop cup dop ern gel lak mad mop nad pen pgk ron sos top try ada dot sol real pounds francs rm fr r"
                    .split(" "));

    private static final Pattern GLUED = Pattern.compile("(?:(\\D++)\\d{1,2})|(?:\\d{1,2}(\\D++))");

    private Currencies() {}

    static boolean isBeside(Lexeme.Amount amount, String word) {
        return CERTAIN.contains(word) || (amount.fraction() && WITH_FRACTION.contains(word));
    }

    /** Whether the word is a small amount with its currency and no space between, such as {@code 47eur}. */
    static boolean isAmount(String word) {
        Matcher glued = GLUED.matcher(word);
        return glued.matches() && CERTAIN.contains(glued.group(1) != null ? glued.group(1) : glued.group(2));
    }
}
