package io.regimen.activities.market;

import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Timeframe;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Downloads klines from Binance's public interface, page by page. Nothing is written: what was downloaded before a failure is
 * lost with it, so that a long history is better fetched in parts, each stored before the next.
 */
public final class BinanceClient implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{2,20}");

    private final BinanceSettings settings;
    private final InstantSource clock;
    private final BinanceRequests requests;
    private final ImportLimits limits;

    /** @param clock tells which bars are closed, and when the exchange's minute ends */
    public BinanceClient(BinanceSettings settings, InstantSource clock, Sleeper sleeper) {
        this(settings, clock, sleeper, ImportLimits.DEFAULT);
    }

    BinanceClient(BinanceSettings settings, InstantSource clock, Sleeper sleeper, ImportLimits limits) {
        this.settings = settings;
        this.clock = clock;
        this.requests = new BinanceRequests(settings, clock, sleeper);
        this.limits = limits;
    }

    /**
     * Downloads the closed bars that start in [from, to). To go on where a dataset ends, ask from the start of its last bar plus
     * the timeframe.
     *
     * @return empty where there is none
     * @throws ImportException if the exchange does not answer, refuses, or answers with what are no klines
     */
    public Optional<ImportResult> klines(String symbol, Timeframe timeframe, Instant from, Instant to) {
        String market = GridPlanner.symbol(symbol.strip());
        if (!SYMBOL.matcher(market).matches()) {
            throw new ImportException("symbol " + Fault.show(symbol) + " is none of Binance; write it like BTCUSDT");
        }
        String name = "klines of " + market + " " + timeframe;
        BinancePage page = new BinancePage(name);
        BarColumns columns = new BarColumns(BinancePage.SHAPE);
        RowLog log = new RowLog();
        RawBar bar = new RawBar(false);
        long step = timeframe.duration().toMillis();
        Instant now = clock.instant();
        Instant end = to.isBefore(now) ? to : now;
        Instant begin = from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from.isAfter(now) ? now : from;
        long start = Math.ceilDiv(begin.toEpochMilli(), step) * step;
        long rows = 0;
        // a bar that starts here is not closed yet
        while (start < end.toEpochMilli() && start + step <= clock.instant().toEpochMilli()) {
            long asked = start;
            BinancePage.Klines klines = requests.get(
                    address(market, timeframe, asked, end), (text, headers) -> page.read(text, closedBefore(headers)));
            if (klines.rows().isEmpty()) {
                break;
            }
            for (List<String> kline : klines.rows()) {
                if (++rows > limits.rows()) {
                    throw new ImportException(
                            name + " are more than " + limits.rows() + " bars; download shorter periods");
                }
                Fault fault = page.row(kline, bar);
                if (fault != null) {
                    log.add(rows, fault);
                } else {
                    columns.add(bar, rows);
                }
            }
            if (klines.last() < asked || klines.first() < asked) {
                throw new ImportException(name + ": asked from " + Instant.ofEpochMilli(asked) + ", "
                        + settings.host().getHost() + " answers with "
                        + Instant.ofEpochMilli(Math.min(klines.first(), klines.last()))
                        + "; check what stands between here and there");
            }
            start = klines.last() + step;
        }
        if (rows == 0) {
            return Optional.empty();
        }
        ImportOptions options = new ImportOptions(Vendor.BINANCE, market, timeframe, null, null);
        return Optional.of(new BarAssembly(name, options, columns, log, "bar").assemble(market, rows, 1));
    }

    private URI address(String market, Timeframe timeframe, long start, Instant end) {
        String base = settings.host().toString().replaceAll("/$", "");
        return URI.create(base + settings.market().path() + "?symbol=" + market + "&interval=" + timeframe
                + "&startTime=" + start + "&endTime=" + (end.toEpochMilli() - 1) + "&limit=" + PAGE);
    }

    /** Now, by the clock that is behind: this one or the exchange's. */
    private long closedBefore(HttpHeaders headers) {
        long now = clock.instant().toEpochMilli();
        return headers.firstValue("Date")
                .map(BinanceClient::millis)
                .map(theirs -> Math.min(theirs, now))
                .orElse(now);
    }

    private static long millis(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            // a header that says nothing leaves our own clock
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        requests.close();
    }
}
