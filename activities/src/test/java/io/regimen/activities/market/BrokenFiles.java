package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.gzip;
import static io.regimen.activities.market.TestFiles.utf8;
import static io.regimen.activities.market.TestFiles.zip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Good files of every vendor, and the ways in which they are broken. */
final class BrokenFiles {
    private static final int BARS = 300;
    private static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();

    private final List<Case> cases = new ArrayList<>();
    private final SplittableRandom random;

    /**
     * A file that must be refused.
     *
     * @param content its bytes, one to a character
     */
    record Case(String what, Vendor vendor, String name, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return vendor + ": " + what;
        }
    }

    private BrokenFiles(long seed) {
        random = new SplittableRandom(seed);
    }

    static List<Case> all(long seed) {
        BrokenFiles files = new BrokenFiles(seed);
        for (Vendor vendor : Vendor.values()) {
            if (vendor != Vendor.PARQUET) {
                String good = text(vendor);
                files.packedWrong(vendor, good);
                files.textWrong(vendor, good);
                files.valuesWrong(vendor, good);
            }
            files.noText(vendor);
        }
        files.wrongVendors();
        files.parquet();
        return files.cases;
    }

    /** Three hundred hours as a vendor writes them. */
    static String text(Vendor vendor) {
        return switch (vendor) {
            case LEAN_OANDA, LEAN_FXCM -> rows("", ',', time("uuuuMMdd HH:mm"), ",0,1.2,1.4,1.1,1.3,0", 1);
            case EJTRADER ->
                rows("Date,open,high,low,close,tick_volume\n", ',', time("uuuu-MM-dd HH:mm:ss"), ",9", 100_000);
            case BINANCE -> rows("", ',', t -> t + "000", ",5,%d,6,7,3,4,0".formatted(START * 1000), 1);
            case DUKASCOPY ->
                rows("Gmt time,Open,High,Low,Close,Volume\n", ',', time("dd.MM.uuuu HH:mm:ss.000"), ",9", 1);
            case HISTDATA -> rows("", ';', time("uuuuMMdd HHmmss"), ";0", 1);
            case METATRADER ->
                rows(
                        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n",
                        '\t',
                        time("uuuu.MM.dd\tHH:mm:ss"),
                        "\t9\t0\t3",
                        1);
            case CSV -> rows(TestFiles.HEADER, ',', Long::toString, ",9", 1);
            case PARQUET -> throw new IllegalArgumentException("no text");
        };
    }

    private static LongFunction<String> time(String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return t -> format.format(Instant.ofEpochSecond(t).atOffset(ZoneOffset.UTC));
    }

    private static String rows(String header, char separator, LongFunction<String> time, String rest, int points) {
        StringBuilder out = new StringBuilder(header);
        for (int i = 0; i < BARS; i++) {
            out.append(time.apply(START + 3600L * i));
            for (int price : new int[] {110_000 + i, 130_000 + i, 100_000 + i, 120_000 + i}) {
                out.append(separator)
                        .append(points > 1 ? price + ".0" : String.format(Locale.ROOT, "%.5f", price / 100_000.0));
            }
            out.append(rest).append('\n');
        }
        return out.toString();
    }

    private void add(String what, Vendor vendor, String name, byte[] bytes) {
        cases.add(new Case(what, vendor, name, new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private void packedWrong(Vendor vendor, String good) {
        byte[] packed = gzip(utf8(good));
        byte[] zipped = zip(Map.of("eurusd.csv", good));
        for (int i = 0; i < 3; i++) {
            int end = random.nextInt(12, packed.length);
            add("gzip cut at " + end, vendor, "EURUSD.csv.gz", Arrays.copyOf(packed, end));
            int zipEnd = random.nextInt(4, zipped.length);
            add("zip cut at " + zipEnd, vendor, "EURUSD.zip", Arrays.copyOf(zipped, zipEnd));
            int at = random.nextInt(20, packed.length - 8);
            byte[] flipped = packed.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            add("gzip flipped at " + at, vendor, "EURUSD.csv.gz", flipped);
        }
        byte[] sum = packed.clone();
        sum[packed.length - 6] ^= 1;
        add("gzip with a wrong checksum", vendor, "EURUSD.csv.gz", sum);
        add("zip in a gzip", vendor, "EURUSD.csv.gz", gzip(zipped));
        add("gzip in a gzip", vendor, "EURUSD.csv.gz", gzip(packed));
        add("climbs out", vendor, "EURUSD.zip", zip(Map.of("../../EURUSD.csv", good)));
        add("starts at the root", vendor, "EURUSD.zip", zip(Map.of("/etc/EURUSD.csv", good)));
        add("two files", vendor, "EURUSD.zip", zip(new TreeMap<>(Map.of("a.csv", good, "b.csv", good))));
    }

    private void textWrong(Vendor vendor, String good) {
        List<String> lines = good.lines().toList();
        String row = lines.getLast();
        char separator = row.contains(";") ? ';' : row.contains("\t") ? '\t' : ',';
        add("UTF-16", vendor, "EURUSD.csv", good.getBytes(StandardCharsets.UTF_16));
        add("UTF-16 without mark", vendor, "EURUSD.csv", good.getBytes(StandardCharsets.UTF_16LE));
        add("no separators", vendor, "EURUSD.csv", utf8(good.replace(separator, '~')));
        add("an endless line", vendor, "EURUSD.csv", utf8(good + "1".repeat(20_000)));
        add("one line", vendor, "EURUSD.csv", utf8(good.replace("\n", " ")));
        add("an open quote", vendor, "EURUSD.csv", utf8(good + "\"" + row));
        add("a quote over lines", vendor, "EURUSD.csv", utf8(good + "\"" + row + "\n\"" + row + "\n" + row));
        add("a zero byte", vendor, "EURUSD.csv", utf8(good + "\0"));
        add("a field too many", vendor, "EURUSD.csv", utf8(eachRow(good, r -> r + separator + "7" + separator + "7")));
        add(
                "a field too few",
                vendor,
                "EURUSD.csv",
                utf8(eachRow(good, r -> r.substring(0, r.indexOf(separator, 25)))));
        int first = IntStream.range(0, lines.size())
                .filter(i -> Character.isDigit(lines.get(i).charAt(0)))
                .findFirst()
                .orElseThrow();
        String cut = lines.get(first + 1).substring(0, lines.get(first + 1).lastIndexOf(separator));
        add(
                "cut in the second row",
                vendor,
                "EURUSD.csv",
                utf8(String.join("\n", lines.subList(0, first + 1)) + "\n" + cut));
    }

    private void valuesWrong(Vendor vendor, String good) {
        Map<String, UnaryOperator<String>> spoilers = new TreeMap<>();
        spoilers.put("NaN", price -> "NaN");
        spoilers.put("negative", price -> "-" + price);
        spoilers.put("zero", price -> "0");
        spoilers.put("infinite", price -> "1e999");
        spoilers.put("decimal comma", price -> price.replace('.', ','));
        spoilers.put("hexadecimal", price -> "0x1p3");
        spoilers.put("blank", price -> " ");
        spoilers.forEach((what, spoiler) -> add(
                "prices " + what,
                vendor,
                "EURUSD.csv",
                utf8(Pattern.compile("\\b1[0-4]\\d*\\.\\d+|\\b1\\.\\d+")
                        .matcher(good)
                        .replaceAll(m -> spoiler.apply(m.group())))));
        add("stopped clock", vendor, "EURUSD.csv", utf8(sameTime(vendor, good)));
        add("1970", vendor, "EURUSD.csv", utf8(years(vendor, good, 1970)));
        add("2300", vendor, "EURUSD.csv", utf8(years(vendor, good, 2300)));
        add("month 13", vendor, "EURUSD.csv", utf8(noDate(vendor, good)));
    }

    private static String eachRow(String text, UnaryOperator<String> change) {
        StringBuilder out = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean row = Character.isDigit(line.charAt(0));
            out.append(row ? change.apply(line) : line).append('\n');
        }
        return out.toString();
    }

    private static String sameTime(Vendor vendor, String good) {
        String first = good.lines()
                .filter(l -> Character.isDigit(l.charAt(0)))
                .findFirst()
                .orElseThrow();
        int length = stampLength(vendor);
        return eachRow(good, r -> first.substring(0, length) + r.substring(length));
    }

    private static String years(Vendor vendor, String good, int year) {
        if (vendor == Vendor.CSV || vendor == Vendor.BINANCE) {
            long moved = Instant.parse(year + "-01-01T00:00:00Z").getEpochSecond() - START;
            String zeros = vendor == Vendor.CSV ? "" : "000";
            return eachRow(good, r -> {
                long second = Long.parseLong(r.substring(0, 10)) + moved;
                return second + zeros + r.substring(stampLength(vendor));
            });
        }
        return good.replace("2024", Integer.toString(year));
    }

    private static String noDate(Vendor vendor, String good) {
        int length = stampLength(vendor);
        return eachRow(good, r -> "2024-13-32 25:61" + r.substring(length));
    }

    private static int stampLength(Vendor vendor) {
        return switch (vendor) {
            case LEAN_OANDA, LEAN_FXCM -> 14;
            case HISTDATA -> 15;
            case BINANCE -> 13;
            case DUKASCOPY -> 23;
            case EJTRADER, METATRADER -> 19;
            case CSV -> 10;
            case PARQUET -> throw new IllegalArgumentException("no text");
        };
    }

    private void noText(Vendor vendor) {
        for (int i = 0; i < 2; i++) {
            byte[] noise = new byte[random.nextInt(100, 20_000)];
            random.nextBytes(noise);
            noise[noise.length / 2] = 0;
            add("noise of " + noise.length, vendor, "EURUSD.csv", noise);
        }
        add("empty", vendor, "EURUSD.csv", new byte[0]);
        add("a web page", vendor, "EURUSD.csv", utf8("<!DOCTYPE html><html><body>404</body></html>\n"));
        add("a message", vendor, "EURUSD.csv", utf8("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        add("a picture", vendor, "EURUSD.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
    }

    private void wrongVendors() {
        byte[] parquet = ParquetFiles.bytes(ParquetFiles.BARS);
        for (Vendor said : Vendor.values()) {
            if (said != Vendor.PARQUET) {
                add("a Parquet file", said, "EURUSD.csv", parquet);
            }
            for (Vendor real : Vendor.values()) {
                if (real != Vendor.PARQUET && said != real && !understands(said, real)) {
                    add("in truth " + real, said, "EURUSD.csv", utf8(text(real)));
                }
            }
        }
    }

    /** Files with a header are read by its names; the layouts without header that look the same are the same. */
    private static boolean understands(Vendor said, Vendor real) {
        boolean header = switch (real) {
            case DUKASCOPY, METATRADER, CSV, EJTRADER -> true;
            case LEAN_OANDA, LEAN_FXCM, BINANCE, HISTDATA, PARQUET -> false;
        };
        return switch (said) {
            case LEAN_OANDA, LEAN_FXCM -> real == Vendor.LEAN_OANDA || real == Vendor.LEAN_FXCM;
            case EJTRADER, PARQUET -> false;
            case HISTDATA, METATRADER -> header || real == Vendor.HISTDATA;
            // times without offset need the column to say that they are of Greenwich, or the zone
            case DUKASCOPY -> real == Vendor.CSV;
            case BINANCE, CSV -> header;
        };
    }

    private void parquet() {
        byte[] good = ParquetFiles.bytes(ParquetFiles.BARS);
        for (int i = 0; i < 10; i++) {
            int end = random.nextInt(1, good.length);
            add("cut at " + end, Vendor.PARQUET, "EURUSD.parquet", Arrays.copyOf(good, end));
        }
        for (int i = 0; i < 6; i++) {
            byte[] footer = good.clone();
            int length = 4 + random.nextInt(60);
            int at = good.length - 8 - random.nextInt(length, 200);
            Arrays.fill(footer, at, at + length, (byte) 0xff);
            add("footer overwritten at " + at, Vendor.PARQUET, "EURUSD.parquet", footer);
        }
        byte[] pages = good.clone();
        Arrays.fill(pages, 4, 400, (byte) 0);
        add("pages zeroed", Vendor.PARQUET, "EURUSD.parquet", pages);
        byte[] longFooter = good.clone();
        Arrays.fill(longFooter, good.length - 8, good.length - 4, (byte) 0x7f);
        add("a footer longer than the file", Vendor.PARQUET, "EURUSD.parquet", longFooter);
        add("only the ends", Vendor.PARQUET, "EURUSD.parquet", utf8("PAR1\0\0\0\0PAR1"));
        Map<String, String> queries = new TreeMap<>();
        queries.put("no rows", ParquetFiles.BARS + " WHERE i < 0");
        queries.put("one row", ParquetFiles.BARS + " WHERE i < 1");
        queries.put("no time", "SELECT open, high, low, close FROM (" + ParquetFiles.BARS + ")");
        queries.put("no close", "SELECT time, open, high, low FROM (" + ParquetFiles.BARS + ")");
        queries.put("prices as text", "SELECT * REPLACE (open::VARCHAR AS open) FROM (" + ParquetFiles.BARS + ")");
        queries.put("times as lists", "SELECT * REPLACE ([time] AS time) FROM (" + ParquetFiles.BARS + ")");
        queries.put("prices NaN", "SELECT * REPLACE ('NaN'::DOUBLE AS close) FROM (" + ParquetFiles.BARS + ")");
        queries.put("prices negative", "SELECT * REPLACE (-low AS low) FROM (" + ParquetFiles.BARS + ")");
        queries.put("prices absent", "SELECT * REPLACE (NULL::DOUBLE AS low) FROM (" + ParquetFiles.BARS + ")");
        queries.put("high below low", "SELECT * REPLACE (low AS high, high AS low) FROM (" + ParquetFiles.BARS + ")");
        queries.put("1970", "SELECT * REPLACE (time - INTERVAL 54 YEAR AS time) FROM (" + ParquetFiles.BARS + ")");
        queries.put("2300", "SELECT * REPLACE (time + INTERVAL 276 YEAR AS time) FROM (" + ParquetFiles.BARS + ")");
        queries.put(
                "the end of time", "SELECT * REPLACE ('infinity'::TIMESTAMP AS time) FROM (" + ParquetFiles.BARS + ")");
        queries.put(
                "two symbols",
                "SELECT *, CASE WHEN volume < 9 THEN 'A' ELSE 'B' END AS symbol FROM (" + ParquetFiles.BARS + ")");
        queries.put(
                "more rows than ten million",
                "SELECT 1::UTINYINT AS time, 1::UTINYINT AS open, 1::UTINYINT AS high,"
                        + " 1::UTINYINT AS low, 1::UTINYINT AS close FROM range(10000001)");
        queries.forEach((what, query) -> add(what, Vendor.PARQUET, "EURUSD.parquet", ParquetFiles.bytes(query)));
    }
}
