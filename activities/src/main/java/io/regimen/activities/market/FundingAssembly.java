package io.regimen.activities.market;

import io.regimen.activities.market.FundingOptions.Unit;
import io.regimen.activities.market.FundingRates.Charge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one instrument as charges in time order. */
final class FundingAssembly {
    private static final int HOUR = 3600;
    /** The longest time between charges that needs no word of its user: exchanges charge once in eight hours or oftener. */
    private static final int USUAL_HOURS = 8;
    /** Ten times what exchanges usually charge. */
    private static final double TYPICAL_AT_MOST = 0.001;
    /** More than any exchange lets be charged at once. */
    private static final double AT_MOST = 0.1;

    private final String name;
    private final FundingOptions options;
    private final Unit unit;

    FundingAssembly(String name, FundingOptions options, Unit unit) {
        this.name = name;
        this.options = options;
        this.unit = unit;
    }

    FundingImport assemble(List<FundingRow> rows, @Nullable String instrument) {
        List<FundingRow> sorted = inOrder(rows);
        if (sorted.size() < 2) {
            throw new ImportException(name + " has rates of one hour only; give a file with two or more");
        }
        checkSize(sorted);
        int step = (int) (median(sorted) / HOUR);
        Integer every = options.chargedEvery();
        if (every == null && step > USUAL_HOURS && sorted.getFirst().intervalHours() == null) {
            throw new ImportException(name + " has a rate every " + step
                    + " hours, and exchanges charge more often: give --charged-every 8 if each rate is that of 8 hours, or"
                    + " --charged-every " + step + " if it is charged once");
        }
        if (every != null && (step % every != 0 || every > step)) {
            throw new ImportException(name + " has a rate every " + step + " hours, which " + every
                    + " hours between charges do not divide; correct --charged-every");
        }
        List<Charge> charges = charges(sorted, step, every == null ? step : every, every != null);
        FundingRates rates = new FundingRates(options.symbol(), charges);
        return new FundingImport(
                rates,
                instrument,
                new FundingImport.Report(
                        rows.size(),
                        rows.size() - sorted.size(),
                        rows.getFirst().second() > rows.getLast().second(),
                        (int) rows.stream().filter(FundingRow::late).count(),
                        every == null ? step : every,
                        missing(sorted, step) * (every == null ? 1 : step / every),
                        rates.perYear()));
    }

    /** Rows by hour, each hour once. */
    private static List<FundingRow> inOrder(List<FundingRow> rows) {
        List<FundingRow> out = new ArrayList<>();
        for (FundingRow row : rows.stream()
                .sorted(Comparator.comparingLong(FundingRow::second))
                .toList()) {
            FundingRow before = out.isEmpty() ? null : out.getLast();
            if (before == null || before.second() != row.second()) {
                out.add(row);
            } else if (before.rate().compareTo(row.rate()) != 0) {
                throw new ImportException(row.place() + ": a rate of " + row.rate() + " after one of " + before.rate()
                        + " for the same hour; remove one of them, or give a file of one instrument");
            }
        }
        return out;
    }

    private void checkSize(List<FundingRow> rows) {
        double typical = fraction(typical(rows));
        if (typical > TYPICAL_AT_MOST) {
            throw new ImportException(name + " would charge " + percent(typical)
                    + " or more half of the time, and exchanges usually charge 0.01 percent; its rates are not in the unit "
                    + unit + ": give another with --unit");
        }
        for (FundingRow row : rows) {
            if (Math.abs(fraction(row.rate())) > AT_MOST) {
                throw new ImportException(row.place() + ": " + percent(fraction(row.rate()))
                        + " is more than an exchange charges at once; correct the rate, or the unit with --unit");
            }
        }
    }

    private List<Charge> charges(List<FundingRow> rows, int step, int every, boolean repeated) {
        List<Charge> out = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            FundingRow row = rows.get(i);
            double rate = fraction(row.rate());
            // a rate that stands for several charges is charged until the next one, and through no gap
            long end = repeated ? row.second() + (long) step * HOUR : row.second() + 1;
            long next = i + 1 < rows.size() ? Math.min(end, rows.get(i + 1).second()) : end;
            for (long at = row.second(); at < next; at += (long) every * HOUR) {
                out.add(new Charge(at, rate));
            }
        }
        return out;
    }

    /** Rows that a series of this step, or of the interval that a row names, would have in the gaps. */
    private static int missing(List<FundingRow> rows, int step) {
        long out = 0;
        for (int i = 1; i < rows.size(); i++) {
            Integer interval = rows.get(i).intervalHours();
            long hours = (rows.get(i).second() - rows.get(i - 1).second()) / HOUR;
            out += Math.max(0, (hours - 1) / (interval == null ? step : interval));
        }
        return (int) out;
    }

    private double fraction(BigDecimal rate) {
        return rate.movePointLeft(unit.places).doubleValue();
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " percent";
    }

    /** The median size of the rates, in the file's unit. */
    static BigDecimal typical(List<FundingRow> rows) {
        return rows.stream()
                .map(row -> row.rate().abs())
                .sorted()
                .skip(rows.size() / 2)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static long median(List<FundingRow> rows) {
        return java.util.stream.IntStream.range(1, rows.size())
                .mapToLong(i -> rows.get(i).second() - rows.get(i - 1).second())
                .sorted()
                .skip((rows.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
