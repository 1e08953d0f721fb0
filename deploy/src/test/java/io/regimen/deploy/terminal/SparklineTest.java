package io.regimen.deploy.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static final List<Double> RISE = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);

    @Test
    void of_levels() {
        assertEquals("▁▂▃▄▅▆▇█", Sparkline.of(RISE, 72, StandardCharsets.UTF_8));
        assertEquals("_.-:=+*#", Sparkline.of(RISE, 72, StandardCharsets.US_ASCII));
        assertEquals("▁▁", Sparkline.of(List.of(5.0, 5.0), 72, StandardCharsets.UTF_8));
        assertEquals("", Sparkline.of(List.of(), 72, StandardCharsets.UTF_8));
    }

    @Test
    void of_moreValuesThanColumns_showsTheLastOfEachStretch() {
        assertEquals("▁▃▆█", Sparkline.of(RISE, 4, StandardCharsets.UTF_8));
    }
}
