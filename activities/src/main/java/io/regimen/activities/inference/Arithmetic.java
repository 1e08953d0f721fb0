package io.regimen.activities.inference;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the kernel works through its lanes. Both ways do the same operations in the same order on every lane (no fused
 * multiply-add, no sum across lanes), so their results are equal to the last bit, on every machine.
 */
public enum Arithmetic {
    /** One value at a time. */
    SCALAR,
    /** As many values at a time as a register of this machine holds; needs the module {@link #MODULE}. */
    VECTOR;

    /** The JDK's vector instructions; a JVM has them if it was started with {@code --add-modules} and this name. */
    public static final String MODULE = "jdk.incubator.vector";

    /** System property that chooses: {@code scalar} or {@code vector}. */
    public static final String PROPERTY = "regimen.arithmetic";

    /** Registers narrower than four doubles are not worth it, and too narrow for the kernel. */
    private static final int LEAST_LANES = 4;

    /** {@link #VECTOR} where this JVM and machine can, else {@link #SCALAR}. */
    public static Arithmetic best() {
        return available() ? VECTOR : SCALAR;
    }

    /**
     * What a setting says; without one {@link #best}.
     *
     * @param property value of {@link #PROPERTY}
     * @throws IllegalArgumentException if it names neither, or the vector path where there is none
     */
    public static Arithmetic chosen(@Nullable String property) {
        if (property == null || property.isBlank()) {
            return best();
        }
        Arithmetic wanted = switch (property.strip().toLowerCase(Locale.ROOT)) {
            case "scalar" -> SCALAR;
            case "vector" -> VECTOR;
            default -> throw new IllegalArgumentException(PROPERTY + " is \"" + property + "\": use scalar or vector");
        };
        if (wanted == VECTOR && !available()) {
            throw new IllegalArgumentException(
                    PROPERTY + " is vector, but this JVM has none: start it with --add-modules " + MODULE);
        }
        return wanted;
    }

    /** Whether {@link #VECTOR} can be used here. */
    public static boolean available() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorRank.width() >= LEAST_LANES;
    }
}
