package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.cost.FundingSeries;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.FundingImport;
import io.regimen.activities.market.FundingRates;
import io.regimen.db.FundingRepository;
import io.regimen.workflows.Costs;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Funding;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Funding rates in the database, and costs with them. */
@Singleton
public final class FundingStore {
    private static final int CACHED = 64;

    private final FundingRepository rows;
    private final Cache<String, FundingRates> recent =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    FundingStore(FundingRepository rows) {
        this.rows = rows;
    }

    /**
     * Stores rates under their hash; a series with the same hash stays as it is.
     *
     * @param source name of the file, without folders
     * @return whether it was not there before
     */
    public boolean add(FundingImport read, String source) {
        FundingRates rates = read.rates();
        return rows.add(
                        rates.hash(),
                        rates.symbol(),
                        source,
                        read.instrument(),
                        rates.charges().size(),
                        rates.first(),
                        rates.last(),
                        rates.text(),
                        Json.write(read.report()))
                == 1;
    }

    /**
     * Looks up what costs name before anything rests on it.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if a series is unknown or is that of another symbol
     */
    void check(@Nullable Costs costs) {
        Funding funding = costs == null ? null : costs.funding();
        if (funding == null || funding.series() == null) {
            return;
        }
        funding.series().forEach((symbol, hash) -> {
            String stored = rows.byHash(hash)
                    .map(FundingRepository.Funding::symbol)
                    .orElseThrow(() -> Failures.of(
                            FailureKind.BAD_INPUT,
                            "costs.funding.series." + symbol + ": there is no funding series " + hash
                                    + "; `deploy/regimen data funding` lists and imports them"));
            if (!stored.equals(symbol)) {
                throw Failures.of(
                        FailureKind.BAD_INPUT,
                        "costs.funding.series." + symbol + ": " + hash + " is the funding of " + stored);
            }
        });
    }

    /**
     * What costs come to at each bar of a symbol, with the funding that was really charged where they name it.
     *
     * @param from first bar that may be traded
     * @param to bar after the last
     * @throws io.temporal.failure.ApplicationFailure MISSING_DATA if the rates do not cover these bars
     */
    CostCurve curve(String symbol, Bars bars, int from, int to, Costs costs) {
        Funding funding = costs.funding();
        if (funding == null) {
            return CostCurve.of(bars, costs);
        }
        Optional<String> hash = funding.seriesOf(symbol);
        if (hash.isEmpty()) {
            return CostCurve.of(bars, costs.with(funding.constant()));
        }
        FundingRates rates = recent.get(hash.get(), this::read);
        long begin = bars.time(from);
        long end = bars.time(to - 1) + bars.timeframe().seconds();
        if (!rates.covers(begin, end)) {
            throw Failures.of(
                    FailureKind.MISSING_DATA,
                    "the funding series " + hash.get() + " has rates of " + symbol + " from " + rates.first() + " to "
                            + rates.last() + ", and those from " + Instant.ofEpochSecond(begin) + " to "
                            + Instant.ofEpochSecond(end) + " are needed; import them, or leave the series out");
        }
        return CostCurve.of(bars, costs, FundingSeries.of(rates));
    }

    private FundingRates read(String hash) {
        FundingRepository.Rates stored = rows.rates(hash)
                .orElseThrow(() ->
                        Failures.of(FailureKind.MISSING_DATA, "there is no funding series " + hash + " any more"));
        FundingRates rates = FundingRates.parse(stored.symbol(), stored.rates());
        if (!rates.hash().equals(hash)) {
            throw new CorruptFileException(
                    "funding series " + hash + " has the hash " + rates.hash() + " instead; it will not be used");
        }
        return rates;
    }
}
