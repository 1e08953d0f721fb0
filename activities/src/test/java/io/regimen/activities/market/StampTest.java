package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {
    private static final List<DateTimeFormatter> QUICK = List.of(
            DateTimeFormatter.ofPattern("uuuuMMdd HH:mm"),
            DateTimeFormatter.ofPattern("uuuuMMdd HHmmss"),
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"),
            DateTimeFormatter.ofPattern("uuuu.MM.dd HH:mm:ss"),
            DateTimeFormatter.ofPattern("uuuu/MM/dd'T'HH:mm:ss"));

    /** The short cut must agree with the expressions on every text it takes, right or spoilt. */
    @Test
    void parse_commonForms_areReadAsByTheExpressions() {
        SplittableRandom random = new SplittableRandom(11);
        int quick = 0;
        for (int i = 0; i < 40_000; i++) {
            long second = random.nextLong(-1_000_000_000L, 4_200_000_000L);
            int form = random.nextInt(QUICK.size() + 3);
            String text = form < QUICK.size()
                    ? QUICK.get(form).format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC))
                    : second + "0".repeat(3 * (form - QUICK.size()));
            if (i % 4 == 0) {
                int at = random.nextInt(text.length());
                text = text.substring(0, at) + "0123456789 :-./T".charAt(random.nextInt(16)) + text.substring(at + 1);
            }
            Stamp common = QuickStamp.parse(text);
            if (common != null) {
                quick++;
                assertEquals(Stamp.parseAny(text), common, text);
            }
            assertEquals(Stamp.parseAny(text.strip()), Stamp.parse(text), text);
        }
        assertTrue(quick > 20_000, "taken by the short cut: " + quick);
    }

    @ParameterizedTest
    @CsvSource({
        "01.02.2019 03:04:05.000,2019-02-01T03:04:05Z,false",
        "01.02.2019 03:04:05.000 GMT+0200,2019-02-01T01:04:05Z,true",
        "01.02.2019 03:04:05.000 GMT-0330,2019-02-01T06:34:05Z,true",
        "01.02.2019 03:04:05.000 UTC,2019-02-01T03:04:05Z,true",
        "2019-02-01T03:04:05+02,2019-02-01T01:04:05Z,true",
        "1548990245000000,2019-02-01T03:04:05Z,true",
        "1548990245000000000,2019-02-01T03:04:05Z,true",
        "20190201 030405,2019-02-01T03:04:05Z,false",
        "20190201,2019-02-01T00:00:00Z,false",
    })
    void parse_form_givesItsSecond(String text, Instant expected, boolean absolute) {
        Stamp stamp = Stamp.parse(text);
        assertNotNull(stamp, text);
        assertEquals(new Stamp(expected.getEpochSecond(), absolute), stamp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1",
                "45000",
                "9999999999999999999",
                "99999999999999999999999",
                "1970-01-01 00:00:00",
                "2300-01-01 00:00:00",
                "10413792000",
                "2024-02-30 00:00:00",
                "2023-02-29 00:00:00",
                "2024-13-01 00:00:00",
                "2024-01-01 24:00:00",
                "2024-01-01 00:60:00",
                "2024-01-01 00:00:00.5",
                "1548990245001",
                "01/02/2024 00:00",
                "2024-01-01 00:00:00+99:00",
                "-1548990245",
                "NaN",
            })
    void parse_noTimeOfABar_isNull(String text) {
        assertNull(Stamp.parse(text), text);
    }
}
