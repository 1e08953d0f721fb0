package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBucketsTest {
    @ParameterizedTest
    @CsvSource({
        // timeframe, boundary, calendar, time, start, end
        "H4,UTC,FX,2020-01-06T03:59:59Z,2020-01-06T00:00:00Z,2020-01-06T04:00:00Z",
        "D1,UTC,FX,2020-01-06T00:00:00Z,2020-01-06T00:00:00Z,2020-01-07T00:00:00Z",
        "D1,MARKET,CONTINUOUS,2020-01-06T23:00:00Z,2020-01-06T00:00:00Z,2020-01-07T00:00:00Z",
        // the close of New York is 22:00 UTC in winter and 21:00 in summer
        "D1,MARKET,FX,2020-01-06T21:59:59Z,2020-01-05T22:00:00Z,2020-01-06T22:00:00Z",
        "D1,MARKET,FX,2020-01-06T22:00:00Z,2020-01-06T22:00:00Z,2020-01-07T22:00:00Z",
        "D1,NEW_YORK_CLOSE,CONTINUOUS,2020-07-06T21:00:00Z,2020-07-06T21:00:00Z,2020-07-07T21:00:00Z",
        "H4,MARKET,FX,2020-07-06T21:00:00Z,2020-07-06T21:00:00Z,2020-07-07T01:00:00Z",
        "H4,MARKET,FX,2020-01-06T21:00:00Z,2020-01-06T18:00:00Z,2020-01-06T22:00:00Z",
        // New York springs forward at 07:00 UTC of 2020-03-08, at 02:00 on its clock: 01:00 to 05:00 lasts three hours
        "H4,MARKET,FX,2020-03-08T06:30:00Z,2020-03-08T06:00:00Z,2020-03-08T09:00:00Z",
        "D1,MARKET,FX,2020-03-08T06:30:00Z,2020-03-07T22:00:00Z,2020-03-08T21:00:00Z",
        // and falls back at 06:00 UTC of 2020-11-01: 01:00 comes twice and the bucket that begins there lasts five
        // hours
        "H4,MARKET,FX,2020-11-01T05:00:00Z,2020-11-01T05:00:00Z,2020-11-01T10:00:00Z",
        "H4,MARKET,FX,2020-11-01T06:30:00Z,2020-11-01T05:00:00Z,2020-11-01T10:00:00Z",
        "D1,MARKET,FX,2020-11-01T06:30:00Z,2020-10-31T21:00:00Z,2020-11-01T22:00:00Z",
        // trade servers change with the EU, three weeks later in spring
        "D1,EU_SERVER,FX,2020-03-16T12:00:00Z,2020-03-15T22:00:00Z,2020-03-16T22:00:00Z",
        "D1,MARKET,FX,2020-03-16T12:00:00Z,2020-03-15T21:00:00Z,2020-03-16T21:00:00Z",
        "D1,EU_SERVER,FX,2020-03-29T12:00:00Z,2020-03-28T22:00:00Z,2020-03-29T21:00:00Z",
        "H4,EU_SERVER,FX,2020-03-29T00:30:00Z,2020-03-28T22:00:00Z,2020-03-29T01:00:00Z",
        "H4,EU_SERVER,FX,2020-10-25T01:30:00Z,2020-10-24T21:00:00Z,2020-10-25T02:00:00Z",
        // an hour and less are cut alike everywhere
        "H1,EU_SERVER,FX,2020-03-29T00:30:00Z,2020-03-29T00:00:00Z,2020-03-29T01:00:00Z",
        "M15,MARKET,FX,2020-11-01T05:44:59Z,2020-11-01T05:30:00Z,2020-11-01T05:45:00Z",
        "H4,UTC,FX,1969-12-31T23:00:00Z,1969-12-31T20:00:00Z,1970-01-01T00:00:00Z",
    })
    void start_time_isThatOfItsBucket(
            Timeframe timeframe,
            DayBoundary boundary,
            TradingCalendar calendar,
            Instant time,
            Instant start,
            Instant end) {
        TimeBuckets buckets = new TimeBuckets(timeframe, boundary, calendar);
        assertEquals(start, Instant.ofEpochSecond(buckets.start(time.getEpochSecond())));
        assertEquals(end, Instant.ofEpochSecond(buckets.end(time.getEpochSecond())));
    }

    /** Every quarter of an hour of two years lies in exactly one bucket, and buckets follow each other without a hole. */
    @Test
    void start_everyTime_bucketsTileTime() {
        long from = Instant.parse("2019-12-15T00:00:00Z").getEpochSecond();
        long to = Instant.parse("2021-12-15T00:00:00Z").getEpochSecond();
        for (DayBoundary boundary : DayBoundary.values()) {
            for (Timeframe timeframe : Timeframe.values()) {
                TimeBuckets buckets = new TimeBuckets(timeframe, boundary, TradingCalendar.FX);
                long end = buckets.start(from);
                for (long t = from; t < to; t += 900) {
                    long start = buckets.start(t);
                    String at = boundary + " " + timeframe + " " + Instant.ofEpochSecond(t);
                    assertTrue(start <= t && t < buckets.end(t), at);
                    assertTrue(start == end || buckets.end(t) == end || timeframe.seconds() < 900, at);
                    assertEquals(start, buckets.start(start), at);
                    assertEquals(buckets.end(t), buckets.start(buckets.end(t)), at);
                    end = buckets.end(t);
                }
            }
        }
    }
}
