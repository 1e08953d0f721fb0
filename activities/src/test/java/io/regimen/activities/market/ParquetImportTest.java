package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.csv;
import static io.regimen.activities.market.TestFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetImportTest {
    private static final String PRICES = "1.0 + i / 64 AS open, 1.02 + i / 64 AS high, 0.99 + i / 64 AS low,"
            + " 1.01 + i / 64 AS close, i AS volume FROM range(50) t(i)";

    @TempDir
    private Path folder;

    private ImportResult read(String query) {
        return read(query, ImportOptions.of(Vendor.PARQUET));
    }

    private ImportResult read(String query, ImportOptions options) {
        return BarImporter.read(ParquetFiles.write(folder, "EURUSD_1h.parquet", query), options);
    }

    /** The same fifty bars, their time stored in many ways. */
    static Stream<Arguments> times() {
        String timestamp = "(TIMESTAMP '2024-01-01 00:00:00' + INTERVAL (i) HOUR)";
        return Stream.of(
                Arguments.of("timestamp", timestamp + " AS time"),
                Arguments.of("timestamp of nanoseconds", timestamp + "::TIMESTAMP_NS AS datetime"),
                Arguments.of("timestamp of milliseconds", timestamp + "::TIMESTAMP_MS AS \"Open Time\""),
                Arguments.of("timestamp of UTC", "to_timestamp(1704067200 + 3600 * i) AS timestamp"),
                Arguments.of("unix seconds", "1704067200 + 3600 * i AS unix"),
                Arguments.of("unix milliseconds", "1000 * (1704067200 + 3600 * i) AS open_time"),
                Arguments.of("unix milliseconds, unsigned", "(1000 * (1704067200 + 3600 * i))::UBIGINT AS time"),
                Arguments.of("unix seconds as a float", "(1704067200 + 3600 * i)::DOUBLE AS time"),
                Arguments.of("text", "strftime(" + timestamp + ", '%Y-%m-%d %H:%M:%S') AS date"),
                Arguments.of("our own name", "1704067200 + 3600 * i AS start_second"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("times")
    void read_timeStoredInAnyWay_givesTheSameBars(String what, String time) {
        ImportResult result = read("SELECT " + time + ", " + PRICES);
        assertEquals(Map.of(), result.report().bad(), what);
        assertEquals(50, result.report().used(), what);
        assertEquals(Instant.parse("2024-01-01T00:00:00Z"), result.report().first(), what);
        assertEquals("EURUSD", result.symbol());
        assertEquals(
                read("SELECT 1704067200 + 3600 * i AS unix, " + PRICES)
                        .dataset()
                        .hash(),
                result.dataset().hash(),
                what);
    }

    @Test
    void read_datesOnly_areDays() {
        ImportResult result = read("SELECT DATE '2024-01-01' + i::INTEGER AS date, " + PRICES);
        assertEquals("1d", result.timeframe().toString());
    }

    @Test
    void read_zone_movesLocalTimesOnly() {
        ImportOptions tokyo = new ImportOptions(Vendor.PARQUET, null, null, ZoneId.of("Asia/Tokyo"), null);
        assertEquals(
                Instant.parse("2023-12-31T15:00:00Z"),
                read("SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS time, " + PRICES, tokyo)
                        .report()
                        .first());
        assertEquals(
                Instant.parse("2024-01-01T00:00:00Z"),
                read("SELECT to_timestamp(1704067200 + 3600 * i) AS time, " + PRICES, tokyo)
                        .report()
                        .first());
    }

    @Test
    void read_datasetOfOurOwn_isTheSameDataset() throws IOException {
        Path text = TestFiles.write(folder, "eurusd.csv", utf8(csv(50)));
        Dataset dataset = BarImporter.read(text, ImportOptions.of(Vendor.CSV)).dataset();
        Path file = folder.resolve("eurusd.parquet");
        DatasetFile.write(dataset, file);
        assertEquals(
                dataset.hash(),
                BarImporter.read(file, ImportOptions.of(Vendor.PARQUET))
                        .dataset()
                        .hash());
    }

    @Test
    void read_quotesAndAmounts_reachTheDataset() {
        Bars bars =
                read("SELECT 1704067200 + 3600 * i AS time, 1 AS bid_open, 1 AS bid_high, 1 AS bid_low, 1 AS bid_close,"
                                + " 2::FLOAT AS ask_open, 2::DECIMAL(9,2) AS ask_high, 2 AS ask_low, 2 AS ask_close,"
                                + " 50 + i AS quote_volume, 7 AS trades FROM range(3) t(i)")
                        .dataset()
                        .bars();
        assertEquals(
                List.of(1.5, 0.5, 52.0, 7.0),
                List.of(bars.open(0), bars.halfSpread(0), bars.quoteVolume(2), bars.trades(0)));
    }

    @Test
    void read_declaredColumns_areRead() {
        ImportOptions options = ImportOptions.of(Vendor.PARQUET)
                .withColumns(ColumnMapping.parse("time=0,open=A,high=b,low=c,close=\"d\"" + ",time_unit=ms"));
        ImportResult result = read(
                "SELECT 1000 * (1704067200 + 3600 * i) AS t, 1.0 AS a, 1.0 AS b, 1.0 AS c, 1.0 AS d FROM range(3) t(i)",
                options);
        assertEquals(3, result.report().used());
    }

    @Test
    void read_badRows_areReportedByRow() {
        ImportReport report = read("SELECT CASE WHEN i = 3 THEN NULL ELSE 1704067200 + 3600 * i END AS time,"
                        + " CASE i WHEN 5 THEN -1 WHEN 6 THEN 'NaN'::DOUBLE WHEN 7 THEN NULL ELSE 1.0 END AS open,"
                        + " CASE i WHEN 8 THEN 0.5 WHEN 9 THEN 'Infinity'::DOUBLE ELSE 1.0 END AS high, 1.0 AS low, 1.0 AS close,"
                        + " CASE i WHEN 10 THEN -4 WHEN 11 THEN NULL ELSE i END AS volume FROM range(30) t(i)")
                .report();
        assertEquals(
                Map.of("bad_time", 1L, "inconsistent_prices", 1L, "not_a_number", 4L, "not_positive", 1L),
                report.bad());
        assertEquals(
                List.of(4L, 6L, 7L, 8L, 9L, 10L, 11L),
                report.problems().stream().map(RowProblem::line).toList());
        assertEquals(23, report.used());
    }

    @Test
    void read_moreRowsThanTheLimit_isRefused() {
        Path file = ParquetFiles.write(folder, "eurusd.parquet", ParquetFiles.BARS);
        ImportLimits few = new ImportLimits(1 << 20, 200, 1 << 20, 16, 10_000, 499);
        ImportException e = assertThrows(
                ImportException.class,
                () -> BarImporter.read(file, "eurusd.parquet", ImportOptions.of(Vendor.PARQUET), few));
        assertTrue(e.getMessage().contains("more than 499 rows"), e.getMessage());
    }

    @Test
    void read_symbolColumn_winsOverTheName() {
        assertEquals(
                "BTCUSDT",
                read("SELECT 'BTC/USDT' AS symbol, 1704067200 + 3600 * i AS time, " + PRICES)
                        .symbol());
    }
}
