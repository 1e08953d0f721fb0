package io.regimen.activities.market;

import io.regimen.workflows.GridPlanner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The market a file is about, read from its name: {@code qv_BTCUSDT_1h.csv.gz} is BTCUSDT. */
final class SymbolName {
    private static final Pattern EXTENSIONS =
            Pattern.compile("(?i)(\\.(csv|txt|tsv|dat|prn|gz|gzip|zip|parquet|pq))+$");
    private static final Pattern TIMEFRAME = Pattern.compile(
            "(?i)\\d+|\\d{1,4}(s|m|min|h|d|w|hour|day)|[smhdw]\\d{1,3}|hour|hourly|day|daily|minute|tick");
    private static final Set<String> NOISE = Set.of(
            "qv",
            "quote",
            "quotes",
            "trade",
            "bid",
            "ask",
            "mid",
            "bars",
            "ohlc",
            "ohlcv",
            "data",
            "dat",
            "ascii",
            "mt",
            "binance",
            "bitstamp",
            "bitfinex",
            "coinbase",
            "gemini",
            "kraken",
            "oanda",
            "fxcm",
            "dukascopy",
            "perp",
            "spot",
            "history",
            "candlestick",
            "utc");
    private static final Pattern PAIR =
            Pattern.compile("(?i)[a-z0-9]{2,12}(usd|usdt|usdc|eur|gbp|jpy|chf|aud|nzd|cad|btc|eth)");

    private SymbolName() {}

    /** Empty where the name holds nothing that could be a symbol. */
    static Optional<String> of(String fileName) {
        String base = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        List<String> words = Stream.of(EXTENSIONS.matcher(base).replaceFirst("").split("[_\\-\\s]+"))
                .filter(w -> !w.isEmpty() && !NOISE.contains(w.toLowerCase(Locale.ROOT)))
                .filter(w -> !TIMEFRAME.matcher(w).matches())
                .toList();
        return words.stream()
                .filter(w -> PAIR.matcher(w).matches())
                .findFirst()
                .or(() -> Optional.of(String.join("", words)))
                .map(GridPlanner::symbol)
                .filter(s -> ImportOptions.SYMBOL.matcher(s).matches());
    }
}
