package io.regimen.activities.market;

import io.regimen.workflows.GridPlanner;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file of funding rates. What is null is told by the file, where it is unmistakable.
 *
 * @param symbol the market that will pay these rates
 * @param instrument rows to take, by the file's own name of them; null where the file has one instrument only
 * @param unit of the rates; null where the layout defines it
 * @param chargedEvery hours between charges, where the file has fewer rows than charges; null where each row is one
 */
public record FundingOptions(
        String symbol,
        @Nullable String instrument,
        @Nullable Unit unit,
        @Nullable Integer chargedEvery) {

    /** What a rate of 1 means. */
    public enum Unit {
        FRACTION(0),
        PERCENT(2),
        BPS(4);

        /** Decimal places that make a fraction of it. */
        final int places;

        Unit(int places) {
            this.places = places;
        }

        /**
         * The unit of a name.
         *
         * @throws IllegalArgumentException if there is no such unit
         */
        public static Unit parse(String text) {
            return Stream.of(values())
                    .filter(unit -> unit.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unit " + Fault.show(text) + " is unknown; use "
                            + Stream.of(values()).map(Unit::toString).collect(Collectors.joining(", "))));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if the symbol is none, or the hours do not divide a day */
    public FundingOptions {
        String given = symbol;
        symbol = GridPlanner.symbol(given.strip());
        if (!ImportOptions.SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "symbol " + Fault.show(given) + " is not 2 to 24 letters, digits or dots, such as BTCUSDT");
        }
        if (chargedEvery != null && (chargedEvery < 1 || 24 % chargedEvery != 0)) {
            throw new IllegalArgumentException(
                    chargedEvery + " hours between charges do not divide a day; use 1, 2, 3, 4, 6, 8, 12 or 24");
        }
    }

    public static FundingOptions of(String symbol) {
        return new FundingOptions(symbol, null, null, null);
    }
}
