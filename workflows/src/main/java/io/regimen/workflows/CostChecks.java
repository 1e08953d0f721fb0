package io.regimen.workflows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Bounds of the fields of {@link Costs}, each naming the field and the mend. */
final class CostChecks {
    static final String BASIS_POINTS = " basis points";

    private CostChecks() {}

    static void within(String field, double value, double min, double max, String unit, List<Problem> out) {
        if (!(value >= min && value <= max)) {
            out.add(new Problem(
                    field, plain(value) + unit + " is out of bounds", "Use " + plain(min) + " to " + plain(max)));
        }
    }

    static void unknown(String field, Map<String, ?> fields, List<Problem> out) {
        fields.keySet()
                .forEach(name ->
                        out.add(new Problem(field + "." + name, "unknown field", "Remove it or correct its spelling")));
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
