package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class WatchViewTest {
    @Test
    void bar_isDrawnOverItselfAndShowsStateAndFailures() {
        StringWriter screen = new StringWriter();
        try (WatchView view = new WatchView.Bar(new PrintWriter(screen))) {
            view.show(grid("planning", 0, 0));
            view.show(grid("running", 4, 0));
            view.show(grid("running", 4, 3));
        }

        String last = screen.toString().strip();
        last = last.substring(last.lastIndexOf('\r') + 1);
        assertTrue(last.startsWith("g  75%"), last);
        assertTrue(last.contains("3/4 cells") && last.contains("cells/s"), last);
        assertTrue(last.contains("running, 3 failed"), last);
    }

    private static ObjectNode grid(String status, int total, int failed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", "g")
                .put("status", status)
                .put("total", total)
                .put("failed", failed);
    }
}
