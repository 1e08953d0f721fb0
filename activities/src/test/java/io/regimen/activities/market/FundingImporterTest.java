package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.FundingOptions.Unit;
import io.regimen.activities.market.FundingRates.Charge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingImporterTest {
    private static final String REAL = "funding/historical_funding_rates_top100_20251025_124832.csv.gz";
    private static final long MIDNIGHT = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final String BINANCE = """
            calc_time,funding_interval_hours,last_funding_rate
            1704096000005,8,-0.00003725
            1704067200000,8,0.00037409
            1704124800011,8,0.00010000
            """;

    @TempDir
    private Path folder = Path.of(".");

    private FundingImport read(String text, FundingOptions options) {
        try {
            return FundingImporter.read(Files.writeString(folder.resolve("f.csv"), text), options);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FundingOptions options(@Nullable String instrument, @Nullable Unit unit, @Nullable Integer every) {
        return new FundingOptions("BTC/USDT", instrument, unit, every);
    }

    @Test
    void read_binance_jitteredStampsInAnyOrder_areChargesAtTheirHours() {
        FundingImport read = read(BINANCE, FundingOptions.of("BTCUSDT"));
        assertEquals(
                List.of(
                        new Charge(MIDNIGHT, 0.00037409),
                        new Charge(MIDNIGHT + 8 * 3600, -0.00003725),
                        new Charge(MIDNIGHT + 16 * 3600, 0.0001)),
                read.rates().charges());
        assertEquals(2, read.report().jittered());
        assertEquals(0, read.report().missing());
        assertEquals(8, read.report().intervalHours());
        // three charges within 16 hours
        assertEquals(
                (0.00037409 - 0.00003725 + 0.0001) * 1.5 * 365.25, read.report().perYear(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "1704096059999, 1704096000", // late by a minute less a millisecond
        "1704095999990, 1704096000", // and early
        "1704096000, 1704096000",
        "2024-01-01 08:00:07.5, 1704096000",
        "2024-01-01T08:00:00Z, 1704096000",
    })
    void read_stamps(String text, long second) {
        FundingImport read = read(BINANCE.replace("1704096000005", text), FundingOptions.of("BTCUSDT"));
        assertEquals(second, read.rates().charges().get(1).second());
    }

    @Test
    void read_unitsThatSayTheSame_haveTheSameHash() {
        String fractions = read(BINANCE, FundingOptions.of("BTCUSDT")).rates().hash();
        String percent = BINANCE.replace("last_funding_rate", "funding_rate")
                .replace("-0.00003725", "-0.003725")
                .replace("0.00037409", "0.037409")
                .replace("0.00010000", "0.01");
        assertEquals(
                fractions,
                read(percent, options(null, Unit.PERCENT, null)).rates().hash());
        assertNotEquals(
                fractions, read(BINANCE, FundingOptions.of("ETHUSDT")).rates().hash());
        assertNotEquals(
                fractions,
                read(BINANCE.replace("37409", "37410"), FundingOptions.of("BTCUSDT"))
                        .rates()
                        .hash());
    }

    @Test
    void text_isReadBackAsItWas() {
        FundingRates rates = read(BINANCE, FundingOptions.of("BTCUSDT")).rates();
        assertEquals(rates, FundingRates.parse("BTCUSDT", rates.text()));
        assertEquals(rates.hash(), FundingRates.parse("BTCUSDT", rates.text()).hash());
    }

    @Test
    void covers_upToTheTimeBetweenCharges() {
        FundingRates rates = read(BINANCE, FundingOptions.of("BTCUSDT")).rates();
        assertTrue(rates.covers(MIDNIGHT - 8 * 3600, MIDNIGHT + 24 * 3600));
        assertEquals(false, rates.covers(MIDNIGHT - 8 * 3600 - 1, MIDNIGHT));
        assertEquals(false, rates.covers(MIDNIGHT, MIDNIGHT + 24 * 3600 + 1));
    }

    @Test
    void read_duplicatesAndGaps_areCounted() {
        FundingImport read =
                read(BINANCE + "1704067200003,8,0.00037409\n1704182400000,8,0.0001\n", FundingOptions.of("BTCUSDT"));
        assertEquals(4, read.rates().charges().size());
        assertEquals(1, read.report().duplicates());
        assertEquals(1, read.report().missing());
    }

    /** One rate a day, in percent, of the rate that is charged every eight hours. */
    @Test
    void read_realDailyFile_chargesThreeTimesADay() {
        FundingImport read = FundingImporter.read(
                SharedData.file(REAL), new FundingOptions("BTCUSD", "BTCUSD_PERP.A", Unit.PERCENT, 8));
        List<Charge> charges = read.rates().charges();
        assertEquals(90, read.report().rows());
        assertEquals(270, charges.size());
        assertEquals(Instant.parse("2025-07-28T00:00:00Z"), read.rates().first());
        assertEquals(Instant.parse("2025-10-25T16:00:00Z"), read.rates().last());
        assertEquals(0, read.report().missing());
        // the line of 2025-08-07 says -0.006529
        for (int i = 30; i < 33; i++) {
            assertEquals(-0.00006529, charges.get(i).rate(), 1e-18);
        }
        assertTrue(read.report().perYear() > 0 && read.report().perYear() < 0.11, "0.01 % thrice a day at most");
    }

    @Test
    void read_realFileWithAGap_chargesNothingInIt() {
        FundingImport read =
                FundingImporter.read(SharedData.file(REAL), new FundingOptions("DAIUSD", "DAI-USD.8", Unit.PERCENT, 8));
        assertEquals(87 * 3, read.rates().charges().size());
        assertEquals(9, read.report().missing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| | | holds rates of 94 instruments (\"AAVEUSD_PERP.A\", ",
                "BTCUSD | | | has no rows of \"BTCUSD\", but of ",
                "BTCUSD_PERP.A | | | or less in size, and exchanges usually charge 0.01 percent; give --unit percent",
                "BTCUSD_PERP.A | FRACTION | 8 | would charge 0.866",
                "BTCUSD_PERP.A | PERCENT | | has a rate every 24 hours, and exchanges charge more often: give --charged-every 8",
                "BTCUSD_PERP.A | PERCENT | 7 | 7 hours between charges do not divide a day",
            })
    void read_realFileWithoutWhatItLeavesOpen_isRefusedWithTheMend(
            @Nullable String instrument, @Nullable Unit unit, @Nullable Integer every, String expected) {
        Path file = SharedData.file(REAL);
        RuntimeException refused = assertThrows(
                RuntimeException.class, () -> FundingImporter.read(file, options(instrument, unit, every)));
        assertTrue(String.valueOf(refused.getMessage()).contains(expected), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is empty",
                "'time,price\n1,2' | line 1 names no column of rates",
                "'1704067200000,8,0.0001\n1704096000000,8,0.0001' | line 1 names no column of times",
                "'timestamp,rate,rate\n1704067200,1,1' | line 1 names two columns rate",
                "'calc_time,last_funding_rate' | has a header and no rows",
                "'calc_time,last_funding_rate\n1704067200000,0.0001' | one hour only",
                "'calc_time,last_funding_rate\n1704067200000,0.0001\n1704096000000' | line 3 has 1 fields and the header 2",
                "'calc_time,last_funding_rate\n1704067200000,0.01%' | line 2: \"0.01%\" is not a number",
                "'calc_time,last_funding_rate\n1704067200000,' | line 2: \"\" is not a number",
                "'calc_time,last_funding_rate\n1704067200000,NaN' | line 2: \"NaN\" is not a number",
                "'calc_time,last_funding_rate\n\n5,0.0001' | line 3: \"5\" is not a time",
                "'calc_time,last_funding_rate\n1704067261000,0.0001' | line 2: \"1704067261000\" is more than a minute from",
                "'calc_time,last_funding_rate\n1704067200000,0.0001\n1704067200009,0.0002' | line 3: a rate of 0.0002 after one of 0.0001",
                "'calc_time,last_funding_rate\n1704067200000,0.0001\n1704096000000,0.5\n1704124800000,0' | line 3: 50 percent is more than",
                "'calc_time,funding_interval_hours,last_funding_rate\n1704067200000,7,0.0001' | line 2: \"7\" is not a number of hours",
            })
    void read_malformed_isRefusedWithOneSentence(String text, String expected) {
        ImportException refused =
                assertThrows(ImportException.class, () -> read(text, FundingOptions.of("BTCUSDT")), expected);
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertTrue(refused.getMessage().startsWith("f.csv"), refused.getMessage());
    }

    @Test
    void read_unitThatContradictsTheLayout_isRefused() {
        ImportException refused =
                assertThrows(ImportException.class, () -> read(BINANCE, options(null, Unit.PERCENT, null)));
        assertTrue(refused.getMessage().contains("holds fractions"), refused.getMessage());
    }
}
