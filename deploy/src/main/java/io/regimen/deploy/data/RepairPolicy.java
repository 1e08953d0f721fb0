package io.regimen.deploy.data;

import io.regimen.activities.market.GapRepair;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a repair policy on the command line. */
public final class RepairPolicy implements ITypeConverter<GapRepair> {
    @Override
    public GapRepair convert(String text) {
        return Arrays.stream(GapRepair.values())
                .filter(policy -> policy.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is no policy: use one of "
                        + Arrays.stream(GapRepair.values())
                                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
