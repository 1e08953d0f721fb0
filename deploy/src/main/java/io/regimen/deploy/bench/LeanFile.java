package io.regimen.deploy.bench;

import io.regimen.activities.market.Bars;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes bars as LEAN does: a zip with one CSV of bid and ask, five decimals. */
final class LeanFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LeanFile() {}

    static void write(Bars bars, String symbol, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8))) {
            zip.putNextEntry(new ZipEntry(symbol.toLowerCase(Locale.ROOT) + ".csv"));
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < bars.size(); i++) {
                line.setLength(0);
                line.append(STAMP.format(Instant.ofEpochSecond(bars.time(i))));
                side(line, bars, i, -bars.halfSpread(i));
                side(line, bars, i, bars.halfSpread(i));
                out.append(line.append('\n'));
            }
        }
    }

    private static void side(StringBuilder line, Bars bars, int i, double shift) {
        price(line, bars.open(i) + shift);
        price(line, bars.high(i) + shift);
        price(line, bars.low(i) + shift);
        price(line, bars.close(i) + shift);
        line.append(',').append((long) (bars.volume(i) / 2));
    }

    private static void price(StringBuilder line, double price) {
        line.append(',').append(Math.rint(price * 1e5) / 1e5);
    }
}
