package io.regimen.activities.selection.statistic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Several tests at once: Holm 1979. */
public final class Holm {
    private Holm() {}

    /** P-values adjusted so that any of them below a level keeps the chance of one false rejection below that level. */
    public static <K extends Comparable<K>> SortedMap<K, Double> adjusted(SortedMap<K, Double> pValues) {
        List<Map.Entry<K, Double>> ascending = new ArrayList<>(pValues.entrySet());
        ascending.sort(Map.Entry.<K, Double>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)));
        SortedMap<K, Double> out = new TreeMap<>();
        double highest = 0;
        for (int i = 0; i < ascending.size(); i++) {
            highest = Math.max(
                    highest,
                    Math.min(1, (ascending.size() - i) * ascending.get(i).getValue()));
            out.put(ascending.get(i).getKey(), highest);
        }
        return out;
    }
}
