package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMappingTest {
    @TempDir
    private Path folder;

    private ImportResult read(String columns, String text) {
        Path file = TestFiles.write(folder, "eurusd.csv", utf8(text));
        return BarImporter.read(file, ImportOptions.of(Vendor.CSV).withColumns(ColumnMapping.parse(columns)));
    }

    private static void assertBars(ImportResult result, String what) {
        assertEquals(Map.of(), result.report().bad(), what);
        assertEquals(Instant.parse("2024-03-01T00:00:00Z"), result.report().first(), what);
        Bars bars = result.dataset().bars();
        assertEquals(
                List.of(1.1, 1.3, 1.0, 1.2, 7.0),
                List.of(bars.open(0), bars.high(0), bars.low(0), bars.close(0), bars.volume(0)),
                what);
    }

    @Test
    void read_declaredColumns_givesTheBars() {
        assertBars(
                read(
                        "time=0,open=1,high=2,low=3,close=4,volume=5,separator=semicolon,header=no",
                        "2024-03-01 00:00;1.1;1.3;1.0;1.2;7\n2024-03-01 01:00;1.1;1.3;1.0;1.2;7\n"),
                "by place");
        assertBars(
                read(
                        "time=5,volume=4,close=3,low=2,high=1,open=0,header=yes",
                        "a,b,c,d,e,f\n1.1,1.3,1.0,1.2,7,1709251200\n1.1,1.3,1.0,1.2,7,1709254800\n"),
                "by place below a header");
        assertBars(
                read(
                        "time=When,open=Erster,high=Hoch,low=Tief,close=Letzter,volume=\"Menge, Stück\","
                                + "time_format=dd/MM/yyyy HH:mm",
                        """
                        exported by hand
                        When|Erster|Hoch|Tief|Letzter|Menge, Stück
                        01/03/2024 00:00|1.1|1.3|1.0|1.2|7
                        01/03/2024 01:00|1.1|1.3|1.0|1.2|7
                        """),
                "by name, below a preamble, day first");
        assertBars(
                read(
                        "time=0,clock=1,open=2,high=3,low=4,close=5,volume=6,separator=space,time_format=MM/dd/yy HHmm",
                        "03/01/24 0000 1.1 1.3 1.0 1.2 7\n03/01/24 0100 1.1 1.3 1.0 1.2 7\n"),
                "date and clock apart, month first");
        assertBars(
                read(
                        "time=\"7\",open=o,high=h,low=l,close=c,volume=v,time_unit=ms",
                        "7,o,h,l,c,v\n1709251200000,1.1,1.3,1.0,1.2,7\n1709254800000,1.1,1.3,1.0,1.2,7\n"),
                "a name of digits");
        assertBars(
                read(
                        "time=0,open=1,high=2,low=3,close=4,volume=5,time_format=yyyy-MM-dd'T'HH:mm:ssXXX",
                        "2024-03-01T02:00:00+02:00,1.1,1.3,1.0,1.2,7\n2024-03-01T03:00:00+02:00,1.1,1.3,1.0,1.2,7\n"),
                "a pattern with an offset");
    }

    @Test
    void read_declaredQuotesAndAmounts_reachTheDataset() {
        ImportResult result = read(
                "time=0,bid_open=1,bid_high=2,bid_low=3,bid_close=4,ask_open=5,ask_high=6,ask_low=7,ask_close=8,"
                        + "quote_volume=9,trades=10",
                "1709251200,1,1,1,1,2,2,2,2,50,3\n1709254800,1,1,1,1,2,2,2,2,60,4\n");
        Bars bars = result.dataset().bars();
        assertTrue(result.quoted());
        assertEquals(
                List.of(1.5, 0.5, 50.0, 3.0, 0.0),
                List.of(bars.open(0), bars.halfSpread(0), bars.quoteVolume(0), bars.trades(0), bars.volume(0)));
    }

    @Test
    void read_unitDeclared_isNotGuessed() {
        String text = "100000000000,1,1,1,1\n100003600000,1,1,1,1\n";
        assertEquals(
                Instant.parse("1973-03-03T09:46:40Z"),
                read("time=0,open=1,high=2,low=3,close=4,time_unit=ms", text)
                        .report()
                        .first());
        assertThrows(ImportException.class, () -> read("time=0,open=1,high=2,low=3,close=4,time_unit=s", text));
    }

    @Test
    void read_datesThatDoNotExist_areReported() {
        ImportReport report = read(
                        "time=0,open=1,high=2,low=3,close=4,time_format=dd/MM/yyyy",
                        "28/02/2024,1,1,1,1\n29/02/2024,1,1,1,1\n30/02/2024,1,1,1,1\n01/03/2024,1,1,1,1\n")
                .report();
        assertEquals(Map.of("bad_time", 1L), report.bad());
        assertEquals(3, report.used());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "open=1,high=2,low=3,close=4~time is missing",
                "time=0,open=1,high=2,low=3~close is missing",
                "time=0,bid_open=1~bid_high is missing",
                "time=0,open=1,high=2,low=3,close=4,bid_open=5~both open and bid_open",
                "time=0,open=1,high=2,low=3,close=4,colour=5~there is no \"colour\"",
                "time=0,open=1,open=1,high=2,low=3,close=4~declared twice",
                "time=,open=1,high=2,low=3,close=4~time has no value",
                "time=0,open=1,high=2,low=3,close=4,separator=;~separator",
                "time=0,open=1,high=2,low=3,close=4,header=perhaps~use yes or no",
                "time=When,open=1,high=2,low=3,close=4,header=no~there is no header",
                "time=0,open=1,high=2,low=3,close=4,time_unit=weeks~time_unit",
                "time=0,open=1,high=2,low=3,close=4,time_format=bbb~not a pattern",
                "time=0,open=1,high=2,low=3,close=4,time_unit=s,time_format=yyyy~exclude each other",
                "time=0 open=1~cannot read",
                "time~cannot read",
                "time=0,open=1,high=2,low=3,close=4,~cannot read",
            })
    void parse_wrongDeclaration_saysWhatAndHowToMendIt(String columns, String says) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ColumnMapping.parse(columns));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(says), message);
        assertTrue(message.startsWith("columns: ") && message.contains(";"), message);
        assertFalse(message.contains("\n"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "time=0,open=1,high=2,low=3,close=9~line 1: column 9 is declared for close, but there are 5 columns (0 to 4)",
                "time=t,open=o,high=h,low=l,close=x~line 1 names no column \"x\" (declared for close)",
                "time=t,open=o,high=h,low=l,close=d~names 2 times column \"d\"",
            })
    void read_columnThatIsNotThere_saysWhereAndHowToMendIt(String columns, String says) {
        String text = columns.contains("9") ? "1709251200,1,1,1,1\n" : "t,o,h,l,c,d,D\n1709251200,1,1,1,1,1,1\n";
        ImportException e = assertThrows(ImportException.class, () -> read(columns, text));
        assertTrue(e.getMessage().contains(says), e.getMessage());
        assertTrue(e.getMessage().contains(";"), e.getMessage());
    }
}
