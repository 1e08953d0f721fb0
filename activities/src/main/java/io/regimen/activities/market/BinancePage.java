package io.regimen.activities.market;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of klines: an array of arrays of open time, open, high, low, close, volume, close time, quote volume, count, and three
 * fields more; times in unix milliseconds.
 */
final class BinancePage {
    static final RowShape SHAPE = new RowShape(false, true, true);
    private static final int FIELDS = 12;
    private static final int CLOSE_TIME = 6;
    private static final CsvHeader COLUMNS = new CsvHeader(0, ',', FIELDS, 0, -1, List.of(1, 2, 3, 4), 5, 7, 8, -1);

    private final String name;
    private final CsvLayout layout =
            new CsvLayout(COLUMNS, text -> Stamp.parse(text), new VendorClock(Vendor.BINANCE.zone()), 1, false);

    BinancePage(String name) {
        this.name = name;
    }

    /**
     * What a page holds.
     *
     * @param first open time of the first, in milliseconds
     * @param last open time of the last, bars that are not closed included
     */
    record Klines(List<List<String>> rows, long first, long last) {}

    /**
     * Reads a page; null where it breaks off.
     *
     * @param closedBefore bars that close at this time or later are left out, in milliseconds
     * @throws ImportException if it is something else than klines
     */
    @Nullable
    Klines read(String text, long closedBefore) {
        List<List<String>> rows = new ArrayList<>();
        long first = 0;
        long last = 0;
        try (JsonParser json = Json.mapper().getFactory().createParser(text)) {
            JsonToken start = json.nextToken();
            if (start == null) {
                return null;
            }
            if (start != JsonToken.START_ARRAY) {
                throw noKlines(text, null);
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token == null) {
                    return null;
                }
                List<String> row = row(json, text);
                if (row == null) {
                    return null;
                }
                long opens = millis(row.getFirst(), text);
                first = rows.isEmpty() && last == 0 ? opens : first;
                last = opens;
                if (millis(row.get(CLOSE_TIME), text) < closedBefore) {
                    rows.add(row);
                }
            }
        } catch (JsonEOFException e) {
            return null;
        } catch (JsonProcessingException e) {
            throw noKlines(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Klines(rows, first, last);
    }

    private @Nullable List<String> row(JsonParser json, String text) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw noKlines(text, null);
        }
        List<String> fields = new ArrayList<>(FIELDS);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                return null;
            }
            if (!token.isScalarValue() || fields.size() == FIELDS) {
                throw noKlines(text, null);
            }
            fields.add(json.getText());
        }
        if (fields.size() != FIELDS) {
            throw noKlines(text, null);
        }
        return fields;
    }

    /** Reads a kline into a bar; returns why it cannot be used, or null. */
    @Nullable
    Fault row(List<String> kline, RawBar into) {
        return layout.read(kline, into);
    }

    private long millis(String field, String text) {
        if (!field.matches("\\d{1,16}")) {
            throw noKlines(text, null);
        }
        return Long.parseLong(field);
    }

    private ImportException noKlines(String text, @Nullable Throwable cause) {
        String message = name + ": the exchange answers with " + Fault.show(text)
                + ", which are no klines; check host and symbol, and what stands between here and there";
        return cause == null ? new ImportException(message) : new ImportException(message, cause);
    }
}
