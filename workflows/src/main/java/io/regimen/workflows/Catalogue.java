package io.regimen.workflows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a feature set can hold: the one list that the feature code computes from, the API shows and the documents are
 * written from.
 */
public final class Catalogue {
    /** The block whose entries are computed on each timeframe asked for. */
    public static final String INDICATOR_BLOCK = "indicators";

    /** The block that every feature set begins with. */
    public static final String AUTOREGRESSIVE = "autoregressive";

    /** Every column family: the autoregressive block, the indicators, the further blocks. */
    public static final List<CatalogueEntry> ENTRIES = Stream.of(
                    ReturnEntries.AUTOREGRESSIVE,
                    MomentumEntries.ALL,
                    TrendEntries.ALL,
                    ChannelEntries.ALL,
                    ReturnEntries.VOLATILITY,
                    SessionEntries.ALL,
                    CandleEntries.ALL,
                    VolumeEntries.PROFILE,
                    VolumeEntries.SPREAD)
            .flatMap(List::stream)
            .toList();

    /** Indicators of the {@code indicator_tfs} map, sorted. */
    public static final List<String> INDICATORS = ENTRIES.stream()
            .filter(entry -> entry.block().equals(INDICATOR_BLOCK))
            .map(CatalogueEntry::requestedAs)
            .distinct()
            .sorted()
            .toList();

    /** Blocks of the {@code additional_features} map, sorted. */
    public static final List<String> BLOCKS = ENTRIES.stream()
            .map(CatalogueEntry::block)
            .filter(block -> !block.equals(INDICATOR_BLOCK) && !block.equals(AUTOREGRESSIVE))
            .distinct()
            .sorted()
            .toList();

    /** Indicators of a grid without {@code indicator_tfs}, on the base timeframe and the next higher one. */
    public static final List<String> DEFAULT_INDICATORS = List.of("atr", "bollinger", "macd", "rsi");

    /** Blocks of a grid without {@code additional_features}. */
    public static final List<String> DEFAULT_BLOCKS = List.of("returns_volatility");

    /** Encoders of the {@code encoders} list. */
    public static final List<String> ENCODERS = List.of("none");

    private static final Map<String, CatalogueEntry> BY_NAME = byName();

    private Catalogue() {}

    /**
     * The entry of a column family.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static CatalogueEntry entry(String name) {
        CatalogueEntry found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("\"" + name + "\" is not in the catalogue");
        }
        return found;
    }

    private static Map<String, CatalogueEntry> byName() {
        Map<String, CatalogueEntry> out = new LinkedHashMap<>();
        ENTRIES.forEach(entry -> out.put(entry.name(), entry));
        return out;
    }
}
