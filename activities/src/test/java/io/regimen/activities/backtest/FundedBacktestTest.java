package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.cost.FundingSeries;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.FundingImporter;
import io.regimen.activities.market.FundingOptions;
import io.regimen.activities.market.FundingOptions.Unit;
import io.regimen.activities.market.SharedData;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the file of an exchange's rates to what a backtest pays, against a calculation by hand. */
class FundedBacktestTest {
    private static final String REAL = "funding/historical_funding_rates_top100_20251025_124832.csv.gz";
    private static final String INSTRUMENT = "BTCUSD_PERP.A";
    private static final int DAYS = 90;

    /** Always in the market at a price that never moves, without any other cost: the P&L is the funding. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void run_alwaysInTheMarket_paysWhatTheFileSays(int direction) throws IOException {
        Path file = SharedData.file(REAL);
        FundingSeries funding =
                FundingSeries.of(FundingImporter.read(file, new FundingOptions("BTCUSD", INSTRUMENT, Unit.PERCENT, 8))
                        .rates());
        int bars = DAYS * 24;
        long start = Instant.parse("2025-07-28T00:00:00Z").getEpochSecond();
        Bars.Builder flat = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < bars; i++) {
            flat.add(start + 3600L * i, 100, 100, 100, 100, 0, 0);
        }
        Vector forecasts = new Vector(bars);
        forecasts.fill(0.01 * direction);
        Bars market = flat.build();

        Metrics paid = new InferenceBacktester(
                        market,
                        StubRegimes.one(bars),
                        new Segments(0, 0, 0, 0, bars),
                        CostCurve.of(market, new Costs(0.0, 0, 0), funding),
                        1,
                        0,
                        Arithmetic.SCALAR)
                .run(
                        new ForecastStreams(0, Heads.of(1), new TreeMap<>(Map.of(0, List.of(forecasts))), List.of()),
                        List.of(new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 20)))
                .getFirst()
                .test()
                .total();

        double expected = direction * byHand(file);
        assertEquals(expected, paid.carryCosts(), 1e-15);
        assertEquals(expected, paid.costs(), 1e-15);
        assertEquals(-expected, paid.totalPnl(), 1e-15);
    }

    /** Three charges a day of the day's rate, in percent; the first one comes before the first fill. */
    private static double byHand(Path file) throws IOException {
        double sum = 0;
        int days = 0;
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                List<String> fields = List.of(line.split(",", -1));
                if (fields.get(3).equals(INSTRUMENT)) {
                    sum += (days == 0 ? 2 : 3) * Double.parseDouble(fields.get(6)) / 100;
                    days++;
                }
            }
        }
        assertEquals(DAYS, days);
        return sum;
    }
}
