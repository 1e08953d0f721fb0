package io.regimen.activities.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** File layouts that can be imported, with the clock each vendor stamps its bars by. */
public enum Vendor {
    /** LEAN bid and ask bars of Oanda: no header, stamps in UTC. */
    LEAN_OANDA("lean-oanda", ZoneOffset.UTC),
    /**
     * LEAN bid and ask bars of FXCM: no header, stamps five hours behind UTC all year. Compared with other vendors, stamps before
     * 2009-09-20 are a further four hours behind, five in the American winter: such bars come out too early.
     */
    LEAN_FXCM("lean-fxcm", ZoneOffset.ofHours(-5)),
    /**
     * ejtrader bars: prices in points, stamps in the trade server's time (UTC+2, +3 in the summer of the EU). Compared with
     * other vendors, stamps before 2014-11-24 are an hour late by this rule: the server then ran at UTC+1 and +2.
     */
    EJTRADER("ejtrader", ZoneId.of("Europe/Helsinki")),
    /** Binance kline archives: twelve columns with or without header, unix milliseconds or microseconds. */
    BINANCE("binance", ZoneOffset.UTC),
    /** Dukascopy exports: stamps in UTC ("Gmt time"), or with their offset ("Local time"). */
    DUKASCOPY("dukascopy", ZoneOffset.UTC),
    /** HistData bid bars, in its ASCII or MetaTrader layout: no header, stamps five hours behind UTC all year. */
    HISTDATA("histdata", ZoneOffset.ofHours(-5)),
    /** MetaTrader exports, with or without header: stamps in the trade server's time, taken to be that of ejtrader. */
    METATRADER("metatrader", ZoneId.of("Europe/Helsinki")),
    /**
     * Any text file with a header that names time, open, high, low and close, or whose columns a {@link ColumnMapping}
     * declares; stamps without offset are UTC.
     */
    CSV("csv", ZoneOffset.UTC),
    /** A Parquet file whose columns are named like those of {@link #CSV}; stamps without zone are UTC. */
    PARQUET("parquet", ZoneOffset.UTC);

    private final String text;
    private final ZoneId zone;

    Vendor(String text, ZoneId zone) {
        this.text = text;
        this.zone = zone;
    }

    /**
     * Parses "lean-oanda", "LEAN_OANDA" and the like.
     *
     * @throws IllegalArgumentException if there is no such vendor; the message lists those there are
     */
    @JsonCreator
    public static Vendor parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(v -> v.text.equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown vendor \"" + text + "\"; use one of " + all()));
    }

    /** Zone of stamps that carry no offset. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether prices may be points. */
    boolean points() {
        return switch (this) {
            case EJTRADER, METATRADER, CSV, PARQUET -> true;
            case LEAN_OANDA, LEAN_FXCM, BINANCE, DUKASCOPY, HISTDATA -> false;
        };
    }

    /** Whether columns may be declared. */
    boolean mapped() {
        return switch (this) {
            case CSV, PARQUET -> true;
            case LEAN_OANDA, LEAN_FXCM, EJTRADER, BINANCE, DUKASCOPY, HISTDATA, METATRADER -> false;
        };
    }

    /** The texts of all vendors, separated by comma and space. */
    public static String all() {
        return Arrays.stream(values()).map(v -> v.text).collect(Collectors.joining(", "));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
