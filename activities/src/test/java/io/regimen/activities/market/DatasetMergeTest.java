package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetMergeTest {
    private static final Dataset WHOLE = TestBars.hours("2020-01-06T00:00:00Z", 100, TradingCalendar.FX);
    private static final Dataset OLD = TestBars.slice(WHOLE, 0, 60);

    @Test
    void append_newerBars_givesTheWhole() {
        String before = OLD.hash();
        Merged merged = DatasetMerge.append(OLD, TestBars.slice(WHOLE, 50, 100));
        assertEquals(WHOLE.hash(), merged.dataset().hash());
        MergeReport report = merged.report();
        assertEquals(WHOLE.hash(), report.resultHash());
        assertEquals(List.of(100, 60, 40, 10, 0, 0), counts(report));
        assertEquals(before, OLD.hash());
        assertEquals(before, report.firstHash());
    }

    @Test
    void append_sameAgain_keepsTheHash() {
        Merged merged = DatasetMerge.append(WHOLE, TestBars.slice(WHOLE, 0, 100));
        assertEquals(WHOLE.hash(), merged.dataset().hash());
        assertEquals(List.of(100, 100, 0, 100, 0, 0), counts(merged.report()));
        assertEquals(WHOLE.hash(), DatasetMerge.append(WHOLE, OLD).dataset().hash());
    }

    @Test
    void append_overlapThatDisagrees_isReportedAndTheOlderStays() {
        Dataset other = TestBars.scaledFrom(WHOLE, 58, 1.5);
        Merged merged = DatasetMerge.append(OLD, other);
        assertEquals(List.of(100, 60, 40, 58, 2, 0), counts(merged.report()));
        MergeReport.Difference first = merged.report().differences().getFirst();
        assertEquals(Instant.ofEpochSecond(WHOLE.time(58)), first.time());
        assertEquals(WHOLE.price(3, 58), first.firstClose());
        assertEquals(1.5 * WHOLE.price(3, 58), first.secondClose());
        assertEquals(WHOLE.price(3, 59), merged.dataset().price(3, 59));
        assertEquals(1.5 * WHOLE.price(3, 60), merged.dataset().price(3, 60));
    }

    @Test
    void append_barsBeforeTheEnd_areLeftOut() {
        Dataset holed = TestBars.without(OLD, 10, 11);
        Merged merged = DatasetMerge.append(holed, WHOLE);
        assertEquals(List.of(98, 58, 40, 58, 0, 2), counts(merged.report()));
        assertEquals(TestBars.without(WHOLE, 10, 11).hash(), merged.dataset().hash());
    }

    @Test
    void merge_holes_areFilledFromTheOther() {
        Merged merged = DatasetMerge.merge(TestBars.without(WHOLE, 10, 11, 99), TestBars.without(WHOLE, 0, 50));
        assertEquals(WHOLE.hash(), merged.dataset().hash());
        assertEquals(List.of(100, 97, 3, 95, 0, 0), counts(merged.report()));
        assertEquals(
                WHOLE.hash(),
                DatasetMerge.merge(TestBars.slice(WHOLE, 60, 100), OLD)
                        .dataset()
                        .hash());
    }

    @Test
    void merge_manyDifferences_listsTheFirst() {
        Merged merged = DatasetMerge.merge(WHOLE, TestBars.scaledFrom(WHOLE, 0, 2));
        assertEquals(WHOLE.hash(), merged.dataset().hash());
        assertEquals(100, merged.report().differing());
        assertEquals(DatasetMerge.MAX_LISTED, merged.report().differences().size());
    }

    /** A bar that was filled in gives way to one that was quoted, on either side. */
    @Test
    void merge_repairedBars_giveWayToRealOnes() {
        Dataset repaired = GapRepair.HOLD.apply(TestBars.without(WHOLE, 10, 11));
        assertEquals(2, repaired.repairedBars());
        for (Merged merged : List.of(
                DatasetMerge.merge(repaired, WHOLE),
                DatasetMerge.merge(WHOLE, repaired),
                DatasetMerge.append(repaired, WHOLE))) {
            assertEquals(WHOLE.hash(), merged.dataset().hash());
            assertEquals(0, merged.report().differing());
        }
        Dataset kept =
                DatasetMerge.append(repaired, TestBars.without(WHOLE, 10, 11)).dataset();
        assertEquals(repaired.hash(), kept.hash());
    }

    static Stream<Arguments> mismatches() {
        Dataset other = new Dataset(
                "GBPUSD", Timeframe.H1, new long[] {0, 3600}, new double[4][2], new double[2], DatasetExtras.none());
        DatasetExtras turnover = new DatasetExtras();
        turnover.quoteVolume = new double[2];
        DatasetExtras trades = new DatasetExtras();
        trades.trades = new double[2];
        DatasetExtras regimes = new DatasetExtras();
        regimes.trueRegime = new short[2];
        return Stream.of(
                Arguments.of(other, "symbol (EURUSD, GBPUSD)"),
                Arguments.of(Resample.to(WHOLE, Timeframe.H4, DayBoundary.UTC), "timeframe (1h, 4h)"),
                Arguments.of(
                        TestBars.quoted("2020-01-06T00:00:00Z", new double[2][4]), "bid and ask (absent, present)"),
                Arguments.of(of(0, turnover), "quote volume (absent, present)"),
                Arguments.of(of(0, trades), "number of trades (absent, present)"),
                Arguments.of(of(0, regimes), "simulated regimes (absent, present)"),
                Arguments.of(of(WHOLE.time(99) + 1800, DatasetExtras.none()), "do not lie on one grid"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void merge_differentKinds_areRefused(Dataset other, String what) {
        List<UnaryOperator<Dataset>> operations = List.of(
                second -> DatasetMerge.merge(WHOLE, second).dataset(),
                second -> DatasetMerge.append(WHOLE, second).dataset());
        for (UnaryOperator<Dataset> operation : operations) {
            DatasetMismatchException e = assertThrows(DatasetMismatchException.class, () -> operation.apply(other));
            assertTrue(String.valueOf(e.getMessage()).contains(what), e.getMessage());
        }
    }

    /** A real file cut in two and put together again, with bid and ask and with turnover and trades. */
    @ParameterizedTest
    @CsvSource({"lean/fxcm/hour/eurusd.zip,lean-fxcm", "binance-perp/qv_BTCUSDT_1h.csv.gz,csv"})
    void append_realFile_isWholeAgain(String file, String vendor) {
        Dataset whole = SharedData.read(file, Vendor.parse(vendor)).dataset();
        int half = whole.size() / 2;
        Dataset first = TestBars.slice(whole, 0, half + 500);
        Merged merged = DatasetMerge.append(first, TestBars.slice(whole, half, whole.size()));
        assertEquals(whole.hash(), merged.dataset().hash());
        assertNotEquals(whole.hash(), first.hash());
        assertEquals(500, merged.report().agreeing());
        assertEquals(0, merged.report().differing());
    }

    private static Dataset of(long start, DatasetExtras extras) {
        return new Dataset(
                "EURUSD", Timeframe.H1, new long[] {start, start + 3600}, new double[4][2], new double[2], extras);
    }

    private static List<Integer> counts(MergeReport report) {
        return List.of(
                report.bars(),
                report.fromFirst(),
                report.fromSecond(),
                report.agreeing(),
                report.differing(),
                report.leftOut());
    }
}
