package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path DOCUMENT = Path.of("../deploy/docs/features.md");

    @Test
    void names_whatAGridMayAskFor() {
        assertEquals(
                List.of(
                        "adx",
                        "atr",
                        "bollinger",
                        "cci",
                        "donchian",
                        "ema",
                        "ichimoku",
                        "keltner",
                        "macd",
                        "mfi",
                        "momentum",
                        "obv",
                        "roc",
                        "rsi",
                        "sma",
                        "stochastic",
                        "trix",
                        "williams_r"),
                Catalogue.INDICATORS);
        assertEquals(
                List.of(
                        "candlestick_patterns",
                        "returns_volatility",
                        "trading_sessions",
                        "volume_profile",
                        "vsa_analysis"),
                Catalogue.BLOCKS);
        assertTrue(Catalogue.INDICATORS.containsAll(Catalogue.DEFAULT_INDICATORS));
        assertTrue(Catalogue.BLOCKS.containsAll(Catalogue.DEFAULT_BLOCKS));
    }

    @Test
    void entries_areComplete() {
        Set<String> names = new HashSet<>();
        for (CatalogueEntry entry : Catalogue.ENTRIES) {
            assertTrue(names.add(entry.name()), entry.name() + " stands twice");
            assertEquals(entry, Catalogue.entry(entry.name()));
            assertTrue(entry.lookBack() >= 0, entry.name());
            assertTrue(entry.source().matches(".*, (19|20)\\d\\d"), entry.name() + ": " + entry.source());
            for (String text : List.of(entry.meaning(), entry.unit(), entry.requestedAs(), entry.block())) {
                assertTrue(!text.isBlank() && !text.contains("|"), entry.name() + ": " + text);
            }
            assertTrue(!entry.needs().isEmpty(), entry.name());
        }
        assertThrows(IllegalArgumentException.class, () -> Catalogue.entry("foo"));
        assertThrows(
                IllegalArgumentException.class, () -> Catalogue.entry("macd").parameter("foo"));
        assertEquals(26, Catalogue.entry("macd").parameter("slow"));
    }

    @Test
    void document_isWrittenFromTheCatalogue() throws IOException {
        String wanted = CatalogueDocument.text();
        if (Boolean.getBoolean("regimen.write.docs")) {
            Files.writeString(DOCUMENT, wanted);
        }
        assertEquals(
                wanted,
                Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "",
                "deploy/docs/features.md differs from the catalogue; write it anew with"
                        + " `mvn -pl workflows test -Dtest=CatalogueTest -Dregimen.write.docs=true`");
    }
}
